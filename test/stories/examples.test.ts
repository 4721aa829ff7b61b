import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { adele, alex, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';

const EXAMPLES = new URL('../../docs/examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, EXAMPLES), 'utf8');
const TOOLS = ['/usr/bin/bash', '/usr/bin/curl'];

stories('the example for pipelines (needs bash and curl)', (begin) => {
  let story: Story;
  before(function () {
    if (!TOOLS.every(existsSync)) this.skip();
  });
  beforeEach(async () => {
    story = await begin();
  });

  /** Runs the script as a pipeline does; it waits for nothing unless told. */
  const run = (what: string, changes: Readonly<Record<string, string>> = {}) =>
    new Promise<{ readonly code: number | null; readonly said: string }>((resolve) => {
      const env = {
        PATH: '/usr/bin:/bin',
        SIGNOFF_URL: story.url,
        SIGNOFF_TOKEN: 'open-sesame',
        SIGNOFF_MINUTES: '0',
        SERVICE: 'payments',
        ENVIRONMENT: 'prod',
        VERSION: '2.4.1',
        RUN: '77',
        COMMIT: '5275a45b7e99c7fd7265b790392c10a74101a67a',
        TRIGGER: 'push',
        BRANCH: 'main',
        ...changes,
      };
      const script = spawn('/usr/bin/bash', [new URL('signoff.sh', EXAMPLES).pathname, what], { env });
      let said = '';
      for (const stream of [script.stdout, script.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      script.on('close', (code) => {
        resolve({ code, said });
      });
    });

  const approved = async () => {
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
    return id;
  };

  it('stops a pipeline that nobody has asked for, and one that still waits when its time is up', async () => {
    const unknown = await run('gate');
    assert.deepEqual([unknown.code, /409: .*no-request/.test(unknown.said)], [1, true], unknown.said);
    await story.submits(alex);
    const waiting = await run('gate');
    assert.deepEqual([waiting.code, /202: .*pending[^]*Not opened in time/.test(waiting.said)], [1, true], waiting.said);
  });

  it('lets an approved one through in its window, and tells the thread how it goes', async () => {
    await approved();
    await story.advance(3 * 24 * 60);
    for (const what of ['gate', 'started', 'step-finished']) {
      const { code, said } = await run(what);
      assert.equal(code, 0, `${what}: ${said}`);
    }
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /DEPLOYMENT IN PROGRESS/).card), /Step 2 of 3/);
    assert.equal((await run('succeeded')).code, 0);
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /DEPLOYMENT SUCCESSFUL/).card), /2\.4\.1/);
  });

  it('goes on with the same run when a stage is tried again', async () => {
    await approved();
    await story.advance(3 * 24 * 60);
    for (const [what, ATTEMPT] of [
      ['gate', '1'],
      ['started', '1'],
      ['started', '2'],
      ['step-finished', '2'],
    ] as const) {
      const { code, said } = await run(what, { ATTEMPT });
      assert.equal(code, 0, `${what}: ${said}`);
    }
  });

  it('takes no name that would be more than a name', async () => {
    for (const changes of [{ VERSION: '2.4.1","service":"x' }, { BRANCH: 'main\\' }, { COMMIT: '' }]) {
      const { code, said } = await run('gate', changes);
      assert.deepEqual([code, /Not a name/.test(said)], [2, true], said);
    }
  });

  it('fails the pipeline when Signoff cannot be reached', async () => {
    assert.equal((await run('gate', { SIGNOFF_URL: 'http://127.0.0.1:1' })).code, 1);
    assert.equal((await run('started', { SIGNOFF_URL: 'http://127.0.0.1:1' })).code, 1);
  });
});

describe('the examples for pipelines', () => {
  for (const name of ['action.yml', 'azure-pipelines-signoff.yml']) {
    it(`run the same script from ${name}, with each variable that it needs`, () => {
      const text = read(name);
      assert.doesNotThrow(() => parse(text) as unknown);
      assert.match(text, /signoff\.sh" ?"\$DO"|signoff\.sh "\$DO"/);
      const target = ['SERVICE', 'ENVIRONMENT', 'VERSION', 'STEP', 'RUN', 'ATTEMPT', 'COMMIT', 'TRIGGER', 'BRANCH'];
      for (const variable of ['SIGNOFF_URL', 'SIGNOFF_TOKEN', ...target]) {
        assert.match(text, new RegExp(`\\b${variable}(: |=")`));
        assert.match(read('signoff.sh'), new RegExp(`\\b${variable}\\b`));
      }
    });
  }

  it('have at most thirty lines each', () => {
    for (const name of ['signoff.sh', 'action.yml', 'azure-pipelines-signoff.yml']) {
      assert.ok(read(name).trimEnd().split('\n').length <= 30, name);
    }
  });
});
