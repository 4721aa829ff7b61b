import type { DeclaredFreeze, Freeze, Scope } from '../../domain/freeze.ts';
import type { MetFreeze } from '../../domain/met-freeze.ts';
import type { DeployRequest } from '../../domain/request.ts';
import { button, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { HOLD_INPUT } from '../hold-actions.ts';
import { exactSpan, moment } from '../moments.ts';
import {
  badge,
  nameOf,
  note,
  paragraph,
  plain,
  release,
  roleTitle,
  row,
  shortened,
  strong,
  subtle,
  type Box,
  type Row,
} from '../pieces.ts';
import { board, type BoardForm, type BoardView } from './board.ts';
import { zoneTitle } from './window-echo.ts';

/** Freezes shown, and buttons to lift them. */
const MOST_ROWS = 12;
const MOST_LIFTS = 3;

/** What is and will be frozen, with a form to freeze something else. */
export function freezesView(freezes: readonly Freeze[], context: Context): BoardView {
  const { words } = context;
  const declared = freezes.filter(({ by }) => by !== undefined).slice(0, MOST_LIFTS);
  return board({
    fallback: words.holds.calendar.fallback,
    head: { over: words.holds.calendar.over, title: words.holds.freeze.title, badge: [] },
    paragraphs: freezes.length === 0 ? [paragraph(plain(words.holds.freeze.none))] : [],
    lists: [{ heading: '', rows: freezes.slice(0, MOST_ROWS).map((freeze) => freezeRow(freeze, context)) }].filter(
      ({ rows }) => rows.length > 0,
    ),
    notes: note(
      freezes.length > MOST_ROWS ? words.join.more(freezes.length - MOST_ROWS) : '',
      words.form.times(zoneTitle(context.zone)),
    ),
    first: [
      ...declared.map(({ id }) => button(words.holds.freeze.lift(id), 'freeze/lift', { freeze: id })),
      button(words.holds.calendar.over, 'calendar/show', { week: 0 }),
    ],
    forms: [declareForm(context)],
  });
}

function freezeRow(freeze: Freeze, context: Context): Row {
  const { id, reason, span, scope, by } = freeze;
  const { words } = context;
  const whose = by === undefined ? words.holds.freeze.policy : words.holds.freeze.by(nameOf(by, context));
  return row(span.start <= context.now ? 'wrong' : 'open', [
    paragraph(strong(shortened(reason, 120))),
    paragraph(plain(scopeText(scope, context))),
    paragraph(subtle(exactSpan(span, context))),
    paragraph(subtle([...(by === undefined ? [] : [id]), whose].join(' · '))),
  ]);
}

function declareForm(context: Context): BoardForm {
  const { freeze, all } = context.words.holds;
  const { services, environments } = context.policy;
  const options = (entries: Iterable<{ readonly id: string; readonly title: string }>) => [
    { title: all, value: 'all' },
    ...[...entries].slice(0, 40).map(({ id, title }) => ({ title: shortened(title, 60), value: id })),
  ];
  const choice = (id: string, label: string, choices: BoardForm['choices'][number]['choices']) =>
    ({ id, label, value: 'all', multi: false, style: 'compact', choices }) as const;
  const at = (date: string, time: string, label: string, timeLabel: string) => ({
    date: [{ id: date, label, value: '' }],
    time: [{ id: time, label: timeLabel, value: '00:00' }],
  });
  return {
    title: freeze.declare,
    choices: [
      choice(HOLD_INPUT.service, freeze.service, options(services.values())),
      choice(HOLD_INPUT.environment, freeze.environment, options(environments.values())),
    ],
    moments: [
      at(HOLD_INPUT.fromDate, HOLD_INPUT.fromTime, freeze.from, freeze.fromTime),
      at(HOLD_INPUT.toDate, HOLD_INPUT.toTime, freeze.to, freeze.toTime),
    ],
    texts: [{ id: HOLD_INPUT.reason, label: freeze.reason, hint: freeze.reasonHint, most: 300 }],
    send: primary(button(freeze.send, 'freeze/declare')),
  };
}

/** `Payments API, Production`, or that it is everything. */
export function scopeText({ service, environment }: Scope, { policy, words }: Pick<Context, 'policy' | 'words'>): string {
  if (service === undefined && environment === undefined) return words.holds.everything;
  const serviceTitle = service === undefined ? '' : (policy.services.get(service)?.title ?? service);
  const environmentTitle = environment === undefined ? '' : (policy.environments.get(environment)?.title ?? environment);
  return words.holds.scope(serviceTitle, environmentTitle);
}

const BADGES = { declared: 'attention', lifted: 'quiet', ended: 'quiet' } as const;

/** The message about a freeze in the deployments channel: true for as long as it stands there. */
export function declaredFreezeView(declared: DeclaredFreeze, context: Context): BoardView {
  const { id, state, reason, span, scope, by, lifted } = declared;
  const { freeze, calendar } = context.words.holds;
  const whose = by === undefined ? freeze.policy : freeze.declaredBy(nameOf(by, context));
  return board({
    fallback: calendar.fallback,
    head: { over: freeze.head(id), title: scopeText(scope, context), badge: badge(freeze[state], BADGES[state]) },
    paragraphs: [paragraph(strong(reason)), paragraph(plain(exactSpan(span, context)))],
    notes: note(
      ...(lifted === undefined
        ? [whose, state === 'declared' ? freeze.starts : '']
        : [freeze.liftedBy(nameOf(lifted.by, context), moment(lifted.at, context))]),
    ),
    first: [button(calendar.over, 'calendar/show', { week: 0 })],
  });
}

/** The message about a freeze in the thread of a request that it lies over; the banner when it was set aside. */
export function metFreezeView(request: DeployRequest, met: MetFreeze, context: Context): BoardView {
  const { freeze, calendar } = context.words.holds;
  const { id, reason, span, scope } = met.freeze;
  const [state, tone] =
    met.override !== undefined
      ? [freeze.overridden, 'accent' as const]
      : met.liftedAt !== undefined
        ? [freeze.lifted, 'quiet' as const]
        : [freeze.declared, 'attention' as const];
  const underWay = request.state === 'deploying' || request.state === 'rolling-back';
  const stands = met.override === undefined && met.liftedAt === undefined;
  return board({
    fallback: calendar.fallback,
    head: { over: `${request.id} · ${freeze.head(id)}`, title: release(request, context), badge: badge(state, tone) },
    paragraphs: [paragraph(strong(reason)), paragraph(plain(`${scopeText(scope, context)}: ${exactSpan(span, context)}`))],
    box: overrideBox(met, context),
    notes: note(
      stands ? (underWay ? freeze.overRunning(request.id) : freeze.overWindow(request.id)) : '',
      met.liftedAt === undefined ? '' : freeze.liftedAt(moment(met.liftedAt, context)),
    ),
    first: [button(context.words.buttons.why, 'request/why', { request: request.id })],
    asks:
      stands && !underWay
        ? [
            {
              title: freeze.setAside,
              style: 'default',
              input: { id: HOLD_INPUT.overrideReason, label: freeze.setAsideLabel, hint: freeze.setAsideHint },
              send: button(freeze.setAside, 'freeze/override', { request: request.id }),
            },
          ]
        : [],
  });
}

/** Who let a request through a freeze, and why: nobody must miss it. */
const overrideBox = ({ override }: MetFreeze, context: Context): readonly Box[] =>
  override === undefined
    ? []
    : [
        {
          style: 'warning',
          lines: [
            paragraph(
              strong(context.words.holds.freeze.override(nameOf(override.by, context), roleTitle(override.as, context))),
              plain(override.reason),
            ),
          ],
        },
      ];
