import assert from 'node:assert/strict';
import { askArm } from '../../bot/azure/arm-probe.ts';

const probe = {
  kind: 'azure',
  resource: '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg/providers/microsoft.web/sites/pay',
  apiVersion: '2024-11-01',
  path: ['properties', 'hosts', '1', 'state'],
  equals: 'Running',
} as const;
const credential = { getToken: () => Promise.resolve({ token: 'arm-token', expiresOnTimestamp: 0 }) };

describe('a probe of Azure Resource Manager', () => {
  const asks = async (answer: unknown, status = 200) => {
    const calls: [string, string | null][] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      calls.push([new URL(input instanceof Request ? input.url : input).href, new Headers(init?.headers).get('authorization')]);
      return Promise.resolve(new Response(JSON.stringify(answer), { status }));
    };
    return { answer: await askArm(probe, { credential, fetch }), calls };
  };

  it('holds while the value is the one that policy names, and asks Azure alone', async () => {
    const { answer, calls } = await asks({ properties: { hosts: [{ state: 'Stopped' }, { State: 'Running' }] } });
    assert.deepEqual(answer, { kind: 'proved' });
    const url = `https://management.azure.com${probe.resource}?api-version=2024-11-01`;
    assert.deepEqual(calls, [[url, 'Bearer arm-token']]);
  });

  it('fails with what was there instead, or why nothing was', async () => {
    const other = await asks({ properties: { hosts: [{}, { state: 'Stopped' }] } });
    assert.deepEqual(other.answer, { kind: 'failed', because: 'other-answer', found: 'Stopped' });
    assert.deepEqual((await asks([])).answer, { kind: 'failed', because: 'other-answer', found: '' });
    assert.deepEqual((await asks({}, 403)).answer, { kind: 'failed', because: 'forbidden', found: '403' });
    assert.deepEqual((await asks({}, 429)).answer, { kind: 'failed', because: 'other-answer', found: '429' });
    const gone = await askArm(probe, { credential, fetch: () => Promise.reject(new Error('no route')) });
    assert.deepEqual(gone, { kind: 'failed', because: 'unreachable', found: '' });
  });
});
