import { ALERT_ROWS, alertListCard, alertNewsCard, refusalText } from '../cards/cards.ts';
import type { AlertTap } from '../cards/alert-actions.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import type { AlertCommand } from '../domain/alert-command.ts';
import { parseServiceId, type GroupId, type ServiceId } from '../domain/ids.ts';
import type { Person } from '../flows/ports.ts';
import { drawAlertCard, drawStormCard } from './alert-draw.ts';
import type { Reply, TapReply } from './inbound.ts';
import type { ChatPorts } from './ports.ts';
import { card, notice, privately, privateText } from './replies.ts';
import { answerSilenceTap } from './silencing.ts';

/** What a button on a card of alerts does. */
export async function answerAlertTap(by: Person, tap: AlertTap, context: Context, ports: ChatPorts): Promise<TapReply> {
  switch (tap.verb) {
    case 'alerts/list':
      return card(await alertList(tap, context, ports));
    case 'alert/show':
      return showing(tap.group, context, ports);
    case 'alert/silence':
    case 'silence/begin':
    case 'silence/end':
      return answerSilenceTap(by, tap, context, ports);
    case 'storm/acknowledge': {
      const seen = await ports.acknowledgeStorm(by.id, tap.storm);
      return seen.ok ? card(await drawStormCard(seen.value, context, ports)) : notice(refusalText(seen.problem, context));
    }
    default: {
      const done = await ports.changeAlert(tap.group, commandOf(by, tap));
      if (!done.ok) return notice(refusalText(done.problem, context));
      const board = tap.verb === 'alert/update' ? alertNewsCard(done.value, 'incident', context) : undefined;
      return card(board ?? (await drawAlertCard(done.value, context, ports)));
    }
  }
}

type CommandTap = Exclude<
  AlertTap,
  { verb: 'alerts/list' | 'alert/show' | 'alert/silence' | 'silence/begin' | 'silence/end' | 'storm/acknowledge' }
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

/** `/alerts`, of all services or of one. */
export async function sayAlerts(
  word: string | undefined,
  context: Context,
  ports: Pick<ChatPorts, 'alertGroups' | 'silences'>,
): Promise<readonly Reply[]> {
  const service = parseServiceId(word?.toLowerCase());
  const { services } = context.policy;
  if (word !== undefined && (service === undefined || !services.has(service))) {
    const { onCall, join } = context.words;
    return [privateText(services.size === 0 ? onCall.noServices : onCall.unknown(word, join.or([...services.keys()])))];
  }
  return [privately(await alertList({ service, from: 0 }, context, ports))];
}

/** One page of everything that is open; of one service when it is named. */
async function alertList(
  { service, from }: { readonly service: ServiceId | undefined; readonly from: number },
  context: Context,
  { alertGroups, silences }: Pick<ChatPorts, 'alertGroups' | 'silences'>,
): Promise<CardMessage> {
  const filter = { open: true, ...(service && { service }) } as const;
  const groups = await alertGroups.list({ ...filter, from, most: ALERT_ROWS });
  const all = await alertGroups.tally(filter);
  return alertListCard({ groups, from, all, service, silences: await silences.holding() }, context);
}
