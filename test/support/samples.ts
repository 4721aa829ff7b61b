import { NOBODY_ABSENT } from '../../bot/domain/asked.ts';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { formCard, NOTHING_FILLED, type FormInput } from '../../bot/cards/cards.ts';
import * as cards from '../../bot/cards/cards.ts';
import { strayRunCard } from '../../bot/cards/run-cards.ts';
import { evolveRuns } from '../../bot/domain/target-runs.ts';
import * as holdCards from '../../bot/cards/hold-cards.ts';
import type { CardMessage, Context } from '../../bot/cards/context.ts';
import { en } from '../../bot/cards/words/en.ts';
import type { Delegation } from '../../bot/domain/delegation.ts';
import type { Answers, Section } from '../../bot/domain/fields.ts';
import { changesOf } from '../../bot/domain/difference.ts';
import { SECTIONS } from '../../bot/domain/fields.ts';
import type { DelegationId } from '../../bot/domain/ids.ts';
import { explain } from '../../bot/domain/explanation.ts';
import type { Finding } from '../../bot/domain/finding.ts';
import type { ChannelKey, PipelineId } from '../../bot/domain/ids.ts';
import type { FieldProblem } from '../../bot/domain/refusal.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import type { PullReading } from '../../bot/domain/pull-request.ts';
import type { DeclaredFreeze } from '../../bot/domain/freeze.ts';
import type { FreezeId } from '../../bot/domain/ids.ts';
import type { TakenLock } from '../../bot/domain/lock.ts';
import { itemsOf } from '../../bot/domain/quality-gates.ts';
import { defaultText, parsePolicy } from '../../bot/policy/parse.ts';
import type { WindowLook } from '../../bot/domain/window-look.ts';
import { weekOf } from '../../bot/domain/time.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { termsOf } from '../../bot/domain/terms.ts';
import { simulate } from '../../bot/domain/simulation.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { alertSamples } from './alert-samples.ts';
import { executionSamples } from './execution-samples.ts';
import {
  adele,
  alex,
  ANSWERS,
  approval,
  approvedRequest,
  changeType,
  deployedRequest,
  deployingRequest,
  emergencyRequest,
  DRAFT,
  everyState,
  halfApproved,
  later,
  lynne,
  megan,
  NAMES,
  owingRequest,
  patti,
  PAYMENTS,
  pendingRequest,
  planLike,
  pullLike,
  policyLike,
  pradeep,
  PROD,
  role,
  rolledBackRequest,
  rollingBackRequest,
  WINDOW_START,
} from './given.ts';

/** For whom the sample cards are drawn: Madrid, in English, twelve minutes into the sample rollout. */
export function contextLike(changes: Partial<Context> = {}): Context {
  const policy = policyLike();
  return {
    words: en,
    zone: 'Europe/Madrid',
    locale: 'en-GB',
    policy,
    names: NAMES,
    holders: new Map([...policy.roles].map(([id, { members }]) => [id, members])),
    absence: NOBODY_ABSENT,
    accounts: new Map(),
    now: later(12, WINDOW_START),
    clockIn: (zone) => createCalendar({ zone: zone ?? policy.time.zone }),
    client: 'teams',
    linkTo: (id) => `https://signoff.contoso.example/requests/${id}`,
    ...changes,
  };
}

export function formInput(section: Section, answers: Answers = ANSWERS, problems: readonly FieldProblem[] = []): FormInput {
  return {
    draft: { id: DRAFT, revision: 3, section, answers, editing: undefined, pull: undefined },
    problems,
    people: [...NAMES.keys()],
    asks: ['Database Administrator', 'Tech Lead', 'CTO / Tech Director', 'DevOps / Infrastructure Lead'],
    window: section === 'window' ? (problems.includes(WINDOW_PROBLEM) ? TURNED_DOWN : AS_PLANNED) : undefined,
  };
}

/** Answers that make every section relevant. */
const RELEVANT: Answers = { ...ANSWERS, trafficIncrease: '35', customerImpact: 'low', userImpact: 'brief' };

const TESTING_PROBLEMS: readonly FieldProblem[] = [
  { field: 'unitCoverage', refusal: { code: 'coverage-too-low', minimum: 80 } },
  { field: 'reviewers', refusal: { code: 'too-few-reviewers', minimum: 2 } },
];

