import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { assertSound } from '../support/sound.ts';
import { adele, alex, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';

stories('delivering cards', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  const approves = (id: string, by: typeof alex) => story.approves(by, id);
  const approvalText = (id: string) => textOf(story.card(story.approvals, new RegExp(id)).card);

  it('waits as long as Teams asks, and then shows the newest state once', async () => {
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(id));
    story.teams.refuse({ status: 429, retryAfter: '120', times: 1, in: story.approvals });
    await approves(id, megan);
    await story.settle();
    for (const by of [patti, isaiah, adele]) await approves(id, by);
    await story.settle();
    assert.equal(approvalText(id), textOf(card.card), 'nothing before Teams allows it');

    await story.advance(4);
    const now = story.card(story.approvals, new RegExp(id));
    assert.match(textOf(now.card), /Approved/);
    assert.equal(now.history.length, card.history.length + 1, 'four votes, one redraw');
  });

  for (const status of [412, 500, 503]) {
    it(`tries again after a ${status}`, async () => {
      story.teams.refuse({ status, times: 2 });
      const id = await story.submits(alex);
      await story.advance(3);
      assert.match(approvalText(id), /Payments API/);
    });
  }

  it('gives up on a place that is gone, and goes on with the others', async () => {
    story.teams.refuse({ status: 403, in: story.approvals });
    const id = await story.submits(alex);
    await story.advance(5);
    assert.match(textOf(story.card(story.deployments, new RegExp(id)).card), /Payments API/);
    const tries = story.teams.calls().length;
    await story.advance(30);
    assert.equal(story.teams.calls().length, tries, 'is not asked again and again');
  });

  it('does not send a card that would show what it already shows', async () => {
    const id = await story.submits(alex);
    const calls = story.teams.calls().length;
    const data = story.voteData(id);
    for (const card of [1, 2].map(() => story.card(story.approvals, new RegExp(id)))) {
      await story.taps(megan, card, 'request/vote', { data });
    }
    await story.settle();
    await story.settle();
    const redrawn = story.teams.calls().length - calls;
    assert.ok(redrawn <= 3, `${redrawn} calls for three cards`);
  });

  it('stays within what Teams allows a conversation, however much is going on', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const id = await story.submits(alex, { what: { version: `3.0.${n}` }, window: { time: `1${n}:00` } });
      for (const by of [megan, patti, isaiah, adele]) await approves(id, by);
    }
    await story.advance(1);
    await story.advance(1);
    assert.deepEqual(story.teams.breaches(), []);
    for (const request of await story.store.requests.list({})) assert.match(approvalText(request.id), /Approved/);
  });

  it('reaches a requester who has only ever spoken in a channel, in a chat of their own', async () => {
    await story.says(alex, '/deploy', story.deployments);
    const id = await story.submits(alex);
    assert.match(textOf(story.card(story.teams.personal(alex), new RegExp(`${id}[^]*Payments API`)).card), /Waiting/);
  });
});

stories('two instances on one store', (begin) => {
  it('count every vote once, whichever of them hears it, and post no card twice', async () => {
    const story = await begin({ instances: 2 });
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(id));
    const taps = [megan, patti, isaiah, adele].flatMap((by) => {
      const tap = story.teams.tap({
        by,
        on: card,
        verb: 'request/vote',
        data: story.voteData(id),
      });
      return story.urls.map((url) => story.teams.post(`${url}/api/messages`, tap));
    });
    const answers = await Promise.all(taps);
    assert.ok(answers.every(({ status }) => status === 200));

    const { state, votes } = await assertSound(story, id, [megan, patti, isaiah, adele]);
    assert.deepEqual([state, votes.length], ['approved', 4]);
    await story.settle();
    for (const place of [story.approvals, story.deployments]) {
      const copies = story.teams.messagesIn(place).filter((message) => textOf(message.card).includes(id));
      assert.equal(copies.length, 1);
    }
  });

  it('take one answer of somebody who says yes to one of them and no to the other at the same instant', async () => {
    const story = await begin({ instances: 2 });
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(id));
    const answers = [
      { choice: 'approve' },
      { choice: 'reject', comment: 'Not in the sales week.', 'reject-comment': 'Not in the sales week.' },
    ].map((answer) => story.teams.tap({ by: patti, on: card, verb: 'request/vote', data: story.voteData(id, answer) }));
    await Promise.all(answers.map((tap, n) => story.teams.post(`${story.urls[n] ?? ''}/api/messages`, tap)));
    const { state, votes } = await assertSound(story, id, [patti]);
    assert.ok(['pending 1 approve', 'rejected 1 reject'].includes([state, votes.length, votes[0]?.choice].join(' ')));
  });

  it('announce the deployment once, and let it expire once, though the timers of both fire at the same moment', async () => {
    const story = await begin({ instances: 2 });
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    const events = async () => (await story.store.record.of(id as RequestId)).map(({ kind }) => kind);
    const times = async (kind: string) => (await events()).filter((one) => one === kind).length;
    assert.equal(await times('approved'), 1);

    await story.advance(2 * 24 * 60 + 30); // within 24 hours of the window
    const scheduled = () =>
      story.teams.messagesIn(story.deployments).filter(({ card: shown }) => /scheduled/i.test(textOf(shown)));
    assert.deepEqual([await times('announced'), scheduled().length], [1, 1]);

    await story.advance(2 * 24 * 60); // long past the window
    assert.deepEqual([await times('announced'), await times('expired')], [1, 1]);
    const told = story.teams
      .messagesIn(story.teams.personal(alex))
      .filter(({ history }) => /Expired\. Start a new request/.test(textOf(history[0]?.card)));
    assert.equal(told.length, 1, 'the requester is told once');
  });
});
