import assert from 'node:assert/strict';
import type { Policy } from '../../bot/domain/policy.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import type { FakePerson } from '../support/fake-teams.ts';
import { assertSound } from '../support/sound.ts';
import { adele, alex, isaiah, lynne, megan, nestor, patti, stories, textOf } from '../support/story.ts';

/** The demo's policy with these roles held by these people. */
const held =
  (roles: Readonly<Record<string, readonly FakePerson[]>>) =>
  (demo: Policy): Policy => ({
    ...demo,
    roles: new Map(
      [...demo.roles].map(([id, role]) => {
        const members = roles[id]?.map(({ aadObjectId }) => aadObjectId as PersonId);
        return [id, members === undefined ? role : { ...role, members }];
      }),
    ),
  });

stories('approvals of people whose roles overlap', (begin) => {
  it('count as the role for which nobody else is left, so that nothing waits for ever', async () => {
    const story = await begin({ policy: held({ cto: [megan, isaiah] }) });
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const asCto = await story.taps(isaiah, card, 'request/vote', { data: story.voteData(id, { as: 'cto' }) });
    assert.match(asCto.notice ?? '', /You are needed as Tech Lead[^]*nothing was recorded[^]*somebody else can give this one/);
    const review = await story.taps(isaiah, card, 'request/review');
    assert.match(textOf(review.message.card), /^(?![^]*Approve as CTO)[^]*Approve as Tech Lead/);
    for (const by of [isaiah, adele, megan, patti]) assert.equal((await story.approves(by, id)).notice, undefined);
    const { state, votes } = await assertSound(story, id, [isaiah, adele, megan, patti]);
    assert.deepEqual([state, votes.find(({ by }) => by === isaiah.aadObjectId)?.as], ['approved', 'tech-lead']);
  });

  it('count as the role that they choose where either would do', async () => {
    const story = await begin({ policy: held({ cto: [megan, isaiah], 'tech-lead': [isaiah, nestor] }) });
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const asked = await story.taps(isaiah, card, 'request/review');
    assert.match(textOf(asked.message.card), /Choose the one you answer as[^]*Approve as Tech Lead\nApprove as CTO/);
    await story.approves(isaiah, id, 'cto');
    for (const by of [nestor, patti, adele]) await story.approves(by, id);
    assert.equal((await assertSound(story, id, [isaiah, nestor, patti, adele])).state, 'approved');
  });

  it('of one role never stand for another, however many there are', async () => {
    const story = await begin({ policy: held({ dba: [patti, nestor, lynne] }) });
    const id = await story.submits(alex);
    for (const by of [patti, nestor, lynne, megan]) await story.approves(by, id);
    assert.deepEqual((await assertSound(story, id)).state, 'pending');
    const why = (await story.says(alex, `/deploy why ${id}`)).map(({ card }) => textOf(card)).join();
    assert.match(why, /Tech Lead has not approved[^]*DevOps \/ Infrastructure Lead has not approved/);
    for (const by of [isaiah, adele]) await story.approves(by, id);
    assert.equal((await assertSound(story, id)).state, 'approved');
  });

  it('are asked for by each of two kinds of change, and all of them are needed', async () => {
    const story = await begin({ policy: held({ 'tech-lead': [nestor] }) });
    const id = await story.submits(alex, {
      what: { changeTypes: 'database-schema,new-feature-external' },
      impact: { customerImpact: 'low', visibility: 'external' },
      'on-call': { notifyCustomers: 'yes' },
    });
    for (const by of [lynne, patti, nestor, megan, adele]) {
      await story.approves(by, id);
      await story.settle();
      assert.equal((await assertSound(story, id)).state, 'pending');
    }
    await story.approves(isaiah, id, 'director');
    const { state, votes } = await assertSound(story, id);
    assert.equal(state, 'approved');
    const asked = ['cto', 'dba', 'devops-lead', 'director', 'product-manager', 'tech-lead'];
    assert.deepEqual(votes.map(({ as }) => as).toSorted(), asked);
  });
});
