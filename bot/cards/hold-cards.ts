import type { DeclaredFreeze, Freeze } from '../domain/freeze.ts';
import type { TakenLock } from '../domain/lock.ts';
import type { ServiceGates } from '../domain/quality-gates.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { BoardView } from './views/board.ts';
import type { CardMessage, Context } from './context.ts';
import { render } from './render.ts';
import { calendarView, type CalendarInput } from './views/calendar.ts';
import { gatesView, serviceGatesView } from './views/gates.ts';
import { declaredFreezeView, freezesView, metFreezeView } from './views/freeze.ts';
import { lockEndingText, lockEndingView, locksView, type ShownLock } from './views/locks.ts';

export type { CalendarInput } from './views/calendar.ts';

/** Cards of the calendar, of freezes and of locks. */

const message = (view: BoardView, summary: string): CardMessage => ({ card: render('board', view), summary });

/** A week of windows, freezes and deployments. */
export const calendarCard = (input: CalendarInput, context: Context): CardMessage =>
  message(calendarView(input, context), context.words.holds.calendar.over);

/** What is and will be frozen. */
export const freezesCard = (freezes: readonly Freeze[], context: Context): CardMessage =>
  message(freezesView(freezes, context), context.words.holds.freeze.summary);

/** A freeze that somebody declared, for everybody. */
export const freezeCard = (freeze: DeclaredFreeze, context: Context): CardMessage =>
  message(declaredFreezeView(freeze, context), context.words.holds.freeze.notify(freeze.reason));

/** A freeze that lies over a request; undefined when none with this id does. */
export function metFreezeCard(request: DeployRequest, id: string, context: Context): CardMessage | undefined {
  const met = request.freezes.find(({ freeze }) => freeze.id === id);
  if (met === undefined) return undefined;
  return message(metFreezeView(request, met, context), context.words.holds.freeze.notify(met.freeze.reason));
}

/** Every service with its checkpoints. */
export const gatesCard = (services: readonly ServiceGates[], context: Context): CardMessage =>
  message(gatesView(services, context), context.words.holds.gates.title);

/** One service with every line of its gates. */
export const serviceGatesCard = (service: ServiceGates, context: Context): CardMessage =>
  message(serviceGatesView(service, context), context.words.holds.gates.title);

export const locksCard = (locks: readonly ShownLock[], context: Context): CardMessage =>
  message(locksView(locks, context), context.words.holds.lock.summary);

/** For whoever holds a lock that is about to end. */
export const lockEndingCard = (lock: TakenLock, context: Context): CardMessage =>
  message(lockEndingView(lock, context), lockEndingText(lock, context));
