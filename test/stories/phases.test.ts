import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import {
  adele,
  alex,
  buttonsOf,
  choicesOf,
  isaiah,
  lynne,
  megan,
  patti,
  stories,
  textOf,
  type Story,
} from '../support/story.ts';

/** Product Manager, then CTO and DevOps Lead, then VP Engineering or Director. */
const EXTERNAL = {
  what: { changeTypes: 'new-feature-external' },
  impact: { changes: 'backend', customerImpact: 'low', visibility: 'external' },
  'on-call': { notifyCustomers: 'yes' },
} as const;

stories('a request that passes several phases', (begin) => {
  let story: Story;
  let id: string;
  beforeEach(async () => {
    story = await begin();
    id = await story.submits(alex, EXTERNAL);
  });

  const cards = () => story.teams.messagesIn(story.approvals).filter(({ card }) => textOf(card).includes(`${id} ·`));
  const mentioned = () => JSON.stringify(Reflect.get(cards().at(-1)?.card ?? {}, 'msteams'));
  const stored = async () => {
    const found = await story.store.requests.find(id as RequestId);
    assert.ok(found);
    return found.request;
  };

  it('asks each phase in its turn, with a card of its own that mentions only those of the phase', async () => {
    assert.equal(cards().length, 1);
    assert.match(mentioned(), /Lynne/);
    assert.doesNotMatch(mentioned(), /Megan|Isaiah/);

    await story.approves(lynne, id);
    await story.settle();
    assert.equal(cards().length, 2, 'a new message, so that people are notified');
    assert.match(mentioned(), /Megan[^]*Adele/);
    assert.doesNotMatch(mentioned(), /Isaiah/);

    await story.approves(megan, id);
    await story.approves(adele, id);
    await story.settle();
    assert.equal(cards().length, 3);
    assert.match(mentioned(), /Isaiah/);
    const asking = cards().filter(({ card }) => buttonsOf(card).some(({ verb }) => verb === 'request/vote'));
    assert.equal(asking.length, 1, 'only the card of the phase whose turn it is asks');

    await story.approves(isaiah, id, 'vp-engineering');
    assert.equal((await stored()).state, 'approved');
    const { opened } = await stored();
    assert.deepEqual(
      opened.map(({ phase }) => phase),
      ['submission', 'technical', 'executive'],
    );
  });

  it('does not take an approval before its turn, and says when that comes', async () => {
    const seen = await story.approves(megan, id);
    assert.match(seen.notice ?? '', /Technical review comes after Pre-deployment submission[^]*nothing was recorded/);
    assert.equal((await stored()).votes.length, 0);
    assert.doesNotMatch(textOf((await story.says(megan, '/pending'))[0]?.card), new RegExp(id));
    assert.match(textOf((await story.says(lynne, '/pending'))[0]?.card), new RegExp(id));
  });

  it('explains whose turn it is, and who comes after', async () => {
    const text = (await story.says(megan, `/deploy why ${id}`)).map(({ card }) => textOf(card)).join();
    assert.match(text, /Product Manager has not approved\s+Lynne Robbins can/);
    assert.match(text, /CTO[^\n]*has not approved\s+after Pre-deployment submission; then Megan Bowen can/);
  });

  it('takes an objection of a later phase at once', async () => {
    const card = cards().at(-1) ?? assert.fail();
    const inputs = { 'reject-comment': 'Not in the sales week.' };
    await story.taps(megan, card, 'request/vote', { with: { choice: 'reject' }, inputs });
    assert.equal((await stored()).state, 'rejected');
  });

  it('says of each phase who is asked, on every card', () => {
    const text = textOf(cards()[0]?.card);
    assert.match(text, /Pre-deployment submission, now[^]*Lynne[^]*Technical review[^]*Megan[^]*later[^]*Executive approval/);
  });
});

