import assert from 'node:assert/strict';
import type { Alert } from '../../bot/domain/alert.ts';
import {
  endOf,
  groupKeyOf,
  isMoment,
  isOver,
  noted,
  openGroup,
  withAlert,
  type AlertGroup,
} from '../../bot/domain/alert-group.ts';
import { groupId, type AlertId, type RequestId } from '../../bot/domain/ids.ts';
import { changesIn } from '../support/changes.ts';
import { alertLike, groupLike } from '../support/given-alerts.ts';
import { adele, channel, later, PAYMENTS, PROD, role } from '../support/given.ts';

const FIRST = alertLike();
/** Minutes after the first alert fired. */
const at = (minutes: number) => later(minutes, FIRST.firedAt);
const over = (alert: Alert, minutes: number): Alert => ({ ...alert, condition: 'resolved', resolvedAt: at(minutes) });
const second = (changes: Partial<Alert> = {}) => alertLike({ id: 'a2' as AlertId, firedAt: at(2), ...changes });

/** What one more alert changes, or one more body of an alert that was there before; heard of five minutes on. */
const added = (group: AlertGroup, alert: Alert, before?: Alert) => changesIn(group, withAlert(group, before, alert, at(5)));
const COUNTED = { firing: 2, total: 2, lastHeardAt: at(5) };
const SECOND_COUNTED = { ...COUNTED, leading: second() };

const counting = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('alerts are one card', () => {
  const key = (changes: Partial<Alert>) => groupKeyOf(alertLike(changes));

  it('when rule, service and environment are the same, in whatever case the rule is written, and never with a test', () => {
    assert.equal(key({}), '|payments|prod|payments-error-rate');
    assert.equal(key({ rule: 'Payments-Error-RATE' }), key({}));
    assert.equal(key({ affects: undefined }), '|||payments-error-rate');
    assert.equal(key({ isTest: true }), 'test|payments|prod|payments-error-rate');
  });

  it('that has no end when they tell of moments', () => {
    const moments = (['metric', 'log', 'activity-log', 'other', 'unrecognised'] as const).map((signal) => isMoment({ signal }));
    assert.deepEqual(moments, [false, false, true, false, true]);
  });
});

