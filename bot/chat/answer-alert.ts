import { alertListCard, refusalText, silenceCard } from '../cards/cards.ts';
import type { AlertTap } from '../cards/alert-actions.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { AlertCommand } from '../domain/alert-command.ts';
import { parseServiceId, type GroupId } from '../domain/ids.ts';
import { plusMinutes } from '../domain/time.ts';
import type { Person } from '../flows/ports.ts';
import { drawAlertCard, drawStormCard } from './alert-draw.ts';
import type { TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { card, notice } from './replies.ts';

/** What a button on a card of alerts does. */
export async function answerAlertTap(by: Person, tap: AlertTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  switch (tap.verb) {
    case 'alerts/list':
      return card(await alertList(undefined, context, ports));
    case 'alert/show':
      return showing(tap.group, context, ports);
    case 'alert/silence':
      return silence(by, tap, context, ports);
    case 'silence/end': {
      const ended = await ports.silenceAlerts.end(by.id, tap.silence);
      return ended.ok ? card(silenceCard(ended.value, context)) : notice(refusalText(ended.problem, context));
    }
    case 'storm/acknowledge': {
      const seen = await ports.acknowledgeStorm(by.id, tap.storm);
      return seen.ok ? card(await drawStormCard(seen.value, context, ports)) : notice(refusalText(seen.problem, context));
    }
    default: {
      const done = await ports.changeAlert(tap.group, commandOf(by, tap));
      if (!done.ok) return notice(refusalText(done.problem, context));
      return card(await drawAlertCard(done.value, context, ports));
    }
  }
}

type CommandTap = Exclude<
  AlertTap,
  { verb: 'alerts/list' | 'alert/show' | 'alert/silence' | 'silence/end' | 'storm/acknowledge' }
>;

function commandOf({ id: by }: Person, tap: CommandTap): AlertCommand {
  switch (tap.verb) {
    case 'alert/update':
      return { kind: 'update', by, text: tap.text };
    case 'alert/acknowledge':
      return { kind: 'acknowledge', by };
    case 'alert/assign':
      return { kind: 'assign', by };
    case 'alert/close':
      return { kind: 'close', by };
    case 'alert/incident':
      return { kind: 'open-incident', by };
    case 'alert/detach':
      return { kind: 'detach', by };
  }
}

async function showing(id: GroupId, context: Context, ports: ChatPorts): Promise<TapReply> {
  const group = await ports.alertGroups.find(id);
  return group === undefined
    ? notice(refusalText({ code: 'unknown-alert' }, context))
    : card(await drawAlertCard(group, context, ports));
}

async function silence(
  by: Person,
  { group, length, until, reason }: Extract<AlertTap, { verb: 'alert/silence' }>,
  context: Context,
  ports: ChatPorts,
): Promise<TapReply> {
  const end = length === 'until' ? ports.clockIn(by.zone).instantOf(until) : plusMinutes(context.now, MINUTES[length]);
  const asked = { by: by.id, what: { kind: 'group', group } as const, until: end ?? context.now, reason };
  const begun = await ports.silenceAlerts.begin(asked);
  return begun.ok ? card(silenceCard(begun.value, context)) : notice(refusalText(begun.problem, context));
}

const MINUTES = { '1h': 60, '4h': 240 } as const;
const MOST_GROUPS = 200;

/** Everything that is open; of one service when it is named. */
export async function alertList(
  typed: string | undefined,
  context: Context,
  { alertGroups, silences }: Pick<ChatPorts, 'alertGroups' | 'silences'>,
): Promise<CardMessage> {
  const service = parseServiceId(typed?.toLowerCase());
  const groups = await alertGroups.list({ open: true, most: MOST_GROUPS });
  return alertListCard(
    {
      groups: typed === undefined ? groups : groups.filter(({ affects }) => affects?.service === service),
      silences: await silences.holding(),
    },
    context,
  );
}