const SLOTS = [60, 1_440, 2_880].map((minutes) => later(minutes, WINDOW_START));
const WINDOW_PROBLEM: FieldProblem = { field: 'time', refusal: { code: 'window-not-allowed', next: later(60, WINDOW_START) } };

export const AS_PLANNED: WindowLook = { span: planLike().window, wrong: undefined, slots: [] };
const TURNED_DOWN: WindowLook = { span: planLike().window, wrong: WINDOW_PROBLEM.refusal, slots: SLOTS };

const asks = [
  { roles: 'Database Administrator', names: ['Patti Fernandez'] },
  { roles: 'Tech Lead', names: ['Isaiah Langer'] },
  { roles: 'CTO / Tech Director', names: ['Megan Bowen'] },
  { roles: 'DevOps / Infrastructure Lead', names: ['Adele Vance', 'Lynne Robbins'] },
];

const ALL_WELL: readonly Finding[] = [
  { code: 'store-ready' },
  { code: 'channels-reached', channels: ['deployments', 'approvals', 'incidents'] as ChannelKey[] },
  { code: 'roles-filled', roles: 15 },
  { code: 'groups-unused' },
  { code: 'alerts-open', last: later(-300) },
  { code: 'gate-open' },
  { code: 'posts-delivered' },
  { code: 'timers-fired' },
  { code: 'policy-current' },
];

const FINDINGS: readonly Finding[] = [
  { code: 'store-ready' },
  { code: 'channels-reached', channels: ['deployments', 'approvals'] as ChannelKey[] },
  { code: 'channel-unbound', channel: 'incidents' as ChannelKey, name: 'production-incidents' },
  { code: 'group-unreadable', role: role('cto'), because: 'Graph answered 403 Authorization_RequestDenied' },
  { code: 'alerts-shut' },
  { code: 'gate-shut' },
  { code: 'posts-dead', posts: 3, places: ['channel:approvals', 'thread:DEP-1042'], because: 'forbidden' },
  { code: 'timers-fired' },
  {
    code: 'policy-earlier',
    requests: [{ request: pendingRequest().id, added: [[role('security-officer')]], dropped: [], gone: [] }],
  },
];

const CHECKED: Policy['phases'] = [
  {
    id: 'technical',
    title: 'Technical review',
    slaDays: 2,
    roles: [],
    checklists: new Map([
      [
        role('cto'),
        [
          'Architecture soundness',
          'Technical risk assessment',
          'Scalability concerns addressed',
          'Performance impact acceptable',
          'Rollback plan is solid',
        ],
      ],
    ]),
  },
];

const deployedBefore = (version: string) => deployedRequest({ plan: planLike({ version }) });

