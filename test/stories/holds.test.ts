import assert from 'node:assert/strict';
import type { EnvironmentId, FreezeId, RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { adele, alex, buttonsOf, isaiah, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

/** Without the roll call, which these stories are not about; everything may start a week early, as in the demo. */
const quiet = (demo: Policy): Policy => ({
  ...demo,
  execution: { ...demo.execution, rollCall: { people: 0, named: [] }, checklist: [], rollbackConfirmations: 0 },
});

/** Monday 30 November, 09:00 in Madrid, as a button sends it. */
const NEXT_MONDAY = Date.parse('2026-11-30T08:00:00.000Z') / 60_000;

stories('freezes and locks', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin({ policy: quiet });
  });

  const answers = async (by: typeof alex, text: string) => {
    const said = await story.says(by, text);
    await story.settle();
    return said.map((message) => `${message.text}\n${textOf(message.card)}`).join('\n');
  };
  const approved = async (changes: Parameters<Story['submits']>[1] = {}) => {
    const id = await story.submits(alex, changes);
    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, id);
    await story.settle();
    return id;
  };
  const thread = (id: string) => story.teams.thread(story.card(story.deployments, new RegExp(id)).thread ?? '');
  const inThread = (id: string, matching: RegExp) => thread(id).filter(({ card }) => matching.test(textOf(card)));
  const gate = async (version = '2.4.1') => {
    const body = JSON.stringify({ service: 'payments', environment: 'prod', version, run: '8812' });
    const response = await fetch(`${story.url}/api/gate`, { method: 'POST', body });
    const { reason = '' } = (await response.json()) as { reason?: string };
    return `${response.status} ${reason}`.trim();
  };
  const state = async (id: string) => (await story.store.requests.find(id as RequestId))?.request.state;

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

  it('ends by itself, also after a restart', async () => {
    await answers(adele, '/freeze payments 2h Load test');
    await story.restart();
    await story.advance(121);
    assert.match(textOf(story.card(story.deployments, /Freeze FRZ-1/).card), /Over/);
    assert.match(await answers(adele, '/freeze'), /Nothing is frozen/);
  });

  it('keeps two requests of one service apart: a start locks, its end unlocks', async () => {
    const first = await approved();
    const second = await approved({ what: { version: '2.4.2' }, window: { time: '11:00' } });
    await answers(adele, `/start ${first}`);
    assert.match(await answers(adele, `/start ${second}`), new RegExp(`Locked by ${first}, which is being deployed`));
    assert.match(await answers(adele, '/lock'), new RegExp(`Payments API, Production[^]*${first} is being deployed`));
    await story.restart();
    assert.match(await answers(adele, `/start ${second}`), new RegExp(`Locked by ${first}`));
    for (const command of ['/step', '/step', '/step', '/done']) await answers(adele, `${command} ${first}`);
    await answers(adele, `/start ${second}`);
    assert.equal(await state(second), 'deploying');
  });

  it('starts one of two that are started at the same moment', async () => {
    const first = await approved();
    const second = await approved({ what: { version: '2.4.2' }, window: { time: '11:00' } });
    await Promise.all([story.says(adele, `/start ${first}`), story.says(alex, `/start ${second}`)]);
    assert.deepEqual([await state(first), await state(second)].sort(), ['approved', 'deploying']);
  });

  it('stays locked after a rollback until its cause is recorded', async () => {
    const first = await approved();
    const second = await approved({ what: { version: '2.4.2' }, window: { time: '11:00' } });
    await answers(adele, `/start ${first}`);
    await answers(adele, `/rollback ${first} Errors everywhere`);
    await answers(adele, `/done ${first}`);
    assert.equal(await state(first), 'rolled-back');
    assert.match(await answers(adele, `/start ${second}`), /rolled back without a cause on record/);
    assert.match(await answers(nestor, `/unlock ${first} no idea`), /Only the requester, the on-call people/);
    assert.match(await answers(adele, `/unlock ${first} A missing index`), /The cause is on record/);
    await answers(adele, `/start ${second}`);
    assert.equal(await state(second), 'deploying');
  });

  it('is locked by hand with a reason and an end, by those who run deployments', async () => {
    const id = await approved();
    assert.match(await answers(nestor, '/lock payments prod 1h Load test'), /Only people who hold a deployment role/);
    assert.match(
      await answers(adele, '/lock payments prod 1h Load test'),
      /Payments API, Production is locked until Mon 23 Nov, 10:0\d/,
    );
    assert.match(await answers(alex, `/start ${id}`), /Locked by Adele Vance until [^]*: Load test/);
    assert.equal(await gate(), '409 locked');
    assert.match(await answers(adele, '/unlock payments prod'), /is unlocked/);
    assert.equal(await gate(), '200');
  });

  it('reminds the owner of a lock before it ends, once, and then opens', async () => {
    await approved();
    await answers(adele, '/lock payments prod 1h Load test');
    await story.restart();
    await story.advance(46);
    const reminders = () =>
      story.teams.messagesIn(story.teams.personal(adele)).filter(({ card }) => /Your lock on/.test(textOf(card)));
    assert.equal(reminders().length, 1);
    assert.equal(await gate(), '409 locked');
    await story.advance(14);
    await story.advance(1);
    assert.equal(reminders().length, 1);
    assert.equal(await gate(), '200');
    assert.deepEqual(
      (await story.store.record.of('lock:payments/prod')).map(({ kind }) => kind),
      ['lock-taken', 'lock-warned', 'lock-expired'],
    );
  });
});

