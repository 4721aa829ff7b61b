import type { Freeze } from '../../domain/freeze.ts';
import type { EnvironmentId } from '../../domain/ids.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { overlaps, type Instant, type Span } from '../../domain/time.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { clock, day } from '../moments.ts';
import { note, paragraph, plain, release, row, shortened, strong, subtle, type Paragraph, type Row } from '../pieces.ts';
import { board, type BoardView } from './board.ts';
import { sharingText } from './conflicts.ts';
import { scopeText } from './freeze.ts';
import { stateText } from './tally.ts';
import { zoneTitle } from './window-echo.ts';

/** A week as it is planned. */
export interface CalendarInput {
  /** Weeks after this one. */
  readonly weeks: number;
  readonly days: readonly CalendarDay[];
  readonly freezes: readonly Freeze[];
  readonly requests: readonly DeployRequest[];
}

export interface CalendarDay {
  readonly span: Span;
  /** When each environment with full rules is open on that day. */
  readonly openings: readonly { readonly environment: EnvironmentId; readonly open: readonly Span[] }[];
}

/** As far ahead as the buttons go. */
const MOST_WEEKS = 8;
/** Lines of one day: the rest are counted. */
const MOST_LINES = 6;

/** A day a row, so that a phone shows it as well as a screen: when it is open, what is frozen, what is planned. */
export function calendarView({ weeks, days, freezes, requests }: CalendarInput, context: Context): BoardView {
  const { calendar } = context.words.holds;
  const first = days[0]?.span.start ?? context.now;
  const last = days.at(-1)?.span.start ?? context.now;
  return board({
    fallback: calendar.fallback,
    head: { over: calendar.over, title: calendar.title(day(first, context), day(last, context)), badge: [] },
    lists: [{ heading: calendar.windows, rows: days.map((one) => dayRow(one, freezes, requests, context)) }],
    notes: note(context.words.form.times(zoneTitle(context.zone)), requests.length === 0 ? calendar.requestsNone : ''),
    first: [
      ...(weeks > 0 ? [button(calendar.previous, 'calendar/show', { week: weeks - 1 })] : []),
      ...(weeks < MOST_WEEKS ? [button(calendar.next, 'calendar/show', { week: weeks + 1 })] : []),
      button(context.words.holds.freeze.title, 'freeze/list'),
      button(context.words.holds.lock.title, 'lock/list'),
    ],
  });
}

function dayRow(
  { span, openings }: CalendarDay,
  freezes: readonly Freeze[],
  requests: readonly DeployRequest[],
  context: Context,
): Row {
  const { calendar } = context.words.holds;
  const open = openings.map(({ environment, open: times }) => openText(environment, times, span, openings.length > 1, context));
  const frozen = freezes.filter((freeze) => overlaps(freeze.span, span)).map((freeze) => frozenLine(freeze, span, context));
  const planned = requests
    .filter(({ plan }) => overlaps(plan.window, span))
    .map((request) => plannedLine(request, requests, context));
  const lines = [...frozen, ...planned];
  const more = lines.length > MOST_LINES ? [paragraph(subtle(context.words.join.more(lines.length - MOST_LINES)))] : [];
  const isOpen = openings.some(({ open: times }) => times.length > 0);
  const heading = paragraph(strong(day(span.start, context)), subtle(`  ${open.join(' · ') || calendar.closed}`));
  return row(frozen.length > 0 ? 'wrong' : isOpen ? 'open' : 'ended', [heading, ...lines.slice(0, MOST_LINES), ...more]);
}

function openText(environment: EnvironmentId, times: readonly Span[], whole: Span, isNamed: boolean, context: Context): string {
  const { calendar } = context.words.holds;
  const text = times.map((open) => timesOf(open, whole, context) ?? calendar.always).join(', ') || calendar.closed;
  return isNamed ? `${context.policy.environments.get(environment)?.title ?? environment} ${text}` : text;
}

function frozenLine({ span, reason, scope }: Freeze, whole: Span, context: Context): Paragraph {
  const { calendar } = context.words.holds;
  const times = timesOf(span, whole, context);
  const what = [calendar.frozen, ...(times === undefined ? [] : [times])].join(' ');
  return paragraph(
    { ...plain(what), color: 'Attention' },
    plain(`  ${shortened(reason, 80)}`),
    subtle(`  ${scopeText(scope, context)}`),
  );
}

function plannedLine(request: DeployRequest, others: readonly DeployRequest[], context: Context): Paragraph {
  const sharing = sharingText(request, others, context);
  return paragraph(
    plain(`${clock(request.plan.window.start, context)}–${clock(request.plan.window.end, context)}  `),
    strong(release(request, context)),
    subtle(`  ${[request.id, stateText(request, context.words), ...(sharing === '' ? [] : [sharing])].join(' · ')}`),
  );
}

/** `09:00–16:00`, as far as it lies in the day; undefined when it is all of it. */
function timesOf({ start, end }: Span, whole: Span, context: Context): string | undefined {
  const from: Instant = start < whole.start ? whole.start : start;
  const to: Instant = end > whole.end ? whole.end : end;
  if (from === whole.start && to === whole.end) return undefined;
  return `${clock(from, context)}–${to === whole.end ? '24:00' : clock(to, context)}`;
}
