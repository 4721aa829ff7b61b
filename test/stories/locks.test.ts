import assert from 'node:assert/strict';
import { holding, quiet } from '../support/holding.ts';
import { adele, alex, nestor, stories, type Story, textOf } from '../support/story.ts';

stories('a target that is locked', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin({ policy: quiet });
  });
  const { answers, approved, gate, state } = holding(() => story);

  it('keeps two requests of one service apart: a start locks, its end unlocks', async () => {
    const first = await approved();
    const second = await approved({ what: { version: '2.4.2' }, window: { time: '11:00' } });
    await answers(adele, `/start ${first}`);
    assert.match(await answers(adele, `/start ${second}`), new RegExp(`Locked by ${first}, which is being deployed`));
    assert.match(await answers(adele, '/lock'), new RegExp(`Payments API, Production[^]*${first} is being deployed`));
    await story.restart();
    assert.match(await answers(adele, `/start ${second}`), new RegExp(`Locked by ${first}`));
    for (const command of ['/step', '/step', '/step', '/done']) await answers(adele, `${command} ${first}`);
    await answers(adele, `/start ${second}`);
    assert.equal(await state(second), 'deploying');
  });

  it('starts one of two that are started at the same moment', async () => {
    const first = await approved();
    const second = await approved({ what: { version: '2.4.2' }, window: { time: '11:00' } });
    await Promise.all([story.says(adele, `/start ${first}`), story.says(alex, `/start ${second}`)]);
    assert.deepEqual([await state(first), await state(second)].sort(), ['approved', 'deploying']);
  });

  it('stays locked after a rollback until its cause is recorded', async () => {
    const first = await approved();
    const second = await approved({ what: { version: '2.4.2' }, window: { time: '11:00' } });
    await answers(adele, `/start ${first}`);
    await answers(adele, `/rollback ${first} Errors everywhere`);
    await answers(adele, `/done ${first}`);
    assert.equal(await state(first), 'rolled-back');
    assert.match(await answers(adele, `/start ${second}`), /rolled back without a cause on record/);
    assert.match(await answers(nestor, `/unlock ${first} no idea`), /Only the requester, the on-call people/);
    assert.match(await answers(adele, `/unlock ${first} A missing index`), /The cause is on record/);
    await answers(adele, `/start ${second}`);
    assert.equal(await state(second), 'deploying');
  });

  it('is locked by hand with a reason and an end, by those who run deployments', async () => {
    const id = await approved();
    assert.match(await answers(nestor, '/lock payments prod 1h Load test'), /Only people who hold a deployment role/);
    assert.match(
      await answers(adele, '/lock payments prod 1h Load test'),
      /Payments API, Production is locked until Mon 23 Nov, 10:0\d/,
    );
    assert.match(await answers(alex, `/start ${id}`), /Locked by Adele Vance until [^]*: Load test/);
    assert.equal(await gate(), '409 locked');
    assert.match(await answers(adele, '/unlock payments prod'), /is unlocked/);
    assert.equal(await gate(), '200');
  });

  it('reminds the owner of a lock before it ends, once, and then opens', async () => {
    await approved();
    await answers(adele, '/lock payments prod 1h Load test');
    await story.restart();
    await story.advance(46);
    const reminders = () =>
      story.teams.messagesIn(story.teams.personal(adele)).filter(({ card }) => /Your lock on/.test(textOf(card)));
    assert.equal(reminders().length, 1);
    assert.equal(await gate(), '409 locked');
    await story.advance(14);
    await story.advance(1);
    assert.equal(reminders().length, 1);
    assert.equal(await gate(), '200');
    assert.deepEqual(
      (await story.store.record.of('lock:payments/prod')).map(({ kind }) => kind),
      ['lock-taken', 'lock-warned', 'lock-expired'],
    );
  });
});