stories('what stands in the way, as policy has it', (begin) => {
  it('is a freeze that policy repeats, announced by the calendar', async () => {
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

  it('shows in the week what is planned, and goes on to the next', async () => {
    const story = await begin({ policy: quiet });
    const id = await story.submits(alex);
    const [calendar] = await story.says(nestor, '/calendar');
    assert.ok(calendar);
    assert.match(
      textOf(calendar.card),
      new RegExp(`Mon 23 Nov to Sun 29 Nov[^]*Thu 26 Nov[^]*09:00–09:30[^]*Payments API 2.4.1[^]*${id}`),
    );
    const next = await story.taps(nestor, calendar, 'calendar/show', { with: { week: 1 } });
    assert.match(textOf(next.message.card), /Mon 30 Nov to Sun 6 Dec[^]*No deployment is planned/);
  });

  it('tells everybody who shares people with another deployment: requester, approvers, calendar, and once more a day before', async () => {
    const story = await begin({ preparation: 'demo', policy: (demo) => demo });
    const first = await story.submits(alex);
    const [form] = (await story.says(alex, '/deploy')).slice(-1);
    const check = await story.fills(alex, form ?? assert.fail(), {
      what: { service: 'orders', version: '1.8.0' },
      window: { time: '09:15' },
    });
    const shared = new RegExp(
      `On call for ${first} Payments API 2\\.4\\.1 too, Thu 26 Nov, 09:00–09:30: Adele Vance, Isaiah Langer and Lynne Robbins`,
    );
    assert.match(textOf(check.card), shared);
    await story.taps(alex, check, 'draft/save', { with: { go: 'submit' } });
    await story.settle();
    const second = /DEP-\d+/.exec(textOf(story.card(story.approvals, /Orders API/).card))?.[0] ?? '';
    assert.match(textOf(story.card(story.approvals, /Orders API/).card), shared);
    const [calendar] = await story.says(nestor, '/calendar');
    assert.match(textOf(calendar?.card), new RegExp(`shares people with ${second}[^]*shares people with ${first}`));

    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, first);
    await story.advance(2 * 24 * 60);
    await story.settle();
    const ready = story.card(story.deployments, /Pre-deployment checklist/);
    assert.match(
      textOf(ready.card),
      new RegExp(`At the same time[^]*On call for ${second} Orders API 1\\.8\\.0 too, Thu 26 Nov, 09:15`),
    );
  });

  it('offers free starts where a start comes before its window, typed or tapped', async () => {
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