/** One of every card, by name. */
export function sampleCards(context: Context = contextLike()): ReadonlyMap<string, CardMessage> {
  const answers = { ...ANSWERS, unitCoverage: '71', unitTests: '412', reviewers: [...NAMES.keys()][3] ?? '', time: '17:30' };
  const draft = { id: DRAFT, revision: 3, answers, editing: undefined, pull: undefined };
  const request = halfApproved();
  const samples = new Map<string, CardMessage>();
  for (const section of SECTIONS) samples.set(`form ${section}`, formCard(formInput(section, RELEVANT), context));
  samples.set('form testing, refused', formCard(formInput('testing', answers, TESTING_PROBLEMS), context));
  samples.set('form window, refused', formCard(formInput('window', answers, [WINDOW_PROBLEM]), context));
  samples.set(
    'check',
    cards.checkCard({ draft, problems: [], ready: risky(), asks, window: AS_PLANNED, channels: ['approvals'] }, context),
  );
  samples.set(
    'check, refused',
    cards.checkCard(
      { draft, problems: [...TESTING_PROBLEMS, WINDOW_PROBLEM], ready: undefined, asks, window: TURNED_DOWN, channels: [] },
      context,
    ),
  );
  samples.set('approval', cards.approvalCard(request, context));
  const technical = termsOf(request.plan, policyLike({ phases: CHECKED }));
  const reviewed = { ...request, ...technical };
  const brief = { last: deployedBefore('2.4.0'), similar: [deployedBefore('2.4.0'), rolledBackRequest()], alerts: [] };
  const as = role('cto');
  samples.set('review', cards.reviewCard(reviewed, { as, brief, filled: NOTHING_FILLED }, context));
  samples.set('review, answered', cards.givenCard(request, request.votes.slice(0, 1), context));
  samples.set('approval, way back untested', cards.approvalCard(untested(), context));
  const pull = pullLike();
  samples.set('form impact, pull request read', formCard(withPull({ kind: 'read', pull }), context));
  samples.set(
    'form impact, pull request private',
    formCard(withPull({ kind: 'unread', url: pull.url, because: 'hidden' }), context),
  );
  samples.set('approval, checks fail', cards.approvalCard(halfApproved({ plan: planLike({ pull }) }), context));
  samples.set('details, with a pull request', cards.detailsCard(halfApproved({ plan: planLike({ pull }) }), context));
  samples.set(
    'choose role',
    cards.chooseRoleCard(
      request,
      { roles: [role('cto'), role('devops-lead')], choice: 'approve', comment: 'Looks good.' },
      context,
    ),
  );
  for (const one of everyState()) {
    samples.set(`request ${one.state}`, cards.requestCard(one, context));
    samples.set(`found ${one.state}`, cards.foundCard(one, context));
    samples.set(`root ${one.state}`, cards.rootCard(one, context));
    samples.set(`approval ${one.state}`, cards.approvalCard(one, context));
  }
  samples.set('edit', cards.editCard(edited(), 2, context));
  samples.set('edit, overtaken', cards.editCard(edited(), 1, context));
  samples.set('request commented', cards.requestCard(edited(), context));
  const comment = cards.commentCard(edited(), 3, context);
  if (comment !== undefined) samples.set('comment', comment);
  samples.set('details', cards.detailsCard(approvedRequest(), context));
  samples.set('scheduled', cards.scheduledCard(approvedRequest(), context));
  samples.set('live', cards.liveCard(deployingRequest(), context));
  samples.set(
    'live, all steps done',
    cards.liveCard(deployingRequest({ rollout: { ...deployedRequest().rollout, ended: undefined } }), context),
  );
  samples.set('live, rolling back', cards.liveCard(rollingBackRequest(), context));
  samples.set('live, ended', cards.liveCard(deployedRequest(), context));
  samples.set('success', cards.successCard(deployedRequest(), context));
  const issue = cards.issueCard(rollingBackRequest(), 1, context);
  const ended = cards.issueCard(rolledBackRequest(), 1, context);
  if (issue !== undefined) samples.set('issue', issue);
  if (ended !== undefined) samples.set('issue, ended', ended);
  for (const [name, card] of executionSamples(context)) samples.set(name, card);
  samples.set('rolling back', cards.rolledBackCard(rollingBackRequest(), context));
  samples.set('rolled back', cards.rolledBackCard(rolledBackRequest(), context));
  for (const [name, card] of alertSamples(context)) samples.set(name, card);
  samples.set('list', cards.listCard('status', everyState(), context));
  samples.set('list, pending', cards.listCard('pending', [request, pendingRequest()], context));
  samples.set('list, empty', cards.listCard('pending', [], context));
  for (const one of everyState()) samples.set(`why ${one.state}`, whySample(one, context));
  samples.set('why, votes that fill nothing', whySample(overtaken(), context));
  const nobody = contextLike({ ...context, holders: new Map([[role('devops-lead'), [adele]]]) });
  samples.set('why, nobody left', whySample(request, nobody));
  samples.set('why simulated', simulateSample(context));
  samples.set('why simulated, impossible', simulateSample(nobody));
  const people = [...NAMES.keys()];
  samples.set('delegate', cards.delegateCard({ person: adele, known: [], people, today: '2026-11-23' }, context));
  samples.set(
    'delegate, given',
    cards.delegateCard({ person: adele, known: standIns(), people, today: '2026-11-23' }, context),
  );
  samples.set('stand in', cards.standInCard(standIns()[0], context));
  addOwed(samples, { ...context, now: later(61, WINDOW_START) });
  addHolds(samples, context);
  samples.set('doctor', cards.doctorCard(FINDINGS, context));
  samples.set('doctor, all well', cards.doctorCard(ALL_WELL, context));
  samples.set('help', cards.helpCard(context));
  samples.set('welcome', cards.welcomeCard(context));
  samples.set('notice', cards.noticeCard(en.said.later));
  const acting = en.said.actingBanner('Megan Bowen', 'CTO / Tech Director');
  const banner = cards.approvalCard(request, context);
  samples.set('banner', { ...banner, card: cards.withBanner(banner.card, acting) });
  return samples;
}

