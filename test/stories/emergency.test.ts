import assert from 'node:assert/strict';
import { EMERGENCY, INPUT } from '../../bot/cards/actions.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import { adele, alex, isaiah, lynne, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

const HOUR = 60;

/** Monday 09:00 in Madrid: both were called a few minutes before. */
const SAID: Readonly<Record<string, string>> = {
  [EMERGENCY.service]: 'payments',
  [EMERGENCY.environment]: 'prod',
  [EMERGENCY.version]: '2.4.2',
  [EMERGENCY.changeType]: 'security-patch',
  [EMERGENCY.reason]: 'Anybody can read the orders of anybody.',
  [EMERGENCY.rollback]: 'Swap the slots back',
  [INPUT.voice(0)]: megan.aadObjectId,
  [INPUT.voiceAt(0)]: '08:41',
  [INPUT.voice(1)]: isaiah.aadObjectId,
  [INPUT.voiceAt(1)]: '08:44',
  [EMERGENCY.heardBy]: lynne.aadObjectId,
  [EMERGENCY.onCall]: adele.aadObjectId,
};

stories('an emergency', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
    for (const by of [alex, megan, isaiah, adele]) await story.says(by, 'hi');
  });

  const declares = async (by: typeof alex, changes: Readonly<Record<string, string>> = {}) => {
    const [form] = (await story.says(by, '/emergency payments 2.4.2')).slice(-1);
    assert.ok(form);
    const seen = await story.taps(by, form, 'emergency/declare', { inputs: { ...SAID, ...changes } });
    await story.settle();
    return textOf(seen.message.card);
  };
  const declared = async () => {
    const id = /DEP-\d+/.exec(await declares(alex))?.[0];
    assert.ok(id);
    return id;
  };
  const stored = async (id: string) => {
    const found = await story.store.requests.find(id as RequestId);
    assert.ok(found);
    return found.request;
  };
  const alone = (who: typeof alex, matching: RegExp) => story.card(story.teams.personal(who), matching);

  it('is written down with who said so and who heard it, verified by one tap, and started at once', async () => {
    const id = await declared();
    const card = textOf(story.card(story.approvals, new RegExp(id)).card);
    assert.match(card, /Emergency: \nAnybody can read the orders of anybody\./);
    assert.match(card, /Megan Bowen, CTO \/ Tech Director, by voice at 23 Nov, 08:41: not confirmed yet/);
    assert.match(card, /Isaiah Langer, VP Engineering, by voice at 23 Nov, 08:44/);
    assert.match(card, /Heard by Lynne Robbins\./);

    await story.approves(adele, id);
    assert.equal((await stored(id)).state, 'approved');
    await story.says(adele, `/start ${id}`);
    assert.equal((await stored(id)).state, 'deploying', 'no window, roll call or checklist is waited for');
  });

  it('is confirmed with a tap by each who spoke', async () => {
    const id = await declared();
    const asked = alone(megan, /Confirm the approval by voice/);
    assert.match(
      textOf(asked.card),
      /Alex Wilber wrote down that you approved Payments API 2\.4\.2 by voice at Mon 23 Nov, 08:41 CET/,
    );
    await story.taps(megan, asked, 'voice/answer', { with: { said: 'confirmed' } });
    await story.settle();
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Megan Bowen[^\n]*: confirmed/);
    const again = await story.taps(megan, asked, 'voice/answer', { with: { said: 'denied' } });
    assert.match(again.notice ?? '', /already said so/);
    const other = await story.taps(patti, asked, 'voice/answer', { with: { said: 'confirmed' } });
    assert.match(other.notice ?? '', /not named/);
  });

  it('raises an alarm when somebody denies having said so, and does not start any more', async () => {
    const id = await declared();
    await story.taps(isaiah, alone(isaiah, /Confirm the approval/), 'voice/answer', { with: { said: 'denied' } });
    await story.settle();
    const alarm = story.card(story.incidents, /Approval denied/);
    assert.match(textOf(alarm.card), /Isaiah Langer denies having approved Payments API 2\.4\.2 by voice/);
    assert.match(JSON.stringify(Reflect.get(alarm.card ?? {}, 'msteams')), /Alex/);
    story.card(story.deployments, /Approval denied/);
    await story.approves(adele, id);
    const [refused] = (await story.says(adele, `/start ${id}`)).slice(-1);
    assert.match(refused?.text ?? '', /denies having approved/);
    assert.equal((await stored(id)).state, 'approved');
  });

  it('owes the whole request within two hours: reminded, reported, escalated, and met by completing it', async () => {
    const id = await declared();
    assert.match(textOf(story.card(story.deployments, /What is owed/).card), /Complete the request\n {2}Alex Wilber/);
    await story.advance(HOUR);
    alone(alex, /Reminder: Complete the request/);
    await story.advance(HOUR);
    story.card(story.deployments, /Not done in time: Complete the request/);
    await story.restart();
    await story.advance(HOUR);
    const told = story.card(story.deployments, /Escalated: Complete the request/);
    assert.match(textOf(told.card), /For <at>Isaiah Langer<\/at>/, 'the Team Lead');
    const { chases } = await stored(id);
    const kinds = chases.flatMap(({ about, step }) => (about.kind === 'obligation' ? [`${about.id} ${step}`] : []));
    assert.deepEqual(kinds, ['complete-request half', 'complete-request due', 'complete-request level-1']);
  });

  it('owes looks while standing by, each in its half hour, and a review within a day', async () => {
    const id = await declared();
    await story.approves(adele, id);
    await story.says(adele, `/start ${id}`);
    await story.settle();
    const looks = (await stored(id)).obligations.filter(({ kind }) => kind === 'standby-check');
    assert.equal(looks.length, 4);
    await story.advance(15);
    await story.taps(adele, alone(adele, /Reminder: Standby check/), 'obligation/meet', {
      with: { obligation: 'standby-check-1' },
      inputs: { [INPUT.note('standby-check-1')]: 'All green.' },
    });
    await story.settle();
    assert.match(textOf(story.card(story.deployments, /What is owed/).card), /Standby check\n {2}Adele Vance\nAll green\./);
    const review = alone(alex, /Post-incident review/);
    const form = await story.taps(alex, review, 'post-review/open');
    const inputs = { 'review-happened': 'A missing check; now tested.', 'review-cause': 'No test of who may read.' };
    const open = await story.taps(alex, form.message, 'post-review/file', { inputs });
    assert.match(textOf(open.message.card), /Still empty: timeline/);
    await story.taps(alex, open.message, 'post-review/file', { inputs: { ...inputs, 'review-timeline': '09:01 started' } });
    assert.equal(
      (await stored(id)).obligations.find(({ id: one }) => one === 'review')?.met?.note,
      'A missing check; now tested.',
    );
  });

  it('is turned down with what to do, and keeps what was typed', async () => {
    const wrong: readonly (readonly [typeof alex, Readonly<Record<string, string>>, RegExp])[] = [
      [alex, { [EMERGENCY.rollback]: '' }, /Something is still missing/],
      [alex, { [EMERGENCY.version]: 'soon' }, /not a version/],
      [alex, { [EMERGENCY.changeType]: 'new-feature-internal' }, /does not let this kind/],
      [alex, { [EMERGENCY.environment]: 'uat' }, /Nothing needs to be expedited/],
      [alex, { [INPUT.voice(0)]: nestor.aadObjectId }, /does not hold CTO/],
      [alex, { [INPUT.voice(1)]: megan.aadObjectId }, /person of its own/],
      [megan, {}, /cannot be the one who approved/],
      [alex, { [EMERGENCY.heardBy]: megan.aadObjectId }, /cannot be the one who heard/],
      [alex, { [INPUT.voiceAt(0)]: '25:99' }, /Something is still missing/],
      [adele, {}, /Nobody but you holds DevOps/],
    ];
    for (const [by, changes, expected] of wrong) {
      const text = await declares(by, changes);
      assert.match(text, expected);
      assert.match(text, /Anybody can read the orders/, 'what was typed is still there');
    }
    assert.deepEqual(await story.store.requests.list({}), []);
  });

  it('is not declared twice for the same version', async () => {
    const id = await declared();
    assert.match(await declares(alex), new RegExp(`${id} is on its way with the same version`));
  });

  it('is completed with the usual form, after which nobody is asked again', async () => {
    const id = await declared();
    await story.approves(adele, id);
    await story.says(adele, `/start ${id}`);
    await story.settle();
    const [form] = (await story.says(alex, `/deploy edit ${id}`)).slice(-1);
    assert.ok(form);
    await story.taps(alex, await story.fills(alex, form), 'draft/save', { with: { go: 'submit' } });
    const request = await stored(id);
    assert.equal(request.state, 'deploying');
    assert.equal(request.plan.title, 'Ledger checkout');
    assert.equal(request.plan.version, '2.4.2', 'what it is stays');
    assert.ok(request.obligations.find(({ kind }) => kind === 'complete-request')?.met !== undefined);
  });
});
