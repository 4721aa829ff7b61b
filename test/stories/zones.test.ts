import assert from 'node:assert/strict';
import { parsePersonId, type RequestId } from '../../bot/domain/ids.ts';
import { ALERT_INPUT } from '../../bot/cards/alert-actions.ts';
import { EMERGENCY, INPUT } from '../../bot/cards/actions.ts';
import { HOLD_INPUT } from '../../bot/cards/hold-actions.ts';
import { METRIC } from '../support/alert-bodies.ts';
import { createDialogs } from '../support/dialogs.ts';
import type { FakeMessage, FakePerson } from '../support/fake-teams.ts';
import { adele, alex, ANSWERS, isaiah, lynne, megan, patti, stories, textOf, type Story } from '../support/story.ts';

const last = (messages: readonly FakeMessage[]): FakeMessage => messages.at(-1) ?? assert.fail('no answer');

const inZone = (zone: string, who: FakePerson = alex): FakePerson => ({ ...who, zone });
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

stories('a time that somebody in another zone types', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });
  const adeleAway = inZone('America/New_York', adele);
  const says = async (text: string) => {
    const message = last(await story.says(adeleAway, text));
    return `${message.text}\n${textOf(message.card)}`;
  };

  it('freezes by their own clock, and reads so for them and by the policy for everybody', async () => {
    const card = last(await story.says(adeleAway, '/freeze'));
    assert.match(textOf(card.card), /Times are in America\/New York/);
    const { message } = await story.taps(adeleAway, card, 'freeze/declare', {
      inputs: {
        [HOLD_INPUT.service]: 'payments',
        [HOLD_INPUT.environment]: 'prod',
        [HOLD_INPUT.fromDate]: '2026-11-24',
        [HOLD_INPUT.fromTime]: '03:00',
        [HOLD_INPUT.toDate]: '2026-11-24',
        [HOLD_INPUT.toTime]: '05:00',
        [HOLD_INPUT.reason]: 'Load test',
      },
    });
    assert.match(textOf(message.card), /Load test[^]*Tue 24 Nov, 03:00–05:00 [^\n]*\(08:00\u00a0UTC\)/);
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /Load test/).card), /Tue 24 Nov, 09:00–11:00 CET \(08:00\u00a0UTC\)/);
    assert.match(await says('/freeze orders 2026-11-25 04:00 2026-11-25 06:00 Stocktaking'), /Wed 25 Nov, 04:00–06:00 /);
    assert.match(await says('/calendar'), /Tue 24 Nov\n[^]*Frozen 03:00–05:00[^]*Times are in America\/New York/);
    assert.match(await says('/lock payments prod 2h Load test'), /locked until Mon 23 Nov, 05:0\d [^\n]*\(10:0\d\u00a0UTC\)/);
  });

  it('is when somebody approved by voice, and is said back with UTC, whether the emergency is declared or not', async () => {
    const away = inZone('America/New_York');
    const form = last(await story.says(away, '/emergency payments 2.4.2'));
    assert.match(textOf(form.card), /Times are in America\/New York/);
    const inputs = {
      [EMERGENCY.environment]: 'prod',
      [EMERGENCY.changeType]: 'security-patch',
      [EMERGENCY.service]: 'payments',
      [EMERGENCY.version]: '2.4.2',
      [EMERGENCY.reason]: 'Anybody can read the orders of anybody.',
      [INPUT.voice(0)]: megan.aadObjectId,
      [INPUT.voiceAt(0)]: '02:41',
      [INPUT.voice(1)]: isaiah.aadObjectId,
      [INPUT.voiceAt(1)]: '23:50',
      [EMERGENCY.heardBy]: lynne.aadObjectId,
      [EMERGENCY.onCall]: adele.aadObjectId,
    };
    const spoken =
      /By voice at Mon 23 Nov, 02:41 [^\n]*\(07:41\u00a0UTC\); Sun 22 Nov, 23:50 [^\n]*\(Mon 23 Nov, 04:50\u00a0UTC\)/;
    const refused = await story.taps(away, form, 'emergency/declare', { inputs });
    assert.match(textOf(refused.message.card), /Something is still missing/);
    assert.match(textOf(refused.message.card), spoken);
    const done = await story.taps(away, refused.message, 'emergency/declare', {
      inputs: { ...inputs, [EMERGENCY.rollback]: 'Swap the slots back' },
    });
    assert.match(textOf(done.message.card), /DEP-\d+ is declared/);
    assert.match(textOf(done.message.card), spoken);
    await story.settle();
    assert.match(textOf(story.card(story.approvals, /Emergency: /).card), /by voice at 23 Nov, 08:41/);
  });

  it('is a day of theirs when they delegate, and the end of a silence', async () => {
    await story.says(patti, 'hi');
    await story.says(adeleAway, 'hi');
    assert.match(await says('/delegate Patti Fernandez 2026-12-01'), /Tue 1 Dec\n[^]*Times are in America\/New York/);
    await story.settle();
    assert.match(
      textOf(story.card(story.teams.personal(patti), /stand in for Adele/i).card),
      /Tue 1 Dec, 06:00 – Wed 2 Dec, 06:00 CET \(05:00\u00a0UTC\)/,
    );

    await story.alert(METRIC);
    const { message } = await story.taps(adeleAway, story.card(story.incidents, /Silence/), 'alert/silence', {
      inputs: {
        [ALERT_INPUT.silenceFor]: 'until',
        [ALERT_INPUT.silenceDate]: '2026-11-23',
        [ALERT_INPUT.silenceTime]: '05:00',
        [ALERT_INPUT.silenceReason]: 'Known',
      },
    });
    assert.match(textOf(message.card), /Mon 23 Nov, 05:00 [^\n]*\(10:00\u00a0UTC\)/);
  });
});
