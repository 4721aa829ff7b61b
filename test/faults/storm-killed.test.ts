import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { instant } from '../../bot/domain/time.ts';
import { openStore } from '../../bot/store/open.ts';
import { eventually, startProgram, until, type Program } from '../support/program.ts';
import { stormBodies } from '../support/storm-bodies.ts';
import { adele, createTalk, EVERYONE, textOf } from '../support/story.ts';
import { FakeTeams } from '../support/fake-teams.ts';

describe('a program that is killed in the middle of a storm', function () {
  this.timeout(180_000);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'signoff-storm-'));
  let teams: FakeTeams;
  let running: Program | undefined;

  before(async () => {
    teams = await FakeTeams.start({ people: EVERYONE, channels: ['incidents'], groupChats: ['Approvals'], now: Date.now });
  });
  after(async () => {
    await running?.kill();
    await teams.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const start = async (): Promise<Program> => {
    running = await startProgram({ DATA_DIR: dir, LOG_LEVEL: 'error' });
    await running.ready();
    return running;
  };

  it('has lost no alert that it acknowledged, and shows each card once', async () => {
    let program = await start();
    const talk = createTalk({ teams, url: () => program.url, settle: () => Promise.resolve() });
    await teams.post(`${program.url}/api/messages`, teams.install({ in: talk.deployments, by: adele }));

    const waiting = [...stormBodies(300, 60, instant(Date.now()))];
    const all = waiting.length;
    let stored = 0;
    /** As Azure Monitor does: what was not answered with 200 is sent again. */
    const send = async (): Promise<void> => {
      for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
        const sent = { method: 'POST', body: JSON.stringify(body) };
        const status = await fetch(`${program.url}/api/alerts`, sent).then(
          (answer) => answer.status,
          () => undefined,
        );
        if (status === 200) stored += 1;
        else waiting.push(body);
        if (status === undefined) await until(50);
      }
    };
    const sending = Promise.all(Array.from({ length: 8 }, send));
    for (const share of [0.2, 0.5]) {
      await eventually(() => {
        assert.ok(stored >= all * share);
      }, 60);
      await program.kill();
      program = await start();
    }
    await sending;

    await eventually(async () => {
      const [list] = await talk.says(adele, '/alerts', talk.incidents);
      assert.match(textOf(list?.card), /60 groups/);
    }, 60);
    await eventually(() => {
      const roots = teams
        .messagesIn(teams.channel('incidents'))
        .filter(({ id, thread, onlyFor }) => id === thread && onlyFor === undefined);
      const texts = roots.map(({ card }) => textOf(card));
      const storms = texts.filter((text) => /Alert storm/.test(text));
      const urgent = texts.filter((text) => /^Sev 0/.test(text));
      assert.match(storms[0] ?? '', /alerts of \d+ rules/);
      assert.ok(storms.length <= 2 && urgent.length >= 2 && urgent.length <= 2 + 2, 'one more for each kill at most');
    }, 60);
    assert.deepEqual(teams.breaches(), []);

    await eventually(async () => {
      assert.match(await (await fetch(`${program.url}/metrics`)).text(), /^signoff_alerts_unread_seconds 0$/m);
    }, 60);
    await program.terminate();
    running = undefined;
    const ports = { clock: { now: () => instant(Date.now()) }, chance: { uuid: randomUUID } };
    const store = await openStore({ kind: 'embedded', dir: path.join(dir, 'store') }, ports);
    assert.deepEqual([(await store.alerts.list(all + 1)).length, stored], [all, all], 'what was answered with 200 is there');
    await store.close();
  });
});
