import { alertListCard, refusalText, silenceCard } from '../cards/cards.ts';
import type { Context } from '../cards/context.ts';
import { exactMoment } from '../cards/moments.ts';
import type { SilenceId } from '../domain/ids.ts';
import type { Person } from '../flows/ports.ts';
import type { Reply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { privately, privateText } from './replies.ts';
import { readSilence } from './silence-words.ts';

/** `/silence …`: makes one, or lists those that hold. */
export async function silenceWords(
  words: readonly string[],
  by: Person,
  context: Context,
  ports: ChatPorts,
): Promise<readonly Reply[]> {
  if (words.length === 0) {
    const silences = await ports.silences.holding();
    if (silences.length === 0) return [privateText(context.words.silence.listNone)];
    const groups = (await ports.alertGroups.list({ open: true, most: 200 })).filter(({ held }) => held?.by === 'silence');
    return [privately(alertListCard({ groups, silences }, context))];
  }
  const asked = readSilence(words, ports, context.now);
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
