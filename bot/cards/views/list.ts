import type { DeployRequest } from '../../domain/request.ts';
import { standing } from '../../domain/standing.ts';
import type { TargetRuns } from '../../domain/target-runs.ts';
import type { Instant } from '../../domain/time.ts';
import { button, primary, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import { exactMoment, moment, stamp } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import {
  badge,
  environmentTitle,
  note,
  paragraph,
  plain,
  release,
  row,
  shortened,
  strong,
  subtle,
  type Note,
  type Row,
} from '../pieces.ts';
import { dueShort } from './due.ts';
import { missingRoles, stateText } from './tally.ts';

/** Requests in rows: what, how it stands, who is missing. A tap on a row shows it. */
export interface ListView extends CardOf<'head' | 'paragraphs' | 'notes' | 'first'> {
  readonly rows: readonly (Row & { readonly open: CardButton })[];
}

/** Rows on one card; the rest are counted. */
const MOST_ROWS = 12;

const EMPTY = { status: 'statusEmpty', pending: 'pendingEmpty' } as const;

/** `recorded` are runs that no request asks for, of the service that was looked for. */
export function listView(
  kind: 'status' | 'pending',
  requests: readonly DeployRequest[],
  context: Context,
  recorded: readonly TargetRuns[] = [],
): ListView {
  const { words } = context;
  const left = requests.length - MOST_ROWS;
  return {
    fallback: words.help.fallback,
    head: {
      over: words.list.over,
      title: words.list[kind],
      badge: requests.length === 0 ? [] : badge(words.list.count(requests.length), 'quiet'),
    },
    paragraphs: requests.length === 0 ? [paragraph(plain(words.list[EMPTY[kind]]))] : [],
    rows: requests.slice(0, MOST_ROWS).map((request) => listRow(request, context)),
    notes: [...(left > 0 ? note(words.list.moreThan(left)) : []), ...recorded.flatMap((known) => recordedNote(known, context))],
    first:
      kind === 'status'
        ? [primary(button(words.buttons.newRequest, 'draft/open')), button(words.buttons.pending, 'pending/list')]
        : [button(words.buttons.status, 'status/list')],
  };
}

/** The list of somebody whom so much waits for that they are not reminded of each. It stays as it was, and says since when. */
export function digestView(requests: readonly DeployRequest[], context: Context): ListView {
  const { digest } = context.words.list;
  const view = listView('pending', requests, context);
  const said = note(digest.why(context.policy.asking.digestAbove), digest.asOf(exactMoment(context.now, context)));
  return { ...view, notes: [...view.notes, ...said] };
}

/** The newest run of an environment where nothing has to be requested, or where something ran that nobody had. */
function recordedNote({ environment, runs: [run] }: TargetRuns, context: Context): readonly Note[] {
  const last = run?.reports.at(-1);
  if (run === undefined || last === undefined) return [];
  const { list } = context.words;
  const title = context.policy.environments.get(environment)?.title ?? environment;
  const said = list.recorded(title, shortened(run.version, 64), list.reported[last.what]);
  return note(run.standing === 'recorded' ? said : list.notAllowed(said), stamp(run.at, context));
}

const MARKS = {
  pending: 'open',
  paused: 'wrong',
  approved: 'done',
  rejected: 'wrong',
  cancelled: 'ended',
  expired: 'ended',
  deploying: 'running',
  'rolling-back': 'running',
  deployed: 'done',
  'rolled-back': 'wrong',
  complete: 'done',
} as const satisfies Readonly<Record<DeployRequest['state'], Parameters<typeof row>[0]>>;

function listRow(request: DeployRequest, context: Context): ListView['rows'][number] {
  const { words } = context;
  const what = paragraph(strong(release(request, context)), subtle(`  ${environmentTitle(request, context)}`));
  const stands =
    request.state === 'pending'
      ? [
          words.list.missing(missingRoles(standing(request.requirements, request.votes), context)),
          ...dueShort(request, context),
        ]
      : [stateText(request, words), moment(momentOf(request), context)];
  const where = paragraph(subtle([request.id, ...stands].join(' · ')));
  return {
    ...row(MARKS[request.state], [what, where]),
    open: button(words.buttons.show, 'request/show', { request: request.id }),
  };
}

/** When it came to where it stands; while it is still to start, when it will. */
function momentOf(request: DeployRequest): Instant {
  switch (request.state) {
    case 'rejected':
      return request.vote.at;
    case 'cancelled':
    case 'expired':
      return request.at;
    case 'deploying':
    case 'rolling-back':
    case 'deployed':
    case 'complete':
    case 'rolled-back':
      return request.rollout.ended?.at ?? request.rollout.startedAt;
    default:
      return request.plan.window.start;
  }
}
