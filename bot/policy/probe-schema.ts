import * as z from 'zod';
import type { Probe } from '../domain/probe.ts';
import { checked, passes } from './scalars.ts';
import { armId } from './values-schema.ts';

/** A look that a line of a quality gate proves itself by. Only what stands here is ever asked. */

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

function isAskable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}

/** An address of the organisation's own that is asked or told something. */
export const outgoing = checked(passes(isAskable), 'must be an https:// address without a user in it');

const http = z
  .strictObject({ get: outgoing, status: z.int().min(100).max(599).default(200) })
  .transform(({ get: url, status }): Probe => ({ kind: 'http', url, status }));

const PATH = /^(\$\.)?[\w-]+(\.[\w-]+){0,9}$/;
const azure = z
  .strictObject({
    resource: armId,
    apiVersion: checked(
      passes((text) => /^\d{4}-\d{2}-\d{2}(-preview)?$/.test(text)),
      'must be a version such as 2024-11-01',
    ),
    path: checked(
      (text) => (PATH.test(text) ? text.replace(/^\$\./, '').split('.') : undefined),
      'must be names with dots between them, such as properties.provisioningState',
    ),
    equals: z.union([z.string().max(60), z.number().transform(String), z.boolean().transform(String)]),
  })
  .transform((probe): Probe => ({ kind: 'azure', ...probe }));

export const probe = z.union([http, azure], {
  error: 'must be { get: https://…, status: 200 } or { resource: /subscriptions/…, apiVersion: …, path: …, equals: … }',
});
