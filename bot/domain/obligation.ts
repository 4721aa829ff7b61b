import type { PersonId } from './ids.ts';
import { plusMinutes, type Instant } from './time.ts';

/**
 * What somebody owes by a deadline (seeds/002, "Post-Approval Documentation"): to complete a request that began as an
 * emergency, to review what happened, to stand by and look, to confirm what was said by voice, to name a cause, to see to
 * what the review wants to be different.
 */
export const OBLIGATION_KINDS = [
  'complete-request',
  'review',
  'standby-check',
  'confirm-approval',
  'cause',
  'investigate',
  'watch-check',
  'issue-update',
  'pipeline-report',
  'action',
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

/** It is owed until it is met, after its deadline too. Nothing but being met ends it. */
export interface Obligation {
  /** Unique in its request: the kind, with a number where it is owed more than once. */
  readonly id: string;
  readonly kind: ObligationKind;
  readonly owner: PersonId;
  /** Cannot be met earlier: a check that is due at noon says nothing at ten. */
  readonly since: Instant;
  readonly due: Instant;
  readonly met: Met | undefined;
}

export interface Met {
  readonly by: PersonId;
  readonly at: Instant;
  /** What was found; `''` where nothing had to be said. */
  readonly note: string;
}

export type ObligationEvent =
  | { readonly kind: 'obligation-owed'; readonly owed: Omit<Obligation, 'met'>; readonly at: Instant }
  | {
      readonly kind: 'obligation-met';
      readonly id: string;
      readonly by: PersonId;
      readonly note: string;
      readonly at: Instant;
    }
  | { readonly kind: 'obligation-dropped'; readonly id: string; readonly at: Instant };

/** What it was about is over: nobody can meet it any more, and nobody has to. */
export const drop = (id: string, now: Instant): ObligationEvent => ({ kind: 'obligation-dropped', id, at: now });

export interface Owing {
  readonly kind: ObligationKind;
  readonly owner: PersonId;
  readonly since: Instant;
  /** Minutes from `since` to the deadline. */
  readonly within: number;
  /** Tells apart obligations of one kind in the same request. */
  readonly n?: number;
}

/** The event by which somebody comes to owe something. */
export const owe = ({ kind, owner, since, within, n }: Owing, now: Instant): ObligationEvent => ({
  kind: 'obligation-owed',
  owed: { id: n === undefined ? kind : `${kind}-${String(n)}`, kind, owner, since, due: plusMinutes(since, within) },
  at: now,
});

/** One that is owed again under the same id takes the place of the one before. */
export function evolveObligations(before: readonly Obligation[], event: ObligationEvent): readonly Obligation[] {
  switch (event.kind) {
    case 'obligation-owed':
      return [...before.filter(({ id }) => id !== event.owed.id), { ...event.owed, met: undefined }];
    case 'obligation-dropped':
      return before.filter(({ id }) => id !== event.id);
    case 'obligation-met': {
      const { id, by, at, note } = event;
      return before.map((one) => (one.id === id ? { ...one, met: { by, at, note } } : one));
    }
  }
}

/** Kinds that are met with words: what was found, or why. */
const WITH_WORDS: readonly ObligationKind[] = ['cause'];
export const needsWords = ({ kind }: Pick<Obligation, 'kind'>): boolean => WITH_WORDS.includes(kind);

/** Kinds that a tap meets. A request is completed by editing it, a review is filed, and a voice is confirmed on its own card. */
const BY_TAP: readonly ObligationKind[] = ['standby-check', 'cause', 'investigate', 'pipeline-report', 'action'];
export const isMetByTap = ({ kind }: Pick<Obligation, 'kind'>): boolean => BY_TAP.includes(kind);
