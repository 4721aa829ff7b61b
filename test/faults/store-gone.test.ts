import assert from 'node:assert/strict';
import process from 'node:process';
import pg from 'pg';
import { instant } from '../../bot/domain/time.ts';
import { METRIC } from '../support/alert-bodies.ts';
import { stormBodies } from '../support/storm-bodies.ts';
import { eventually, startProgram, type Program } from '../support/program.ts';
import { onServer } from '../support/store.ts';
import { layWire, type Wire } from '../support/wire.ts';

const server = process.env['TEST_DATABASE_URL'] ?? '';

describe(`PostgreSQL out of reach${server === '' ? ', which needs TEST_DATABASE_URL' : ''}`, function () {
  this.timeout(120_000);
  const database = `signoff_gone_${process.pid}`;
  let wire: Wire | undefined;
  let program: Program | undefined;

  before(async function () {
    if (server === '') this.skip();
    await onServer(server, `create database ${database}`);
    wire = await layWire(new URL(server));
    const url = Object.assign(new URL(server), { pathname: `/${database}` }).href;
    program = await startProgram({ DATABASE_URL: wire.through(url), LOG_LEVEL: 'warn' });
    await program.ready();
  });
  after(async () => {
    await program?.kill();
    await wire?.close();
    if (server !== '') await onServer(server, `drop database if exists ${database} with (force)`);
  });

  const rows = async <Row>(text: string): Promise<readonly Row[]> => {
    const client = new pg.Client({ connectionString: Object.assign(new URL(server), { pathname: `/${database}` }).href });
    await client.connect();
    const result = await client.query(text);
    await client.end();
    return result.rows as Row[];
  };
  const post = async (path: string, body: object) =>
    (await fetch(`${program?.url ?? ''}${path}`, { method: 'POST', body: JSON.stringify(body) })).status;
  const gate = () => post('/api/gate', { service: 'payments', environment: 'prod', version: '1.0.0', run: '1' });
  const ready = async () => (await fetch(`${program?.url ?? ''}/readyz`)).status;

  it('asks Azure Monitor to send alerts again, keeps the gate shut and says that it is not ready, until it is back', async () => {
    assert.deepEqual([await post('/api/alerts', METRIC), await gate(), await ready()], [200, 409, 200]);

    wire?.cut();
    assert.deepEqual([await post('/api/alerts', METRIC), await gate(), await ready()], [503, 503, 503]);
    assert.equal((await fetch(`${program?.url ?? ''}/healthz`)).status, 200, 'alive all the same');
    const storm = [...stormBodies(60, 20, instant(Date.now()))];
    const sent = await Promise.all(storm.slice(0, 30).map((body) => post('/api/alerts', body)));
    assert.deepEqual(new Set(sent), new Set([503]));

    wire?.mend();
    await eventually(async () => {
      assert.deepEqual([await post('/api/alerts', METRIC), await gate(), await ready()], [200, 409, 200]);
    }, 30);
    // Azure sends again what was answered with 503, and what is cut off in the middle of a storm.
    const waiting = [...storm];
    for (let n = 0; waiting.length > 0; n += 1) {
      if (n === 20) wire?.cut();
      if (n === 30) wire?.mend();
      const body = waiting.shift();
      if (body !== undefined && (await post('/api/alerts', body)) !== 200) waiting.push(body);
    }
    await eventually(async () => {
      const [row] = await rows<{ alerts: number; groups: number }>(
        `select count(*)::integer as alerts, count(distinct group_id)::integer as groups
           from alert where id like '%/alerts/rule-%'`,
      );
      assert.deepEqual(row, { alerts: 60, groups: 20 }, 'what was answered with 200 is in its group');
    }, 30);
  });
});
