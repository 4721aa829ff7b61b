import assert from 'node:assert/strict';
import type { FakePlace, FakeTeams } from '../support/fake-teams.ts';
import { adele, alex, FAULT, megan, messageSaying, sayText, startBot, startFakeTeams, type Bot } from './scratch.ts';

describe('a message to the bot', () => {
  let fake: FakeTeams;
  let bot: Bot;
  before(async () => {
    fake = await startFakeTeams();
    bot = await startBot(fake);
  });
  beforeEach(() => {
    bot.chat.answer.said = () => [];
    bot.chat.heard.said.length = 0;
    bot.chat.heard.faults.length = 0;
    fake.recover();
  });
  after(async () => {
    await bot.stop();
    await fake.stop();
  });

  const textsSeen = (place: FakePlace, by = alex) => fake.seenBy(by, place).map(({ text }) => text);
  /** What is written there from now on. */
  const writtenIn = (place: FakePlace) => {
    const count = fake.messagesIn(place).length;
    return () => fake.messagesIn(place).slice(count);
  };

  it('is told with who said it, by their Entra id, where, and without the mention of the bot', async () => {
    const approvals = fake.channel('approvals');
    await fake.post(bot.url, fake.message({ by: alex, in: approvals, text: '/deploy payments\u00a02.4.1' }));
    const [said] = bot.chat.heard.said;
    assert.equal(said?.text, '/deploy payments 2.4.1');
    assert.deepEqual(said.by, {
      id: alex.aadObjectId,
      name: 'Alex Wilber',
      locale: undefined,
      zone: undefined,
      account: alex.id,
    });
    assert.equal(said.here.scope, 'channel');
    assert.equal(said.here.conversation.lane, approvals.id);
  });

  it('is told the same from a personal chat, a group chat and a channel, mentioned or not', async () => {
    for (const place of [fake.personal(alex), fake.chat('Approvals'), fake.channel('General')]) {
      for (const how of ['mentioned', 'unmentioned'] as const) {
        await fake.post(bot.url, fake.message({ by: alex, in: place, text: '/help', how }));
      }
    }
    assert.deepEqual(
      bot.chat.heard.said.map(({ text, here }) => `${here.scope} ${text}`),
      ['personal', 'personal', 'group', 'group', 'channel', 'channel'].map((scope) => `${scope} /help`),
    );
  });

  it('keeps the mentions of other people, and loses every mention of the bot', async () => {
    const activity = fake.message({
      by: alex,
      in: fake.channel('General'),
      text: 'ask <at>Megan</at> <at>Signoff</at> please',
    });
    const entities = [...(activity['entities'] as object[]), { type: 'mention', text: '<at>Megan</at>', mentioned: megan }];
    await fake.post(bot.url, { ...activity, entities });
    assert.equal(bot.chat.heard.said[0]?.text.replaceAll(/ +/g, ' '), 'ask <at>Megan</at> please');
  });

  it('knows a person by the same id however its letters are written, and shortens an endless name', async () => {
    const shouting = { ...alex, aadObjectId: 'ABCDEF00-0000-4000-8000-000000000001', name: `  ${'x'.repeat(500)}` };
    await fake.post(bot.url, fake.message({ by: shouting, in: fake.personal(alex), text: 'hi' }));
    assert.deepEqual(bot.chat.heard.said[0]?.by, {
      id: 'abcdef00-0000-4000-8000-000000000001',
      name: 'x'.repeat(120),
      locale: undefined,
      zone: undefined,
      account: alex.id,
    });
  });

  it('is not told when Teams does not say who wrote it; the writer reads why', async () => {
    for (const aadObjectId of ['', 'admin', "' or 1=1"]) {
      const written = writtenIn(fake.personal(alex));
      await fake.post(bot.url, fake.message({ by: { ...alex, aadObjectId }, in: fake.personal(alex), text: 'hi' }));
      assert.match(written()[0]?.text ?? '', /did not say who you are/);
    }
    assert.deepEqual(bot.chat.heard.said, []);
  });

  it('is answered in order, where it was said', async () => {
    for (const place of [fake.personal(alex), fake.chat('Approvals')]) {
      const written = writtenIn(place);
      bot.chat.answer.said = () => [
        sayText('one'),
        { to: 'here', say: { kind: 'card', message: messageSaying('two') } },
        sayText('three'),
      ];
      await fake.post(bot.url, fake.message({ by: alex, in: place, text: 'hi' }));
      assert.deepEqual(
        written().map(({ text, summary }) => text || summary),
        ['one', 'two', 'three'],
      );
      assert.deepEqual(written()[1]?.card, messageSaying('two').card);
    }
  });

  it('is answered in its own thread of a channel, also deep in one', async () => {
    bot.chat.answer.said = () => [sayText('heard')];
    const root = fake.message({ by: alex, in: fake.channel('General'), text: 'hi' });
    await fake.post(bot.url, root);
    assert.deepEqual(
      fake.thread(root['id'] as string).map(({ text }) => text),
      ['heard'],
    );
    await fake.post(
      bot.url,
      fake.message({ by: megan, in: fake.channel('General'), text: 'me too', thread: root['id'] as string }),
    );
    assert.equal(fake.thread(root['id'] as string).length, 2);
  });

  it('is answered in plain text, so that nothing typed turns into a link or a mention', async () => {
    bot.chat.answer.said = () => [sayText('[click](https://evil.example) <at>all</at>')];
    await fake.post(bot.url, fake.message({ by: alex, in: fake.personal(alex), text: 'hi' }));
    const body = fake.calls().at(-1)?.body as { readonly textFormat: string; readonly text: string };
    assert.deepEqual([body.textFormat, body.text], ['plain', '[click](https://evil.example) <at>all</at>']);
  });

  it('is answered privately by a message that only its writer sees, in a group chat and in a channel', async () => {
    bot.chat.answer.said = ({ by }) => [sayText(`only for ${by.name}`, 'privately')];
    for (const place of [fake.chat('Approvals'), fake.channel('incidents')]) {
      for (const by of [alex, megan]) await fake.post(bot.url, fake.message({ by, in: place, text: 'hi' }));
      assert.deepEqual(
        textsSeen(place, alex).filter((text) => text.startsWith('only')),
        ['only for Alex Wilber'],
      );
      assert.deepEqual(
        textsSeen(place, megan).filter((text) => text.startsWith('only')),
        ['only for Megan Bowen'],
      );
      assert.deepEqual(
        textsSeen(place, adele).filter((text) => text.startsWith('only')),
        [],
      );
    }
  });

  it('never mixes up two people whose private answers are written at the same time', async () => {
    bot.chat.answer.said = ({ by }) => [sayText(`secret of ${by.name}`, 'privately')];
    const people = Array.from({ length: 20 }, (_, n) => [alex, megan, adele][n % 3] ?? alex);
    await Promise.all(people.map((by) => fake.post(bot.url, fake.message({ by, in: fake.chat('Approvals'), text: 'hi' }))));
    for (const { text, onlyFor } of fake.messagesIn(fake.chat('Approvals')).filter(({ text }) => text.startsWith('secret'))) {
      assert.equal([alex, megan, adele].find(({ name }) => text === `secret of ${name}`)?.id, onlyFor);
    }
  });

  it('is answered privately in the personal chat where Teams has no targeted messages', async () => {
    bot.chat.answer.said = () => [sayText('psst', 'privately')];
    for (const status of [400, 403, 404]) {
      fake.recover();
      fake.refuse({ status, of: 'targeted' });
      const [here, alone] = [writtenIn(fake.channel('General')), writtenIn(fake.personal(megan))];
      await fake.post(bot.url, fake.message({ by: megan, in: fake.channel('General'), text: 'hi' }));
      assert.deepEqual(here(), []);
      assert.deepEqual(
        alone().map(({ text }) => text),
        ['psst'],
      );
    }
  });

  it('stays unanswered, and is logged without a word of it, where a private answer can reach nobody', async () => {
    bot.chat.answer.said = () => [sayText('psst', 'privately')];
    const stranger = { ...adele, id: '29:stranger', name: 'Someone Strange' };
    fake.refuse({ status: 403, of: 'targeted' });
    const here = writtenIn(fake.channel('General'));
    await fake.post(bot.url, fake.message({ by: stranger, in: fake.channel('General'), text: 'hi' }));
    assert.deepEqual(here(), []);
    assert.match(bot.logged(), /forbidden/);
    assert.doesNotMatch(bot.logged(), /psst|Strange|token-of/);
  });

  it('is answered in a whisper when it was whispered', async () => {
    bot.chat.answer.said = () => [sayText('for all?')];
    const place = fake.chat('Approvals');
    const written = writtenIn(place);
    await fake.post(bot.url, fake.message({ by: alex, in: place, text: 'deploy', how: 'whispered' }));
    assert.deepEqual(
      written().map(({ onlyFor }) => onlyFor),
      [alex.id],
    );
  });

  it('is answered with the sentence for a fault, and never with what went wrong', async () => {
    bot.chat.answer.said = () => {
      throw new Error('password=hunter2');
    };
    const written = writtenIn(fake.personal(alex));
    const answer = await fake.post(bot.url, fake.message({ by: alex, in: fake.personal(alex), text: 'hi' }));
    assert.deepEqual([answer.status, answer.text], [200, '']);
    assert.deepEqual(
      written().map(({ text }) => text),
      [FAULT],
    );
    assert.match(String(bot.chat.heard.faults[0]), /hunter2/);
  });

  it('is answered after Teams was busy, as late as Teams asked', async () => {
    bot.chat.answer.said = () => [sayText('at last')];
    fake.refuse({ status: 429, times: 2, retryAfter: '2' });
    const written = writtenIn(fake.personal(alex));
    const waited = bot.waits.length;
    await fake.post(bot.url, fake.message({ by: alex, in: fake.personal(alex), text: 'hi' }));
    assert.deepEqual(
      written().map(({ text }) => text),
      ['at last'],
    );
    assert.deepEqual(bot.waits.slice(waited), [2_000, 2_000]);
  });

  it('says where its writer can be reached alone, also when it was said among others', async () => {
    await fake.post(bot.url, fake.message({ by: megan, in: fake.channel('General'), text: 'hi' }));
    const alone = bot.chat.heard.said[0]?.alone;
    const written = writtenIn(fake.personal(megan));
    const sent = await bot.teams.messenger.post(alone?.address ?? '', messageSaying('your request'), undefined);
    assert.equal(sent.kind, 'sent');
    assert.deepEqual(
      written().map(({ summary }) => summary),
      ['your request'],
    );
  });
});
