import assert from 'node:assert/strict';
import type { Delivery } from '../../bot/domain/delivery.ts';
import type { FakePlace, FakeTeams } from '../support/fake-teams.ts';
import { alex, megan, messageSaying, startBot, startFakeTeams, type Bot } from './scratch.ts';

describe('the messenger', () => {
  let fake: FakeTeams;
  let bot: Bot;
  const address = new Map<string, string>();
  before(async () => {
    fake = await startFakeTeams();
    bot = await startBot(fake);
    for (const place of [fake.personal(alex), fake.chat('Approvals'), fake.channel('General')]) {
      await fake.post(bot.url, fake.message({ by: alex, in: place, text: 'hi' }));
      address.set(place.id, bot.chat.heard.said.at(-1)?.here.conversation.address ?? '');
    }
  });
  beforeEach(() => {
    fake.recover();
  });
  after(async () => {
    await bot.stop();
    await fake.stop();
  });

  const of = (place: FakePlace) => address.get(place.id) ?? '';
  const post = (place: FakePlace, text: string, threadOf?: string) =>
    bot.teams.messenger.post(of(place), messageSaying(text), threadOf);
  const idOf = (delivery: Delivery) => {
    assert.ok(delivery.kind === 'sent', JSON.stringify(delivery));
    return delivery.messageId;
  };

  it('starts a thread in a channel, replies in it, and redraws both in place', async () => {
    const general = fake.channel('General');
    const root = idOf(await post(general, 'root'));
    const reply = idOf(await post(general, 'step 1', root));
    assert.deepEqual(
      fake.thread(root).map(({ id }) => id),
      [root, reply],
    );

    const { redraw } = bot.teams.messenger;
    assert.deepEqual(await redraw(of(general), root, messageSaying('root again'), undefined), {
      kind: 'sent',
      messageId: root,
    });
    assert.deepEqual(await redraw(of(general), reply, messageSaying('step 2'), root), { kind: 'sent', messageId: reply });
    assert.deepEqual(
      fake.thread(root).map(({ summary }) => summary),
      ['root again', 'step 2'],
    );
    assert.deepEqual(
      fake.thread(root)[1]?.history.map(({ summary }) => summary),
      ['step 1', 'step 2'],
    );
  });

  it('writes below one another in a chat, which has no threads', async () => {
    for (const place of [fake.personal(alex), fake.chat('Approvals')]) {
      const first = idOf(await post(place, 'one'));
      await post(place, 'two', first);
      await bot.teams.messenger.redraw(of(place), first, messageSaying('one again'), undefined);
      assert.deepEqual(
        fake.messagesIn(place).map(({ summary, thread }) => [summary, thread]),
        [
          ['one again', undefined],
          ['two', undefined],
        ],
      );
    }
  });

  it('opens the chat of a person known from a channel once, and finds its cards there again', async () => {
    await fake.post(bot.url, fake.message({ by: megan, in: fake.channel('General'), text: 'hi' }));
    const alone = bot.chat.heard.said.at(-1)?.alone?.address ?? '';
    const opened = fake.calls().filter(({ kind }) => kind === 'create').length;
    const first = idOf(await bot.teams.messenger.post(alone, messageSaying('yours'), undefined));
    await bot.teams.messenger.post(alone, messageSaying('another'), undefined);
    await bot.teams.messenger.redraw(alone, first, messageSaying('yours again'), undefined);
    assert.deepEqual(
      fake.messagesIn(fake.personal(megan)).map(({ summary }) => summary),
      ['yours again', 'another'],
    );
    assert.equal(fake.calls().filter(({ kind }) => kind === 'create').length, opened + 1);
  });

  it('finds such cards again after a restart, in the same chat', async () => {
    const alone = bot.chat.heard.said.at(-1)?.alone?.address ?? '';
    const sent = idOf(await bot.teams.messenger.post(alone, messageSaying('before'), undefined));
    const restarted = await startBot(fake);
    const redrawn = await restarted.teams.messenger.redraw(alone, sent, messageSaying('after'), undefined);
    await restarted.stop();
    assert.equal(redrawn.kind, 'sent');
    assert.equal(fake.messagesIn(fake.personal(megan)).at(-1)?.summary, 'after');
  });

  it('sends the card as its only attachment, with the line that a notification shows', async () => {
    await post(fake.chat('Approvals'), 'summary line');
    const body = fake.calls().at(-1)?.body as { readonly summary: string; readonly attachments: readonly unknown[] };
    assert.equal(body.summary, 'summary line');
    assert.deepEqual(body.attachments, [
      { contentType: 'application/vnd.microsoft.card.adaptive', content: messageSaying('summary line').card },
    ]);
  });

  const outcomes: readonly (readonly [number, string | undefined, Exclude<Delivery, { kind: 'sent' }>])[] = [
    [429, '7', { kind: 'retry', afterMs: 7_000, because: 'status-429' }],
    [429, undefined, { kind: 'retry', afterMs: 0, because: 'status-429' }],
    [429, 'soon', { kind: 'retry', afterMs: 0, because: 'status-429' }],
    [429, '999999999', { kind: 'retry', afterMs: 3_600_000, because: 'status-429' }],
    [412, undefined, { kind: 'retry', afterMs: 0, because: 'status-412' }],
    [408, undefined, { kind: 'retry', afterMs: 0, because: 'status-408' }],
    [500, undefined, { kind: 'retry', afterMs: 0, because: 'status-500' }],
    [502, undefined, { kind: 'retry', afterMs: 0, because: 'status-502' }],
    [503, '1', { kind: 'retry', afterMs: 1_000, because: 'status-503' }],
    [504, undefined, { kind: 'retry', afterMs: 0, because: 'status-504' }],
    [401, undefined, { kind: 'retry', afterMs: 0, because: 'status-401' }],
    [400, undefined, { kind: 'dead', because: 'status-400' }],
    [403, undefined, { kind: 'dead', because: 'forbidden' }],
    [404, undefined, { kind: 'dead', because: 'gone' }],
    [413, undefined, { kind: 'dead', because: 'too-large' }],
    [307, undefined, { kind: 'dead', because: 'status-307' }],
  ];
  for (const [status, retryAfter, delivery] of outcomes) {
    it(`says ${delivery.kind} (${delivery.because}) at ${status} with Retry-After ${retryAfter ?? 'left out'}, after one call`, async () => {
      fake.refuse({ status, ...(retryAfter === undefined ? {} : { retryAfter }) });
      const calls = fake.calls().length;
      assert.deepEqual(await post(fake.chat('Approvals'), 'x'), delivery);
      assert.deepEqual(await post(fake.channel('General'), 'x'), delivery);
      assert.deepEqual(
        await bot.teams.messenger.redraw(of(fake.chat('Approvals')), '1', messageSaying('x'), undefined),
        delivery,
      );
      assert.equal(fake.calls().length, calls + 3);
    });
  }

  it('understands a Retry-After that is a date', async () => {
    fake.refuse({ status: 429, retryAfter: new Date(Date.now() + 30_000).toUTCString() });
    const delivery = await post(fake.chat('Approvals'), 'x');
    assert.ok(delivery.kind === 'retry' && delivery.afterMs > 20_000 && delivery.afterMs < 40_000, JSON.stringify(delivery));
  });

  it('says dead for a message that is no longer there', async () => {
    const delivery = await bot.teams.messenger.redraw(of(fake.chat('Approvals')), 'never-was', messageSaying('x'), undefined);
    assert.deepEqual(delivery, { kind: 'dead', because: 'gone' });
  });

  it('says retry when nobody answers, and when there is no token to show', async () => {
    const gone = of(fake.chat('Approvals')).replace(fake.serviceUrl, 'http://127.0.0.1:9');
    assert.deepEqual(await bot.teams.messenger.post(gone, messageSaying('x'), undefined), {
      kind: 'retry',
      afterMs: 0,
      because: 'unreachable',
    });
    const outgoingToken = () => Promise.reject(new Error('secret expired'));
    const tokenless = await startBot(fake, { auth: { ...fake.auth, outgoingToken } });
    const delivery = await tokenless.teams.messenger.post(of(fake.chat('Approvals')), messageSaying('x'), undefined);
    await tokenless.stop();
    assert.deepEqual(delivery, { kind: 'retry', afterMs: 0, because: 'no-token' });
  });

  it('says dead for an address that it did not write, and shows its token to no other host', async () => {
    const calls = fake.calls().length;
    for (const broken of [
      '',
      'x',
      '{}',
      '[]',
      'null',
      '{"kind":"group"}',
      '{"kind":"else","serviceUrl":"u","id":"i","tenant":"t","bot":"b"}',
    ]) {
      assert.deepEqual(await bot.teams.messenger.post(broken, messageSaying('x'), undefined), {
        kind: 'dead',
        because: 'address-unreadable',
      });
    }
    const elsewhere = of(fake.chat('Approvals')).replace('127.0.0.1', 'evil.example');
    assert.deepEqual(await bot.teams.messenger.post(elsewhere, messageSaying('x'), undefined), {
      kind: 'dead',
      because: 'host-not-allowed',
    });
    assert.equal(fake.calls().length, calls);
  });
});
