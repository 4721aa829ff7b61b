import assert from 'node:assert/strict';
import { connectGraph, type GraphOptions } from '../../bot/azure/graph.ts';
import { createGroupReader } from '../../bot/azure/groups.ts';
import type { EntraGroupId, PersonId } from '../../bot/domain/ids.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const GROUP = uuid(500) as EntraGroupId;
const ADA = uuid(1) as PersonId;

interface Asked {
  readonly url: URL;
  readonly method: string | undefined;
  readonly token: string | null;
  readonly redirect: string | undefined;
  readonly body: unknown;
}

const json = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const fault = (status: number, headers = {}) => json({ error: { code: 'Some_Code', message: 'About Ada' } }, status, headers);
const user = (n: number, name = `Person ${n}`) => ({ '@odata.type': '#microsoft.graph.user', id: uuid(n), displayName: name });

/** A Graph that gives these answers in turn, the last one for ever. */
function graph(answers: readonly (() => Response | Promise<Response>)[], options: Partial<GraphOptions> = {}) {
  const asked: Asked[] = [];
  const fetch: GraphOptions['fetch'] = async (input, init) => {
    const { body } = init ?? {};
    asked.push({
      url: new URL(input instanceof Request ? input.url : input),
      method: init?.method,
      token: new Headers(init?.headers).get('authorization'),
      redirect: init?.redirect,
      body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined,
    });
    return (answers[asked.length - 1] ?? answers.at(-1) ?? (() => fault(500)))();
  };
  const credential = { getToken: () => Promise.resolve({ token: 'secret-token', expiresOnTimestamp: 0 }) };
  return { reader: createGroupReader(connectGraph({ credential, fetch, ...options })), asked };
}

describe('the members of an Entra group', () => {
  it('are read page by page, with those of the groups within it', async () => {
    const next = `https://graph.microsoft.com/v1.0/groups/${GROUP}/transitiveMembers?$skiptoken=2`;
    const { reader, asked } = graph([
      () => json({ value: [user(1, 'Ada'), user(2)], '@odata.nextLink': next }),
      () => json({ value: [user(3)] }),
    ]);
    assert.deepEqual(await reader.membersOf(GROUP), [
      { id: uuid(1), name: 'Ada' },
      { id: uuid(2), name: 'Person 2' },
      { id: uuid(3), name: 'Person 3' },
    ]);
    assert.equal(asked[0]?.url.pathname, `/v1.0/groups/${GROUP}/transitiveMembers`);
    assert.equal(asked[0].url.searchParams.get('$select'), 'id,displayName,accountEnabled');
    assert.equal(asked[1]?.url.href, next);
    assert.deepEqual([...new Set(asked.map(({ token }) => token))], ['Bearer secret-token']);
  });

  it('are people: groups, devices and programs in it hold no role', async () => {
    const others = ['group', 'device', 'servicePrincipal'].map((kind) => ({
      ...user(9),
      '@odata.type': `#microsoft.graph.${kind}`,
    }));
    const { reader } = graph([() => json({ value: [...others, user(1), { id: uuid(2) }, null, 'x'] })]);
    assert.deepEqual(
      (await reader.membersOf(GROUP)).map(({ id }) => id),
      [uuid(1)],
    );
  });

  it('are those who can sign in, guests included, as far as Graph tells', async () => {
    const guest = { ...user(1), userType: 'Guest', accountEnabled: true };
    const { reader } = graph([
      () => json({ value: [guest, { ...user(2), accountEnabled: false }, { ...user(3), accountEnabled: null }] }),
    ]);
    assert.deepEqual(
      (await reader.membersOf(GROUP)).map(({ id }) => id),
      [uuid(1), uuid(3)],
    );
  });

  it('have no name where Graph gives none', async () => {
    const { reader } = graph([() => json({ value: [{ ...user(1), displayName: null }] })]);
    assert.deepEqual(await reader.membersOf(GROUP), [{ id: uuid(1), name: '' }]);
  });

  it('are none rather than a part when a later page fails', async () => {
    const next = `https://graph.microsoft.com/v1.0/next`;
    const { reader } = graph([() => json({ value: [user(1)], '@odata.nextLink': next }), () => fault(403)]);
    await assert.rejects(reader.membersOf(GROUP), /403 Some_Code/);
  });

  it('are not looked for on a page elsewhere, which would be shown the token', async () => {
    const { reader, asked } = graph([
      () => json({ value: [], '@odata.nextLink': 'https://graph.microsoft.com.evil.example/v1.0' }),
    ]);
    await assert.rejects(reader.membersOf(GROUP));
    assert.equal(asked.length, 1);
  });

  it('are not looked for where an answer leads away to', async () => {
    const { reader, asked } = graph([() => json({ value: [] })]);
    await reader.membersOf(GROUP);
    assert.deepEqual(
      asked.map(({ redirect }) => redirect),
      ['error'],
    );
  });

  it('are given up when the pages never end', async () => {
    const next = 'https://graph.microsoft.com/v1.0/round-and-round';
    const { reader } = graph([() => json({ value: [user(1)], '@odata.nextLink': next })]);
    await assert.rejects(reader.membersOf(GROUP), /too many members/);
  });
});

