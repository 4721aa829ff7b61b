import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { databaseToken } from '../../bot/azure/credential.ts';
import { openStore, type Store } from '../../bot/store/open.ts';
import { storeProblem } from '../../bot/store/problem.ts';
import { MONDAY } from '../support/given.ts';
import { postgresPrograms, startPostgres, type OwnPostgres } from '../support/own-postgres.ts';
import { eventually } from '../support/program.ts';
import { onServer } from '../support/store.ts';

const programs = postgresPrograms();

describe(`PostgreSQL that asks for a token${programs === undefined ? ', which needs PostgreSQL installed' : ''}`, function () {
  this.timeout(60_000);
  let server: OwnPostgres | undefined;
  let store: Store | undefined;
  const asked: string[] = [];
  const entra = { token: 'token-1' };

  before(async function () {
    if (programs === undefined) this.skip();
    server = await startPostgres(programs);
    await sql(`create role bot login password 'token-1'`);
    await sql('create database bot owner bot');
  });
  afterEach(async () => {
    await store?.close();
    store = undefined;
    asked.length = 0;
  });
  after(() => server?.stop());

  const sql = (text: string) => onServer(server?.url ?? '', text);
  const url = () => `postgres://bot@127.0.0.1:${server?.port ?? 0}/bot`;
  const ports = { clock: { now: () => MONDAY }, chance: { uuid: randomUUID } };
  const credential = {
    getToken: (scope: string | string[]) => {
      asked.push(String(scope));
      return Promise.resolve({ token: entra.token, expiresOnTimestamp: 0 });
    },
  };
  const open = async () =>
    (store = await openStore({ kind: 'postgres', url: url(), password: databaseToken(credential) }, ports));

  it('is signed in to with the token of Entra for databases, by each connection', async () => {
    const opened = await open();
    assert.equal(await opened.isReady(), true);
    opened.onWork(() => undefined);
    await eventually(() => {
      assert.ok(asked.length >= 2, 'statements and announcements have connections of their own');
      return Promise.resolve();
    }, 30);
    assert.deepEqual([...new Set(asked)], ['https://ossrdbms-aad.database.windows.net/.default']);
  });

  it('is given a fresh token when a connection is made anew, the old one having expired', async () => {
    const opened = await open();
    await sql(`alter role bot password 'token-2'`);
    entra.token = 'token-2';
    await sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bot'`);
    await eventually(async () => {
      assert.equal(await opened.isReady(), true);
    }, 30);
  });

  it('says what to do when it takes no token, and keeps the token to itself', async () => {
    entra.token = 'stale-token';
    const refused = await open().then(
      () => assert.fail('opened'),
      (error: unknown) => error,
    );
    assert.match(storeProblem(refused) ?? '', /make the identity an administrator of the server/);
    assert.doesNotMatch(JSON.stringify(refused) + String(refused), /stale-token/);
  });

  it('says what to do when Entra gives no token', async () => {
    const broken = { getToken: () => Promise.reject(new Error('no identity here')) };
    const options = { kind: 'postgres', url: url(), password: databaseToken(broken) } as const;
    const refused = await openStore(options, ports).then(
      () => assert.fail('opened'),
      (error: unknown) => error,
    );
    assert.match(storeProblem(refused) ?? '', /AZURE_CLIENT_ID name a managed identity/);
  });

  it('says what to do about a database, a server or a name that is not there', async () => {
    const problemOf = (elsewhere: string) =>
      openStore({ kind: 'postgres', url: elsewhere }, ports).then(() => assert.fail('opened'), storeProblem);
    const nowhere = Object.assign(new URL(server?.url ?? ''), { pathname: '/nowhere' }).href;
    assert.match((await problemOf(nowhere)) ?? '', /no database of the name/);
    assert.match((await problemOf('postgres://bot@127.0.0.1:1/bot')) ?? '', /nothing listens/);
    assert.match((await problemOf('postgres://bot@no-such-host.invalid/bot')) ?? '', /has no address/);
  });
});
