import assert from 'node:assert/strict';
import type { AlertGroup, Held, Incident } from '../../bot/domain/alert-group.ts';
import { escalationDue, isUrgent, look, standingOf } from '../../bot/domain/alert-look.ts';
import type { Holders } from '../../bot/domain/explanation.ts';
import { escalationRoles, toldLevels } from '../../bot/domain/levels.ts';
import type { RequestId, SilenceId, StormId } from '../../bot/domain/ids.ts';
import { changesIn } from '../support/changes.ts';
import { alertLike, groupLike, told } from '../support/given-alerts.ts';
import { adele, later, megan, policyLike } from '../support/given.ts';

/** Two levels of escalation; a first card at once for Sev1, again after 240 minutes, a level each 15 minutes. */
const policy = policyLike();
const FIRED = alertLike().firedAt;
const at = (minutes: number) => later(minutes, FIRED);
const minutesOf = (moment: string | undefined) => moment && (Date.parse(moment) - Date.parse(FIRED)) / 60_000;

const NEW = groupLike();
const TOLD = told(NEW);
/** Both levels have heard of it. */
const CLIMBED: AlertGroup = { ...TOLD, escalated: 2 };
const MILD = groupLike({}, alertLike({ severity: 'Sev3' }));
const STORM = 'STORM-1' as StormId;
const SEEN = { by: adele, at: at(2) };
const silence: Held = { by: 'silence', silence: 'SIL-1' as SilenceId, until: at(90) };
const inhibition: Held = { by: 'inhibition', of: 'DEP-1042' as RequestId };
const incident: Incident = {
  ...SEEN,
  owner: adele,
  everyMinutes: 30,
  updates: [],
  updateDue: at(32),
  reminders: 0,
  endedAt: undefined,
};
const ON_IT: AlertGroup = { ...TOLD, acknowledged: SEEN, incident };
const OVER: AlertGroup = { ...TOLD, firing: 0, resolvedAt: at(10) };
const SAID_OVER: AlertGroup = { ...OVER, told: { at: at(10), firing: 0, total: 1, severity: 'Sev1', notifiedAt: FIRED } };

/** What is held back on purpose keeps nobody waiting. */
const KEPT_BACK: Partial<AlertGroup> = { owedSince: undefined };

interface Around {
  readonly holders?: Holders;
  readonly held?: Held;
  readonly storm?: StormId;
}

/** The answer in one line: what is said, or why not; whether its cards are drawn anew; and when to look again. */
function answer(group: AlertGroup, minutes: number, { held, storm, holders = new Map() }: Around = {}) {
  const looked = look(group, { policy, holders, held, storm }, at(minutes));
  const cards = looked.isStale ? ', drawn' : '';
  const again = looked.due === undefined ? 'never' : String(minutesOf(looked.due));
  return [`${looked.said ?? looked.quiet ?? ''}${cards}, next ${again}`, changesIn(group, looked.group)] as const;
}

const escalatedTo = (group: AlertGroup, level: number, minutes: number): Partial<AlertGroup> => ({
  escalated: level,
  timeline: [...group.timeline, { kind: 'escalated', at: at(minutes), level }],
});
const saidAt = (minutes: number, notified = minutes): NonNullable<AlertGroup['told']> => ({
  at: at(minutes),
  firing: 1,
  total: 1,
  severity: 'Sev1',
  notifiedAt: at(notified),
});

type Row = readonly [
  what: string,
  group: AlertGroup,
  minutes: number,
  answer: string,
  changes: Partial<AlertGroup>,
  around?: Around,
];

