import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import type { StrangerKind } from '../../bot/domain/finding.ts';
import type { Happening } from '../../bot/flows/ports.ts';
import { createAlertDoor, type AlertLocks } from '../../bot/http/alert-door.ts';
import { alertsRoute } from '../../bot/http/alerts-route.ts';
import { createServer, type HttpServer } from '../../bot/http/server.ts';
import { commonBody } from '../support/alert-bodies.ts';
import { later, MONDAY } from '../support/given.ts';
import { silent } from './silent.ts';

const TENANT = '72f988bf-0000-4000-8000-000000000001';
const ENTRA = { audience: 'api://signoff', tenantId: TENANT };
const CLAIMS: JWTPayload = {
  iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  aud: ENTRA.audience,
  tid: TENANT,
  azp: '461e8683-5575-4561-ac7f-899cc907d62a',
  roles: ['ActionGroupsSecureWebhook'],
  exp: Date.parse(later(30)) / 1000,
};

/** The signing keys of Entra, as a small server of our own gives them. */
async function signingKeys() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', use: 'sig' }];
  let asked = 0;
  const server = createHttpServer((_request, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    asked: () => asked,
    sign: (claims: JWTPayload, key: CryptoKey = privateKey) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('POST /api/alerts', () => {
  let entra: Awaited<ReturnType<typeof signingKeys>>;
  let servers: HttpServer[] = [];
  let stored: string[];
  let counted: Happening[];
  let logged: string;
  let strangers: StrangerKind[];

  before(async () => {
    entra = await signingKeys();
  });
  after(() => entra.close());
  beforeEach(() => {
    [stored, counted, logged, strangers] = [[], [], '', []];
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });

  /** A server with these locks on its door, and what to call it with. */
  async function listening(locks: Partial<AlertLocks>, store: () => Promise<void> = () => Promise.resolve()) {
    const door = createAlertDoor({
      entra: undefined,
      token: undefined,
      unlocked: 'shut',
      clock: { now: () => MONDAY },
      keysUrl: entra.url,
      turnedAway: { note: (who) => strangers.push(who) },
      ...locks,
    });
    const receiveAlert = async (body: string) => {
      await store();
      stored.push(body);
    };
    const note = (fields: unknown, message: string) => {
      logged += JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? value.message : value)) + message;
    };
    const log = { ...silent, info: note, error: note };
    const server = createServer([alertsRoute({ door, receiveAlert, count: (what) => counted.push(what), log })], log);
    servers.push(server);
    const base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/api/alerts`;
    return (body: string, { query = '', bearer = '' } = {}) =>
      fetch(base + query, { method: 'POST', body, headers: bearer === '' ? {} : { authorization: `Bearer ${bearer}` } });
  }

  const BODY = JSON.stringify(commonBody());

  it('answers 200 once the body is stored, as it came', async () => {
    const post = await listening({ unlocked: 'open' });
    assert.equal((await post(BODY)).status, 200);
    assert.deepEqual([stored, counted], [[BODY], ['alerts_received']]);
  });

  it('answers 503, which Azure tries again, and never 500, when it was not stored', async () => {
    const post = await listening({ unlocked: 'open' }, () => Promise.reject(new Error('connection to db.internal lost')));
    const response = await post(BODY);
    assert.equal(response.status, 503);
    assert.doesNotMatch(await response.text(), /internal/);
    assert.deepEqual(counted, ['alerts_failed']);
  });

  it('takes every JSON body, whatever it says', async () => {
    const post = await listening({ unlocked: 'open' });
    for (const body of ['{}', '[]', 'null', '"text"', '7', '{"schemaId":["?"]}', '\ufeff{}']) {
      assert.equal((await post(body)).status, 200, body);
    }
    assert.equal(stored.length, 7);
  });

  it('takes a body of 512 KB, and answers 413 to one of more than 1 MB', async () => {
    const post = await listening({ unlocked: 'open' });
    assert.equal((await post(JSON.stringify('x'.repeat(512 * 1024)))).status, 200);
    assert.equal((await post(JSON.stringify('x'.repeat(1024 * 1024)))).status, 413);
  });

  it('answers 400 only to what is not JSON', async () => {
    const post = await listening({ unlocked: 'open' });
    for (const body of ['', 'alert!', '{"a":']) assert.equal((await post(body)).status, 400, body);
    assert.deepEqual(stored, []);
  });

  it('stays shut while nothing is configured', async () => {
    const post = await listening({});
    for (const attempt of [{}, { query: '?token=' }, { query: '?token=undefined' }, { bearer: await entra.sign(CLAIMS) }]) {
      assert.equal((await post(BODY, attempt)).status, 401);
    }
  });

  it('opens to its token, in the query where action groups can put it, and to no other', async () => {
    const post = await listening({ token: 's3cret', unlocked: 'open' });
    assert.equal((await post(BODY, { query: '?token=s3cret' })).status, 200);
    for (const query of ['', '?token=', '?token=s3cre', '?token=s3crett', '?Token=s3cret', '?x=1']) {
      const response = await post(BODY, { query });
      assert.equal(response.status, 401, query);
      assert.deepEqual(await response.json(), { reason: 'unauthorised' });
    }
    assert.equal(stored.length, 1);
  });

  it('never writes the token down', async () => {
    const post = await listening({ token: 's3cret' }, () => Promise.reject(new Error('no')));
    await post(BODY, { query: '?token=s3cret' });
    await post('broken', { query: '?token=s3cret' });
    assert.notEqual(logged, '');
    assert.doesNotMatch(logged, /s3cret|token/);
  });

  it('opens to a secure webhook of its tenant, with a token of either version, and asks for the keys once', async () => {
    const post = await listening({ entra: ENTRA });
    const before = entra.asked();
    const { azp, ...rest } = CLAIMS;
    assert.equal((await post(BODY, { bearer: await entra.sign(CLAIMS) })).status, 200);
    const first = { ...rest, appid: azp, iss: `https://sts.windows.net/${TENANT}/` };
    assert.equal((await post(BODY, { bearer: await entra.sign(first) })).status, 200);
    assert.equal(entra.asked(), before + 1);
  });

  const refused: readonly (readonly [string, Readonly<Record<string, unknown>>, StrangerKind])[] = [
    ['another audience', { aud: 'api://other' }, 'alert-audience'],
    ['another issuer', { iss: 'https://login.microsoftonline.com/other/v2.0' }, 'alert-tenant'],
    ['another tenant', { tid: 'other' }, 'alert-tenant'],
    ['another application', { azp: '00000000-0000-4000-8000-000000000009' }, 'alert-caller'],
    ['no application', { azp: undefined }, 'alert-caller'],
    ['another role', { roles: ['Reader'] }, 'alert-caller'],
    ['no roles', { roles: undefined }, 'alert-caller'],
    ['a role that is not in a list', { roles: 'ActionGroupsSecureWebhook' }, 'alert-caller'],
    ['a date that is past', { exp: Date.parse(later(-30)) / 1000 }, 'alert-token'],
    ['no date of expiry', { exp: undefined }, 'alert-token'],
    ['a beginning that is to come', { nbf: Date.parse(later(30)) / 1000 }, 'alert-token'],
  ];
  for (const [what, claims, kind] of refused) {
    it(`stays shut to a token with ${what}, and keeps in mind what is wrong`, async () => {
      const post = await listening({ entra: ENTRA });
      const given = Object.entries({ ...CLAIMS, ...claims }).filter(([, value]) => value !== undefined);
      assert.equal((await post(BODY, { bearer: await entra.sign(Object.fromEntries(given) as JWTPayload) })).status, 401);
      assert.deepEqual(strangers, [kind]);
    });
  }

  it('stays shut to a token that somebody else signed, or nobody', async () => {
    const post = await listening({ entra: ENTRA });
    const stranger = await generateKeyPair('RS256');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${encode({ alg: 'none' })}.${encode(CLAIMS)}.`;
    for (const bearer of [await entra.sign(CLAIMS, stranger.privateKey), unsigned, 'a.b.c', 'x']) {
      assert.equal((await post(BODY, { bearer })).status, 401);
    }
  });

  it('answers 503, so that the alert comes again, while the keys cannot be read', async () => {
    const post = await listening({ entra: ENTRA, keysUrl: 'http://127.0.0.1:1/keys' });
    assert.equal((await post(BODY, { bearer: await entra.sign(CLAIMS) })).status, 503);
    assert.equal((await post(BODY, { bearer: 'rubbish' })).status, 401);
    assert.deepEqual(stored, []);
  });
});