describe('the groups that a person is in', () => {
  it('are those of the asked ones that Graph confirms', async () => {
    const { reader, asked } = graph([() => json({ value: [GROUP.toUpperCase()] })]);
    const groups = [GROUP, uuid(501) as EntraGroupId];
    assert.deepEqual(await reader.memberGroups(ADA, groups), new Set([GROUP]));
    assert.deepEqual(
      asked.map(({ method, url, body }) => [method, url.pathname, body]),
      [['POST', `/v1.0/users/${ADA}/checkMemberGroups`, { groupIds: groups }]],
    );
  });

  it('are asked for twenty at a time', async () => {
    const { reader, asked } = graph([() => json({ value: [] })]);
    const groups = Array.from({ length: 41 }, (_, n) => uuid(500 + n) as EntraGroupId);
    await reader.memberGroups(ADA, groups);
    const sizes = asked.map(({ body }) => (body as { groupIds: readonly string[] }).groupIds.length);
    assert.deepEqual(sizes.toSorted(), [1, 20, 20]);
  });

  it('are unknown, and not none, when Graph does not know the person yet', async () => {
    const { reader } = graph([() => fault(404)]);
    await assert.rejects(reader.memberGroups(ADA, [GROUP]), /404/);
  });

  it('are unknown when any of the answers is missing', async () => {
    const { reader } = graph([() => json({ value: [GROUP] }), () => fault(500)]);
    const groups = Array.from({ length: 21 }, (_, n) => uuid(500 + n) as EntraGroupId);
    await assert.rejects(reader.memberGroups(ADA, groups), /500/);
  });
});

describe('asking Microsoft Graph', () => {
  const asks = (answers: Parameters<typeof graph>[0], options?: Partial<GraphOptions>) => {
    const { reader, asked } = graph(answers, options);
    return { answer: reader.memberGroups(ADA, [GROUP]), asked };
  };

  it('tries again when it is told to, and soon', async () => {
    const { answer, asked } = asks([() => fault(429, { 'retry-after': '0' }), () => json({ value: [GROUP] })]);
    assert.equal((await answer).size, 1);
    assert.equal(asked.length, 2);
  });

  it('tries once more when a gateway answers in its place with a page of HTML', async () => {
    for (const status of [503, 504]) {
      const html = () => new Response('<html>', { status, headers: { 'content-type': 'text/html', 'retry-after': '0' } });
      const { answer, asked } = asks([html, () => json({ value: [GROUP] })]);
      assert.equal((await answer).size, 1);
      assert.deepEqual(
        asked.map(({ body }) => body),
        Array.from({ length: 2 }, () => ({ groupIds: [GROUP] })),
        'asking twice is harmless, and asks the same',
      );
      await assert.rejects(asks([html]).answer, new RegExp(`Graph answered ${status}`));
    }
  });

  it('asks once where Graph itself has failed, or says no', async () => {
    for (const status of [400, 401, 403, 404, 500, 502]) {
      const { answer, asked } = asks([() => fault(status)]);
      await assert.rejects(answer, new RegExp(String(status)));
      assert.equal(asked.length, 1, String(status));
    }
  });

  it('does not go on asking', async () => {
    const { answer, asked } = asks([() => fault(429, { 'retry-after': '0' })]);
    await assert.rejects(answer, /429/);
    assert.equal(asked.length, 2);
  });

  for (const wait of ['60', 'Mon, 23 Nov 2099 08:00:00 GMT']) {
    it(`does not wait for as long as Retry-After: ${wait}`, async () => {
      const { answer, asked } = asks([() => fault(429, { 'retry-after': wait })]);
      await assert.rejects(answer, /429/);
      assert.equal(asked.length, 1);
    });
  }

  it('ends when no answer comes in time', async () => {
    const { answer } = asks([() => new Promise<Response>(() => {})], { timeout: 1 });
    await assert.rejects(answer, /in time/);
  });

  it('ends when no token comes in time', async () => {
    const { answer, asked } = asks([], { timeout: 1, credential: { getToken: () => new Promise(() => {}) } });
    await assert.rejects(answer, /in time/);
    assert.equal(asked.length, 0);
  });

  const tokens: readonly (readonly [string, () => Promise<{ token: string; expiresOnTimestamp: number } | null>])[] = [
    ['there is no token', () => Promise.resolve(null)],
    ['the token is empty', () => Promise.resolve({ token: '', expiresOnTimestamp: 0 })],
    ['the credential fails', () => Promise.reject(new Error('AADSTS7000215'))],
  ];
  for (const [what, getToken] of tokens) {
    it(`sends nothing when ${what}`, async () => {
      const { answer, asked } = asks([() => json({ value: [GROUP] })], { credential: { getToken } });
      await assert.rejects(answer);
      assert.equal(asked.length, 0);
    });
  }

  it('fails with status and code, and nothing of what was asked or answered', async () => {
    const error = await asks([() => fault(403)]).answer.catch((thrown: unknown) => thrown);
    assert.ok(error instanceof Error);
    assert.deepEqual([error.message, Object.keys(error)], ['Graph answered 403 Some_Code', []]);
  });

  const strange: readonly (readonly [string, () => Response | Promise<Response>])[] = [
    ['a page of HTML', () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } })],
    ['success without a list', () => json({})],
    ['nothing', () => new Response(null, { status: 204 })],
    ['a broken connection', () => Promise.reject(new TypeError('fetch failed'))],
  ];
  for (const [what, answer] of strange) {
    it(`takes ${what} for no answer`, async () => {
      await assert.rejects(asks([answer]).answer, /^Error: Graph/);
    });
  }
});