const TABLE: readonly Row[] = [
  ['new and urgent', NEW, 0, 'first, drawn, next 15', { told: saidAt(0), firstToldAt: at(0) }],
  ['new and can wait', MILD, 0, 'waiting, next 0.5', {}],
  ['new in a storm', NEW, 0, 'first, drawn, next 240', { told: saidAt(0), firstToldAt: at(0), storm: STORM }, { storm: STORM }],
  ['new and silenced', NEW, 0, 'silenced, drawn, next 90', { ...KEPT_BACK, held: silence }, { held: silence }],
  ['new and a consequence', NEW, 0, 'inhibited, drawn, next 1', { ...KEPT_BACK, held: inhibition }, { held: inhibition }],
  [
    'new and not silenced any more',
    { ...MILD, owedSince: undefined, held: silence },
    0.25,
    'waiting, drawn, next 0.5',
    { held: undefined, owedSince: at(0.25) },
  ],
  ['not silenced any more', { ...TOLD, held: silence }, 5, 'told, drawn, next 15', { held: undefined }],
  ['told of', TOLD, 5, 'told, next 15', {}],
  ['unanswered', TOLD, 15, 'told, drawn, next 30', escalatedTo(TOLD, 1, 15)],
  ['unanswered for longer', { ...TOLD, escalated: 1 }, 30, 'told, drawn, next 240', escalatedTo(TOLD, 2, 30)],
  ['unanswered by all', CLIMBED, 60, 'told, next 240', {}],
  ['unanswered, looked at late', TOLD, 100, 'told, drawn, next 101', escalatedTo(TOLD, 1, 100)],
  ['unanswered and silenced', TOLD, 15, 'silenced, drawn, next 90', { held: silence }, { held: silence }],
  ['unanswered on the card of a storm', { ...TOLD, storm: STORM }, 15, 'told, next 240', {}, { storm: STORM }],
  ['acknowledged', { ...TOLD, acknowledged: SEEN }, 15, 'told, next never', {}],
  ['unanswered for four hours', CLIMBED, 240, 'repeat, drawn, next 480', { told: saidAt(240), repeats: 1 }],
  [
    'unanswered after its storm',
    { ...TOLD, storm: STORM },
    240,
    'repeat, drawn, next 255',
    { told: saidAt(240), firstToldAt: at(240), storm: undefined },
  ],
  [
    'unanswered, the storm still on',
    { ...TOLD, storm: STORM },
    240,
    'repeat, drawn, next 480',
    { told: saidAt(240) },
    { storm: STORM },
  ],
  [
    'worse than was told',
    { ...CLIMBED, told: { ...saidAt(0), severity: 'Sev3' } },
    3,
    'changed, drawn, next 240',
    { told: saidAt(3, 0) },
  ],
  ['an incident with news due later', ON_IT, 20, 'told, next 32', {}],
  [
    'an incident with news due',
    ON_IT,
    32,
    'told, drawn, next 62',
    { incident: { ...incident, updateDue: at(62), reminders: 1 } },
  ],
  [
    'an incident whose alerts are over',
    { ...SAID_OVER, acknowledged: SEEN, incident },
    11,
    'told, drawn, next 40',
    { incident: { ...incident, endedAt: at(10) } },
  ],
  [
    'an incident that was closed',
    { ...ON_IT, closed: { by: megan, at: at(9) }, told: { ...saidAt(0), firing: 0 } },
    11,
    'told, drawn, next never',
    { isClosed: true, incident: { ...incident, endedAt: at(9) } },
  ],
  ['over', OVER, 10, 'all-resolved, drawn, next 40', { told: { ...saidAt(10, 0), firing: 0 } }],
  ['over before anybody was told', { ...NEW, firing: 0, resolvedAt: at(0) }, 0.25, 'resolved-early, next 30', {}],
  ['over for a while', SAID_OVER, 39, 'told, next 40', {}],
  ['over for half an hour', SAID_OVER, 40, 'told, drawn, next never', { isClosed: true }],
  [
    'closed by somebody',
    { ...TOLD, closed: SEEN },
    3,
    'all-resolved, drawn, next never',
    { isClosed: true, told: { ...saidAt(3, 0), firing: 0 } },
  ],
  ['a moment, which nobody is reminded of', { ...CLIMBED, isMoment: true }, 20, 'told, next 30', {}],
  ['a moment that has passed', { ...CLIMBED, isMoment: true }, 30, 'told, drawn, next never', { isClosed: true }],
];

