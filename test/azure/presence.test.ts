import assert from 'node:assert/strict';
import { connectGraph } from '../../bot/azure/graph.ts';
import { createAbsenceReader } from '../../bot/azure/presence.ts';
import type { PersonId } from '../../bot/domain/ids.ts';

const person = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;
const credential = { getToken: () => Promise.resolve({ token: 'secret-token', expiresOnTimestamp: 0 }) };

/** A Graph that answers with what it is told of the people whose ids it is sent. */
function graph(answer: (ids: readonly string[]) => Response | Promise<Response>) {
  const asked: { readonly path: string; readonly ids: readonly string[] }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { ids } = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as { readonly ids: readonly string[] };
    asked.push({ path: new URL(input instanceof Request ? input.url : input).pathname, ids });
    return answer(ids);
  };
  return { reader: createAbsenceReader(connectGraph({ credential, fetch, timeout: 50 })), asked };
}

const out = (id: string, isOutOfOffice: unknown) => ({ id, availability: 'Away', outOfOfficeSettings: { isOutOfOffice } });

describe('who is out of office', () => {
  it('is whom Teams says to be, and nobody who is merely away from the keyboard or not spoken of', async () => {
    const value = [out(person(1), true), out(person(2), false), { id: person(3), availability: 'Away' }, out(person(9), true)];
    const { reader, asked } = graph(() => Response.json({ value: [...value, null, 'x', out(person(2), 'true')] }));
    assert.deepEqual(await reader.away([person(1), person(2), person(3)]), new Set([person(1)]));
    assert.equal(asked[0]?.path, '/v1.0/communications/getPresencesByUserId');
  });

  it('is asked of at most 650 people at once', async () => {
    const { reader, asked } = graph((ids) => Response.json({ value: ids.map((id) => out(id, true)) }));
    const everybody = Array.from({ length: 700 }, (_, n) => person(n));
    assert.equal((await reader.away(everybody)).size, 700);
    assert.deepEqual(asked.map(({ ids }) => ids.length).toSorted(), [50, 650]);
  });

  it('is asked of nobody when there is nobody to ask about', async () => {
    const { reader, asked } = graph(() => Response.json({ value: [] }));
    assert.deepEqual(await reader.away([]), new Set());
    assert.deepEqual(asked, []);
  });

  const silences: readonly (readonly [string, () => Response | Promise<Response>])[] = [
    ['the bot may not read it', () => Response.json({ error: { code: 'Forbidden' } }, { status: 403 })],
    [
      'Graph is busy for longer than a call may take',
      () => new Response('', { status: 429, headers: { 'retry-after': '90' } }),
    ],
    ['Graph never answers', () => new Promise(() => undefined)],
    ['the answer is no list', () => Response.json({ value: 'everybody' })],
  ];
  for (const [when, answer] of silences) {
    it(`is not known when ${when}`, async () => {
      await assert.rejects(graph(answer).reader.away([person(1)]));
    });
  }
});
