import type { RawRoute } from './route.ts';

const MOST_BYTES = 1024 * 1024;

/** POST /api/messages: what Teams sends. Who may call is decided behind this door, from the token in its headers. */
export const messagesRoute = (handle: RawRoute['handle']): RawRoute => ({
  kind: 'raw',
  method: 'POST',
  path: '/api/messages',
  mostBytes: MOST_BYTES,
  handle,
});
