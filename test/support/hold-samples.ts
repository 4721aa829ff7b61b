import type { Context } from '../../bot/cards/context.ts';
import * as cards from '../../bot/cards/hold-cards.ts';
import { strayRunCard } from '../../bot/cards/run-cards.ts';
import type { DeclaredFreeze } from '../../bot/domain/freeze.ts';
import type { FreezeId, PipelineId } from '../../bot/domain/ids.ts';
import type { TakenLock } from '../../bot/domain/lock.ts';
import { itemsOf } from '../../bot/domain/quality-gates.ts';
import { evolveRuns } from '../../bot/domain/target-runs.ts';
import { weekOf } from '../../bot/domain/time.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { defaultText, parsePolicy } from '../../bot/policy/parse.ts';
import type { Samples } from './given-context.ts';
import { adele, approvedRequest, later, megan, PAYMENTS, PROD, role, WINDOW_START } from './given.ts';

const STRAY_RUN = evolveRuns(undefined, {
  kind: 'run-told',
  service: PAYMENTS,
  environment: PROD,
  run: '8812',
  by: 'pipeline:payments-ci' as PipelineId,
  version: '2.5.0',
  commit: '',
  trigger: 'push',
  branch: 'feature/ledger',
  standing: 'other-trigger',
  sequence: 1,
  what: 'started',
  at: WINDOW_START,
});
const FREEZE: DeclaredFreeze = {
  id: 'FRZ-3' as FreezeId,
  scope: { service: PAYMENTS },
  span: { start: later(-300, WINDOW_START), end: later(2_000, WINDOW_START) },
  reason: 'Black Friday: no changes to checkout',
  by: adele,
  at: later(0),
  state: 'declared',
  lifted: undefined,
  told: true,
};

const LOCK: TakenLock = {
  service: PAYMENTS,
  environment: PROD,
  state: 'held',
  by: adele,
  reason: 'Load test',
  until: later(60, WINDOW_START),
  for: undefined,
  takenAt: WINDOW_START,
  warned: true,
  released: undefined,
};

/** The week, freezes, locks, gates and a run that nobody approved. */
export function* holdSamples(context: Context): Samples {
  yield* freezeSamples(context);
  yield* lockSamples(context);
  yield* gateSamples(context);
  yield ['stray run', strayRunCard(STRAY_RUN, 1, context)];
}

function* freezeSamples(context: Context): Samples {
  const calendar = createCalendar(context.policy.time);
  const days = weekOf(WINDOW_START, 0, calendar).days.map((span) => ({
    span,
    openings: [{ environment: PROD, open: calendar.openings(span, ['mon-thu 09:00-16:00']) }],
  }));
  yield ['calendar', cards.calendarCard({ weeks: 0, days, freezes: [FREEZE], requests: [approvedRequest()] }, context)];
  yield ['freezes', cards.freezesCard([FREEZE], context)];
  yield ['freezes, none', cards.freezesCard([], context)];
  yield ['freeze', cards.freezeCard(FREEZE, context)];
  const lifted = { ...FREEZE, state: 'lifted', lifted: { by: adele, at: later(5) } } as const;
  yield ['freeze, lifted', cards.freezeCard(lifted, context)];
  const met = { freeze: FREEZE, at: later(0), override: undefined, liftedAt: undefined };
  const override = { by: megan, as: role('cto'), reason: 'The regulator asked for it', at: later(9) };
  yield ['freeze, over a request', cards.metFreezeCard(approvedRequest({ freezes: [met] }), FREEZE.id, context)];
  yield ['freeze, set aside', cards.metFreezeCard(approvedRequest({ freezes: [{ ...met, override }] }), FREEZE.id, context)];
}

function* lockSamples(context: Context): Samples {
  const { id } = approvedRequest();
  const taken = { kind: 'taken', by: adele, reason: 'Load test', until: LOCK.until, for: id } as const;
  const locks = [taken, { kind: 'running', request: id }, { kind: 'no-cause', request: id }, { kind: 'unreadable' }] as const;
  const shown = locks.map((lock) => ({ service: 'payments', environment: 'prod', lock }));
  yield ['locks', cards.locksCard(shown, context)];
  yield ['locks, none', cards.locksCard([], context)];
  yield ['lock, ending', cards.lockEndingCard(LOCK, context)];
}

function* gateSamples(around: Context): Samples {
  const shipped = parsePolicy(defaultText());
  if (!shipped.ok) throw new Error('the shipped policy is not usable');
  const context = { ...around, policy: { ...around.policy, gates: shipped.value.gates } };
  const link = `https://portal.azure.com/${'x'.repeat(170)}`;
  const lines = itemsOf(shipped.value.gates).map(({ id: item }) => ({ item, by: adele, at: WINDOW_START, link, note: 'Seen' }));
  const half = lines.slice(0, 45);
  yield ['gates, closed', cards.serviceGatesCard({ service: PAYMENTS, attested: [] }, context)];
  yield ['gates, half', cards.serviceGatesCard({ service: PAYMENTS, attested: half }, context)];
  yield ['gates, open', cards.serviceGatesCard({ service: PAYMENTS, attested: lines }, context)];
  yield ['gates', cards.gatesCard([{ service: PAYMENTS, attested: half }], context)];
}
