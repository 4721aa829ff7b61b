import assert from 'node:assert/strict';
import type { Alert } from '../../bot/domain/alert.ts';
import { considered, routeOf } from '../../bot/domain/alert-route.ts';
import type { AlertRoute } from '../../bot/domain/policy.ts';
import { alertLike } from '../support/given-alerts.ts';
import { ALERTS, channel, PAYMENTS, policyLike, PROD, role, UAT } from '../support/given.ts';

const NEVER: AlertRoute['when'] = {
  services: [],
  environments: [],
  severities: [],
  properties: new Map(),
  resource: undefined,
};
const route = (to: string, when: Partial<AlertRoute['when']> = {}): AlertRoute => ({
  when: { ...NEVER, ...when },
  to: [channel(to)],
  mention: [role(`${to}-people`)],
});
const SUBSCRIPTION = '/subscriptions/0b1c';
const GROUP = `${SUBSCRIPTION}/resourcegroups/rg-pay-prod`;

/** Where an alert goes, who is named, and by which route. */
function routed(routes: readonly AlertRoute[], changes: Partial<Alert> = {}, policy = policyLike()): string {
  const { to, mention, by } = routeOf(alertLike(changes), { ...policy, alerts: { ...ALERTS, routes } });
  return `${to.join()} ${mention.join()} ${by ?? 'none'}`;
}

describe('the card of an alert goes', () => {
  const usual = (changes: Partial<Alert>, policy = policyLike()) => routed([], changes, policy);
  const withOnCall = policyLike({
    roles: new Map([[role('on-call'), { id: role('on-call'), title: 'On call', members: [] }]]),
  });
  const [payments] = [...policyLike().services.values()];
  assert.ok(payments);
  const own = { ...payments, channels: new Map([[channel('incidents'), channel('payments-incidents')]]) };

  it('to the incidents channel where no route takes it, and names whoever is on call if it is urgent', () => {
    assert.equal(usual({}), 'incidents  none');
    assert.equal(usual({}, withOnCall), 'incidents on-call none');
    assert.equal(usual({ severity: 'Sev0' }, withOnCall), 'incidents on-call none');
    assert.equal(usual({ severity: 'Sev2' }, withOnCall), 'incidents  none');
    assert.equal(usual({ severity: undefined }, withOnCall), 'incidents  none');
    assert.equal(usual({ isTest: true }, withOnCall), 'incidents  none');
  });

  it("to its service's own incidents channel where it has one", () => {
    const policy = policyLike({ services: new Map([[PAYMENTS, own]]) });
    assert.equal(usual({}, policy), 'payments-incidents  none');
    assert.equal(usual({ affects: undefined }, policy), 'incidents  none');
    assert.equal(usual({}, policyLike({ services: new Map() })), 'incidents  none');
  });

  it('by the first route that takes it', () => {
    const routes = [route('uat', { environments: [UAT] }), route('sre'), route('late')];
    assert.equal(routed(routes), 'sre sre-people 1');
  });

  it('by the route with the longest resource, wherever it stands', () => {
    const routes = [
      route('sre'),
      route('wide', { resource: SUBSCRIPTION }),
      route('near', { resource: GROUP }),
      route('far', { resource: GROUP }),
    ];
    assert.equal(routed(routes), 'near near-people 2');
  });
});

describe('a route does not take an alert', () => {
  const kept = (when: Partial<AlertRoute['when']>, changes: Partial<Alert> = {}) => {
    const policy = policyLike({ alerts: { ...ALERTS, routes: [route('sre', when)] } });
    return considered(alertLike(changes), policy).map(({ mismatches }) => mismatches.join());
  };
  const unknown = { affects: undefined, severity: undefined } as const;

  const table: readonly (readonly [string, Partial<AlertRoute['when']>, Partial<Alert>, string])[] = [
    ['that asks for nothing', {}, unknown, ''],
    ['for its service', { services: [PAYMENTS] }, {}, ''],
    ['for another service', { services: ['ledger' as typeof PAYMENTS] }, {}, 'service'],
    ['for a service, when nobody knows its', { services: [PAYMENTS] }, unknown, 'service'],
    ['for its environment', { environments: [UAT, PROD] }, {}, ''],
    ['for another environment', { environments: [UAT] }, {}, 'environment'],
    ['for its severity', { severities: ['Sev1'] }, {}, ''],
    ['for other severities', { severities: ['Sev0', 'Sev2'] }, {}, 'severity'],
    ['for a severity, when it has none', { severities: ['Sev0'] }, unknown, 'severity'],
    ['for one of its properties', { properties: new Map([['team', ['pay', 'core']]]) }, { properties: { team: 'core' } }, ''],
    ['for another value of it', { properties: new Map([['team', ['pay']]]) }, { properties: { team: 'core' } }, 'property'],
    ['for a property that it lacks', { properties: new Map([['team', ['pay']]]) }, {}, 'property'],
    ['for what it runs on', { resource: alertLike().targets[0] }, {}, ''],
    ['for what it lies under', { resource: GROUP }, {}, ''],
    ['for what only begins alike', { resource: `${GROUP}-2` }, {}, 'resource'],
    ['for half a name', { resource: GROUP.slice(0, -1) }, {}, 'resource'],
    ['for a resource, when one of several fits', { resource: GROUP }, { targets: ['/subscriptions/9', `${GROUP}/x`] }, ''],
    ['for a resource, when it names none', { resource: GROUP }, { targets: [] }, 'resource'],
    [
      'for much else',
      {
        services: ['x' as typeof PAYMENTS],
        environments: [UAT],
        severities: ['Sev4'],
        properties: new Map([['a', ['b']]]),
        resource: '/x',
      },
      {},
      'service,environment,severity,property,resource',
    ],
  ];
  for (const [what, when, changes, expected] of table) {
    it(`${what}: ${expected === '' ? 'it does' : `because of its ${expected}`}`, () => {
      assert.deepEqual(kept(when, changes), [expected]);
    });
  }
});
