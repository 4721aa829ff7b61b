import { parseChannelKey } from '../../domain/ids.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button, overflow } from '../actions.ts';
import type { Context } from '../context.ts';
import { exactMoment } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import { fact, factRow, named, note, paragraph, plain, row, strong, type List } from '../pieces.ts';
import { optionTitle } from './options.ts';
import { statusPageLinks } from './links.ts';
import { lifecycleHead, shouted } from './rollout.ts';
import { stateBadge, stateText } from './tally.ts';

/** Seeds/002, "24 Hours Before". */
export type ScheduledView = CardOf<'head' | 'paragraphs' | 'facts' | 'lists' | 'notes' | 'links' | 'more'>;

export function scheduledView(request: DeployRequest, context: Context): ScheduledView {
  const { words } = context;
  const { lifecycle, units } = words;
  const { plan } = request;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: lifecycleHead(
      lifecycle.scheduled(shouted(request, context)),
      request,
      request.state === 'approved' ? [] : stateBadge(request, context),
      context,
    ),
    paragraphs: [
      paragraph(plain(`${lifecycle.release}: `), strong(`${lifecycle.versionOf(plan.version)} - `), strong(plan.title)),
    ],
    facts: [
      factRow(
        fact(
          lifecycle.scheduledTime,
          `${exactMoment(plan.window.start, context)}, ${lifecycle.approximately(units.minutes(plan.duration))}`,
          2,
        ),
        fact(lifecycle.expectedImpact, impactOf(request, context)),
      ),
    ],
    lists: changesList(request, context),
    notes: note(lifecycle.questions(questionsChannel(request, context))),
    links: statusPageLinks(request, context),
    more: [overflow(button(words.buttons.everything, 'request/show', { request: request.id }))],
  };
}

function impactOf({ plan }: DeployRequest, context: Context): string {
  const { lifecycle } = context.words;
  return plan.maintenance ? lifecycle.maintenance : optionTitle('userImpact', plan.userImpact, context);
}

/** Key changes shown; the rest are a tap away. */
const MOST_CHANGES = 6;

function changesList({ plan }: DeployRequest, { words: { lifecycle, join } }: Context): readonly List[] {
  const shown = plan.keyChanges.slice(0, MOST_CHANGES).map((change) => row('point', [paragraph(plain(change))]));
  const left = plan.keyChanges.length - MOST_CHANGES;
  const rest = left > 0 ? [row('point', [paragraph(plain(join.more(left)))])] : [];
  return shown.length === 0 ? [] : [{ heading: lifecycle.changesSummary, rows: [...shown, ...rest] }];
}

/** The channel's name in Teams, where the service's deployments are posted. */
function questionsChannel({ plan }: DeployRequest, { policy }: Context): string {
  const usual = parseChannelKey('deployments');
  if (usual === undefined) return '';
  const key = policy.services.get(plan.service)?.channels.get(usual) ?? usual;
  return policy.channels.get(key) ?? key;
}
