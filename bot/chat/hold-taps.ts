import { refusalText } from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { HoldTap } from '../cards/hold-actions.ts';
import type { WantedFreeze } from '../domain/freeze.ts';
import type { Refusal } from '../domain/refusal.ts';
import { refuse, type Result } from '../domain/result.ts';
import type { Person } from '../flows/ports.ts';
import { serviceGatesCard } from '../cards/hold-cards.ts';
import { calendarOf, freezeList, gatesBoard, lockList, overrideFreeze } from './holds.ts';
import type { TapReply } from './inbound.ts';
import { moveTo } from './moving.ts';
import type { ChatPorts } from './ports.ts';
import { card, notice } from './replies.ts';

/** Buttons of the calendar, of freezes and of locks; the card is then as things are. */
export async function answerHoldTap(by: Person, tap: HoldTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  switch (tap.verb) {
    case 'calendar/show':
      return card(await calendarOf(tap.week, by, context, ports));
    case 'freeze/list':
      return card(await freezeList(context, ports));
    case 'lock/list':
      return card(await lockList(context, ports));
    case 'freeze/declare':
      return after(await declare(by, tap, ports), () => freezeList(context, ports), context);
    case 'freeze/lift':
      return after(await ports.keepFreezes.lift(by.id, tap.freeze), () => freezeList(context, ports), context);
    case 'freeze/override': {
      const done = await overrideFreeze(tap.request, tap.reason, by, ports);
      return notice(done.ok ? context.words.holds.overridden(tap.request) : refusalText(done.problem, context));
    }
    case 'lock/release': {
      const { service, environment, reason } = tap;
      const done = await ports.keepLocks.release(by.id, { service, environment }, reason);
      return after(done, () => lockList(context, ports), context);
    }
    case 'cause/record': {
      const done = await ports.changeRequest(tap.request, { kind: 'record-cause', by: by.id, cause: tap.cause });
      return after(done, () => lockList(context, ports), context);
    }
    case 'gates/list':
      return card(await gatesBoard(context, ports));
    case 'gates/show':
      return card(serviceGatesCard(await ports.keepGates.of(tap.service), context));
    case 'gates/attest':
    case 'gates/withdraw': {
      const { service, items, link, note } = tap;
      const kind = tap.verb === 'gates/attest' ? 'attest' : 'withdraw';
      const done = await ports.keepGates.change(by.id, { kind, service, items, link, note });
      return done.ok ? card(serviceGatesCard(done.value, context)) : notice(refusalText(done.problem, context));
    }
    case 'request/move':
      return card(await moveTo(by, tap.request, tap.to, context, ports));
  }
}

/** All that a card gives is text, by the clock of whoever typed it: what is no day, no time and no end after a beginning is refused, not guessed. */
function declare(
  by: Person,
  { service, environment, from, to, reason }: Extract<HoldTap, { verb: 'freeze/declare' }>,
  { keepFreezes, clockIn }: ChatPorts,
): Promise<Result<unknown, Refusal>> {
  const wall = clockIn(by.zone);
  const start = wall.instantOf(from);
  const end = wall.instantOf(to);
  if (start === undefined || end === undefined) return Promise.resolve(refuse({ code: 'span-unreadable' }));
  const scope = { ...(service === undefined ? {} : { service }), ...(environment === undefined ? {} : { environment }) };
  const wanted: WantedFreeze = { scope, span: { start, end }, reason };
  return keepFreezes.declare(by.id, wanted);
}

async function after(done: Result<unknown, Refusal>, draw: () => Promise<CardMessage>, context: Context): Promise<TapReply> {
  return done.ok ? card(await draw()) : notice(refusalText(done.problem, context));
}
