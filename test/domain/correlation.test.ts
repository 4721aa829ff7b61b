import assert from 'node:assert/strict';
import { readAlert } from '../../bot/domain/alert-body.ts';
import { affectedBy, rolloutBehind, tied } from '../../bot/domain/correlation.ts';
import type { ServiceId } from '../../bot/domain/ids.ts';
import type { Service } from '../../bot/domain/policy.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { commonBody, VM } from '../support/alert-bodies.ts';
import {
  approvedRequest,
  deployedRequest,
  deployingRequest,
  later,
  MONDAY,
  PAYMENTS,
  policyLike,
  PROD,
  rolledBackRequest,
  rollingBackRequest,
  rolloutLike,
  UAT,
  WINDOW_START,
} from '../support/given.ts';

const LEDGER = 'ledger' as ServiceId;
const service = (id: ServiceId, prod: readonly string[], uat: readonly string[] = []): Service => ({
  id,
  title: id,
  channels: new Map(),
  resources: new Map([
    [PROD, prod],
    [UAT, uat],
  ]),
  links: {},
});

const policy = policyLike({
  services: new Map([
    [
      PAYMENTS,
      service(PAYMENTS, ['/subscriptions/0b1c/resourcegroups/rg-pay-prod'], ['/subscriptions/0b1c/resourcegroups/rg-pay-uat']),
    ],
    [LEDGER, service(LEDGER, ['/subscriptions/0b1c', '/subscriptions/9/resourcegroups/shared'])],
    ['refunds' as ServiceId, service('refunds' as ServiceId, ['/subscriptions/9/resourcegroups/shared'])],
  ]),
});

describe('what an alert affects', () => {
  const affected = (targets: readonly unknown[], custom?: unknown) => {
    const found = affectedBy(
      readAlert(commonBody({ alertTargetIDs: targets, configurationItems: [] }, {}, custom), MONDAY, ''),
      policy,
    );
    return found === undefined ? 'nothing' : `${found.service} in ${found.environment}`;
  };
  const pay = '/subscriptions/0b1c/resourcegroups/rg-pay-prod';

  const table: readonly (readonly [string, readonly unknown[], unknown, string])[] = [
    ['a resource in the group of a service', [VM], undefined, 'payments in prod'],
    ['the group itself', [pay], undefined, 'payments in prod'],
    ['a group whose name only begins alike', [`${pay}-2/providers/x`], undefined, 'ledger in prod'],
    ['the longest id that fits, of all its targets', ['/subscriptions/0b1c', VM], undefined, 'payments in prod'],
    ['nothing that policy names', ['/subscriptions/7/resourcegroups/x'], undefined, 'nothing'],
    ['what two services claim alike', ['/subscriptions/9/resourcegroups/shared/providers/x'], undefined, 'nothing'],
    [
      'one of the two, when the rule names it',
      ['/subscriptions/9/resourcegroups/shared'],
      { service: 'refunds' },
      'refunds in prod',
    ],
    ['what the rule names, wherever it runs', [VM], { Service: 'Ledger', env: 'UAT' }, 'ledger in uat'],
    ['where it runs, when the rule names what nobody knows', [VM], { service: 'x', environment: 'y' }, 'payments in prod'],
    ['nothing, when the rule names another environment', [VM], { environment: 'uat' }, 'nothing'],
    ['nothing, without targets and names', [], undefined, 'nothing'],
  ];
  for (const [what, targets, custom, expected] of table) {
    it(`is found for ${what}`, () => {
      assert.equal(affected(targets, custom), expected);
    });
  }
});

describe('the deployment behind an alert', () => {
  const AFFECTS = { service: PAYMENTS, environment: PROD };
  /** Minutes after the sample rollout began; it ended after 27, or was rolled back after 24. */
  const at = (minutes: number): Instant => later(minutes, WINDOW_START);
  const fired = (minutes: number, changes: Readonly<Record<string, unknown>> = {}, windowEndTime: unknown = at(minutes)) =>
    readAlert(commonBody({ firedDateTime: at(minutes), ...changes }, { condition: { allOf: [], windowEndTime } }), at(120), '');

  const table: readonly (readonly [string, DeployRequest, ReturnType<typeof fired>, boolean])[] = [
    ['is the one under way', deployingRequest(), fired(5), true],
    ['is not one that began later', deployingRequest(), fired(-1), false],
    ['is not one that began after what was measured', deployingRequest(), fired(2, {}, at(-1)), false],
    [
      'is the one under way, though the window is of another year',
      deployingRequest(),
      fired(5, {}, '2022-01-01T00:00:00Z'),
      true,
    ],
    ['is one that is being rolled back', rollingBackRequest(), fired(50), true],
    ['is one that succeeded half an hour ago', deployedRequest(), fired(57), true],
    ['is not one that succeeded longer ago', deployedRequest(), fired(58), false],
    ['is one that has been rolled back since', rolledBackRequest(), fired(24), true],
    ['is not one that was rolled back before', rolledBackRequest(), fired(25), false],
    ['is not one that has not begun', approvedRequest(), fired(5), false],
    ['is none for a test', deployingRequest(), fired(5, { alertRule: 'test-metricAlertRule' }), false],
  ];
  for (const [what, request, reading, expected] of table) {
    it(what, () => {
      assert.equal(rolloutBehind(reading, AFFECTS, [request])?.id, expected ? request.id : undefined);
    });
  }

  it('is thought to be it for a reason', () => {
    const measured = (from: number | undefined, custom?: unknown) => {
      const condition = { allOf: [], windowStartTime: from === undefined ? undefined : at(from), windowEndTime: at(5) };
      const body = commonBody({ firedDateTime: at(6) }, { condition }, custom);
      const { affects, request, suspicion } = tied(readAlert(body, at(120), ''), policy, [deployingRequest()]);
      return { affects, request, suspicion };
    };
    const found = (by: string, confidence: string) => ({
      affects: AFFECTS,
      request: deployingRequest().id,
      suspicion: { by, confidence, minutes: 6 },
    });
    assert.deepEqual(measured(0), found('resource', 'likely'));
    assert.deepEqual(measured(-1), found('resource', 'possible'));
    assert.deepEqual(measured(undefined), found('resource', 'possible'));
    assert.deepEqual(measured(0, { service: 'Payments' }), found('properties', 'likely'));
    assert.deepEqual(measured(0, { service: 'ledger', environment: 'prod' }), {
      affects: { service: LEDGER, environment: PROD },
      request: undefined,
      suspicion: undefined,
    });
  });

  it('is not one of another service or environment', () => {
    for (const affects of [{ service: LEDGER, environment: PROD }, { service: PAYMENTS, environment: UAT }, undefined]) {
      assert.equal(rolloutBehind(fired(5), affects, [deployingRequest()])?.id, undefined);
    }
  });

  it('is the newest of several', () => {
    const older = deployedRequest();
    const newer = deployingRequest({ id: 'DEP-7' as DeployRequest['id'], rollout: rolloutLike({ startedAt: at(30) }) });
    assert.equal(rolloutBehind(fired(40), AFFECTS, [older, newer])?.id, newer.id);
    assert.equal(rolloutBehind(fired(28), AFFECTS, [newer, older])?.id, older.id);
  });
});