/** Lynne stands in for Adele this week, and Adele for Megan. */
function standIns(): readonly Delegation[] {
  const one = { id: DRAFT as string as DelegationId, madeAt: later(0), revokedAt: undefined, services: [] };
  const span = { start: later(-9 * 60), end: later(4 * 24 * 60 - 9 * 60) };
  return [
    { ...one, giver: adele, taker: lynne, span, roles: [role('devops-lead')], services: [PAYMENTS] },
    { ...one, giver: megan, taker: adele, span, roles: [] },
  ];
}

function addOwed(samples: Map<string, CardMessage>, context: Context): void {
  const emergency = emergencyRequest();
  const denied = emergencyRequest({
    emergency: {
      reason: 'Anybody can read the orders of anybody.',
      heardBy: lynne,
      voices: [{ by: megan, as: role('cto'), at: later(2), answer: { said: 'denied', at: later(20) } }],
    },
  });
  const typed = { 'emergency-version': '2.4.2', 'voice-0': megan };
  samples.set('emergency', cards.emergencyCard({ requester: alex, typed, people: [...NAMES.keys()] }, context));
  samples.set('emergency request', cards.requestCard(emergency, context));
  const confirm = cards.confirmationCard(emergency, pradeep, context);
  const denial = cards.denialCard(denied, 1, context);
  if (confirm !== undefined) samples.set('emergency confirm', confirm);
  if (denial !== undefined) samples.set('emergency denied', denial);
  const request = owingRequest();
  samples.set('obligations', cards.obligationsCard(request, context));
  const owed = request.obligations.map(({ id }) => [`owed ${id}`, cards.owedCard(request, id, context)] as const);
  const chased = request.chases.map(({ step }, n) => [`chase ${step}`, cards.chaseCard(request, n + 1, context)] as const);
  for (const [name, message] of [...owed, ...chased]) if (message !== undefined) samples.set(name, message);
}

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

function addHolds(samples: Map<string, CardMessage>, context: Context): void {
  const calendar = createCalendar(context.policy.time);
  const days = weekOf(WINDOW_START, 0, calendar).days.map((span) => ({
    span,
    openings: [{ environment: PROD, open: calendar.openings(span, ['mon-thu 09:00-16:00']) }],
  }));
  samples.set(
    'calendar',
    holdCards.calendarCard({ weeks: 0, days, freezes: [FREEZE], requests: [approvedRequest()] }, context),
  );
  samples.set('freezes', holdCards.freezesCard([FREEZE], context));
  samples.set('freezes, none', holdCards.freezesCard([], context));
  samples.set('freeze', holdCards.freezeCard(FREEZE, context));
  samples.set(
    'freeze, lifted',
    holdCards.freezeCard({ ...FREEZE, state: 'lifted', lifted: { by: adele, at: later(5) } }, context),
  );
  const met = { freeze: FREEZE, at: later(0), override: undefined, liftedAt: undefined };
  const override = { by: megan, as: role('cto'), reason: 'The regulator asked for it', at: later(9) };
  const { locked, aside } = {
    locked: approvedRequest({ freezes: [met] }),
    aside: approvedRequest({ freezes: [{ ...met, override }] }),
  };
  for (const [name, request] of [
    ['freeze, over a request', locked],
    ['freeze, set aside', aside],
  ] as const) {
    const message = holdCards.metFreezeCard(request, FREEZE.id, context);
    if (message !== undefined) samples.set(name, message);
  }
  const { id } = approvedRequest();
  const taken = { kind: 'taken', by: adele, reason: 'Load test', until: LOCK.until, for: id } as const;
  const locks = [taken, { kind: 'running', request: id }, { kind: 'no-cause', request: id }, { kind: 'unreadable' }] as const;
  samples.set(
    'locks',
    holdCards.locksCard(
      locks.map((lock) => ({ service: 'payments', environment: 'prod', lock })),
      context,
    ),
  );
  samples.set('locks, none', holdCards.locksCard([], context));
  const shipped = parsePolicy(defaultText());
  if (!shipped.ok) throw new Error('the shipped policy is not usable');
  const gated = { ...context, policy: { ...context.policy, gates: shipped.value.gates } };
  const link = `https://portal.azure.com/${'x'.repeat(170)}`;
  const lines = itemsOf(shipped.value.gates).map(({ id: item }) => ({ item, by: adele, at: WINDOW_START, link, note: 'Seen' }));
  for (const [name, attested] of [
    ['gates, closed', []],
    ['gates, half', lines.slice(0, 45)],
    ['gates, open', lines],
  ] as const) {
    samples.set(name, holdCards.serviceGatesCard({ service: PAYMENTS, attested }, gated));
  }
  samples.set('gates', holdCards.gatesCard([{ service: PAYMENTS, attested: lines.slice(0, 45) }], gated));
  samples.set('lock, ending', holdCards.lockEndingCard(LOCK, context));
  const stray = strayRunCard(STRAY_RUN, 1, context);
  if (stray !== undefined) samples.set('stray run', stray);
}

