import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { adele, alex, buttonsOf, isaiah, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

stories('approving a request', (begin) => {
  let story: Story;
  let id: string;
  beforeEach(async () => {
    story = await begin();
    id = await story.submits(alex);
  });

  const approval = () => story.card(story.approvals, new RegExp(id));
  const approves = (by: typeof alex) => story.approves(by, id);
  const stored = async () => {
    const found = await story.store.requests.find(id as RequestId);
    assert.ok(found);
    return found.request;
  };

  it('takes a vote from each asked role, and the last one approves it', async () => {
    for (const by of [megan, patti, isaiah]) {
      const seen = await approves(by);
      assert.equal(seen.notice, undefined);
      assert.match(textOf(seen.message.card), new RegExp(by.name), 'the voter sees their vote at once');
    }
    assert.equal((await stored()).state, 'pending');
    await approves(adele);
    assert.equal((await stored()).state, 'approved');
  });

  it('shows the truth in every copy of every card', async () => {
    for (const by of [megan, patti, isaiah, adele]) await approves(by);
    await story.settle();
    for (const place of [story.approvals, story.deployments, story.teams.personal(alex)]) {
      const text = textOf(story.card(place, new RegExp(`${id}[^]*Payments API`)).card);
      assert.match(text, /Approved/);
    }
    assert.deepEqual(
      buttonsOf(approval().card).filter(({ verb }) => verb === 'request/vote'),
      [],
      'nobody is asked any more',
    );
  });

  it('tells the requester with a message of its own when everybody has approved', async () => {
    const before = story.teams.messagesIn(story.teams.personal(alex)).length;
    for (const by of [megan, patti, isaiah, adele]) await approves(by);
    await story.settle();
    const news = story.teams.messagesIn(story.teams.personal(alex)).slice(before);
    assert.equal(news.length, 1);
    assert.match(textOf(news[0]?.card), new RegExp(`${id}[^]*Approved[^]*lets it start`));
  });

  it('mentions only those who are still missing', async () => {
    await approves(megan);
    await story.settle();
    assert.doesNotMatch(JSON.stringify(Reflect.get(approval().card ?? {}, 'msteams')), /Megan/);
    assert.match(JSON.stringify(Reflect.get(approval().card ?? {}, 'msteams')), /Patti/);
  });

  it('ends with a rejection and its reason', async () => {
    await story.taps(megan, approval(), 'request/vote', {
      with: { choice: 'reject' },
      inputs: { 'reject-comment': 'Not in the sales week.' },
    });
    await story.settle();
    const text = textOf(approval().card);
    assert.match(text, /Rejected/);
    assert.match(text, /Not in the sales week\./);
  });

  it('asks for a reason before it rejects or sends back', async () => {
    for (const choice of ['reject', 'request-changes']) {
      const seen = await story.taps(megan, approval(), 'request/vote', { with: { choice } });
      assert.match(seen.notice ?? '', /needs a reason/);
    }
    assert.equal((await stored()).votes.length, 0);
  });

  it('pauses for changes, and the requester can edit and send it again', async () => {
    const inputs = { 'request-changes-comment': 'Please split the backfill.' };
    await story.taps(patti, approval(), 'request/vote', { with: { choice: 'request-changes' }, inputs });
    await story.settle();
    const status = story.card(story.teams.personal(alex), new RegExp(`${id}[^]*Please split the backfill\\.[^]*Edit\n`));
    assert.ok(buttonsOf(status.card).some(({ verb }) => verb === 'request/edit'));
  });

  const turnedAway: readonly (readonly [string, typeof alex, Readonly<Record<string, unknown>>, RegExp])[] = [
    ['the requester', alex, {}, /own request/],
    ['somebody without an asked role', nestor, {}, /does not ask for a role of yours/],
    ['somebody who claims a role that is not theirs', nestor, { as: 'cto' }, /does not list you as CTO/],
    ['a tap for a request that does not exist', megan, { request: 'DEP-999999' }, /no such request/],
    ['a tap with ids that are not ids', megan, { request: { $ne: null } }, /older card/],
    ['a choice that no button sends', megan, { choice: 'approve-all' }, /older card/],
  ];
  for (const [who, by, changed, sentence] of turnedAway) {
    it(`changes nothing for ${who}, and says why`, async () => {
      const data = story.voteData(id, changed);
      const seen = await story.taps(by, approval(), 'request/vote', { data });
      assert.equal(seen.status, 200);
      assert.match(seen.notice ?? '', sentence);
      assert.equal((await stored()).votes.length, 0);
    });
  }

  it('answers a button that does not exist any more with a sentence', async () => {
    const seen = await story.taps(megan, approval(), 'approval/confirm', { data: { anything: [1, 2, 3] } });
    assert.deepEqual([seen.status, seen.notice?.length !== 0], [200, true]);
  });

  it('does not take a vote for what the voter has not seen, and shows it to them', async () => {
    const old = approval();
    const stale = await story.taps(megan, old, 'request/vote', { data: story.voteData(id, { revision: 7 }) });
    assert.match(textOf(stale.message.card), /nothing was recorded/);
    assert.equal((await stored()).votes.length, 0);
  });

  it('counts one vote when the same tap is delivered twice', async () => {
    const tap = story.teams.tap({
      by: megan,
      on: approval(),
      verb: 'request/vote',
      data: story.voteData(id),
    });
    const answers = await Promise.all([1, 2].map(() => story.teams.post(`${story.url}/api/messages`, tap)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    assert.equal((await stored()).votes.length, 1);
  });

  it('counts both votes when two people tap at the same instant', async () => {
    const data = story.voteData(id);
    const card = approval();
    await Promise.all([megan, patti, isaiah, adele].map((by) => story.taps(by, card, 'request/vote', { data })));
    assert.deepEqual([(await stored()).votes.length, (await stored()).state], [4, 'approved']);
  });

  it('leaves an unbroken record of who did what', async () => {
    for (const by of [megan, patti]) await approves(by);
    const events = await story.store.record.of(id as RequestId);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['submitted', 'phase-opened', 'vote-cast', 'vote-cast'],
    );
    assert.doesNotMatch(JSON.stringify(events), /Megan/, 'names are kept elsewhere');
  });
});
