import { filedReviewCard, postReviewCard, refusalText } from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { ACTION_ROWS, type PostReviewTap, type TypedReview } from '../cards/post-review-actions.ts';
import { timelineText } from '../cards/views/post-review.ts';
import type { PersonId, RequestId } from '../domain/ids.ts';
import { hasPostReview, type FilePostReview } from '../domain/post-review.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { Instant } from '../domain/time.ts';
import type { Person } from '../flows/ports.ts';
import type { Reply, TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { readReviewWords } from './post-review-words.ts';
import { card, explained, notice, privately, privateText } from './replies.ts';

/** The form of a post-incident review, the review once it is filed, or why there is none. */
export async function answerPostReview(by: Person, tap: PostReviewTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  if (tap.verb === 'post-review/open') {
    const stored = await ports.requests.find(tap.request);
    const drawn = stored && reviewOf(stored.request, context);
    return drawn === undefined ? notice(refusalText({ code: 'nothing-to-review' }, context)) : card(drawn);
  }
  const filed = await ports.changeRequest(tap.request, commandOf(by, tap.typed, context, ports));
  if (filed.ok) return card(filedReviewCard(filed.value, context) ?? formFor(filed.value, tap.typed, context));
  const stored = await ports.requests.find(tap.request);
  const sentence = refusalText(filed.problem, context);
  return stored === undefined ? notice(sentence) : card(explained(formFor(stored.request, tap.typed, context), sentence));
}

/** `/deploy review DEP-42`, with the whole review behind it or none of it. */
export async function sayPostReview(
  by: Person,
  id: RequestId,
  words: string,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  const stored = await ports.requests.find(id);
  if (stored === undefined) return [privateText(refusalText({ code: 'unknown-request' }, context))];
  const { request } = stored;
  const drawn = reviewOf(request, context);
  if (drawn === undefined) return [privateText(refusalText({ code: 'nothing-to-review' }, context))];
  if (words.trim() === '') return [privately(drawn)];

  const typed = readReviewWords(words, context.names);
  if (typed === undefined) return [privateText(context.words.postReview.how)];
  const filed = await ports.changeRequest(
    id,
    commandOf(by, { ...typed, timeline: timelineText(request, context) }, context, ports),
  );
  if (!filed.ok) return [privateText(refusalText(filed.problem, context))];
  const shown = filedReviewCard(filed.value, context);
  return shown === undefined ? [] : [privately(shown)];
}

function reviewOf(request: DeployRequest, context: Context): CardMessage | undefined {
  const filed = filedReviewCard(request, context);
  if (filed !== undefined || !hasPostReview(request)) return filed;
  return formFor(request, { ...NOTHING_TYPED, timeline: timelineText(request, context) }, context);
}

const NOTHING_TYPED: TypedReview = { happened: '', timeline: '', cause: '', actions: [] };

function formFor(request: DeployRequest, typed: TypedReview, context: Context): CardMessage {
  const empty = { what: '', owner: undefined, due: '' };
  const actions = Array.from({ length: ACTION_ROWS }, (_, n) => typed.actions[n] ?? empty);
  const people = [...context.names].toSorted(([, a], [, b]) => a.localeCompare(b)).map(([id]) => id);
  return postReviewCard(request, { typed: { ...typed, actions }, people }, context);
}

/** An action is due when people stop working on its day. */
function commandOf({ id: by }: Person, { actions, ...texts }: TypedReview, context: Context, ports: ChatPorts): FilePostReview {
  const closing = ports.policy.time.hours.split('-')[1] ?? '18:00';
  const dueAt = (date: string): Instant | undefined => ports.calendar.instantOf({ date, time: closing });
  return {
    kind: 'file-review',
    by,
    ...texts,
    actions: actions.map(({ what, owner, due }) => ({ what, owner: known(owner, context), due: dueAt(due) })),
  };
}

/** Ids on a card are text: somebody whom nobody knows owns nothing. */
const known = (person: PersonId | undefined, { names }: Context): PersonId | undefined =>
  person !== undefined && names.has(person) ? person : undefined;
