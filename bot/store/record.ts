import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { FreezeId, LockId, RequestId } from '../domain/ids.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { StreamPlace } from '../flows/ports.ts';
import type { Engine } from './engine.ts';
import { toJson } from './json.ts';

/** One line of a request's record. */
export interface StoredEvent {
  /** `DEP-1042`, or the id of another stream. */
  readonly request: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly kind: string;
  readonly at: Instant;
  /** The event as canonical JSON (RFC 8785), exactly as it was hashed. */
  readonly bytes: string;
  /** The hash of the event before it. */
  readonly prev: string;
  /** SHA-256 of `prev` followed by `bytes`, as UTF-8; 64 hex digits. */
  readonly hash: string;
}

/** What has a record: a request, a freeze, the lock of a target , the gates of a service. */
export type StreamId = RequestId | FreezeId | LockId | `gates:${string}`;

export interface Record {
  /** The whole record of a request, oldest first; empty when there is no such request. */
  readonly of: (id: StreamId) => Promise<readonly StoredEvent[]>;
}

/** Any event that has a moment. */
export interface RecordedEvent {
  readonly kind: string;
  readonly at: Instant;
}

export type Verification =
  { readonly kind: 'whole'; readonly head: string } | { readonly kind: 'broken'; readonly seq: number };

/** Where every record begins. */
const NOWHERE: StreamPlace = { seq: 0, head: '0'.repeat(64) };

/**
 * Whether rows, oldest first, are one unbroken chain from its beginning; else the first `seq` that does not fit. A
 * tail that was cut off shows only when `head` is compared with one kept elsewhere.
 */
export function verifyChain(rows: readonly Pick<StoredEvent, 'bytes' | 'prev' | 'hash'>[]): Verification {
  let { seq, head } = NOWHERE;
  for (const { bytes, prev, hash } of rows) {
    seq += 1;
    if (prev !== head || hash !== hashOf(prev, bytes)) return { kind: 'broken', seq };
    head = hash;
  }
  return { kind: 'whole', head };
}

/** The next lines of a record, ready to be written, and the place that they lead to. */
export function chain(request: string, after: StreamPlace | undefined, events: readonly RecordedEvent[]) {
  let place = after ?? NOWHERE;
  const lines = events.map((event): StoredEvent => {
    const bytes = canonicalize(JSON.parse(toJson(event))) ?? '';
    const hash = hashOf(place.head, bytes);
    const line = { request, seq: place.seq + 1, kind: event.kind, at: event.at, bytes, prev: place.head, hash };
    place = { seq: line.seq, head: hash };
    return line;
  });
  return { lines, place };
}

const hashOf = (prev: string, bytes: string): string => createHash('sha256').update(prev).update(bytes).digest('hex');

interface EventRow extends Omit<StoredEvent, 'at'> {
  readonly at: Date;
}

export function createRecord({ query }: Pick<Engine, 'query'>): Record {
  return {
    of: async (id) => {
      const rows = await query<EventRow>(
        `select request_id as request, seq, kind, at, bytes, prev, hash
           from event
          where request_id = $1
          order by seq`,
        [id],
      );
      return rows.map((row) => ({ ...row, at: instant(row.at.getTime()) }));
    },
  };
}
