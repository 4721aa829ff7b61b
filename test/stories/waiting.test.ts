import assert from 'node:assert/strict';
import type { Policy } from '../../bot/domain/policy.ts';
import { holding, quiet } from '../support/holding.ts';
import { assertSound } from '../support/sound.ts';
import { type Story, adele, alex, isaiah, lynne, megan, patti, stories, storiesOnPostgres, textOf } from '../support/story.ts';
import { layWire, type Wire } from '../support/wire.ts';

const WEEK = 7 * 24 * 60;
const APPROVERS = [megan, patti, isaiah, adele];

/** Another policy, which asks Product for everything. */
const another = (policy: Policy): Policy => ({
  ...policy,
  version: 'another',
  changeTypes: new Map(
    [...policy.changeTypes].map(([id, kind]) => [id, { ...kind, requires: [['product-manager' as never]] }]),
  ),
});

stories('a request that waits', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin({ policy: quiet });
  });

  it('for five weeks, over a restart and under another policy, keeps its approvers and counts their votes', async () => {
    const id = await story.submits(alex, { window: { date: '2027-01-07' } });
    await story.approves(megan, id);
    await story.advance(5 * WEEK);
    await story.restart(another);
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const turnedDown = await story.taps(lynne, card, 'request/vote', { data: story.voteData(id) });
    assert.match(turnedDown.notice ?? '', /does not ask for a role of yours/);
    for (const by of [patti, isaiah, adele]) assert.equal((await story.approves(by, id)).notice, undefined);
    assert.equal((await assertSound(story, id, APPROVERS)).state, 'approved');
  });

  it('stands in the way of no other: another one of its service is approved and started', async () => {
    const { approved, answers, state } = holding(() => story);
    const waiting = await story.submits(alex);
    const next = await approved({ what: { version: '2.4.2' }, window: { time: '11:00' } });
    await answers(adele, `/start ${next}`);
    assert.deepEqual([await state(waiting), await state(next)], ['pending', 'deploying']);
  });
});

storiesOnPostgres('a vote while the database is gone', (begin, url) => {
  let wire: Wire | undefined;
  after(() => wire?.close());

  it('is told that it was not taken, leaves the card as it was, and counts when it is given again', async () => {
    const own = await layWire(new URL(url));
    wire = own;
    const story = await begin({ instances: 1, reach: own.through });
    const id = await story.submits(alex);
    for (const by of [patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const data = story.voteData(id);

    own.cut();
    const lost = await story.taps(megan, card, 'request/vote', { data });
    assert.equal(lost.status, 200);
    assert.match(lost.notice ?? '', /went wrong/);
    assert.doesNotMatch(textOf(story.card(story.approvals, new RegExp(`${id} ·`)).card), /Approved/);

    own.mend();
    assert.equal((await assertSound(story, id)).votes.length, 3);
    const taken = await story.taps(megan, card, 'request/vote', { data });
    assert.equal(taken.notice, undefined);
    assert.equal((await assertSound(story, id, APPROVERS)).state, 'approved');
  });
});
