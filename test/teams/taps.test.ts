import assert from 'node:assert/strict';
import type { FakeMessage, FakeTeams } from '../support/fake-teams.ts';
import { alex, cardSaying, FAULT, megan, messageSaying, sayText, startBot, startFakeTeams, type Bot } from './scratch.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
const LINE = 'application/vnd.microsoft.activity.message';

describe('a tap on a card', () => {
  let fake: FakeTeams;
  let bot: Bot;
  let card: FakeMessage;
  before(async () => {
    fake = await startFakeTeams();
    bot = await startBot(fake);
    bot.chat.answer.said = () => [{ to: 'here', say: { kind: 'card', message: messageSaying('approve?') } }];
    await fake.post(bot.url, fake.message({ by: alex, in: fake.channel('approvals'), text: 'ask' }));
    const [written] = fake.messagesIn(fake.channel('approvals'));
    assert.ok(written);
    card = written;
  });
  beforeEach(() => {
    bot.chat.answer.tapped = () => ({ kind: 'notice', text: 'noted' });
    bot.chat.heard.tapped.length = 0;
  });
  after(async () => {
    await bot.stop();
    await fake.stop();
  });

  const tap = (changes: object = {}) =>
    fake.post(bot.url, { ...fake.tap({ by: megan, on: card, verb: 'vote', inputs: { comment: 'fine' } }), ...changes });

  it('is told with who tapped, where, and what their client sent', async () => {
    await tap();
    const [tapped] = bot.chat.heard.tapped;
    assert.deepEqual(tapped?.by, {
      id: megan.aadObjectId,
      name: megan.name,
      locale: undefined,
      zone: undefined,
      account: megan.id,
    });
    assert.deepEqual([tapped.here.scope, tapped.here.conversation.lane], ['channel', card.place.id]);
    assert.equal(tapped.verb, 'vote');
    assert.deepEqual(tapped.data, { request: 'DEP-1', choice: 'approve', comment: 'fine' });
  });

  it('is answered with the card that takes the place of the tapped one', async () => {
    bot.chat.answer.tapped = () => ({ kind: 'card', card: cardSaying('approved') });
    const answer = await tap();
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, { statusCode: 200, type: CARD, value: cardSaying('approved') });
  });

  it('is answered with a line for the one who tapped', async () => {
    assert.deepEqual((await tap()).body, { statusCode: 200, type: LINE, value: 'noted' });
  });

  it('changes nothing that others see: what a tapper is shown goes to them alone', async () => {
    bot.chat.answer.tapped = ({ by }) => ({
      kind: 'card',
      card: {
        ...cardSaying(`private to ${by.name}`),
        refresh: { action: { type: 'Action.Execute', verb: 'look' }, userIds: ['29:x'] },
      },
    });
    const calls = fake.calls().length;
    for (const by of [alex, megan]) {
      const answer = await fake.post(bot.url, fake.tap({ by, on: card, verb: 'vote' }));
      assert.match(answer.text, new RegExp(`private to ${by.name}`));
    }
    assert.equal(fake.calls().length, calls);
    assert.deepEqual(fake.messagesIn(card.place)[0]?.card, card.card);
  });

  it('gives each of many at once their own answer', async () => {
    bot.chat.answer.tapped = ({ data }) => ({ kind: 'notice', text: JSON.stringify(data) });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => fake.post(bot.url, fake.tap({ by: megan, on: card, verb: 'vote', data: { n } }))),
    );
    assert.deepEqual(
      answers.map(({ body }) => (body as { readonly value: string }).value),
      answers.map((_, n) => `{"n":${n}}`),
    );
  });

  it('does nothing when Teams does not say who tapped, and says so', async () => {
    const from = { id: megan.id, name: megan.name };
    const answer = await tap({ from });
    assert.equal(answer.status, 200);
    assert.match(answer.text, /did not say who you are/);
    assert.deepEqual(bot.chat.heard.tapped, []);
  });

  it('is told, and not thrown at, whatever its value is', async () => {
    for (const value of [undefined, null, 'x', [], {}, { action: null }, { action: 'x' }, { action: { verb: { a: 1 } } }]) {
      assert.equal((await tap({ value })).status, 200);
    }
    assert.equal(bot.chat.heard.tapped.length, 8);
    assert.deepEqual(bot.chat.heard.faults, []);
  });

  it('is answered with the sentence for a fault, and never with what went wrong', async () => {
    bot.chat.answer.tapped = () => {
      throw new Error('password=hunter2');
    };
    const answer = await tap();
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, { statusCode: 200, type: LINE, value: FAULT });
  });

  const others: readonly (readonly [string, RegExp])[] = [
    ['task/whatever', /^\{"task":\{"type":"message","value":"/],
    ['composeExtension/selectItem', /^\{"composeExtension":\{"type":"message","text":"/],
    ['application/search', /"type":"application\/vnd.microsoft.activity.message"/],
    ['message/submitAction', /"type":"application\/vnd.microsoft.activity.message"/],
    ['signin/verifyState', /"type":"application\/vnd.microsoft.activity.message"/],
    ['fileConsent/invoke', /"type":"application\/vnd.microsoft.activity.message"/],
    ['', /"type":"application\/vnd.microsoft.activity.message"/],
    ['whatever/comes-next', /"type":"application\/vnd.microsoft.activity.message"/],
  ];
  for (const [name, body] of others) {
    it(`has relatives: an invoke called "${name}" is answered 200 with a friendly line, never 501`, async () => {
      const answer = await fake.post(bot.url, fake.invoke({ by: alex, in: fake.personal(alex), name, value: { state: 1 } }));
      assert.equal(answer.status, 200);
      assert.match(answer.text, body);
      assert.match(answer.text, /Write help/);
    });
  }

  it('leaves a message that is being answered at the same time alone', async () => {
    bot.chat.answer.said = () => [sayText('hi')];
    const [said, tapped] = await Promise.all([
      fake.post(bot.url, fake.message({ by: alex, in: fake.personal(alex), text: 'hello' })),
      tap(),
    ]);
    assert.equal(said.text, '');
    assert.match(tapped.text, /noted/);
  });
});
