import {
  alertCard,
  alertNewsCard,
  silenceCard,
  silenceEndedCard,
  stormCard,
  stormEscalationCard,
  type Around,
} from '../cards/cards.ts';
import type { CardMessage, Context } from '../cards/context.ts';
import { MOST_TARGETS, type AlertGroup } from '../domain/alert-group.ts';
import { covers } from '../domain/alert-silence.ts';
import type { Storm } from '../domain/alert-storm.ts';
import type { SilenceId, StormId } from '../domain/ids.ts';
import type { PostView } from '../domain/posts.ts';
import type { DeployRequest } from '../domain/request.ts';
import type { StalePost } from '../flows/ports.ts';
import type { ChatPorts } from './ports.ts';

export type AlertDrawPorts = Pick<ChatPorts, 'requests' | 'alertGroups' | 'silences' | 'storms'>;

/** A card about alerts as its subject is now; undefined when there is no such card. */
export async function drawAlerts(
  { subject, view }: Pick<StalePost, 'subject' | 'view'>,
  context: Context,
  ports: AlertDrawPorts,
): Promise<CardMessage | undefined> {
  switch (subject.kind) {
    case 'alert-group': {
      const group = await ports.alertGroups.find(subject.id);
      return group && drawGroup(group, view, context, ports);
    }
    case 'storm':
      return drawStorm(subject.id, view, context, ports);
    case 'silence':
      return drawSilence(subject.id, view, context, ports);
    default:
      return undefined;
  }
}

async function drawGroup(
  group: AlertGroup,
  view: PostView,
  context: Context,
  ports: AlertDrawPorts,
): Promise<CardMessage | undefined> {
  return view === 'alert' ? drawAlertCard(group, context, ports) : alertNewsCard(group, view, context);
}

export const drawAlertCard = async (group: AlertGroup, context: Context, ports: AlertDrawPorts): Promise<CardMessage> =>
  alertCard(group, await around(group, ports), context);

const DEPLOYED: readonly DeployRequest['state'][] = ['deploying', 'rolling-back', 'deployed', 'rolled-back'];
const MOST_OPEN = 500;

async function around(group: AlertGroup, { requests, alertGroups }: AlertDrawPorts): Promise<Around> {
  const during = group.request === undefined ? undefined : await requests.find(group.request);
  const [last] = group.affects === undefined ? [] : await requests.list({ ...group.affects, states: DEPLOYED, most: 1 });
  const open = group.isHealth ? await alertGroups.list({ open: true, most: MOST_OPEN }) : [];
  return {
    during: during?.request,
    last,
    affected: group.targets.length < MOST_TARGETS ? group.targets.length : await alertGroups.affected(group.id),
    holdsBack: open.filter(({ held }) => held?.by === 'inhibition' && held.of === group.id).length,
  };
}

/** More than the card of a storm has rows. */
const MOST_SHOWN = 20;
/** Groups that may have fired while something was quiet. */
const MOST_HEARD = 2_000;

async function drawStorm(
  id: StormId,
  view: PostView,
  context: Context,
  ports: AlertDrawPorts,
): Promise<CardMessage | undefined> {
  const storm = await ports.storms.find(id);
  if (storm === undefined || view === 'storm') return storm && drawStormCard(storm, context, ports);
  return stormEscalationCard(storm, Number(view.slice('escalation-'.length)), context);
}

export async function drawStormCard(storm: Storm, context: Context, { alertGroups }: AlertDrawPorts): Promise<CardMessage> {
  const counted = { storm: storm.id };
  const worst = await alertGroups.list({ ...counted, most: MOST_SHOWN });
  return stormCard(storm, { ...(await alertGroups.tally(counted)), worst }, context);
}

async function drawSilence(
  id: SilenceId,
  view: PostView,
  context: Context,
  { silences, alertGroups }: AlertDrawPorts,
): Promise<CardMessage | undefined> {
  const silence = await silences.find(id);
  if (silence === undefined || view !== 'silence-ended') return silence && silenceCard(silence, context);
  const heard = { from: silence.at, until: silence.endedAt ?? silence.until };
  const groups = await alertGroups.list({ heard, most: MOST_HEARD });
  return silenceEndedCard(
    silence,
    groups.filter((group) => covers(silence, group)),
    context,
  );
}
