import assert from 'node:assert/strict';
import type { Alert } from '../../bot/domain/alert.ts';
import type { AlertId, RequestId } from '../../bot/domain/ids.ts';
import { placeKey, type Wish } from '../../bot/domain/posts.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import type { Alerts, RequestFilter } from '../../bot/flows/ports.ts';
import { createReceiveAlert } from '../../bot/flows/receive-alert.ts';
import { createRelayAlerts } from '../../bot/flows/relay-alerts.ts';
import { commonBody } from '../support/alert-bodies.ts';
import { channel, deployingRequest, later, PAYMENTS, policyLike, WINDOW_START } from '../support/given.ts';

const NOW = later(14, WINDOW_START);
const FIRED = commonBody({ firedDateTime: NOW }, {});
const RESOLVED = commonBody(
  { firedDateTime: NOW, monitorCondition: 'Resolved', resolvedDateTime: later(20, WINDOW_START) },
  {},
);

/** A store of alerts in memory, with what the relay did to it and to the requests. */
function inMemory(stored: readonly DeployRequest[] = [deployingRequest()]) {
  const unread: string[] = [];
  const alerts = new Map<AlertId, Alert>();
  const wishes: Wish[] = [];
  const links: string[] = [];
  let folding = false;
  const outcome = { ok: true };
  const port: Alerts = {
    receive: (body) => {
      unread.push(body);
      return Promise.resolve();
    },
    fold: async (read) => {
      folding = true;
      const changed: Alert[] = [];
      for (const body of unread.splice(0)) {
        const folded = await read(body, NOW, (id) => Promise.resolve(alerts.get(id)));
        alerts.set(folded.alert.id, folded.alert);
        wishes.push(...folded.wishes);
        changed.push(folded.alert);
      }
      folding = false;
      return changed;
    },
    find: (id) => Promise.resolve(alerts.get(id)),
    list: () => Promise.resolve([...alerts.values()]),
  };
  const ports = {
    alerts: port,
    requests: {
      list: ({ states = [] }: RequestFilter) => {
        assert.ok(!folding, 'nothing else is read while a body is folded: an embedded store has one connection');
        return Promise.resolve(stored.filter(({ state }) => states.includes(state)));
      },
    },
    policy: policyLike(),
    digest: (text: string) => String(text.length),
    linkAlert: (request: RequestId, alert: AlertId) => {
      links.push(`${request} ${alert.slice(-2)}`);
      return Promise.resolve({ ok: outcome.ok });
    },
  };
  const receive = createReceiveAlert(port, { now: () => NOW });
  return {
    ports,
    alerts,
    links,
    outcome,
    places: () => wishes.map(({ view, place }) => `${view} ${placeKey(place)}`),
    receive,
  };
}

describe('relaying alerts', () => {
  it('shows an alert in the incidents channel and in the thread of the deployment under way, and records it there', async () => {
    const { ports, receive, places, links } = inMemory();
    await receive(JSON.stringify(FIRED));
    assert.equal(await createRelayAlerts(ports)(), 1);
    assert.deepEqual(places(), ['alert channel:incidents', 'alert thread:DEP-1042']);
    assert.deepEqual(links, ['DEP-1042 a1']);
  });

  it('redraws the same cards when it resolves, and records nothing twice', async () => {
    const { ports, receive, places, links, alerts } = inMemory();
    const relay = createRelayAlerts(ports);
    await receive(JSON.stringify(FIRED));
    await relay();
    await receive(JSON.stringify(RESOLVED));
    await relay();
    assert.deepEqual(
      [...alerts.values()].map(({ condition }) => condition),
      ['resolved'],
    );
    assert.deepEqual([...new Set(places())], ['alert channel:incidents', 'alert thread:DEP-1042']);
    assert.equal(new Set(links).size, 1);
  });

  it('leaves requests alone that already know of it', async () => {
    const id = '/subscriptions/0b1c/providers/microsoft.alertsmanagement/alerts/a1' as AlertId;
    const { ports, receive, links } = inMemory([deployingRequest({ alerts: [{ id, at: NOW }] })]);
    await receive(JSON.stringify(FIRED));
    await createRelayAlerts(ports)();
    assert.deepEqual(links, []);
  });

  it('shows in the incidents channel alone what no deployment is behind', async () => {
    const { ports, receive, places, links } = inMemory([]);
    await receive(JSON.stringify(FIRED));
    await createRelayAlerts(ports)();
    assert.deepEqual([places(), links], [['alert channel:incidents'], []]);
  });

  it('uses the incidents channel that a service has of its own', async () => {
    const { ports, receive, places } = inMemory([]);
    const own = new Map([[channel('incidents'), channel('payments-incidents')]]);
    const services = new Map([...ports.policy.services].map(([id, service]) => [id, { ...service, channels: own }]));
    await receive(JSON.stringify(FIRED));
    await createRelayAlerts({ ...ports, policy: policyLike({ services }) })();
    assert.ok(services.has(PAYMENTS));
    assert.deepEqual(places(), ['alert channel:payments-incidents']);
  });

  it('tells the request again when that went wrong, and after a start', async () => {
    const { ports, receive, links, outcome } = inMemory();
    const relay = createRelayAlerts(ports);
    outcome.ok = false;
    await receive(JSON.stringify(FIRED));
    await relay();
    outcome.ok = true;
    await relay();
    await relay();
    assert.deepEqual(links, ['DEP-1042 a1', 'DEP-1042 a1']);
    await createRelayAlerts(ports)();
    assert.equal(links.length, 3);
  });

  it('takes a body without an id for one alert when it comes twice', async () => {
    const { ports, receive, alerts } = inMemory();
    await receive('{"text":"disk full"}');
    await receive('{"text":"disk full"}');
    await receive('not even JSON');
    await createRelayAlerts(ports)();
    assert.deepEqual(
      [...alerts.values()].map(({ signal, description }) => [signal, description]),
      [
        ['unrecognised', 'disk full'],
        ['unrecognised', ''],
      ],
    );
  });
});