describe('a look at a group of alerts that is', () => {
  for (const [what, group, minutes, expected, changes, around] of TABLE) {
    it(`${what}, ${minutes} min on: ${expected}`, () => {
      assert.deepEqual(answer(group, minutes, around), [expected, changes]);
    });
  }
});

describe('a level of an escalation that nobody is behind', () => {
  const [first, last] = escalationRoles(policy);
  assert.ok(first && last);
  const nobodyHolds = (...roles: readonly (typeof first)[]) => new Map(roles.map((one) => [one, []]));

  it('is passed over at once, and takes no time of those after it', () => {
    const { group, due } = look(TOLD, { policy, holders: nobodyHolds(first), held: undefined, storm: undefined }, at(15));
    assert.deepEqual([group.escalated, group.passed, toldLevels(group)], [2, [1], [2]]);
    assert.equal(minutesOf(due), 240, 'no level is left');
    const three = policyLike({ escalation: [...policy.escalation, ...policy.escalation] });
    assert.equal(minutesOf(escalationDue(group, three)), 30);
  });

  it('is told as it is where it is the last', () => {
    const none = { policy, holders: nobodyHolds(first, last), held: undefined, storm: undefined };
    const { group } = look(TOLD, none, at(15));
    assert.deepEqual([group.escalated, group.passed, toldLevels(group)], [2, [1, 2], [2]]);
  });
});

describe('the next level of an escalation is told', () => {
  const due = (changes: Partial<AlertGroup>) => minutesOf(escalationDue({ ...TOLD, ...changes }, policy));

  it('at the pace that policy gives the severity, from the first card on', () => {
    assert.deepEqual([due({ severity: 'Sev0' }), due({}), due({ severity: 'Sev2' })], [5, 15, 60]);
    assert.deepEqual([due({ escalated: 1 }), due({ firstToldAt: at(7) })], [30, 22]);
  });

  for (const [what, changes] of [
    ['for a severity to which policy gives no pace', { severity: 'Sev3' }],
    ['of what nobody knows how severe it is', { severity: undefined }],
    ['of what was told to nobody', { firstToldAt: undefined }],
    ['of what somebody has acknowledged', { acknowledged: SEEN }],
    ['of an incident', { incident }],
    ['of what is over', { firing: 0 }],
    ['of a test', { isTest: true }],
    ['of what is silenced', { held: silence }],
    ['of what a storm counts', { storm: STORM }],
    ['when there are no more', { escalated: 2 }],
  ] as const satisfies readonly (readonly [string, Partial<AlertGroup>])[]) {
    it(`never ${what}`, () => {
      assert.equal(due(changes), undefined);
    });
  }

  it('in the order of policy', () => {
    assert.deepEqual(escalationRoles(policy), ['tech-lead', 'director']);
  });
});

describe('how a group stands', () => {
  it('is what the relay asks of it', () => {
    const flips = [at(1), at(2), at(3)];
    assert.deepEqual(standingOf({ ...TOLD, flips, held: silence, acknowledged: SEEN }, at(10)), {
      firing: 1,
      total: 1,
      severity: 'Sev1',
      heardAt: FIRED,
      told: saidAt(0),
      held: { by: 'silence', until: at(90) },
      isFlapping: true,
      isAcknowledged: true,
      isUrgent: true,
    });
    const { held, isAcknowledged, firing } = standingOf({ ...TOLD, held: inhibition, closed: SEEN }, at(10));
    assert.deepEqual(
      { held, isAcknowledged, firing },
      { held: { by: 'inhibition', until: undefined }, isAcknowledged: false, firing: 0 },
    );
  });

  it('is urgent when it is severe, when nobody knows, and for whoever tries it out', () => {
    const urgent = (severity: AlertGroup['severity']) => isUrgent({ severity, isTest: false });
    assert.deepEqual([urgent('Sev0'), urgent('Sev1'), urgent('Sev2'), urgent(undefined)], [true, true, false, true]);
    assert.ok(isUrgent({ severity: 'Sev4', isTest: true }));
  });
});
