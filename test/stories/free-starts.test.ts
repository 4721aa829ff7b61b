import assert from 'node:assert/strict';
import type { EnvironmentId } from '../../bot/domain/ids.ts';
import { holding, quiet } from '../support/holding.ts';
import { adele, alex, buttonsOf, isaiah, megan, patti, stories, type Story, textOf } from '../support/story.ts';

/** Monday 30 November, 09:00 in Madrid, as a button sends it. */
const NEXT_MONDAY = Date.parse('2026-11-30T08:00:00.000Z') / 60_000;

stories('a window that is not free', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin({ policy: quiet });
  });
  const { answers, approved, inThread, state } = holding(() => story);

  it('turns a frozen window down on the form, and offers three free starts, one of which is taken with a tap', async () => {
    await answers(adele, '/freeze prod 2026-11-26 2026-11-27 Black Friday');
    const [form] = (await story.says(alex, '/deploy')).slice(-1);
    await assert.rejects(story.fills(alex, form ?? assert.fail()), /Frozen until Sat 28 Nov, 00:00: Black Friday/);
    const [stays] = (await story.says(alex, '/deploy')).slice(-1);
    const inputs = { date: '2026-11-26', time: '09:00', duration: '30', steps: 'Swap slots' };
    const refused = await story.taps(alex, stays ?? assert.fail(), 'draft/save', { with: { go: 'next' }, inputs });
    const offered = buttonsOf(refused.message.card).filter(({ data }) => data['slot'] !== undefined);
    assert.deepEqual(
      offered.map(({ title }) => title),
      ['Mon 30 Nov, 09:00', 'Tue 1 Dec, 09:00', 'Wed 2 Dec, 09:00'],
      'neither in the freeze nor at a weekend',
    );
    const slot = offered[1]?.data['slot'];
    const { message } = await story.taps(alex, refused.message, 'draft/save', { with: { slot }, inputs });
    assert.match(JSON.stringify(message.card), /"value":"2026-12-01"/);
    assert.match(JSON.stringify(message.card), /"value":"Swap slots"/, 'what was typed besides is kept');
    const page = await story.fills(alex, message, { window: { date: '2026-12-01' } });
    assert.ok(buttonsOf(page.card).some(({ data }) => data['go'] === 'submit'));
  });

  it('is moved by its requester with one tap, and asks again only those who must see a window', async () => {
    const id = await approved();
    await answers(adele, '/freeze payments 2026-11-23 2026-11-27 Card scheme outage');
    const refused = (await story.says(alex, `/start ${id}`)).at(-1) ?? assert.fail();
    assert.match(textOf(refused.card), /Frozen until Sat 28 Nov[^]*Move to Mon 30 Nov, 09:00\n[^]*Move to Wed 2 Dec, 09:00\n/);
    assert.doesNotMatch(await answers(adele, `/start ${id}`), /Move to/, 'only whoever asked may move it');

    const moved = await story.taps(alex, refused, 'request/move', { with: { to: NEXT_MONDAY } });
    assert.match(
      textOf(moved.message.card),
      /is moved to Mon 30 Nov, 09:00 CET \(08:00\u00a0UTC\)\. Asked again: DevOps \/ Infrastructure Lead\./,
    );
    await story.settle();
    assert.equal(await state(id), 'pending');
    await story.approves(adele, id);
    assert.equal(await state(id), 'approved');
    assert.match(await answers(alex, `/deploy move ${id} fri 10:00`), /Frozen until Sat 28 Nov[^]*Move to Mon 30 Nov, 09:00/);
    assert.match(await answers(alex, `/deploy move ${id}`), /is planned for Mon 30 Nov, 09:00[^]*Move to/);
    assert.match(await answers(alex, `/deploy move ${id} 2026-12-01 10:30`), /is moved to Tue 1 Dec, 10:30/);
    assert.match(await answers(adele, `/deploy move ${id} 2026-12-01 10:30`), /Only the person who asked/);
    assert.match(await answers(alex, `/deploy move ${id} whenever`), /Say when in words/);
  });

  it('is offered other starts with the NO-GO, which is over once one is taken', async () => {
    const id = await approved();
    await answers(adele, '/freeze payments 2026-11-26 2026-11-27 Card scheme outage');
    await story.advance(2 * 24 * 60);
    const noGo = () => story.card(story.teams.personal(alex), /NO-GO/);
    assert.match(textOf(noGo().card), /Cannot go ahead[^]*Frozen until Sat 28 Nov[^]*Move to Mon 30 Nov, 09:00/);
    await story.taps(alex, noGo(), 'request/move', { with: { to: NEXT_MONDAY } });
    await story.settle();
    assert.doesNotMatch(textOf(noGo().card), /Cannot go ahead|Move to/);
    await story.approves(adele, id);
    await story.advance(60);
    assert.equal(inThread(id, /SCHEDULED/).length, 0, 'not before the day before');
    await story.advance(4 * 24 * 60);
    assert.equal(inThread(id, /SCHEDULED/).length, 1);
  });
});

stories('a start before its window', (begin) => {
  it('offers free starts, typed or tapped', async () => {
    const prod = 'prod' as EnvironmentId;
    const story = await begin({
      policy: (demo) => {
        const before = demo.environments.get(prod);
        assert.ok(before);
        return { ...quiet(demo), environments: new Map([...demo.environments, [prod, { ...before, earlyStart: 0 }]]) };
      },
    });
    const id = await story.submits(alex);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
    const [typed] = (await story.says(alex, `/start ${id}`)).slice(-1);
    const own = story.card(story.teams.personal(alex), new RegExp(`${id}[^]*Ledger checkout`));
    const tapped = await story.taps(alex, own, 'rollout/start', { data: { request: id } });
    for (const card of [typed?.card, tapped.message.card]) {
      assert.match(textOf(card), /Move to Mon 23 Nov, 09:15\n[^]*Move to Tue 24 Nov, 09:00\n[^]*Move to Wed 25 Nov, 09:00\n/);
    }
  });
});
