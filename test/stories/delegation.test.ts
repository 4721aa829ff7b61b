import assert from 'node:assert/strict';
import { INPUT } from '../../bot/cards/actions.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import { adele, alex, buttonsOf, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

stories('delegating', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  const says = async (by: typeof megan, text: string) => {
    const answers = await story.says(by, text);
    return answers.map(({ card, text: line }) => `${line}${textOf(card)}`).join('\n');
  };

  it('is typed with a name and days, shown, and taken back', async () => {
    const made = await says(megan, '/delegate Patti Fernandez 2026-11-24 2026-11-25 cto payments');
    assert.match(made, /Stand in for you\n.\nPatti Fernandez\n {2}CTO \/ Tech Director, for Payments API/);
    assert.match(made, /Tue 24 Nov – Wed 25 Nov/);
    assert.match(await says(patti, '/delegate'), /You stand in for\n.\nMegan Bowen/);
    assert.match(await says(megan, '/delegate revoke'), /Nobody stands in for you any more/);
    assert.doesNotMatch(await says(patti, '/delegate'), /You stand in for/);
  });

  it('is chosen on a card, which offers to revoke it', async () => {
    const [form] = (await story.says(megan, '/delegate')).slice(-1);
    assert.ok(form);
    const inputs = {
      [INPUT.delegateTo]: patti.aadObjectId,
      [INPUT.delegateFrom]: '2026-11-23',
      [INPUT.delegateUntil]: '2026-11-27',
      [INPUT.delegateRoles]: 'cto',
    };
    const made = await story.taps(megan, form, 'delegation/make', { inputs });
    assert.match(textOf(made.message.card), /Patti Fernandez/);
    const revoked = await story.taps(megan, made.message, 'delegation/revoke');
    assert.deepEqual(
      buttonsOf(revoked.message.card).map(({ verb }) => verb),
      ['delegation/make'],
    );
  });

  it('tells the one who stands in, in their own chat, and says there when it is taken back', async () => {
    await story.says(patti, 'hi');
    await story.says(megan, '/delegate patti today 2026-11-27');
    await story.settle();
    const told = () => textOf(story.card(story.teams.personal(patti), /stand in/).card);
    assert.match(told(), /You stand in for Megan Bowen\. .*every role and service, Mon 23 Nov – Fri 27 Nov/);
    await story.says(megan, '/delegate revoke');
    await story.settle();
    assert.match(told(), /has ended/);
  });

  it('says what is wrong with it, and changes nothing', async () => {
    const wrong: readonly (readonly [typeof megan, string, RegExp])[] = [
      [megan, '/delegate Zaphod 2026-11-24', /Not understood: Zaphod/],
      [megan, '/delegate 2026-11-24', /who stands in for you/],
      [megan, '/delegate Patti Fernandez', /who stands in for you/],
      [megan, '/delegate Patti Fernandez 2026-02-30', /who stands in for you/],
      [megan, '/delegate Megan Bowen 2026-11-24', /cannot stand in for yourself/],
      [megan, '/delegate Patti Fernandez 2026-11-20', /have passed/],
      [megan, '/delegate Patti Fernandez 2026-11-24 2028-11-24', /longer than 92 days/],
      [megan, '/delegate Patti Fernandez 2026-11-24 dba', /do not hold Database Administrator/],
      [nestor, '/delegate Patti Fernandez 2026-11-24', /hold no role/],
    ];
    for (const [by, text, expected] of wrong) assert.match(await says(by, text), expected, text);
    assert.deepEqual(await story.store.delegations.known(story.now()), []);
  });

  it('goes to nobody who is away, so that no circle can come of it', async () => {
    await says(megan, '/delegate Patti Fernandez 2026-11-24 2026-11-26');
    assert.match(await says(patti, '/delegate Megan Bowen 2026-11-25'), /somebody stand in for themselves until/);
    assert.match(await says(adele, '/delegate Megan Bowen 2026-11-26'), /somebody stand in for themselves until/);
  });

  it('outlives a restart', async () => {
    await says(megan, '/delegate Patti Fernandez 2026-11-24 2026-11-26');
    await story.restart();
    assert.match(await says(megan, '/delegate'), /Stand in for you\n.\nPatti Fernandez/);
  });

  describe('and then answering', () => {
    const votes = async (id: string) => (await story.store.requests.find(id as RequestId))?.request.votes ?? [];

    it('counts for whoever gave it, with both names on every card and in the record', async () => {
      const id = await story.submits(alex);
      await story.says(megan, '/delegate Nestor Wilke today cto');
      assert.match(await says(nestor, '/pending'), new RegExp(id));
      await story.approves(nestor, id);
      await story.settle();
      assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Nestor Wilke for Megan Bowen/);
      const [vote] = await votes(id);
      assert.deepEqual([vote?.as, vote?.standIn], ['cto', { kind: 'delegate', of: megan.aadObjectId }]);
      const record = await story.store.record.of(id as RequestId);
      assert.ok(record.some(({ bytes }) => bytes.includes(nestor.aadObjectId) && bytes.includes(megan.aadObjectId)));
    });

    it('ends the moment it is revoked', async () => {
      const id = await story.submits(alex);
      await story.says(megan, '/delegate Nestor Wilke today');
      await story.says(megan, '/delegate revoke');
      const seen = await story.taps(nestor, story.card(story.approvals, new RegExp(id)), 'request/review');
      assert.match(seen.notice ?? '', /does not ask for a role of yours/);
      assert.deepEqual(await votes(id), []);
    });

    it('is for the services and the roles that were named', async () => {
      const id = await story.submits(alex);
      await story.says(megan, '/delegate Nestor Wilke today orders');
      const seen = await story.taps(nestor, story.card(story.approvals, new RegExp(id)), 'request/review');
      assert.match(seen.notice ?? '', /does not ask for a role of yours/);
    });
  });
});
