import assert from 'node:assert/strict';
import { connectGraph } from '../../bot/azure/graph.ts';
import { createPeopleReader } from '../../bot/azure/people.ts';
import type { PersonId } from '../../bot/domain/ids.ts';

const ADA = '00000000-0000-4000-8000-000000000001' as PersonId;
const credential = { getToken: () => Promise.resolve({ token: 'secret-token', expiresOnTimestamp: 0 }) };

function graph(answer: () => Promise<Response>) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = (input) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return answer();
  };
  return { reader: createPeopleReader(connectGraph({ credential, fetch, timeout: 50 })), asked };
}

const json = (body: unknown, status = 200) => Promise.resolve(Response.json(body, { status }));

describe('a person of the organisation', () => {
  it('is found by their object id, with their name and nothing else', async () => {
    const { reader, asked } = graph(() => json({ id: ADA.toUpperCase(), displayName: 'Ada Lovelace', mail: 'ada@x.example' }));
    assert.deepEqual(await reader.find(ADA), { id: ADA, name: 'Ada Lovelace' });
    assert.match(asked[0] ?? '', new RegExp(`^https://graph.microsoft.com/v1.0/users/${ADA}\\?\\$select=id,displayName$`));
  });

  const nobody: readonly (readonly [string, () => Promise<Response>])[] = [
    ['there is none', () => json({ error: { code: 'Request_ResourceNotFound' } }, 404)],
    ['the bot may not ask', () => json({ error: { code: 'Authorization_RequestDenied' } }, 403)],
    ['Graph never answers', () => new Promise(() => undefined)],
    ['the answer is about somebody else', () => json({ id: '00000000-0000-4000-8000-000000000002', displayName: 'Eve' })],
    ['the answer has no name', () => json({ id: ADA })],
    ['the answer is a list', () => json([1])],
  ];
  for (const [what, answer] of nobody) {
    it(`is not found when ${what}`, async () => {
      assert.equal(await graph(answer).reader.find(ADA), undefined);
    });
  }
});
