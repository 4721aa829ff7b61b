import assert from 'node:assert/strict';
import type { FakeTeams } from '../support/fake-teams.ts';
import { alex, sayText, startBot, startFakeTeams, type Bot } from './scratch.ts';

describe('the door of Teams', () => {
  let fake: FakeTeams;
  let bot: Bot;
  const hello = () => fake.message({ by: alex, in: fake.personal(alex), text: 'hello' });
  const nothingHappened = () => {
    assert.deepEqual(bot.chat.heard, { said: [], tapped: [], arrived: [], opened: [], searched: [], pasted: [], faults: [] });
    assert.deepEqual(fake.calls(), []);
  };

  beforeEach(async () => {
    fake = await startFakeTeams();
    bot = await startBot(fake);
    bot.chat.answer.said = () => [sayText('hi')];
  });
  afterEach(async () => {
    await bot.stop();
    await fake.stop();
  });

  it('lets in what Teams has signed for this bot, and answers with a token of its own', async () => {
    assert.equal((await fake.post(bot.url, hello())).status, 200);
    assert.deepEqual(
      fake.messagesIn(fake.personal(alex)).map(({ text }) => text),
      ['hi'],
    );
    assert.equal(fake.calls()[0]?.authorization, 'Bearer token-of-the-bot');
  });

  // The SDK itself would take the last for one of its Emulator.
  for (const token of [
    'none',
    'wrong-audience',
    'wrong-issuer',
    'expired',
    'wrong-key',
    'other-service',
    'emulator',
  ] as const) {
    it(`answers 401 and not a word to a token that is ${token}`, async () => {
      const answer = await fake.post(bot.url, hello(), token);
      assert.deepEqual([answer.status, answer.text], [401, '']);
      nothingHappened();
    });
  }

  it('answers 401 to an authorization that is no token at all', async () => {
    for (const authorization of ['Bearer', 'Bearer x.y.z', 'Basic YTpi', 'Bearer  two spaces']) {
      const headers = { 'content-type': 'application/json', authorization };
      const response = await fetch(bot.url, { method: 'POST', headers, body: JSON.stringify(hello()) });
      assert.deepEqual([response.status, await response.text()], [401, '']);
    }
    nothingHappened();
  });

  it('answers 503 while the keys of Teams cannot be fetched, since nobody can be told apart', async () => {
    const auth = { ...fake.auth, openIdMetadataUrl: 'http://127.0.0.1:9/openid' };
    const cutOff = await startBot(fake, { auth });
    const answer = await fake.post(cutOff.url, hello());
    await cutOff.stop();
    assert.deepEqual([answer.status, answer.text], [503, '']);
  });

  const tenant = { id: '00000000-0000-4000-8000-00000000cccc' };
  const elsewhere: readonly (readonly [string, (activity: Readonly<Record<string, unknown>>) => object])[] = [
    ['of another tenant', (activity) => ({ ...activity, channelData: { tenant } })],
    ['in a conversation of another tenant', (activity) => ({ ...activity, conversation: { id: 'c', tenantId: tenant.id } })],
    ['from somebody of another tenant', (activity) => ({ ...activity, from: { ...alex, tenantId: tenant.id } })],
    ['of no tenant', (activity) => ({ ...activity, channelData: {}, conversation: { id: 'c' } })],
    ['of Direct Line, where the sender writes who they are', (activity) => ({ ...activity, channelId: 'directline' })],
  ];
  for (const [what, change] of elsewhere) {
    it(`answers 403 and not a word to an activity ${what}`, async () => {
      const activity = change(hello());
      const answer = await fake.post(bot.url, activity);
      assert.deepEqual([answer.status, answer.text], [403, '']);
      nothingHappened();
    });
  }

  it('knows its tenant however the letters of its id are written', async () => {
    const shouting = await startBot(fake, { auth: { ...fake.auth, tenantId: fake.auth.tenantId.toUpperCase() } });
    assert.equal((await fake.post(shouting.url, hello())).status, 200);
    await shouting.stop();
  });

  it('answers 403 to a good token for a service URL whose host is not one of Teams', async () => {
    const strict = await startBot(fake, { allowedServiceHosts: ['smba.trafficmanager.net'] });
    const answer = await fake.post(strict.url, hello());
    assert.deepEqual([answer.status, answer.text], [403, '']);
    assert.deepEqual(strict.chat.heard.said, []);
    await strict.stop();
  });

  const malformed: readonly (readonly [string, unknown])[] = [
    ['a list', []],
    ['a text', 'hello'],
    ['nothing', null],
    ['no type', { conversation: { id: 'c' }, from: { id: 'f' }, recipient: { id: 'r' } }],
    ['a type that is no text', { type: 7, conversation: { id: 'c' }, from: { id: 'f' }, recipient: { id: 'r' } }],
    ['no conversation', { type: 'message', from: { id: 'f' }, recipient: { id: 'r' } }],
    ['no sender', { type: 'message', conversation: { id: 'c' }, recipient: { id: 'r' } }],
    ['no recipient', { type: 'message', conversation: { id: 'c' }, from: { id: 'f' } }],
  ];
  for (const [what, body] of malformed) {
    it(`answers 400 to a body with ${what}`, async () => {
      const answer = await fake.post(bot.url, body);
      assert.equal(answer.status, 400);
      nothingHappened();
    });
  }

  it('answers 200 to kinds of activity that it does not listen to, and does nothing', async () => {
    for (const type of ['messageReaction', 'typing', 'event', 'endOfConversation', 'whatever-comes-next']) {
      assert.equal((await fake.post(bot.url, { ...hello(), type })).status, 200);
    }
    nothingHappened();
  });

  it('survives strange values in every part of an activity that may be strange', async () => {
    const strange = [null, 7, 'text', [], {}, [null], { id: 7 }];
    const inside = (activity: object, part: string, value: unknown) =>
      ['conversation', 'from', 'recipient'].map((whole) => ({
        ...activity,
        [whole]: { ...(activity as Record<string, object>)[whole], [part]: value },
      }));
    for (const part of ['name', 'isGroup', 'role', 'conversationType', 'isTargeted', 'aadObjectId']) {
      for (const value of strange) {
        for (const activity of inside(hello(), part, value)) {
          assert.equal((await fake.post(bot.url, activity)).status, 200, `${part} ${JSON.stringify(value)}`);
        }
      }
    }
    for (const part of ['channelData', 'entities', 'value', 'membersAdded', 'text', 'name', 'timestamp', 'id', 'locale']) {
      for (const value of strange) {
        const activity = { ...hello(), [part]: value };
        const { status } = await fake.post(bot.url, activity);
        assert.ok(status === 200 || status === 403, `${part} ${JSON.stringify(value)} gave ${status}`);
      }
    }
    assert.deepEqual(bot.chat.heard.faults, []);
  });

  it('turns activities away with 503 once it stops, and ends the turns that had begun', async () => {
    const begun = Promise.withResolvers<undefined>();
    const release = Promise.withResolvers<undefined>();
    bot.chat.answer.said = async () => {
      begun.resolve(undefined);
      await release.promise;
      return [sayText('still here')];
    };
    const running = fake.post(bot.url, hello());
    await begun.promise;
    const stopped = bot.teams.stop();
    assert.equal((await fake.post(bot.url, hello())).status, 503);
    release.resolve(undefined);
    await stopped;
    assert.equal((await running).status, 200);
    assert.deepEqual(
      fake.messagesIn(fake.personal(alex)).map(({ text }) => text),
      ['still here'],
    );
  });
});

describe('the door of Teams with authentication off', () => {
  let fake: FakeTeams;
  let bot: Bot;
  before(async () => {
    fake = await startFakeTeams();
    bot = await startBot(fake, { auth: { kind: 'off' } });
  });
  after(async () => {
    await bot.stop();
    await fake.stop();
  });

  const hello = () => fake.message({ by: alex, in: fake.personal(alex), text: 'hello' });

  it('lets in any tenant without a token, and sends none', async () => {
    bot.chat.answer.said = () => [sayText('hi')];
    const activity = { ...hello(), channelData: { tenant: { id: 'any' } } };
    assert.equal((await fake.post(bot.url, activity, 'none')).status, 200);
    assert.equal(fake.calls()[0]?.authorization, undefined);
  });

  it('answers 403 to a service URL that is not on this machine', async () => {
    for (const serviceUrl of [
      'https://smba.trafficmanager.net/teams',
      'http://127.0.0.1.evil.example',
      'http://me@127.0.0.1:1',
      'ftp://127.0.0.1',
      '',
      'nonsense',
    ]) {
      assert.equal((await fake.post(bot.url, { ...hello(), serviceUrl }, 'none')).status, 403, serviceUrl);
    }
  });
});
