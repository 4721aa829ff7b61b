import assert from 'node:assert/strict';
import type { FreezeId, RequestId } from '../../bot/domain/ids.ts';
import { holding, quiet } from '../support/holding.ts';
import { adele, alex, megan, nestor, stories, type Story, textOf } from '../support/story.ts';

stories('a freeze', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin({ policy: quiet });
  });
  const { answers, approved, inThread, gate, state } = holding(() => story);

  it('lets nothing start while it is frozen, at the card and at the gate, and everything once it is lifted', async () => {
    const id = await approved();
    assert.equal(await gate(), '200');
    assert.match(
      await answers(adele, '/freeze payments prod 2h Card scheme outage'),
      /Card scheme outage[^]*Payments API, Production/,
    );
    assert.match(
      await answers(adele, `/start ${id}`),
      /Frozen until Mon 23 Nov, 11:0\d: Card scheme outage \(FRZ-1, declared by Adele Vance\)/,
    );
    assert.equal(await gate(), '409 frozen');
    assert.match(await answers(nestor, `/deploy why ${id}`), /Card scheme outage/);

    assert.match(await answers(adele, '/freeze lift FRZ-1'), /Nothing is frozen/);
    assert.equal(await gate(), '200');
    await answers(adele, `/start ${id}`);
    assert.equal(await state(id), 'deploying');
  });

  it('tells the channel and the thread of every request whose window it lies over, and when it is lifted', async () => {
    const id = await approved();
    const other = await approved({ what: { service: 'orders' }, window: { time: '12:00' } });
    await answers(adele, '/freeze payments 2026-11-26 2026-11-27 Black Friday');
    assert.match(
      textOf(story.card(story.deployments, /Declared by Adele/).card),
      /Freeze FRZ-1[^]*Payments API[^]*Frozen[^]*Black Friday/,
    );
    const [told] = inThread(id, /Black Friday/);
    assert.match(textOf(told?.card), new RegExp(`It lies over the window of ${id}`));
    assert.equal(inThread(other, /Black Friday/).length, 0);

    await answers(adele, '/freeze lift FRZ-1');
    assert.match(textOf(inThread(id, /Black Friday/)[0]?.card), /Lifted/);
    assert.match(textOf(story.card(story.deployments, /Lifted by/).card), /Lifted by Adele Vance/);
  });

  it('lets a deployment that is under way end, tells its thread, and keeps the next one from starting', async () => {
    const id = await approved();
    await answers(adele, `/start ${id}`);
    await answers(adele, '/freeze all 3h Network trouble');
    assert.match(textOf(inThread(id, /Network trouble/)[0]?.card), new RegExp(`${id} is under way and may end`));
    assert.equal(await gate(), '200');
    for (const command of ['/step', '/step', '/step', '/done']) await answers(adele, command);
    assert.equal(await state(id), 'deployed');
  });

  it('is set aside for one request by those whom policy names, with a reason that everybody reads', async () => {
    const id = await approved();
    await answers(adele, '/freeze all 2026-11-23 2026-11-27 Year-end close');
    assert.match(
      await answers(adele, `/freeze override ${id} it is urgent`),
      /Only CTO \/ Tech Director or VP Engineering may/,
    );
    assert.match(await answers(megan, `/freeze override ${id}`), /needs a reason/);
    const seen = await story.taps(megan, inThread(id, /Year-end close/)[0] ?? assert.fail(), 'freeze/override', {
      inputs: { 'override-reason': 'The regulator asked for it' },
    });
    assert.match(seen.notice ?? '', /set aside/);
    await story.settle();
    assert.match(
      textOf(inThread(id, /Year-end close/)[0]?.card),
      /Set aside for this request by Megan Bowen, CTO[^]*The regulator asked for it/,
    );
    assert.equal(await gate(), '200');
    const record = await story.store.record.of(id as RequestId);
    assert.match(record.find(({ kind }) => kind === 'freeze-overridden')?.bytes ?? '', /The regulator asked for it/);
    await answers(adele, `/start ${id}`);
    assert.equal(await state(id), 'deploying');
  });

  it('is declared on the card too, and only by those whom policy lets', async () => {
    const [list] = await story.says(adele, '/freeze');
    assert.ok(list);
    const inputs = {
      'freeze-service': 'payments',
      'freeze-environment': 'all',
      'freeze-from-date': '2026-12-20',
      'freeze-from-time': '00:00',
      'freeze-to-date': '2027-01-03',
      'freeze-to-time': '08:00',
      'freeze-reason': 'Holidays',
    };
    const refused = await story.taps(nestor, list, 'freeze/declare', { inputs });
    assert.match(refused.notice ?? '', /do not let you declare/);
    const broken = await story.taps(adele, list, 'freeze/declare', { inputs: { ...inputs, 'freeze-to-date': 'soon' } });
    assert.match(broken.notice ?? '', /not a time that lies ahead/);
    const seen = await story.taps(adele, list, 'freeze/declare', { inputs });
    assert.match(textOf(seen.message.card), /Holidays[^]*Sun 20 Dec, 00:00 – Sun 3 Jan, 08:00/);
    assert.deepEqual(
      (await story.store.record.of('FRZ-1' as FreezeId)).map(({ kind }) => kind),
      ['freeze-declared'],
    );
  });

  it('is a warning on the form and to approvers, where policy lets such a request in', async () => {
    story = await begin({ policy: (demo) => ({ ...quiet(demo), freezes: { ...demo.freezes, submission: 'warn' } }) });
    await answers(adele, '/freeze prod 2026-11-26 2026-11-27 Black Friday');
    const [form] = (await story.says(alex, '/deploy')).slice(-1);
    const page = await story.fills(alex, form ?? assert.fail());
    const warning =
      /Its window is frozen until Sat 28 Nov, 00:00: [^]*Black Friday\. It starts only if the freeze is set aside/;
    assert.match(textOf(page.card), warning);
    await story.taps(alex, page, 'draft/save', { with: { go: 'submit' } });
    for (let turn = 0; turn < 2; turn += 1) await story.settle();
    assert.match(textOf(story.card(story.approvals, /Ledger checkout/).card), warning);
    const id = /DEP-\d+/.exec(textOf(story.card(story.approvals, /Ledger checkout/).card))?.[0] ?? assert.fail();
    assert.equal(inThread(id, /Black Friday[^]*Set it aside/).length, 1);
    await answers(megan, `/freeze override ${id} The regulator asked for it`);
    assert.doesNotMatch(textOf(story.card(story.approvals, /Ledger checkout/).card), warning);
  });

  it('ends by itself, also after a restart', async () => {
    await answers(adele, '/freeze payments 2h Load test');
    await story.restart();
    await story.advance(121);
    assert.match(textOf(story.card(story.deployments, /Freeze FRZ-1/).card), /Over/);
    assert.match(await answers(adele, '/freeze'), /Nothing is frozen/);
  });
});

stories('a freeze that policy repeats', (begin) => {
  it('is announced by the calendar, and turns a window down', async () => {
    const story = await begin({
      policy: (demo) => ({
        ...quiet(demo),
        freezes: {
          ...demo.freezes,
          recurring: [
            {
              id: 'month-end',
              reason: 'Month end',
              cron: '0 18 25 * *',
              lasts: { days: 2, minutes: 0 },
              services: [],
              environments: [],
            },
          ],
        },
      }),
    });
    await assert.rejects(story.submits(alex), /Frozen until Fri 27 Nov, 18:00: Month end/);
    const [calendar] = await story.says(alex, '/calendar');
    assert.match(textOf(calendar?.card), /Wed 25 Nov[^]*Frozen 18:00–24:00[^]*Month end[^]*Thu 26 Nov[^]*Frozen/);
  });
});
