import assert from 'node:assert/strict';
import { parsePersonId, type RequestId } from '../../bot/domain/ids.ts';
import { createDialogs } from '../support/dialogs.ts';
import type { FakeMessage, FakePerson } from '../support/fake-teams.ts';
import { alex, ANSWERS, megan, stories, textOf, type Story } from '../support/story.ts';

const last = (messages: readonly FakeMessage[]): FakeMessage => messages.at(-1) ?? assert.fail('no answer');

const inZone = (zone: string): FakePerson => ({ ...alex, zone });
const inNewYork = inZone('America/New_York');
const inMadrid = inZone('Europe/Madrid');

stories('a requester in another zone than the policy', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  /** The page of a section, those before it filled in. */
  const pageOf = async (by: FakePerson, form: FakeMessage, section: string, version: string): Promise<FakeMessage> => {
    let page = form;
    for (const [before, answers] of Object.entries(ANSWERS)) {
      if (before === section) return page;
      const inputs = before === 'what' ? { ...answers, version } : answers;
      page = (await story.taps(by, page, 'draft/save', { with: { go: 'next', section: before }, inputs })).message;
    }
    return assert.fail(`no page ${section}`);
  };
  const draftOf = async () =>
    (await story.store.drafts.ofOwner(parsePersonId(alex.aadObjectId) ?? assert.fail())) ?? assert.fail();
  const submitted = async (check: FakeMessage) => {
    const { message } = await story.taps(inNewYork, check, 'draft/save', { with: { go: 'submit' } });
    const id = /DEP-\d+/.exec(textOf(message.card))?.[0] ?? assert.fail(textOf(message.card));
    await story.settle();
    return id;
  };

  it('types by their own clock, and reads the window by it, by the policy and in UTC', async () => {
    const form = last(await story.says(inNewYork, '/deploy payments 2.4.1 prod thursday 3am schema'));
    const page = await pageOf(inNewYork, form, 'window', '2.4.1');
    const text = textOf(page.card);
    assert.match(text, /Times are in America\/New York/);
    assert.match(text, /Thu 26 Nov, 03:00–03:30 [^\n]*\(08:00\u00a0UTC\)\n {2}30 min\n/);
    assert.match(text, /Europe\/Madrid {2}\nThu 26 Nov, 09:00–09:30 CET \(08:00\u00a0UTC\)/);
    assert.match(text, /Nothing is in the way at this time/);

    const check = await story.fills(inNewYork, page, { window: { time: '03:00' } });
    assert.match(textOf(check.card), /Thu 26 Nov, 03:00–03:30 [^]*Europe\/Madrid {2}\nThu 26 Nov, 09:00/);
    const id = await submitted(check);
    const found = (await story.store.requests.find(id as RequestId)) ?? assert.fail();
    assert.equal(found.request.plan.window.start, '2026-11-26T08:00:00.000Z');
    assert.deepEqual(
      [found.request.plan.stagedOn, found.request.plan.stagedTime],
      ['2026-11-20', '16:00'],
      'as the policy reads it',
    );
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Thu 26 Nov, 09:00–09:30 CET \(08:00\u00a0UTC\)/);

    const edit = last(await story.says(inNewYork, `/deploy edit ${id}`));
    const { answers } = await draftOf();
    assert.deepEqual([answers.date, answers.time, answers.stagedTime], ['2026-11-26', '03:00', '10:00']);
    await submitted(await story.fills(inNewYork, edit, { window: { time: '03:00' } }));
    assert.match(
      textOf(last(await story.says(megan, `/deploy changes ${id}`)).card),
      /Nothing that was written down is different/,
    );
  });

  it('is told beside the time, by their own clock, that it has passed or is taken', async () => {
    await story.submits(alex);
    const form = last(await story.says(inNewYork, '/deploy payments 2.4.2 prod'));
    const page = await pageOf(inNewYork, form, 'window', '2.4.2');
    assert.match(textOf(page.card), /Next free starts\nMon 23 Nov, 03:15\nTue 24 Nov/);
    const taken = await story.taps(inNewYork, page, 'draft/save', {
      with: { go: 'next' },
      inputs: { ...ANSWERS['window'], time: '03:15' },
    });
    assert.match(textOf(taken.message.card), /DEP-\d+ deploys this service until Thu 26 Nov, 03:30/);
    const past = await story.taps(inNewYork, taken.message, 'draft/save', {
      with: { go: 'next' },
      inputs: { ...ANSWERS['window'], date: '2026-11-23', time: '02:00' },
    });
    assert.match(textOf(past.message.card), /This time has passed/);
  });

  it('keeps the moment, not the figures, when they travel; a message that does not say where is read where they were last', async () => {
    await story.says(inNewYork, '/deploy payments 2.4.1 prod thursday 3am');
    await story.says(alex, '/deploy');
    assert.deepEqual([(await draftOf()).answers.time, (await draftOf()).zone], ['03:00', 'America/New_York']);
    await story.says(inMadrid, '/deploy');
    assert.deepEqual([(await draftOf()).answers.time, (await draftOf()).zone], ['09:00', 'Europe/Madrid']);
    await story.says(inZone('Nowhere/At all'), '/deploy');
    assert.equal((await draftOf()).zone, 'Europe/Madrid');
  });

  it('is known in a dialog, which says of the client where it is', async () => {
    await createDialogs(story.teams, () => story.url).fromCompose(inNewYork, story.approvals);
    assert.equal((await draftOf()).zone, 'America/New_York');
  });
});
