import type { Decision, DecisionFacts } from './decide.ts';
import { mayDeploy } from './execution.ts';
import type { PersonId } from './ids.ts';
import { owe, type Obligation } from './obligation.ts';
import type { DeployRequest, RequestEvent } from './request.ts';
import { accept, refuse } from './result.ts';
import { minutesBetween, type Instant } from './time.ts';

/** What is written down after an issue or an emergency (seeds/002, "Post-incident review within 24 hours"). */
export interface PostReview {
  readonly happened: string;
  readonly timeline: string;
  readonly cause: string;
  readonly actions: readonly CorrectiveAction[];
  readonly by: PersonId;
  readonly at: Instant;
}

/** What will be different, who sees to it, and by when. */
export interface CorrectiveAction {
  readonly what: string;
  readonly owner: PersonId;
  readonly due: Instant;
}

export type PostReviewEvent = { readonly kind: 'review-filed' } & PostReview;

/** As it was typed: an action without an owner or a day is not one yet. */
export interface FilePostReview extends Pick<PostReview, 'happened' | 'timeline' | 'cause'> {
  readonly kind: 'file-review';
  readonly by: PersonId;
  readonly actions: readonly {
    readonly what: string;
    readonly owner: PersonId | undefined;
    readonly due: Instant | undefined;
  }[];
}

/** The longest text of each part that fits on a card, in characters. */
export const MOST_IN_REVIEW = { happened: 1_500, timeline: 2_000, cause: 1_000, what: 300 } as const;

export const POST_REVIEW_PARTS = ['happened', 'timeline', 'cause'] as const;
export type PostReviewPart = (typeof POST_REVIEW_PARTS)[number];

/** Whether there is something to review: it is owed, or the deployment went back. */
export const hasPostReview = ({ state, obligations }: Pick<DeployRequest, 'state' | 'obligations'>): boolean =>
  state === 'rolled-back' || obligations.some(({ kind }) => kind === 'review');

/**
 * Whoever owes it may file it, and whoever may run the deployment. Its cause is the one that a rollback left to be named,
 * and each corrective action is owed by its owner from then on. Refuses with `nothing-to-review`, `not-owed-by-you`,
 * `review-on-record`, `review-open` and `action-unreadable`.
 */
export function decidePostReview(
  request: DeployRequest,
  command: FilePostReview,
  facts: DecisionFacts,
  now: Instant,
): Decision {
  const { by } = command;
  if (!hasPostReview(request)) return refuse({ code: 'nothing-to-review' });
  const owed = request.obligations.filter(({ kind, met }) => met === undefined && (kind === 'review' || kind === 'cause'));
  if (!owed.some(({ owner }) => owner === by) && !mayDeploy(request, by, facts)) return refuse({ code: 'not-owed-by-you' });
  if (request.postReview !== undefined) return refuse({ code: 'review-on-record' });

  const text = (part: PostReviewPart) => command[part].trim().slice(0, MOST_IN_REVIEW[part]);
  const missing = POST_REVIEW_PARTS.filter((part) => text(part) === '');
  if (missing.length > 0) return refuse({ code: 'review-open', missing });
  const wanted = command.actions.filter(({ what }) => what.trim() !== '');
  const actions = wanted.flatMap((action) => readAction(action, now) ?? []);
  if (actions.length < wanted.length) return refuse({ code: 'action-unreadable' });

  const review = { happened: text('happened'), timeline: text('timeline'), cause: text('cause'), actions, by, at: now };
  return accept([{ kind: 'review-filed', ...review }, ...follows(request, owed, review, now)]);
}

function readAction({ what, owner, due }: FilePostReview['actions'][number], now: Instant): CorrectiveAction | undefined {
  if (owner === undefined || due === undefined || due <= now) return undefined;
  return { what: what.trim().slice(0, MOST_IN_REVIEW.what), owner, due };
}

function follows(
  request: DeployRequest,
  owed: readonly Obligation[],
  { by, happened, cause, actions }: PostReview,
  now: Instant,
): readonly RequestEvent[] {
  const opens = request.state === 'rolled-back' && request.rollout.cause === undefined;
  return [
    ...(opens ? [{ kind: 'cause-recorded', by, text: cause, at: now } as const] : []),
    ...owed.map(({ id, kind }) => {
      const note = kind === 'cause' ? cause : happened;
      return { kind: 'obligation-met', id, by, note, at: now } as const;
    }),
    ...actions.map(({ owner, due }, n) =>
      owe({ kind: 'action', owner, since: now, within: minutesBetween(now, due), n: n + 1 }, now),
    ),
  ];
}

/** The corrective action that somebody owes; undefined for whatever else is owed. */
export function actionOwed(
  { postReview }: DeployRequest,
  { id, kind }: Pick<Obligation, 'id' | 'kind'>,
): CorrectiveAction | undefined {
  const n = kind === 'action' ? Number(id.slice('action-'.length)) : 0;
  return postReview?.actions[n - 1];
}
