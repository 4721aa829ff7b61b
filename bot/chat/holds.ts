import { refusalText } from '../cards/cards.ts';
import { calendarCard, freezesCard, gatesCard, locksCard, serviceGatesCard } from '../cards/hold-cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { exactMoment } from '../cards/moments.ts';
import { parseFreezeId, parseRequestId, type RequestId } from '../domain/ids.ts';
import type { DeployRequest } from '../domain/request.ts';
import { weekOf } from '../domain/time.ts';
import type { Person } from '../flows/ports.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import type { HoldCommandName } from './command.ts';
import { readFreezeWords, readLockWords, readScope } from './hold-words.ts';
import type { Reply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { privately, privateText } from './replies.ts';

/** What is typed after /freeze, /lock, /unlock and /calendar. */
export async function answerHold(
  command: HoldCommandName,
  words: readonly string[],
  by: Person,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  switch (command) {
    case 'calendar':
      return [privately(await calendarOf(0, by, context, ports))];
    case 'gates':
      return [await answerGates(words, context, ports)];
    case 'freeze':
      return [await answerFreeze(words, by, context, ports)];
    case 'lock':
      return [await answerLock(words, by, context, ports)];
    case 'unlock':
      return [await answerUnlock(words, by, context, ports)];
  }
}

/** The week that begins on the Monday before, `weeks` after this one, by the clock of whoever looks. */
export async function calendarOf(weeks: number, { zone }: Person, context: Context, ports: ChatPorts): Promise<CardMessage> {
  const { readCalendar, calendar, policy } = ports;
  const week = weekOf(context.now, weeks, ports.clockIn(zone));
  const [freezes, requests] = await Promise.all([readCalendar.freezes(week.span), readCalendar.requests(week.span)]);
  const days = week.days.map((span) => ({
    span,
    openings: [...policy.environments.values()]
      .filter(({ rules }) => rules === 'full')
      .map(({ id, windows }) => ({ environment: id, open: calendar.openings(span, windows) })),
  }));
  return calendarCard({ weeks, days, freezes, requests }, context);
}

async function answerGates(words: readonly string[], context: Context, ports: ChatPorts): Promise<Reply> {
  const { gates } = context.words.holds;
  const known = [...ports.policy.services.keys()];
  if (known.length === 0) return privateText(gates.none);
  if (words.length === 0) return privately(await gatesBoard(context, ports));
  const service = known.find((id) => id === words[0]?.toLowerCase());
  if (service === undefined || words.length > 1) return privateText(gates.unknown(context.words.join.and(known)));
  return privately(serviceGatesCard(await ports.keepGates.of(service), context));
}

export async function gatesBoard(context: Context, { policy, keepGates }: ChatPorts): Promise<CardMessage> {
  return gatesCard(await Promise.all([...policy.services.keys()].map((service) => keepGates.of(service))), context);
}

export const freezeList = async (context: Context, { readCalendar }: ChatPorts): Promise<CardMessage> =>
  freezesCard(await readCalendar.freezesAhead(), context);

export const lockList = async (context: Context, { readCalendar }: ChatPorts): Promise<CardMessage> =>
  locksCard(await readCalendar.locks(), context);

async function answerFreeze(words: readonly string[], by: Person, context: Context, ports: ChatPorts): Promise<Reply> {
  const { how } = context.words.holds;
  const [first = '', second, ...rest] = words;
  switch (first.toLowerCase()) {
    case '':
      return privately(await freezeList(context, ports));
    case 'lift': {
      const freeze = parseFreezeId(second);
      if (freeze === undefined) return privateText(how.lift);
      return afterwards(await ports.keepFreezes.lift(by.id, freeze), () => freezeList(context, ports), context);
    }
    case 'override': {
      const request = parseRequestId(second);
      if (request === undefined) return privateText(how.override);
      return said(
        await overrideFreeze(request, rest.join(' '), by, ports),
        () => context.words.holds.overridden(request),
        context,
      );
    }
    default: {
      const wanted = readFreezeWords(words, { ...ports, wall: ports.clockIn(by.zone), now: context.now });
      if (wanted === undefined) return privateText(how.freeze);
      return afterwards(await ports.keepFreezes.declare(by.id, wanted), () => freezeList(context, ports), context);
    }
  }
}

export const overrideFreeze = (
  request: RequestId,
  reason: string,
  by: Person,
  { changeRequest }: ChatPorts,
): Promise<Result<DeployRequest, Refusal>> => changeRequest(request, { kind: 'override-freeze', by: by.id, reason });

async function answerLock(words: readonly string[], by: Person, context: Context, ports: ChatPorts): Promise<Reply> {
  if (words.length === 0) return privately(await lockList(context, ports));
  const wanted = readLockWords(words, ports);
  if (wanted === undefined) return privateText(context.words.holds.lock.how);
  const { lock } = context.words.holds;
  return said(
    await ports.keepLocks.take(by.id, wanted),
    ({ service, environment, until }) => lock.took(targetText(service, environment, context), exactMoment(until, context)),
    context,
  );
}

async function answerUnlock(words: readonly string[], by: Person, context: Context, ports: ChatPorts): Promise<Reply> {
  const { lock, how } = context.words.holds;
  const request = parseRequestId(words[0]);
  if (request !== undefined) {
    const cause = words.slice(1).join(' ');
    const done = await ports.changeRequest(request, { kind: 'record-cause', by: by.id, cause });
    return said(done, () => lock.cause(request), context);
  }
  const { value: scope, rest } = readScope(words, ports.policy);
  const { service, environment } = scope;
  if (service === undefined || environment === undefined) return privateText(how.unlock);
  const done = await ports.keepLocks.release(by.id, { service, environment }, rest.join(' '));
  return said(done, () => lock.released(targetText(service, environment, context)), context);
}

export const targetText = (service: string, environment: string, { policy, words }: Context): string => {
  const services = [...policy.services.values()].find(({ id }) => id === service);
  const environments = [...policy.environments.values()].find(({ id }) => id === environment);
  return words.holds.lock.target(services?.title ?? service, environments?.title ?? environment);
};

function said<Value>(done: Result<Value, Refusal>, text: (value: Value) => string, context: Context): Reply {
  return privateText(done.ok ? text(done.value) : refusalText(done.problem, context));
}

async function afterwards(done: Result<unknown, Refusal>, draw: () => Promise<CardMessage>, context: Context): Promise<Reply> {
  return done.ok ? privately(await draw()) : privateText(refusalText(done.problem, context));
}
