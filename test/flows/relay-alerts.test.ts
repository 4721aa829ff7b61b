import assert from 'node:assert/strict';
import type { Alert } from '../../bot/domain/alert.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import type { Folding } from '../../bot/flows/alert-ports.ts';
import type { Happening, RequestFilter } from '../../bot/flows/ports.ts';
import { createRelayAlerts } from '../../bot/flows/relay-alerts.ts';
import { alertLike } from '../support/given-alerts.ts';
import { deployingRequest, later, policyLike, WINDOW_START } from '../support/given.ts';

const NOW = later(14, WINDOW_START);
const NOTHING: Folding = {
  alerts: [],
  groups: [],
  counting: [],
  storms: [],
  silences: [],
  unreadable: [],
  said: [],
  quiet: [],
};

/** What a relay is given, and what it did to the requests. `next` are the alerts that the next fold gives. */
function given(stored: readonly DeployRequest[] = [deployingRequest()]) {
  const links: string[] = [];
  const counted: Happening[] = [];
  const all: Alert[] = [];
  const state = { next: [] as Alert[], ok: true, folding: false, forgotten: 0 };
  const relay = () =>
    createRelayAlerts({
      alerts: {
        fold: () => {
          const alerts = state.next.splice(0);
          all.push(...alerts);
          return Promise.resolve(alerts.length === 0 ? [] : [{ ...NOTHING, alerts, said: ['first'], quiet: ['silenced'] }]);
        },
        list: () => Promise.resolve(all),
        forget: () => {
          state.forgotten += 1;
          return Promise.resolve();
        },
      },
      requests: {
        list: ({ states = [] }: RequestFilter) => Promise.resolve(stored.filter((request) => states.includes(request.state))),
      },
      directory: { holders: () => Promise.resolve(new Map()) },
      policy: policyLike(),
      digest: (text: string) => String(text.length),
      clock: { now: () => NOW },
      count: (happening) => counted.push(happening),
      linkAlert: (request: RequestId, alert) => {
        links.push(`${request} ${alert.slice(-2)}`);
        return Promise.resolve({ ok: state.ok });
      },
    });
  return { relay, links, counted, state };
}

describe('relaying alerts', () => {
  it('records an alert in the deployment that it is tied to', async () => {
    const { relay, links, state } = given();
    state.next = [alertLike()];
    assert.equal(await relay()(), 1);
    assert.deepEqual(links, ['DEP-1042 a1']);
  });

  it('leaves requests alone that already know of it, and alerts that are tied to none', async () => {
    const { relay, links, state } = given([deployingRequest({ alerts: [{ id: alertLike().id, at: NOW }] })]);
    state.next = [alertLike(), alertLike({ request: undefined })];
    await relay()();
    assert.deepEqual(links, []);
  });

  it('tells the request again when that went wrong, and after a start', async () => {
    const { relay, links, state } = given();
    const first = relay();
    state.ok = false;
    state.next = [alertLike()];
    await first();
    state.ok = true;
    await first();
    await first();
    assert.deepEqual(links, ['DEP-1042 a1', 'DEP-1042 a1']);
    await relay()();
    assert.equal(links.length, 3);
  });

  it('counts what was grouped, said and kept quiet', async () => {
    const { relay, counted, state } = given([]);
    state.next = [alertLike()];
    await relay()();
    assert.deepEqual(counted, ['alerts_grouped', 'alerts_posted', 'alerts_suppressed_silenced']);
  });

  it('looks for old bodies once in an hour', async () => {
    const { relay, state } = given([]);
    const one = relay();
    await one();
    await one();
    assert.equal(state.forgotten, 1);
  });
});
