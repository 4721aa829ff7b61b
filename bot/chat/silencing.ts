import { refusalText, silenceCard, silencesCard } from '../cards/cards.ts';
import type { AlertTap } from '../cards/alert-actions.ts';
import type { Context } from '../cards/context.ts';
import { exactMoment } from '../cards/moments.ts';
import type { SilenceId } from '../domain/ids.ts';
import { plusMinutes } from '../domain/time.ts';
import type { Person } from '../flows/ports.ts';
import type { Quieted } from '../flows/silence-alerts.ts';
import type { Reply, TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { card, notice, privately, privateText } from './replies.ts';
import { readSilence } from './silence-words.ts';

/** `/silence …`: makes one, or lists those that hold. */
export async function silenceWords(
  words: readonly string[],
  by: Person,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  if (words.length === 0) return [privately(silencesCard(await ports.silences.holding(), context))];
  const asked = readSilence(words, { policy: ports.policy, wall: ports.clockIn(by.zone) }, context.now);
  if (asked === undefined) return [privateText(refusalText({ code: 'silence-unreadable' }, context))];
  const begun = await ports.silenceAlerts.begin({ by: by.id, ...asked });
  if (!begun.ok) return [privateText(refusalText(begun.problem, context))];
  return [privateText(context.words.silence.done(begun.value.id, exactMoment(begun.value.until, context)))];
}

/** `/silence end SIL-3`. */
export async function endSilence(id: SilenceId, by: Person, context: Context, ports: ChatPorts): Promise<readonly Reply[]> {
  const ended = await ports.silenceAlerts.end(by.id, id);
  return [ended.ok ? privately(silenceCard(ended.value, context)) : privateText(refusalText(ended.problem, context))];
}

type SilenceTap = Extract<AlertTap, { verb: 'alert/silence' | 'silence/begin' | 'silence/end' }>;

/** Buttons that make something quiet, or end that. */
export async function answerSilenceTap(by: Person, tap: SilenceTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  const done =
    tap.verb === 'silence/end'
      ? await ports.silenceAlerts.end(by.id, tap.silence)
      : await ports.silenceAlerts.begin({
          by: by.id,
          what: quieted(tap),
          until: endOf(by, tap, context, ports),
          reason: tap.reason,
        });
  return done.ok ? card(silenceCard(done.value, context)) : notice(refusalText(done.problem, context));
}

type Begin = Exclude<SilenceTap, { verb: 'silence/end' }>;

function quieted(tap: Begin): Quieted {
  if (tap.verb === 'alert/silence') return { kind: 'group', group: tap.group };
  const { service, environment, rule } = tap;
  return { kind: 'scope', scope: { service, environment, rule: rule === '' ? undefined : rule } };
}

const MINUTES = { '1h': 60, '4h': 240 } as const;

/** A moment that cannot be read is now, which is no end: it is turned down as such. */
function endOf(by: Person, { length, until }: Begin, { now }: Context, { clockIn }: ChatPorts) {
  return length === 'until' ? (clockIn(by.zone).instantOf(until) ?? now) : plusMinutes(now, MINUTES[length]);
}
