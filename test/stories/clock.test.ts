import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import { alex, isaiah, megan, patti, stories, textOf, type Story } from '../support/story.ts';

const DAY = 24 * 60;

stories('the clock of an approval', (begin) => {
  let story: Story;
  let id: string;
  const submitted = async (options: Parameters<typeof begin>[0] = {}) => {
    story = await begin(options);
    id = await story.submits(alex);
  };
  const chases = async () => (await story.store.requests.find(id as RequestId))?.request.chases.map(({ step }) => step);
  const reminders = (matching: RegExp) =>
    story.teams.messagesIn(story.approvals).filter(({ card }) => matching.test(textOf(card))).length;
  const mentioned = (matching: RegExp) =>
    JSON.stringify(Reflect.get(story.card(story.approvals, matching).card ?? {}, 'msteams'));

  it('says on the card and in /pending when answers are due, with the zone, and since when they are overdue', async () => {
    await submitted();
    const due = /due Wed 25 Nov, 09:00 CET \(08:00\sUTC\)/;
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), due);
    const pending = async () => (await story.says(megan, '/pending')).map(({ card }) => textOf(card)).join('');
    assert.match(await pending(), due);
    await story.advance(2 * DAY + 1);
    assert.match(await pending(), /overdue since Wed 25 Nov, 09:00 CET/);
  });

  it('reminds at half time and when it is due those who are still missing, and no one else', async () => {
    await submitted();
    await story.approves(megan, id);
    await story.advance(DAY + 1);
    assert.doesNotMatch(mentioned(/Reminder: Technical review/), /Megan/);
    assert.match(mentioned(/Reminder: Technical review/), /Patti/);
    await story.approves(patti, id);
    await story.advance(DAY);
    assert.doesNotMatch(mentioned(/Overdue: Technical review/), /Patti/);
    assert.match(mentioned(/Overdue: Technical review/), /Isaiah/);
    assert.deepEqual(await chases(), ['half', 'due']);
  });

  it('tells the first level of the escalation path a business day later, in their own chat too', async () => {
    await submitted();
    await story.says(isaiah, 'hi');
    await story.advance(DAY + 1);
    await story.advance(DAY);
    await story.advance(DAY);
    assert.deepEqual(await chases(), ['half', 'due', 'level-1']);
    const told = textOf(story.card(story.teams.personal(isaiah), /Escalated: Technical review/).card);
    assert.match(told, /Level 1 of 4 of the escalation path/);
    assert.equal((await story.store.requests.find(id as RequestId))?.request.state, 'pending', 'and decides nothing');
  });

  it('tells nobody at night, however late it is', async () => {
    await submitted();
    await story.advance(2 * DAY + 11 * 60);
    assert.equal(reminders(/Overdue/), 0, 'eight in the evening');
    await story.advance(13 * 60 + 1);
    assert.equal(reminders(/Overdue: Technical review/), 1, 'nine in the morning');
  });

  it('says nothing twice after a restart, nor on two instances', async () => {
    await submitted({ instances: 2 });
    await story.advance(DAY + 1);
    await story.restart();
    await story.advance(60);
    assert.deepEqual(await chases(), ['half']);
    assert.equal(reminders(/Reminder: Technical review/), 1);
  });

  it('is quiet once everybody has answered, and the reminder says so', async () => {
    await submitted();
    await story.advance(DAY + 1);
    for (const by of [megan, patti, isaiah]) await story.approves(by, id);
    await story.says(alex, `/deploy cancel ${id} superseded`);
    await story.settle();
    assert.match(
      textOf(story.card(story.approvals, /Reminder: Technical review/).card),
      /Everybody who was asked has answered/,
    );
    await story.advance(3 * DAY);
    assert.deepEqual(await chases(), ['half']);
  });
});
