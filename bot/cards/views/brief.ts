import type { Brief, WentLive } from '../../domain/brief.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { minutesBetween } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { date } from '../moments.ts';
import { paragraph, plain, release, row, shortened, strong, subtle, type List, type Row } from '../pieces.ts';
import { alertTitle } from './alert-title.ts';
import { stateText } from './tally.ts';

const MOST_CHANGES = 3;
const MOST_ALERTS = 3;
const MOST_CHARACTERS = 120;

/** What an approver should know besides the request, in a few rows: what is new, how it went before, what is wrong now. */
export function briefList(request: DeployRequest, { last, similar, alerts }: Brief, context: Context): List {
  const { brief } = context.words;
  return {
    heading: brief.heading,
    rows: [newsRow(request, last, context), ...similar.map((one) => endedRow(one, context)), alertsRow(alerts, context)],
  };
}

function newsRow({ plan }: DeployRequest, last: WentLive | undefined, context: Context): Row {
  const { brief } = context.words;
  const since = last === undefined ? brief.first : brief.since(last.plan.version);
  const at = last?.rollout.ended?.at;
  const days =
    at === undefined
      ? ''
      : `  ${brief.live(date(at, context), Math.max(0, Math.floor(minutesBetween(at, context.now) / 1_440)))}`;
  const changes = plan.keyChanges.slice(0, MOST_CHANGES).map((change) => paragraph(plain(shortened(change, MOST_CHARACTERS))));
  return row('point', [paragraph(strong(since), subtle(days)), ...changes]);
}

const MARKS = { deployed: 'done', complete: 'done', 'rolled-back': 'wrong', rejected: 'wrong' } as const;

function endedRow(request: DeployRequest, context: Context): Row {
  const mark = request.state in MARKS ? MARKS[request.state as keyof typeof MARKS] : 'ended';
  const issues = 'rollout' in request ? context.words.outcome.issues(request.rollout.issues.length) : '';
  const how = [stateText(request, context.words), issues].filter((part) => part !== '').join('. ');
  return row(mark, [paragraph(strong(release(request, context)), subtle(`  ${how}`))], request.id);
}

function alertsRow(alerts: Brief['alerts'], context: Context): Row {
  const { brief } = context.words;
  if (alerts.length === 0) return row('done', [paragraph(subtle(brief.quiet))]);
  const titles = alerts
    .slice(0, MOST_ALERTS)
    .map((group) => paragraph(plain(shortened(alertTitle(group, context), MOST_CHARACTERS))));
  return row('wrong', [paragraph(strong(brief.firing(alerts.length))), ...titles]);
}
