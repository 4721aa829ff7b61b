import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { adele, alex, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';

stories('a deployment in trouble', (begin) => {
  let story: Story;
  let id: string;
  beforeEach(async () => {
    story = await begin();
    id = await story.submits(alex);
  });
  const approve = async () => {
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
  };
  const state = async () => (await story.store.requests.find(id as RequestId))?.request.state;
  const inThread = (matching: RegExp) =>
    story.teams
      .thread(story.card(story.deployments, new RegExp(id)).thread ?? '')
      .filter(({ card }) => matching.test(textOf(card)));
  const report = async (sequence: number, event: string) => {
    const body = { service: 'payments', environment: 'prod', version: '2.4.1', run: '8812', sequence, event };
    return (await fetch(`${story.url}/api/rollouts`, { method: 'POST', body: JSON.stringify(body) })).status;
  };

  it('is where it was after a restart, in each of its states', async () => {
    const seen: (string | undefined)[] = [];
    const restarted = async () => {
      await story.settle();
      await story.restart();
      seen.push(await state());
    };
    await restarted();
    await approve();
    await restarted();
    await story.says(adele, `/start ${id}`);
    await restarted();
    await story.says(adele, '/step');
    await story.says(adele, `/issue high investigating 15 Checkout fails`);
    await restarted();
    await story.says(adele, `/rollback ${id} Checkout fails for everybody.`);
    await restarted();
    await story.says(adele, `/done ${id}`);
    await restarted();
    await story.says(adele, `/unlock ${id} A missing index`);
    await story.settle();
    assert.deepEqual(seen, ['pending', 'approved', 'deploying', 'deploying', 'rolling-back', 'rolled-back']);
    for (const card of [/DEPLOYMENT STOPPED|ROLLED BACK/, /ISSUE DETECTED/]) assert.equal(inThread(card).length > 0, true);
    assert.equal(inThread(/ISSUE DETECTED/).length, 1);
  });

  it('goes on when its window ends, which the thread is told once', async () => {
    await approve();
    await story.says(adele, `/start ${id}`);
    await story.advance(3 * 24 * 60 + 31);
    await story.settle();
    assert.equal(await state(), 'deploying');
    assert.match(textOf(inThread(/The window has ended/)[0]?.card), /It goes on[^]*Adele Vance/);
    await story.restart();
    await story.advance(60);
    assert.equal(inThread(/The window has ended/).length, 1);
    for (let step = 0; step < 3; step += 1) await story.says(adele, '/step');
    await story.says(adele, '/done');
    assert.equal(await state(), 'deployed');
  });

  it('goes on when the clock of the machine is set back, and says nothing twice', async () => {
    await approve();
    await report(1, 'started');
    await story.advance(16);
    const late = /Not done in time: Next report/;
    assert.equal(inThread(late).length, 1);
    await story.advance(-60);
    await story.restart();
    await story.advance(61);
    assert.equal(inThread(late).length, 1);
    assert.equal(await report(2, 'succeeded'), 200);
    assert.equal(await state(), 'deployed');
  });

  it('can be ended when its service has left the policy, and nothing new begins there', async () => {
    await approve();
    await story.says(adele, `/start ${id}`);
    await story.restart((policy) => ({
      ...policy,
      services: new Map([...policy.services].filter(([key]) => !key.startsWith('payments'))),
    }));
    await story.says(adele, '/step');
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /Step 2 of 3/).card), /payments 2\.4\.1/);
    await story.says(adele, `/rollback ${id} Error rate at 6 %.`);
    await story.says(adele, `/done ${id}`);
    assert.equal(await state(), 'rolled-back');
    const body = { service: 'payments', environment: 'prod', version: '2.4.2', run: '9', sequence: 1, event: 'started' };
    const answer = await fetch(`${story.url}/api/rollouts`, { method: 'POST', body: JSON.stringify(body) });
    assert.equal(answer.status, 404);
  });
});
