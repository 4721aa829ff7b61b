import { minutesBetween } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { exactMoment } from '../moments.ts';
import {
  fact,
  factRow,
  nameOf,
  named,
  noteOn,
  paragraph,
  plain,
  type FactRow,
  type Head,
  type Note,
  type Paragraph,
} from '../pieces.ts';
import { alertsLine } from './request.ts';
import { lifecycleHead, shouted, type RolledOut } from './rollout.ts';
import { stateText } from './tally.ts';

/** Seeds/002, "Deployment Success". */
export interface SuccessView {
  readonly fallback: string;
  readonly head: Head;
  readonly paragraphs: readonly Paragraph[];
  readonly facts: readonly FactRow[];
  readonly notes: readonly Note[];
}

export function successView(request: RolledOut, context: Context): SuccessView {
  const { words } = context;
  const { lifecycle, units } = words;
  const { startedAt, ended } = request.rollout;
  const end = ended?.at ?? context.now;
  return {
    fallback: words.summaries.fallback(named(request, context), stateText(request, words)),
    head: lifecycleHead(lifecycle.success(shouted(request, context)), request, [], context),
    paragraphs: [paragraph(plain(lifecycle.liveForAll)), paragraph(plain(lifecycle.thanks))],
    facts: [
      factRow(
        fact(lifecycle.version, request.plan.version),
        fact(lifecycle.deploymentTime, units.lasting(Math.max(0, minutesBetween(startedAt, end)))),
        fact(lifecycle.allSystems, request.alerts.length === 0 ? lifecycle.operational : lifecycle.seeAlerts),
      ),
    ],
    notes: noteOn(
      request.id,
      ended === undefined ? '' : lifecycle.done(nameOf(ended.by, context), exactMoment(ended.at, context)),
      alertsLine(request, context),
    ),
  };
}
