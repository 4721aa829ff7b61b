import { minutesBetween } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { exactMoment } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import { badge, fact, factRow, nameOf, named, noteOn, paragraph, plain } from '../pieces.ts';
import { alertsLine } from './request.ts';
import { lifecycleHead, shouted, type RolledOut } from './rollout.ts';
import { stateText } from './tally.ts';

/** Seeds/002, "Deployment Success". */
export type SuccessView = CardOf<'head' | 'paragraphs' | 'facts' | 'notes'>;

export function successView(request: RolledOut, context: Context): SuccessView {
  const { words } = context;
  const { lifecycle, units } = words;
  const { startedAt, live } = request.rollout;
  const end = live?.at ?? context.now;
  const stands = request.rollout.rollback === undefined;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: lifecycleHead(
      lifecycle.success(shouted(request, context)),
      request,
      stands ? [] : badge(words.states[request.state], 'attention'),
      context,
    ),
    paragraphs: stands ? [paragraph(plain(lifecycle.liveForAll)), paragraph(plain(lifecycle.thanks))] : [],
    facts: [
      factRow(
        fact(lifecycle.version, request.plan.version),
        fact(lifecycle.deploymentTime, units.lasting(Math.max(0, minutesBetween(startedAt, end)))),
        fact(lifecycle.allSystems, systemsOf(request, context)),
      ),
    ],
    notes: noteOn(
      request.id,
      live === undefined ? '' : lifecycle.done(nameOf(live.by, context), exactMoment(live.at, context)),
      alertsLine(request, context),
    ),
  };
}

function systemsOf(request: RolledOut, { words }: Context): string {
  if (request.rollout.rollback !== undefined) return words.states[request.state];
  return request.alerts.length === 0 ? words.lifecycle.operational : words.lifecycle.seeAlerts;
}
