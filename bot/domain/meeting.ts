import type { Decision, DecisionFacts } from './decide.ts';
import { mayDeploy } from './execution.ts';
import type { PersonId } from './ids.ts';
import { isMetByTap, needsWords, type Obligation } from './obligation.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import type { Instant } from './time.ts';

export interface MeetObligation {
  readonly kind: 'meet-obligation';
  readonly by: PersonId;
  readonly obligation: string;
  readonly note: string;
}

/**
 * Says that what was owed is done: its owner may, and whoever may run the deployment. A cause needs words; a review is filed (post-review.ts).
 * Late is better than never, early means nothing.
 */
export function decideMeeting(request: DeployRequest, command: MeetObligation, facts: DecisionFacts, now: Instant): Decision {
  const { by } = command;
  const note = command.note.trim();
  const obligation = request.obligations.find(({ id }) => id === command.obligation);
  if (obligation === undefined || !isMetByTap(obligation)) return refuse({ code: 'unreadable' });
  if (by !== obligation.owner && !mayDeploy(request, by, facts)) return refuse({ code: 'not-owed-by-you' });
  if (obligation.met !== undefined) return accept([]);
  if (now < obligation.since) return refuse({ code: 'too-early', from: obligation.since });
  if (needsWords(obligation) && note === '') return refuse({ code: 'reason-needed' });
  const cause = isCauseOwed(request, obligation) ? [{ kind: 'cause-recorded', by, text: note, at: now } as const] : [];
  return accept([{ kind: 'obligation-met', id: obligation.id, by, note, at: now }, ...cause]);
}

/** A cause that was owed is the one that its target stays locked for. */
const isCauseOwed = (request: DeployRequest, { kind }: Pick<Obligation, 'kind'>): boolean =>
  kind === 'cause' && request.state === 'rolled-back' && request.rollout.cause === undefined;
