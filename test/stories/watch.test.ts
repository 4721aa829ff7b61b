import assert from 'node:assert/strict';
import { sampleAlert } from '../../bot/demo/alert-body.ts';
import type { EnvironmentId } from '../../bot/domain/ids.ts';
import type { HookAnswer } from '../../bot/domain/rollback-hook.ts';
import type { Reading, Sample } from '../../bot/domain/watch.ts';
import type { Gauge, TellHook } from '../../bot/flows/ports.ts';
import { adele, alex, isaiah, megan, patti, stories, textOf, type Story, type StoryOptions } from '../support/story.ts';

const FINE: Sample = { requests: 4_000, failed: 8, responseMs: 120, p99Ms: 162, failedConnections: 0 };
const sampled = (changes: Partial<Sample> = {}): Reading => ({ kind: 'measured', minutes: 5, sample: { ...FINE, ...changes } });

stories('watching a deployment that is live', (begin) => {
  let story: Story;
  let id: string;
  let reading: () => Promise<Reading>;
  const gauge: Gauge = { covers: ({ resources }) => resources.length > 0, measure: () => reading() };

  /** A deployment of Payments that has just been declared successful. */
  const live = async (options: StoryOptions = {}) => {
    reading = () => Promise.resolve(sampled());
    story = await begin({
      gauge,
      preparation: 'demo',
      policy: (demo) => ({
        ...demo,
        execution: { ...demo.execution, checklist: [] },
        watch: {
          ...demo.watch,
          horizons: [
            { id: 'first-30-minutes', title: 'First 30 minutes', until: 30, every: 5, ask: 5 },
            { id: 'first-24-hours', title: 'First 24 hours', until: 1_440, every: 60, ask: 1_440 },
            { id: 'first-week', title: 'First week', until: 10_080, every: 1_440, ask: 1_440 },
          ],
        },
      }),
      ...options,
    });
    id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.advance(2 * 24 * 60 + 23 * 60);
    await story.says(adele, `/start ${id}`);
    for (let step = 0; step < 3; step += 1) await story.says(adele, '/step');
    await story.says(adele, '/done');
    for (let turn = 0; turn < 3; turn += 1) await story.settle();
  };
  const watch = () => story.card(story.deployments, new RegExp(`${id} · Production · (First|Watch)[^:]*\\n`));
  const text = () => textOf(watch().card);
  const inThread = (matching: RegExp) => textOf(story.card(story.deployments, matching).card);
  /** A thread with many cards needs more than one turn of its conversation's budget. */
  const delivered = async () => {
    for (let turn = 0; turn < 3; turn += 1) await story.settle();
  };
  const checks = async (times: number) => {
    for (let n = 0; n < times; n += 1) await story.advance(5);
    await delivered();
  };

  it('measures every five minutes at first, and draws what it sees with the deployment marked', async () => {
    await live();
    await checks(3);
    for (const part of [/Healthy/, /0\.2\s% of 4,000/, /120 ms/, /162 ms/, /3 of 6 done/, /Next check/])
      assert.match(text(), part);
    const drawn = JSON.stringify(watch().card);
    assert.match(drawn, /"Chart\.Line"[^]*"legend":"Error rate, %"[^]*"legend":"Limit"[^]*"legend":"Deployment"/);
    assert.match(drawn, /"fallback":\{"type":"TextBlock","text":"Error rate, %: 0\.2 {2}0\.2/);
  });

  it('sums up after half an hour, a day and a week, and then the request is complete', async () => {
    await live();
    await checks(6);
    assert.match(inThread(/First 30 minutes: summary/), /Healthy[^]*Error rate < 0\.5[^]*API response time < 200 ms p99/);
    const summary = story.card(story.deployments, /First 30 minutes: summary/);
    await story.taps(adele, summary, 'watch/vouch', { inputs: { criteria: '0,1' } });
    for (let hour = 0; hour < 24; hour += 1) await story.advance(60);
    await delivered();
    assert.match(inThread(/First 24 hours: summary/), /Healthy/);
    await story.restart();
    for (let day = 0; day < 6; day += 1) await story.advance(24 * 60);
    await delivered();
    assert.match(inThread(/First week: summary/), /Healthy[^]*The watch is over/);
    assert.match(textOf(story.card(story.teams.personal(alex), new RegExp(id)).card), /Complete/);
  });

  it('tells the thread once when the error rate passes its limit, and not again while it stays', async () => {
    await live();
    reading = () => Promise.resolve(sampled({ failed: 80 }));
    await checks(3);
    const alarms = story.teams
      .thread(watch().thread ?? '')
      .filter(({ card }) => /Something looks wrong[^]*Error rate 2\s%, limit 1\s%/.test(textOf(card)));
    assert.equal(alarms.length, 1);
    assert.match(text(), /Unhealthy/);
  });

  it('asks for a rollback at once above the rate that the request names, and goes back when somebody agrees', async () => {
    await live();
    reading = () => Promise.resolve(sampled({ failed: 248 }));
    await checks(1);
    const ask = story.card(story.deployments, /asks to roll back/);
    assert.match(textOf(ask.card), /The watch asks to roll back: [^]*Error rate 6\.2\s%, limit 5\s%/);
    await story.taps(adele, ask, 'rollout/confirm-rollback');
    await delivered();
    assert.match(inThread(/DEPLOYMENT ROLLING BACK/), /Error rate 6\.2/);
    await story.says(adele, `/done ${id}`);
    await delivered();
    assert.match(inThread(/What is owed/), /Name the cause/);
  });

  describe('with a hook that policy names', () => {
    const PROD = 'prod' as EnvironmentId;
    const told: Parameters<TellHook>[0][] = [];
    const obeying = async (answer: () => Promise<HookAnswer>) => {
      told.length = 0;
      await live({
        gauge,
        policy: (demo) => ({
          ...demo,
          execution: { ...demo.execution, checklist: [] },
          watch: {
            ...demo.watch,
            rollback: 'automatic',
            horizons: [{ id: 'first', title: 'First 30 minutes', until: 30, every: 5, ask: 5 }],
          },
          services: new Map(
            [...demo.services].map(([key, one]) => [
              key,
              { ...one, rollbackHooks: new Map([[PROD, 'https://ci.example.com/back']]) },
            ]),
          ),
        }),
        tellHook: (call) => {
          told.push(call);
          return answer();
        },
      });
      reading = () => Promise.resolve(sampled({ failed: 248 }));
    };

    it('asks for a rollback at the first bad check, and goes back by itself at the second: the hook is told once', async () => {
      await obeying(() => Promise.resolve({ kind: 'heard' }));
      await checks(1);
      assert.match(inThread(/asks to roll back/), /Error rate 6\.2/);
      assert.equal(told.length, 0);
      await checks(1);
      assert.match(inThread(/DEPLOYMENT ROLLING BACK/), /Error rate 6\.2/);
      assert.match(inThread(/Automatic rollback/), /The pipeline was told to go back/);
      await story.restart();
      await checks(2);
      assert.deepEqual(
        told.map(({ url, key, body }) => [url, key, (body as { version: string }).version]),
        [['https://ci.example.com/back', `${id}-rollback`, '2.4.1']],
      );
    });

    it('has people go back by hand when it does not hear, and does not tell it again', async () => {
      await obeying(() => Promise.resolve({ kind: 'unheard', found: '503' }));
      await checks(2);
      assert.match(inThread(/Automatic rollback/), /answered 503[^]*go back by hand/);
      assert.match(textOf(story.card(story.teams.personal(adele), /Investigate/).card), new RegExp(id));
      await checks(2);
      assert.equal(told.length, 1);
    });

    it('is not told by somebody else when whoever told it was never heard of again', async () => {
      await obeying(() => Promise.reject(new Error('killed')));
      await checks(2);
      assert.equal(told.length, 1);
      await story.restart();
      await checks(2);
      assert.match(inThread(/Automatic rollback/), /did not answer/);
      assert.equal(told.length, 1);
    });
  });

  it('has somebody look within five minutes when it is slow, and escalates when nobody does', async () => {
    await live();
    reading = () => Promise.resolve(sampled({ responseMs: 1_400 }));
    await checks(1);
    assert.match(textOf(story.card(story.teams.personal(adele), /Investigate/).card), /A limit of the request was passed/);
    reading = () => Promise.resolve(sampled());
    await checks(1);
    assert.match(inThread(/Not done in time: Investigate/), /Adele Vance/);
    await checks(2);
    assert.match(inThread(/Escalated: Investigate/), /Isaiah Langer|Level/);
  });

  for (const [what, answer] of [
    ['is empty', () => Promise.resolve<Reading>({ kind: 'unknown', because: 'no-data' })],
    ['is throttled', () => Promise.resolve<Reading>({ kind: 'unknown', because: 'throttled' })],
    ['comes in an unknown unit', () => Promise.resolve<Reading>({ kind: 'unknown', because: 'unknown-unit' })],
    ['does not come at all', () => Promise.reject<Reading>(new Error('timeout'))],
    ['is too small to prove anything', () => Promise.resolve(sampled({ requests: 12, failed: 6 }))],
  ] as const) {
    it(`is inconclusive, never healthy, when the answer ${what}`, async () => {
      await live();
      reading = answer;
      await checks(6);
      assert.match(inThread(/First 30 minutes: summary/), /Not known/);
      assert.doesNotMatch(text(), /\bHealthy/);
    });
  }

  it('counts an alert that came in as a bad check, and not one that somebody took away from the deployment', async () => {
    await live();
    await story.says(adele, 'hi', story.incidents);
    await story.alert(sampleAlert('Fired', new Date(story.now())));
    await story.taps(adele, story.card(story.incidents, /Failed requests[^]*During DEP/), 'alert/detach');
    await checks(1);
    assert.match(text(), /Healthy/);
    assert.doesNotMatch(text(), /One alert/);
    const other = sampleAlert('Fired', new Date(story.now()));
    await story.alert(
      JSON.parse(JSON.stringify(other).replaceAll('payments-failed-requests', 'another-rule').replace('7d0c1a52', '8d0c1a52')),
    );
    await checks(1);
    assert.match(text(), /Unhealthy[^]*One alert since the check before/);
  });

  it('asks the on-call engineer where nothing is measured, and keeps who said what', async () => {
    await live({ gauge: { covers: () => false, measure: () => Promise.reject(new Error('never asked')) } });
    await checks(1);
    assert.match(textOf(story.card(story.teams.personal(adele), /Check how it is doing/).card), /Look at the dashboards/);
    await story.taps(adele, watch(), 'watch/fine');
    await checks(1);
    await story.taps(isaiah, watch(), 'watch/wrong', { inputs: { 'watch-wrong': 'Refunds are slow.' } });
    await checks(2);
    await story.settle();
    assert.match(
      text(),
      /Adele Vance\n {2}sees nothing wrong[^]*Isaiah Langer\n {2}sees something wrong\nRefunds are slow\.[^]*Nobody said how it was/,
    );
  });

  it('goes on without numbers when the service leaves the policy', async () => {
    await live();
    await checks(1);
    reading = () => Promise.resolve({ kind: 'unknown', because: 'no-data' });
    await checks(1);
    assert.match(text(), /Azure Monitor has no numbers/);
  });
});
