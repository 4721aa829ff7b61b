import assert from 'node:assert/strict';
import { adele, alex, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';

stories('a pipeline that deploys', (begin) => {
  let story: Story;
  let id: string;
  const approve = async () => {
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
  };
  beforeEach(async () => {
    story = await begin();
    id = await story.submits(alex);
  });

  const reports = async (sequence: number, event: string, more: object = {}) => {
    const body = { service: 'payments', environment: 'prod', version: '2.4.1', run: 'run-77', sequence, event, ...more };
    const answer = await fetch(`${story.url}/api/rollouts`, { method: 'POST', body: JSON.stringify(body) });
    for (let turn = 0; turn < 2; turn += 1) await story.settle();
    return { status: answer.status, ...((await answer.json()) as { readonly state?: string; readonly reason?: string }) };
  };
  const live = () => textOf(story.card(story.deployments, /DEPLOYMENT (IN PROGRESS|FINISHED)/).card);

  it('starts, steps and ends the deployment, each report once', async () => {
    await approve();
    assert.deepEqual(await reports(1, 'started').then(({ status, state }) => [status, state]), [200, 'deploying']);
    assert.match(live(), /Step 1 of 3[^]*the pipeline local/);
    assert.equal((await reports(2, 'step-finished', { step: 1 })).status, 200);
    assert.equal((await reports(2, 'step-finished', { step: 1 })).status, 200);
    assert.match(live(), /Step 2 of 3/);
    await story.restart();
    assert.equal((await reports(3, 'succeeded')).state, 'deployed');
    assert.match(textOf(story.card(story.deployments, /DEPLOYMENT SUCCESSFUL/).card), /the pipeline local/);
  });

  it('hears what does not fit: another run, a number twice, the wrong order, an end before the start', async () => {
    await approve();
    assert.equal((await reports(5, 'succeeded')).status, 409);
    await reports(1, 'started');
    await reports(3, 'step-finished', { step: 1 });
    const told = [
      await reports(2, 'step-finished', { step: 1 }),
      await reports(3, 'succeeded'),
      await reports(4, 'succeeded', { run: 'run-78' }),
      await reports(4, 'step-finished', { step: 3 }),
    ];
    assert.deepEqual(
      told.map(({ status, reason }) => [status, reason]),
      [
        [409, 'out-of-order'],
        [409, 'sequence-used'],
        [409, 'other-run'],
        [409, 'step-not-open'],
      ],
    );
  });

  it('is told of in the thread when it runs without approval, once, and changes nothing', async () => {
    assert.deepEqual(await reports(1, 'started').then(({ status, reason }) => [status, reason]), [409, 'not-approved']);
    await reports(2, 'step-finished');
    const stray = story.card(story.deployments, /runs without being allowed to/);
    assert.match(textOf(stray.card), /A run of the pipeline local deploys this.*Run run-77/s);
    const strays = story.teams.thread(stray.thread ?? '').filter(({ card }) => /without being allowed/.test(textOf(card)));
    assert.equal(strays.length, 1);
    assert.match(textOf(story.card(story.teams.personal(alex), new RegExp(id)).card), /Waiting/);
  });

  it('gets a clear answer when nobody asked for it, and when it cannot be read', async () => {
    assert.deepEqual(await reports(1, 'started', { version: '9.9.9' }).then(({ status, reason }) => [status, reason]), [
      404,
      'no-request',
    ]);
    for (const wrong of [{ event: 'paused' }, { sequence: 0 }, { sequence: 'x' }, { run: '' }, { service: '../..' }]) {
      assert.equal((await reports(1, 'started', wrong)).status, 400);
    }
  });

  it('is asked after when it falls silent, and people higher up hear of it when nobody looks', async () => {
    await approve();
    await reports(1, 'started');
    await story.advance(16);
    assert.match(textOf(story.card(story.deployments, /Not done in time: Next report of the pipeline/).card), /Adele Vance/);
    await story.advance(16);
    assert.match(textOf(story.card(story.deployments, /Escalated: Next report/).card), /Level 1/);
  });

  it('reports a failure as an issue and a rollback as what has happened', async () => {
    await approve();
    await reports(1, 'started');
    await reports(2, 'failed', { reason: 'Health probe answers 503.' });
    assert.match(textOf(story.card(story.deployments, /ISSUE DETECTED/).card), /Health probe answers 503\./);
    assert.equal((await reports(3, 'rolled-back', { reason: 'Slots swapped back.' })).state, 'rolled-back');
    assert.match(textOf(story.card(story.deployments, /DEPLOYMENT ROLLED BACK/).card), /Slots swapped back\./);
  });
});