describe('a group of alerts', () => {
  const routed = { to: [channel('incidents')], mention: [role('on-call')] };
  const opened = openGroup(groupId(7), FIRST, routed, at(1));

  it('is opened by its first alert, told to nobody', () => {
    assert.deepEqual(opened, {
      id: 'AG-7',
      revision: 0,
      key: '|payments|prod|payments-error-rate',
      rule: 'payments-error-rate',
      affects: { service: PAYMENTS, environment: PROD },
      isTest: false,
      isHealth: false,
      isMoment: false,
      severity: 'Sev1',
      leading: FIRST,
      firing: 0,
      total: 0,
      targets: [],
      request: undefined,
      detached: [],
      firedAt: FIRST.firedAt,
      heardAt: at(1),
      lastHeardAt: at(1),
      owedSince: at(1),
      resolvedAt: undefined,
      flips: [],
      isClosed: false,
      to: ['incidents'],
      mention: ['on-call'],
      told: undefined,
      firstToldAt: undefined,
      storm: undefined,
      repeats: 0,
      escalated: 0,
      held: undefined,
      acknowledged: undefined,
      assigned: undefined,
      closed: undefined,
      incident: undefined,
      azure: undefined,
      timeline: [],
    });
  });

  it('counts its first alert, and dates it when Azure says that it fired', () => {
    assert.deepEqual(added(opened, FIRST), {
      firing: 1,
      total: 1,
      targets: FIRST.targets,
      request: 'DEP-1042',
      lastHeardAt: at(5),
      timeline: [{ kind: 'fired', at: at(0) }],
    });
  });

  it('that was over before it was heard of says only when it was over', () => {
    const late = over(FIRST, 3);
    assert.deepEqual(added(openGroup(groupId(7), late, routed, at(5)), late), {
      total: 1,
      targets: FIRST.targets,
      request: 'DEP-1042',
      resolvedAt: at(3),
      timeline: [{ kind: 'resolved', at: at(3) }],
    });
  });

  const one = groupLike();
  const quiet = withAlert(one, FIRST, over(FIRST, 3), at(3));
  const line = one.timeline;

  const table: readonly (readonly [string, AlertGroup, Alert, Alert | undefined, Partial<AlertGroup>])[] = [
    ['the same again', one, FIRST, FIRST, { lastHeardAt: at(5) }],
    ['another, which is newer', one, second(), undefined, SECOND_COUNTED],
    ['another, as bad and older', one, second({ firedAt: at(-2) }), undefined, { ...COUNTED, firedAt: at(-2) }],
    ['another, which is milder', one, second({ severity: 'Sev3' }), undefined, COUNTED],
    ['another, of which nobody knows how bad', one, second({ severity: undefined }), undefined, COUNTED],
    [
      'another, which is worse',
      one,
      second({ severity: 'Sev0', firedAt: at(-2) }),
      undefined,
      {
        ...SECOND_COUNTED,
        severity: 'Sev0',
        firedAt: at(-2),
        leading: second({ severity: 'Sev0', firedAt: at(-2) }),
        timeline: [...line, { kind: 'worse', at: at(5), severity: 'Sev0' }],
      },
    ],
    ['another, which is over already', one, over(second(), 4), undefined, { total: 2 }],
    [
      'the end of its only one',
      one,
      over(FIRST, 3),
      FIRST,
      { firing: 0, leading: over(FIRST, 3), resolvedAt: at(3), timeline: [...line, { kind: 'resolved', at: at(3) }] },
    ],
    [
      'the end of its only one, of which Azure gives no time',
      one,
      { ...over(FIRST, 3), resolvedAt: undefined },
      FIRST,
      {
        firing: 0,
        leading: { ...over(FIRST, 3), resolvedAt: undefined },
        resolvedAt: at(5),
        timeline: [...line, { kind: 'resolved', at: at(5) }],
      },
    ],
    ['the end of one of two', groupLike({}, FIRST, second()), over(FIRST, 3), FIRST, { firing: 1 }],
    [
      'one more that fires, after all were over',
      quiet,
      second(),
      undefined,
      {
        firing: 1,
        total: 2,
        leading: second(),
        lastHeardAt: at(5),
        resolvedAt: undefined,
        flips: [at(5)],
        timeline: [...quiet.timeline, { kind: 'fired-again', at: at(5) }],
      },
    ],
    [
      'one more that is over, later than the rest',
      quiet,
      over(second(), 4),
      undefined,
      { total: 2, leading: over(second(), 4), resolvedAt: at(4) },
    ],
    ['one more that is over, before the rest', quiet, over(second(), 1), undefined, { total: 2, leading: over(second(), 1) }],
    [
      'another deployment',
      one,
      second({ request: 'DEP-9' as RequestId }),
      undefined,
      { ...SECOND_COUNTED, leading: second({ request: 'DEP-9' as RequestId }) },
    ],
  ];
  for (const [what, group, alert, before, expected] of table) {
    it(`takes ${what}`, () => {
      assert.deepEqual(added(group, alert, before), expected);
    });
  }

  it('is tied to the first deployment that is behind one of its alerts, unless a person said that it is not', () => {
    const untied = groupLike({ request: undefined });
    const detached = groupLike({ request: undefined, detached: ['DEP-1042' as RequestId] });
    assert.equal(added(untied, second()).request, 'DEP-1042');
    assert.equal(added(detached, second()).request, undefined);
    assert.equal(added(detached, second({ request: 'DEP-9' as RequestId })).request, 'DEP-9');
  });

  it('names the first ten resources, each once', () => {
    const targets = Array.from({ length: 12 }, (_, n) => `/subscriptions/${n}`);
    const group = groupLike({}, alertLike({ targets: targets.slice(0, 3) }));
    assert.deepEqual(added(group, second({ targets })).targets, targets.slice(0, 10));
  });

  it('remembers the last ten times that it fired again', () => {
    const times = Array.from({ length: 12 }, (_, n) => at(10 + n));
    const flapped = times.reduce((group, now) => {
      const ended = withAlert(group, FIRST, over(FIRST, 1), now);
      return withAlert(ended, over(FIRST, 1), FIRST, now);
    }, one);
    assert.deepEqual(flapped.flips, times.slice(2));
  });

  it('keeps the oldest twenty lines of its story and the newest forty', () => {
    const empty = groupLike({ timeline: [] });
    const long = Array.from({ length: 70 }, (_, n) => n + 1).reduce(
      (group, level) => noted(group, { kind: 'escalated', at: at(level), level }),
      empty,
    );
    assert.deepEqual(
      long.timeline.map((event) => event.kind === 'escalated' && event.level),
      [...counting(1, 20), ...counting(31, 70)],
    );
  });
});

describe('a group is over', () => {
  const end = (changes: Partial<AlertGroup>) => endOf(groupLike(changes));

  it('for its people once nothing fires, or somebody closed it', () => {
    assert.equal(isOver(groupLike()), false);
    assert.equal(isOver(groupLike({ firing: 0 })), true);
    assert.equal(isOver(groupLike({ closed: { by: adele, at: at(1) } })), true);
  });

  it('for new alerts half an hour after the last was over or heard of, and not while one fires', () => {
    assert.equal(end({}), undefined);
    assert.equal(end({ firing: 0, resolvedAt: at(3), lastHeardAt: at(1) }), at(33));
    assert.equal(end({ firing: 0, resolvedAt: at(3), lastHeardAt: at(8) }), at(38));
    assert.equal(end({ firing: 0, resolvedAt: undefined, lastHeardAt: at(8) }), at(38));
  });

  it('half an hour after the last was heard of, when it tells of moments', () => {
    assert.equal(end({ isMoment: true, lastHeardAt: at(8) }), at(38));
  });
});
