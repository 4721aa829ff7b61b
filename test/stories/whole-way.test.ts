import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import type { Reading, Sample } from '../../bot/domain/watch.ts';
import type { Gauge } from '../../bot/flows/ports.ts';
import type { FakePerson } from '../support/fake-teams.ts';
import { adele, alex, isaiah, lynne, megan, patti, stories, textOf, type Story } from '../support/story.ts';

const FIVE_STEPS = 'Back up orders\nRun migration\nSwap slots\nSmoke test\nOpen traffic';

/** The roll call and the watch as the shipped policy has them. */
const whole = (demo: Policy): Policy => ({
  ...demo,
  execution: { ...demo.execution, rollCall: { people: 3, named: ['onCallEngineer', 'managerOnCall'] } },
  watch: {
    ...demo.watch,
    horizons: [
      { id: 'first-30-minutes', title: 'First 30 minutes', until: 30, every: 5, ask: 5 },
      { id: 'first-24-hours', title: 'First 24 hours', until: 1_440, every: 60, ask: 1_440 },
      { id: 'first-week', title: 'First week', until: 10_080, every: 1_440, ask: 1_440 },
    ],
  },
});

const FINE: Sample = { requests: 4_000, failed: 8, responseMs: 120, p99Ms: 162, failedConnections: 0 };
const gauge: Gauge = {
  covers: () => true,
  measure: () => Promise.resolve<Reading>({ kind: 'measured', minutes: 5, sample: FINE }),
};

stories('a change of the database, the whole way', (begin) => {
  let story: Story;
  let id: string;

  /** From the form to the morning of the window, with everybody there and every line ticked. */
  const toTheMorning = async () => {
    story = await begin({ preparation: 'demo', policy: whole, gauge });
    id = await story.submits(alex, { window: { steps: FIVE_STEPS } });
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.advance(2 * 24 * 60);
    inThread(/🚀 PRODUCTION DEPLOYMENT SCHEDULED/);
    await story.taps(alex, inThread(/Pre-deployment checklist/), 'rollout/tick', { inputs: { checklist: '0,1,2,3,4,5,6' } });
    await story.advance(23 * 60 + 30);
    const call = inThread(/Start waits for it/);
    for (const by of [adele, lynne, alex]) await story.taps(by, call, 'rollout/here');
    await story.advance(30);
  };
  const inThread = (matching: RegExp) => story.card(story.deployments, matching);
  const says = async (by: FakePerson, text: string) => {
    const said = await story.says(by, text);
    await story.settle();
    return said.map((message) => `${message.text}\n${textOf(message.card)}`).join('\n');
  };
  const found = async () => {
    const stored = await story.store.requests.find(id as RequestId);
    return stored?.request ?? assert.fail();
  };

  it('has an issue with two promised updates, goes back, stays locked, and opens again with the review', async () => {
    await toTheMorning();
    await says(adele, `/start ${id}`);
    assert.match(textOf(inThread(/DEPLOYMENT IN PROGRESS/).card), /Step 1 of 5/);
    for (let step = 1; step < 5; step += 1) {
      await says(adele, '/step');
      assert.match(textOf(inThread(/DEPLOYMENT IN PROGRESS/).card), new RegExp(`Step ${String(step + 1)} of 5`));
    }

    await says(adele, '/issue high investigating 5 Checkout answers 500.');
    await story.advance(4);
    await says(adele, '/issue update A lock on orders holds it up.');
    await story.advance(4);
    await story.taps(adele, inThread(/ISSUE DETECTED/), 'rollout/update-issue', {
      inputs: { 'issue-update': 'The lock does not go away.' },
    });
    await story.advance(1);
    for (const word of [/A lock on orders holds it up/, /The lock does not go away/]) inThread(word);
    assert.deepEqual((await found()).chases, [], 'both promises were kept in time');

    await says(adele, `/rollback ${id} The backfill locks orders.`);
    await story.taps(isaiah, inThread(/asks to roll back/), 'rollout/confirm-rollback');
    await says(adele, '/done');
    assert.match(textOf(inThread(/DEPLOYMENT ROLLED BACK/).card), /The backfill locks orders\./);
    assert.match(await says(adele, '/lock'), new RegExp(`${id} was rolled back, and its cause is not on record`));

    const next = await story.submits(alex, { what: { version: '2.4.2' }, window: { date: '2026-11-27' } });
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, next);
    assert.match(await says(adele, `/start ${next}`), /rolled back without a cause on record/);

    await story.restart();
    const form = (await story.says(alex, `/deploy review ${id}`)).at(-1) ?? assert.fail();
    const written = JSON.stringify(form.card);
    assert.match(
      written,
      /Adele Vance started the deployment[^"]*Adele Vance reported: Checkout answers 500\.[^"]*rolled it back/,
    );
    const timeline = /"id":"review-timeline"[^}]*"value":"([^"]*)"/.exec(written)?.[1]?.replaceAll('\\n', '\n') ?? '';
    const inputs = {
      'review-happened': 'Checkout failed for a quarter of an hour.',
      'review-timeline': timeline,
      'review-cause': 'The backfill takes a lock that nobody saw in staging.',
      'review-action-1': 'Backfill in batches of a hundred',
      'review-owner-1': patti.aadObjectId,
      'review-due-1': '2026-12-04',
    };
    const half = await story.taps(alex, form, 'post-review/file', { inputs: { ...inputs, 'review-due-1': '' } });
    assert.match(textOf(half.message.card), /lacks an owner, or a day/);
    assert.match(JSON.stringify(half.message.card), /Checkout failed for a quarter/, 'what was written is kept');
    await story.taps(alex, half.message, 'post-review/file', { inputs });
    await story.settle();
    assert.match(
      textOf(inThread(/Post-incident review[^]*On record/).card),
      /Checkout failed[^]*started the deployment[^]*takes a lock[^]*Backfill in batches[^]*Patti Fernandez/,
    );
    assert.match(textOf(story.card(story.teams.personal(patti), /Corrective action/).card), /Backfill in batches of a hundred/);
    assert.doesNotMatch(await says(adele, '/lock'), new RegExp(id));
    assert.doesNotMatch(await says(adele, `/start ${next}`), /without a cause/);

    await story.advance(11 * 24 * 60);
    inThread(/Not done in time: Corrective action/);
  });

  it('is live, healthy after half an hour, a day and a week, and then complete', async () => {
    await toTheMorning();
    await says(adele, `/start ${id}`);
    for (let step = 0; step < 5; step += 1) await says(adele, '/step');
    await says(adele, '/done');
    inThread(/✅ PRODUCTION DEPLOYMENT SUCCESSFUL/);
    for (let check = 0; check < 6; check += 1) await story.advance(5);
    for (let hour = 0; hour < 24; hour += 1) await story.advance(60);
    await story.restart();
    for (let day = 0; day < 7; day += 1) await story.advance(24 * 60);
    for (let turn = 0; turn < 3; turn += 1) await story.settle();

    const request = await found();
    assert.ok(request.state === 'complete');
    assert.deepEqual(
      request.rollout.watch?.closed.map(({ horizon, verdict }) => [horizon, verdict]),
      [
        ['first-30-minutes', 'healthy'],
        ['first-24-hours', 'healthy'],
        ['first-week', 'healthy'],
      ],
    );
    inThread(/First week: summary/);
    assert.match(textOf(story.card(story.teams.personal(alex), new RegExp(id)).card), /Complete/);
    assert.match(await says(alex, `/deploy review ${id}`), /nothing to review/);
  });
});
