import { emergencyCard, noticeCard, refusalText } from '../cards/cards.ts';
import { button, EMERGENCY, INPUT, type CardTap } from '../cards/actions.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { exactMoment } from '../cards/moments.ts';
import type { Declaration } from '../domain/declare.ts';
import { parseChangeTypeId, parseEnvironmentId, parsePersonId, parseServiceId, type PersonId } from '../domain/ids.ts';
import { plusMinutes, type Instant, type WallClock } from '../domain/time.ts';
import type { Person } from '../flows/ports.ts';
import type { Reply, TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { prefill } from './prefill.ts';
import { card, explained, privately, privateText } from './replies.ts';

type Typed = Readonly<Record<string, string>>;

/** `/emergency payments 2.4.2`: the card that writes down who approved by voice, with what was typed already. */
export function sayEmergency(words: readonly string[], by: Person, context: Context, ports: ChatPorts): readonly Reply[] {
  const { answers, unread } = prefill(words, { ...ports, wall: ports.clockIn(by.zone) }, context.now);
  const { service, environment, version, changeTypes } = answers;
  const typed = {
    ...(service === undefined ? {} : { [EMERGENCY.service]: service }),
    ...(environment === undefined ? {} : { [EMERGENCY.environment]: environment }),
    ...(version === undefined ? {} : { [EMERGENCY.version]: version }),
    ...(changeTypes === undefined ? {} : { [EMERGENCY.changeType]: changeTypes }),
  };
  const form = privately(formFor(by.id, typed, context));
  return unread.length === 0 ? [form] : [privateText(context.words.said.unread(unread.join(' '))), form];
}

/** What is wrong, and which moments were read, is said above the card, which keeps what was typed. */
export async function answerDeclaration(
  by: Person,
  { typed }: Extract<CardTap, { verb: 'emergency/declare' }>,
  context: Context,
  ports: ChatPorts,
): Promise<TapReply> {
  await ports.meetChosen([EMERGENCY.heardBy, EMERGENCY.onCall].flatMap((id) => parsePersonId(typed[id]) ?? []));
  const names = await ports.roster.names();
  const declaration = declarationOf(typed, { ...context, names }, ports.clockIn(by.zone));
  const said = spokenText(declaration, context);
  const declared = await ports.declareEmergency(by.id, declaration);
  if (!declared.ok) {
    return card(explained(formFor(by.id, typed, context), `${refusalText(declared.problem, context)} ${said}`.trim()));
  }
  const { id } = declared.value;
  const { emergency, buttons } = context.words;
  return card(noticeCard(`${emergency.declared(id)} ${said}`.trim(), [button(buttons.show, 'request/show', { request: id })]));
}

/** When the voices spoke, as it was read; `''` while none of the times could be. */
function spokenText({ voices }: Declaration, context: Context): string {
  const moments = voices.flatMap(({ at }) => (at === undefined ? [] : exactMoment(at, context)));
  return moments.length === 0 ? '' : context.words.emergency.spoken(moments.join('; '));
}

function formFor(requester: PersonId, typed: Typed, context: Context): CardMessage {
  const people = [...context.names].toSorted(([, a], [, b]) => a.localeCompare(b)).map(([id]) => id);
  return emergencyCard({ requester, typed, people }, context);
}

function declarationOf(typed: Typed, context: Context, wall: WallClock): Declaration {
  const known = new Set([...context.names.keys(), ...[...context.holders.values()].flat()]);
  const personAt = (id: string) => {
    const person = parsePersonId(typed[id]);
    return person !== undefined && known.has(person) ? person : undefined;
  };
  const service = parseServiceId(typed[EMERGENCY.service]);
  return {
    service: service !== undefined && context.policy.services.has(service) ? service : undefined,
    environment: parseEnvironmentId(typed[EMERGENCY.environment]),
    version: typed[EMERGENCY.version] ?? '',
    changeType: parseChangeTypeId(typed[EMERGENCY.changeType]),
    reason: typed[EMERGENCY.reason] ?? '',
    rollback: typed[EMERGENCY.rollback] ?? '',
    voices: context.policy.expedited.voices.map((_, n) => ({
      by: personAt(INPUT.voice(n)),
      at: lastAt(typed[INPUT.voiceAt(n)] ?? '', context.now, wall),
    })),
    heardBy: personAt(EMERGENCY.heardBy),
    onCall: personAt(EMERGENCY.onCall),
  };
}

/** A time of day as the last one that was: five to midnight, said at five past, was yesterday. */
function lastAt(time: string, now: Instant, wall: WallClock): Instant | undefined {
  const on = (day: Instant) => wall.instantOf({ date: wall.localOf(day).date, time });
  const today = on(now);
  return today !== undefined && today > now ? on(plusMinutes(now, -24 * 60)) : today;
}
