import assert from 'node:assert/strict';
import { briefOf } from '../../bot/domain/brief.ts';
import type { AlertId, RequestId, ServiceId } from '../../bot/domain/ids.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { successOf, totalOf } from '../../bot/domain/success.ts';
import type { AlertGroup } from '../../bot/domain/alert-group.ts';
import type { Reading, Sample } from '../../bot/domain/watch.ts';
import { watchLike } from '../support/execution-samples.ts';
import {
  adele,
  changeType,
  deployedRequest,
  everyState,
  halfApproved,
  later,
  PAYMENTS,
  planLike,
  PROD,
  UAT,
} from '../support/given.ts';

const measured = (sample: Partial<Sample>): Reading => ({
  kind: 'measured',
  minutes: 5,
  sample: {
    requests: undefined,
    failed: undefined,
    responseMs: undefined,
    p99Ms: undefined,
    failedConnections: undefined,
    ...sample,
  },
});
const whole = (requests: number, failed: number, responseMs: number, p99Ms: number): Reading =>
  measured({ requests, failed, responseMs, p99Ms, failedConnections: 1 });

describe('all that was measured of a deployment', () => {
  it('adds up, with response times by the number of requests and the worst p99', () => {
    assert.deepEqual(totalOf(watchLike([whole(100, 2, 200, 400), whole(300, 1, 100, 300)])), {
      requests: 400,
      failed: 3,
      responseMs: 125,
      p99Ms: 400,
      failedConnections: 2,
    });
  });

  it('is not known where nothing was, which is never the same as none', () => {
    const unknown = {
      requests: undefined,
      failed: undefined,
      responseMs: undefined,
      p99Ms: undefined,
      failedConnections: undefined,
    };
    assert.deepEqual(totalOf(watchLike([])), unknown);
    assert.deepEqual(totalOf(watchLike([{ kind: 'unknown', because: 'no-data' }, measured({})])), unknown);
    assert.deepEqual(totalOf(watchLike([measured({ requests: 0, failed: 0, responseMs: 90 })])), {
      ...unknown,
      requests: 0,
      failed: 0,
    });
    const gaps = [measured({ responseMs: 900 }), measured({ requests: 50 }), measured({ requests: 10, responseMs: 20 })];
    assert.deepEqual(totalOf(watchLike(gaps)), { ...unknown, requests: 60, responseMs: 20 });
  });
});

describe('the success criteria', () => {
  const thresholds = { successErrorRate: 0.5, successP99Ms: 200 };
  const criteria = ['No complaints', 'As in staging'];
  const met = (readings: readonly Reading[], request: DeployRequest = deployedRequest()) =>
    successOf(request, watchLike(readings), thresholds, criteria).map((one) => one.met);

  it('are met below their limits, and not known without numbers', () => {
    const vouched = [{ line: 'As in staging', by: adele, at: later(0) }];
    assert.deepEqual(successOf(deployedRequest(), watchLike([whole(1_000, 4, 90, 199)], { vouched }), thresholds, criteria), [
      { kind: 'alerts', met: 'yes' },
      { kind: 'error-rate', limit: 0.5, met: 'yes' },
      { kind: 'p99', limit: 200, met: 'yes' },
      { kind: 'vouched', line: 'No complaints', met: 'not-known' },
      { kind: 'vouched', line: 'As in staging', met: 'yes' },
    ]);
    assert.deepEqual(met([whole(1_000, 5, 90, 200)]).slice(0, 3), ['yes', 'no', 'no'], 'at the limit is not below it');
    assert.deepEqual(met([]).slice(0, 3), ['yes', 'not-known', 'not-known']);
  });

  it('count every alert since it was live', () => {
    const { since } = watchLike([]);
    const alerted = (minutes: number) => deployedRequest({ alerts: [{ id: 'a1' as AlertId, at: later(minutes, since) }] });
    assert.deepEqual(
      [-1, 0, 1].map((minutes) => met([], alerted(minutes))[0]),
      ['yes', 'no', 'no'],
    );
  });
});

describe('the brief of an approver', () => {
  const numbered = (id: string, request: DeployRequest = deployedRequest()) => ({ ...request, id: id as RequestId });
  const about = halfApproved();
  const idsOf = (requests: readonly DeployRequest[]) => requests.map(({ id }) => id);

  it('has the last version that went live, and the last three like it that are over', () => {
    const others = [
      about,
      ...everyState().map((request, n) => numbered(`DEP-${20 - n}`, request)),
      numbered('DEP-1', deployedRequest({ plan: planLike({ changeTypes: [changeType('security-patch')] }) })),
    ];
    const brief = briefOf(about, { others, groups: [] });
    assert.deepEqual([brief.last?.id, idsOf(brief.similar)], ['DEP-12', ['DEP-17', 'DEP-16', 'DEP-15']]);
    const patch = halfApproved({ plan: planLike({ changeTypes: [changeType('security-patch'), changeType('dns')] }) });
    assert.deepEqual(idsOf(briefOf(patch, { others, groups: [] }).similar), ['DEP-1']);
    const mixed = planLike({ changeTypes: [changeType('security-patch'), changeType('database-schema')] });
    assert.deepEqual(
      idsOf(briefOf(about, { others: [numbered('DEP-2', deployedRequest({ plan: mixed }))], groups: [] }).similar),
      ['DEP-2'],
    );
    const done = [numbered('DEP-9', { ...deployedRequest(), state: 'complete' }), numbered('DEP-8')];
    assert.equal(briefOf(about, { others: done, groups: [] }).last?.id, 'DEP-9');
    assert.deepEqual(briefOf(deployedRequest(), { others: [deployedRequest()], groups: [] }), {
      last: undefined,
      similar: [],
      alerts: [],
    });
  });

  it('has the alerts that fire there now, and no tests', () => {
    const affects = { service: PAYMENTS, environment: PROD };
    const group = (changes: Partial<AlertGroup>) => ({ affects, firing: 1, isTest: false, ...changes }) as AlertGroup;
    const elsewhere: readonly Partial<AlertGroup>[] = [
      { firing: 0 },
      { isTest: true },
      { affects: undefined },
      { affects: { ...affects, service: 'orders' as ServiceId } },
      { affects: { ...affects, environment: UAT } },
    ];
    const fires = group({});
    assert.deepEqual(briefOf(about, { others: [], groups: [...elsewhere.map(group), fires] }).alerts, [fires]);
  });
});