stories('a reviewer of a request', (begin) => {
  let story: Story;
  let id: string;
  beforeEach(async () => {
    story = await begin();
    id = await story.submits(alex);
  });
  const stored = async () => (await story.store.requests.find(id as RequestId))?.request ?? assert.fail();
  const reviews = (by: typeof alex) => story.taps(by, story.card(story.approvals, new RegExp(`${id} ·`)), 'request/review');

  it('goes through the checklist of their role, and each line is kept with the vote', async () => {
    const { message } = await reviews(megan);
    assert.match(textOf(message.card), /Before you approve as CTO[^]*Architecture soundness[^]*Rollback plan is solid/);
    await story.approves(megan, id);
    const [vote] = (await stored()).votes;
    assert.equal(vote?.attested.length, 5);
    assert.deepEqual(vote.attested[0], { kind: 'ticked', line: 'Architecture soundness' });
  });

  it('is told what is new since the last deployment, how others like it ended, and what is wrong now', async () => {
    const first = await reviews(megan);
    assert.match(textOf(first.message.card), /The first deployment of this service here[^]*No alert of this service fires/);
    for (const by of [megan, isaiah, adele, patti]) await story.approves(by, id);
    await story.says(adele, `/start ${id}`);
    for (let step = 0; step < 3; step += 1) await story.says(adele, '/step');
    await story.says(adele, '/done');
    await story.advance(24 * 60);

    const next = await story.submits(alex, { what: { version: '2.5.0' }, window: { time: '13:00' } });
    const { message } = await story.taps(megan, story.card(story.approvals, new RegExp(`${next} ·`)), 'request/review');
    assert.match(textOf(message.card), /New since 2\.4\.1[^]*live since 23 Nov, one day[^]*Checkout writes to the new ledger/);
    assert.match(textOf(message.card), new RegExp(`Payments API 2\\.4\\.1[^]*Deployed[^]*${id}`));
  });

  it('cannot approve with open lines: what was ticked and written stays', async () => {
    const { message } = await reviews(megan);
    const inputs = { ticked: '0,2', 'approve-comment': 'Nearly.' };
    const seen = await story.taps(megan, message, 'request/vote', { with: { choice: 'approve' }, inputs });
    assert.match(textOf(seen.message.card), /3 of 5 lines of the checklist for CTO[^]*are not ticked/);
    assert.match(JSON.stringify(seen.message.card), /"value":"0,2"[^]*Nearly\./);
    assert.equal((await stored()).votes.length, 0);
  });

  it('may waive a line with a reason, which everybody can read', async () => {
    const { message } = await reviews(megan);
    const all = choicesOf(message.card, 'ticked');
    const inputs = { ticked: all.slice(1).join(','), waiver: 'No new parts.' };
    await story.taps(megan, message, 'request/vote', { with: { choice: 'approve' }, inputs });
    await story.settle();
    const text = textOf(story.card(story.approvals, new RegExp(`${id} ·`)).card);
    assert.match(text, /Not ticked: Architecture soundness\. [^]*No new parts\./);
  });

  it('sees what they have answered, and can withdraw it while it is not decided', async () => {
    const given = await story.approves(megan, id);
    assert.match(textOf(given.message.card), /You approved as CTO/);
    const withdrawn = await story.taps(megan, given.message, 'request/withdraw');
    assert.match(textOf(withdrawn.message.card), /Your answer is withdrawn/);
    assert.equal((await stored()).votes.length, 0);
    await story.settle();
    assert.match(JSON.stringify(story.card(story.approvals, new RegExp(`${id} ·`)).card), /<at>Megan/);

    const again = await story.approves(megan, id);
    assert.match(textOf(again.message.card), /You approved as CTO/);
  });

  it('withdraws a request for changes, and the request goes on', async () => {
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const inputs = { 'request-changes-comment': 'Split it.' };
    const asked = await story.taps(megan, card, 'request/vote', { with: { choice: 'request-changes' }, inputs });
    assert.equal((await stored()).state, 'paused');
    await story.advance(30);
    await story.taps(megan, asked.message, 'request/withdraw');
    const { state, pauses } = await stored();
    assert.equal(state, 'pending');
    assert.equal(pauses.length, 1);
    assert.ok(pauses[0]?.to !== undefined && pauses[0].to > pauses[0].from, 'the clock knows how long it waited');
  });

  it('cannot take back what has decided the request', async () => {
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const withdraws = (by: typeof alex) => story.taps(by, card, 'request/withdraw', { data: { request: id } });
    assert.match((await withdraws(patti)).notice ?? '', /no answer on this request/);
    for (const by of [megan, isaiah, adele, patti]) await story.approves(by, id);
    assert.match((await withdraws(patti)).notice ?? '', /is approved, so answers stay/);
    assert.deepEqual([(await stored()).state, (await stored()).votes.length], ['approved', 4]);
  });

  it('counts no approval of a card that another policy asked for', async () => {
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const data = story.voteData(id, { policy: 'another' });
    const seen = await story.taps(megan, card, 'request/vote', { data });
    assert.match(textOf(seen.message.card), /nothing was recorded/);
    assert.equal((await stored()).votes.length, 0);
  });
});
