import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeTeams } from '../support/fake-teams.ts';
import { eventually, startProgram, type Program } from '../support/program.ts';
import { adele, alex, createTalk, EVERYONE, isaiah, megan, patti, textOf } from '../support/story.ts';

const KILLS = 20;
const APPROVERS = [megan, patti, isaiah, adele];

describe('the program', function () {
  this.timeout(600_000);
  let dir: string;
  let teams: FakeTeams;
  let program: Program | undefined;

  const environment = () => ({ DATA_DIR: dir, LOG_LEVEL: 'warn' });
  const start = async () => {
    program = await startProgram(environment());
    await program.ready();
    return program;
  };

  beforeEach(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'signoff-'));
    teams = await FakeTeams.start({ people: EVERYONE, channels: ['incidents'], groupChats: ['Approvals'] });
  });
  afterEach(async () => {
    await program?.kill();
    await teams.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it(`loses no vote that it acknowledged, and makes every card true, when it is killed ${KILLS} times after a vote`, async () => {
    let running = await start();
    const talk = createTalk({ teams, url: () => running.url, settle: () => Promise.resolve() });
    for (const place of [talk.deployments, talk.approvals]) {
      await teams.post(`${running.url}/api/messages`, teams.install({ in: place, by: adele }));
    }

    for (let kills = 0; kills < KILLS;) {
      const id = await talk.submits(alex, windowOf(kills));
      const cards = () => [talk.card(talk.approvals, new RegExp(id)), talk.card(talk.deployments, new RegExp(id))];
      await eventually(cards, 20);

      for (const [n, by] of APPROVERS.entries()) {
        teams.refuse({ status: 503, of: 'edit' });
        const data = talk.voteData(id);
        const seen = await talk.taps(by, talk.card(talk.approvals, new RegExp(id)), 'request/vote', { data });
        assert.match(textOf(seen.message.card), new RegExp(by.name), 'acknowledged');
        await running.kill();
        kills += 1;

        teams.recover();
        running = await start();
        const last = n === APPROVERS.length - 1;
        await eventually(() => {
          const [approval, root] = cards();
          for (const voter of APPROVERS.slice(0, n + 1)) assert.match(textOf(approval?.card), new RegExp(`✓[^]*${voter.name}`));
          assert.match(textOf(root?.card), last ? /Approved/ : new RegExp(`${n + 1} of 4 approvals`));
        }, 30);
      }
    }
  });

  it('ends what is running when it is told to stop, and starts again where it was', async () => {
    const first = await start();
    const url = first.url;
    const talk = createTalk({ teams, url: () => url, settle: () => Promise.resolve() });
    await talk.says(alex, '/deploy payments 2.4.1 prod');
    assert.equal(await first.terminate(), 0);

    const second = await start();
    const again = createTalk({ teams, url: () => second.url, settle: () => Promise.resolve() });
    const [form] = await again.says(alex, '/deploy');
    assert.match(textOf(form?.card), /2\.4\.1/);
  });

  it('does not share its data with a second one: that one says so and ends', async () => {
    await start();
    const second = await startProgram(environment());
    const { code, printed } = await second.ended();
    assert.equal(code, 1);
    assert.match(printed, /[Aa]nother process is using the data/);
  });

  it('does not start without a credential, and says what to do', async () => {
    const { code, printed } = await (await startProgram({ ...environment(), BOT_AUTH: '' })).ended();
    assert.equal(code, 1);
    assert.match(printed, /MicrosoftAppId[^]*BOT_AUTH=off/);
  });

  it('does not listen to the world with authentication off', async () => {
    const { code, printed } = await (await startProgram({ ...environment(), HOST: '0.0.0.0' })).ended();
    assert.equal(code, 1);
    assert.match(printed, /HOST/);
  });

  it('does not start on a policy that it cannot read, and names the line', async () => {
    const { code, printed } = await (await startProgram({ ...environment(), POLICY_FILE: 'package.json' })).ended();
    assert.equal(code, 1);
    assert.match(printed, /package\.json, line \d+/);
  });

  it('does not start where it may not read the groups that fill a role, and says both ways out', async () => {
    const file = path.join(dir, 'policy.yaml');
    const group = '00000000-0000-0000-0000-0000000000d8';
    writeFileSync(file, `version: 1\nextends: default\nroles: { dba: { group: ${group} } }\n`);
    const { code, printed } = await (await startProgram({ ...environment(), POLICY_FILE: file })).ended();
    assert.equal(code, 1);
    assert.match(printed, /dba[^]*GRAPH_ENABLED=true[^]*members/);
  });
});

/** A version and a window of its own for each request, two days ahead, so that none is in another's way. */
function windowOf(n: number) {
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const staged = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  return {
    what: { version: `2.4.${n + 1}` },
    staging: { stagedOn: staged, stagedTime: '00:00', stagingTestedOn: staged, stagingTestedTime: '23:00' },
    window: { date: day, time: `${String(n).padStart(2, '0')}:15` },
  };
}
