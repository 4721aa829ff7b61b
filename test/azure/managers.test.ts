import assert from 'node:assert/strict';
import { connectGraph } from '../../bot/azure/graph.ts';
import { createManagerReader } from '../../bot/azure/managers.ts';
import type { PersonId } from '../../bot/domain/ids.ts';

const ADA = '00000000-0000-4000-8000-000000000001' as PersonId;
const CHARLES = '00000000-0000-4000-8000-000000000002' as PersonId;
const credential = { getToken: () => Promise.resolve({ token: 'secret-token', expiresOnTimestamp: 0 }) };

function graph(answer: () => Promise<Response>) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (input) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return answer();
  };
  return { reader: createManagerReader(connectGraph({ credential, fetch, timeout: 50 })), asked };
}

const json = (body: unknown, status = 200) => Promise.resolve(Response.json(body, { status }));
const charles = { '@odata.type': '#microsoft.graph.user', id: CHARLES, displayName: 'Charles Babbage', accountEnabled: true };

describe('the manager of a person', () => {
  it('is whom Entra names, with their name and nothing else', async () => {
    const { reader, asked } = graph(() => json({ ...charles, userType: 'Member' }));
    assert.deepEqual(await reader.managerOf(ADA), { id: CHARLES, name: 'Charles Babbage' });
    assert.equal(
      asked[0],
      `https://graph.microsoft.com/v1.0/users/${ADA}/manager?$select=id,displayName,accountEnabled,userType`,
    );
  });

  const nobody: readonly (readonly [string, () => Promise<Response>])[] = [
    ['Entra names none', () => json({ error: { code: 'Request_ResourceNotFound' } }, 404)],
    ['they are a guest', () => json({ ...charles, userType: 'Guest' })],
    ['their account is blocked', () => json({ ...charles, accountEnabled: false })],
    ['they are a contact outside', () => json({ ...charles, '@odata.type': '#microsoft.graph.orgContact' })],
  ];
  for (const [when, answer] of nobody) {
    it(`is nobody when ${when}`, async () => {
      assert.equal(await graph(answer).reader.managerOf(ADA), undefined);
    });
  }

  const silences: readonly (readonly [string, RegExp, () => Promise<Response>])[] = [
    ['the bot may not read it', /403/, () => json({ error: { code: 'Authorization_RequestDenied' } }, 403)],
    [
      'Graph is busy for longer than a call may take',
      /429/,
      () => Promise.resolve(new Response('', { status: 429, headers: { 'retry-after': '90' } })),
    ],
    ['Graph never answers', /in time/, () => new Promise(() => undefined)],
    ['the answer is no person', /not a person/, () => json([1])],
  ];
  for (const [when, why, answer] of silences) {
    it(`is not known when ${when}`, async () => {
      await assert.rejects(graph(answer).reader.managerOf(ADA), why);
    });
  }
});