/** Two days before the window, when there is one to wait for. */
function whySample(request: DeployRequest, context: Context): CardMessage {
  const calendar = createCalendar(context.policy.time);
  const now = 'rollout' in request ? context.now : later(1_540);
  return cards.whyCard(request, explain(request, { ...context, calendar, others: [], holds: NO_HOLDS }, now), {
    ...context,
    now,
  });
}

/** A feature whose product manager need not be asked any more, and which two DevOps Leads have approved. */
function overtaken() {
  const votes = [approval(adele, 'devops-lead', 40), approval(lynne, 'devops-lead', 55), approval(pradeep, 'director', 60)];
  return pendingRequest({ votes });
}

function simulateSample(context: Context): CardMessage {
  const supposed = { environment: PROD, changeTypes: [changeType('security-patch')], service: PAYMENTS };
  const simulation = simulate(supposed, { ...context, requester: alex });
  const starts = [later(60), later(24 * 60), later(2 * 24 * 60)];
  return cards.simulateCard({ supposed, simulation, requester: alex, starts, minutes: 30 }, context);
}

const withPull = (pull: PullReading): FormInput => {
  const input = formInput('impact', RELEVANT);
  return { ...input, draft: { ...input.draft, pull } };
};

/** Edited after two votes, and talked about. */
function edited() {
  const request = halfApproved();
  const after = planLike({
    migration: 'Two nullable columns on orders, filled in batches of 2,000 at night.',
    rollbackMinutes: 25,
    steps: [...request.plan.steps.slice(0, 2), 'Check the backfill', ...request.plan.steps.slice(2)],
    window: { start: later(24 * 60, WINDOW_START), end: later(24 * 60 + 30, WINDOW_START) },
  });
  return halfApproved({
    revision: 2,
    plan: after,
    edit: {
      revision: 2,
      by: alex,
      at: later(600),
      changes: changesOf(request.plan, after),
      voters: request.votes.map(({ by, as }, n) => ({ by, as, isKept: n === 0 })),
    },
    comments: [
      { by: patti, text: 'Is the backfill idempotent?', at: later(520) },
      { by: alex, text: 'It is; see the second commit.', at: later(540) },
      { by: patti, text: 'Thank you. Please run it at night, though.', at: later(560) },
    ],
  });
}

function untested() {
  const request = halfApproved();
  return { ...request, ...risky(), plan: { ...risky().plan, changeTypes: [] } };
}

/** Stated as low, with an untested way back, one night in staging and nobody told. */
function risky() {
  const plan = planLike({
    riskLevel: 'low',
    rollbackTested: false,
    stagingTestedOn: '2026-11-21',
    stagingTestedTime: '08:00',
    trafficIncrease: 40,
    loadTests: 'not-run',
    customerImpact: 'low',
  });
  return { plan, risk: { level: 'high', reasons: ['rollback-untested', 'schema-change', 'first-deployment'] } } as const;
}
