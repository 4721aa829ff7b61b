import type { Coder, PullReading, PullRequest } from '../../domain/pull-request.ts';

/** Somebody as a code host names them, before anybody has looked who that is here. */
export type StrangeCoder = Omit<Coder, 'person'>;

export type StrangePull = Omit<PullRequest, 'authors' | 'approvers' | 'objectors'> &
  Readonly<Record<'authors' | 'approvers' | 'objectors', readonly StrangeCoder[]>>;

/** Code hosts that are configured. */
export interface PullRequests {
  /** Undefined when the link is none of a pull request there: nobody else is ever asked. Never rejects. */
  readonly read: (
    url: string,
  ) => Promise<Extract<PullReading, { kind: 'unread' }> | { readonly kind: 'read'; readonly pull: StrangePull } | undefined>;
}
