import { noticeCard, refusalText, requestCard } from '../cards/cards.ts';
import { button } from '../cards/actions.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { exactMoment } from '../cards/moments.ts';
import { roleTitle } from '../cards/pieces.ts';
import { moveButtons } from '../cards/views/slots.ts';
import type { RequestId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import { isAboutWindow } from '../domain/slots.ts';
import type { Instant, LocalTime, WallClock } from '../domain/time.ts';
import type { Person } from '../flows/ports.ts';
import { daysMeant, timesMeant } from './day-words.ts';
import { explained } from './replies.ts';
import type { ChatPorts } from './ports.ts';

type MovePorts = Pick<ChatPorts, 'requests' | 'moveRequest' | 'clockIn' | 'policy'>;

/** Moves a request: its own card with who is asked again, or why not with the starts that are free. */
export async function moveTo(by: Person, id: RequestId, at: Instant, context: Context, ports: MovePorts): Promise<CardMessage> {
  const moved = await ports.moveRequest.to(by.id, id, at);
  if (!moved.ok) {
    const offer = await turnedDown(by, id, moved.problem, at, context, ports);
    return offer ?? noticeCard(refusalText(moved.problem, context));
  }
  return explained(requestCard(moved.value, context), movedText(moved.value, at, context));
}

/** `/deploy move DEP-42 thu 09:00`; without a moment, the starts that are free. */
export async function sayMove(
  by: Person,
  id: RequestId,
  words: readonly string[],
  context: Context,
  ports: MovePorts,
): Promise<CardMessage> {
  const stored = await ports.requests.find(id);
  if (stored === undefined) return noticeCard(refusalText({ code: 'unknown-request' }, context));
  const { request } = stored;
  const { slots } = context.words;
  if (words.length === 0) {
    return offering(request, slots.planned(id, exactMoment(request.plan.window.start, context)), context.now, context, ports);
  }
  const wall = ports.clockIn(by.zone);
  const at = momentMeant(words, wall.localOf(request.plan.window.start), context, wall);
  return at === undefined ? noticeCard(slots.when) : moveTo(by, id, at, context, ports);
}

/** A no with the starts that are free; undefined where no other window would help, or somebody else has to move it. */
export async function turnedDown(
  by: Person,
  id: RequestId,
  problem: Refusal,
  from: Instant,
  context: Context,
  ports: MovePorts,
): Promise<CardMessage | undefined> {
  if (!isAboutWindow(problem.code === 'cannot-move' ? problem.problem.refusal : problem)) return undefined;
  const stored = await ports.requests.find(id);
  if (stored?.request.requester !== by.id || !CAN_MOVE.includes(stored.request.state)) return undefined;
  return offering(stored.request, refusalText(problem, context), from, context, ports);
}

const CAN_MOVE: readonly DeployRequest['state'][] = ['pending', 'paused', 'approved'];

async function offering(
  request: DeployRequest,
  sentence: string,
  from: Instant,
  context: Context,
  { moveRequest }: MovePorts,
): Promise<CardMessage> {
  const show = button(context.words.buttons.show, 'request/show', { request: request.id });
  const free = await moveRequest.slots(request, from);
  const { slots } = context.words;
  return noticeCard(`${sentence} ${free.length === 0 ? slots.none : slots.others}`, [
    ...moveButtons(request, free, context),
    show,
  ]);
}

function movedText(request: DeployRequest, at: Instant, context: Context): string {
  const { slots, join } = context.words;
  const again = (request.edit?.voters ?? []).filter(({ isKept }) => !isKept).map(({ as }) => roleTitle(as, context));
  const asked = again.length === 0 ? slots.askedNobody : slots.askedAgain(join.and([...new Set(again)]));
  return `${slots.moved(request.id, exactMoment(at, context))} ${asked}`;
}

/** A day, a time, or both, in any order; what is left out stays as it was. Undefined for words that mean neither, or two things. */
function momentMeant(words: readonly string[], before: LocalTime, { now }: Context, wall: WallClock): Instant | undefined {
  let meant = before;
  for (const word of words.map((typed) => typed.toLowerCase())) {
    const [days, times] = [daysMeant(word, wall.localOf(now).date), timesMeant(word)];
    const [date, time] = [days[0], times[0]];
    if (days.length + times.length !== 1) return undefined;
    meant = { date: date ?? meant.date, time: time ?? meant.time };
  }
  return wall.instantOf(meant);
}
