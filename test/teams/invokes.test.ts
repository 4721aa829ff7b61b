import assert from 'node:assert/strict';
import type { FakePlace, FakeTeams } from '../support/fake-teams.ts';
import { alex, cardSaying, FAULT, startBot, startFakeTeams, type Bot } from './scratch.ts';

const DIALOGS = ['task/fetch', 'task/submit', 'composeExtension/fetchTask', 'composeExtension/submitAction'] as const;
const SEARCHES = ['composeExtension/query', 'composeExtension/queryLink'] as const;

describe('dialogs and the compose box', () => {
  let fake: FakeTeams;
  let bot: Bot;
  before(async () => {
    fake = await startFakeTeams();
    bot = await startBot(fake);
  });
  beforeEach(() => {
    bot.chat.answer.opened = () => ({ kind: 'page', title: 'Deployment request', card: cardSaying('page') });
    bot.chat.answer.searched = () => [{ card: cardSaying('found'), title: 'Payments', text: 'DEP-7' }];
    bot.chat.answer.pasted = () => undefined;
    for (const heard of Object.values(bot.chat.heard)) heard.length = 0;
  });
  after(async () => {
    await bot.stop();
    await fake.stop();
  });

  const ask = (name: string, value: unknown, place: FakePlace = fake.personal(alex)) =>
    fake.post(bot.url, fake.invoke({ by: alex, in: place, name, value }));

  for (const name of DIALOGS) {
    it(`shows the next page of a dialog as the answer to ${name}`, async () => {
      const { body } = await ask(name, { data: { verb: 'draft/save', go: 'next' } });
      assert.deepEqual(body, {
        task: {
          type: 'continue',
          value: {
            title: 'Deployment request',
            width: 'medium',
            height: 'large',
            card: { contentType: 'application/vnd.microsoft.card.adaptive', content: cardSaying('page') },
          },
        },
      });
      assert.deepEqual(bot.chat.heard.opened[0]?.data, { verb: 'draft/save', go: 'next' });
      assert.equal(bot.chat.heard.opened[0].verb, 'draft/save');
    });

    it(`closes the dialog with a line as the answer to ${name}`, async () => {
      bot.chat.answer.opened = () => ({ kind: 'closing', text: 'DEP-7 is submitted.' });
      assert.deepEqual((await ask(name, {})).body, { task: { type: 'message', value: 'DEP-7 is submitted.' } });
    });
  }

  it('opens the form for the command of the compose box, whatever data comes with it', async () => {
    await ask('composeExtension/fetchTask', { commandId: 'deploy', data: { verb: 'draft/save' } });
    assert.equal(bot.chat.heard.opened[0]?.verb, 'draft/open');
  });

  it('never takes a chat of two people for the chat with the bot', async () => {
    const aside: FakePlace = { id: '19:one_other@unq.gbl.spaces', scope: 'personal', name: 'aside', members: [] };
    await ask('composeExtension/fetchTask', { commandId: 'deploy' }, aside);
    const [heard] = bot.chat.heard.opened;
    assert.equal(heard?.here.scope, 'group');
    assert.notEqual(heard.alone?.lane, aside.id);
  });

  it('hands over what is searched for, and lists what was found as cards with a line each', async () => {
    const parameters = [
      { name: 'other', value: 'x' },
      { name: 'query', value: 'payments' },
    ];
    const { body } = await ask('composeExtension/query', { parameters, queryOptions: { skip: 25, count: 10 } });
    const [searched] = bot.chat.heard.searched;
    assert.deepEqual([searched?.text, searched?.skip, searched?.most], ['payments', 25, 10]);
    assert.deepEqual(body, {
      composeExtension: {
        type: 'result',
        attachmentLayout: 'list',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: cardSaying('found'),
            preview: {
              contentType: 'application/vnd.microsoft.card.thumbnail',
              content: { title: 'Payments', text: 'DEP-7' },
            },
          },
        ],
      },
    });
  });

  it('searches within bounds, whatever is asked', async () => {
    const parameters = [{ name: 'query', value: 'x'.repeat(50_000) }];
    await ask('composeExtension/query', { parameters, queryOptions: { skip: 1e9, count: -1 } });
    const [searched] = bot.chat.heard.searched;
    assert.deepEqual([searched?.text.length, searched?.skip, searched?.most], [200, 100, 25]);
  });

  it('says in a line that nothing was found', async () => {
    bot.chat.answer.searched = () => 'No request fits.';
    assert.deepEqual((await ask('composeExtension/query', {})).body, {
      composeExtension: { type: 'message', text: 'No request fits.' },
    });
  });

  for (const name of [...DIALOGS, ...SEARCHES]) {
    it(`answers ${name} with 200 and throws at nothing that can be sent`, async () => {
      const deep: unknown = JSON.parse(`${'{"data":'.repeat(300)}1${'}'.repeat(300)}`);
      const values = [undefined, null, 'x', [], {}, { data: null }, { data: [1] }, { data: { verb: { a: 1 } } }, deep];
      for (const value of [...values, { parameters: 'x' }, { parameters: [null, 1] }, { url: ['x'] }, { commandId: {} }]) {
        assert.equal((await ask(name, value)).status, 200);
      }
      assert.deepEqual(bot.chat.heard.faults, []);
    });

    it(`tells nobody's identity from the value of ${name}`, async () => {
      const stranger = {
        ...fake.invoke({ by: alex, in: fake.personal(alex), name, value: { from: alex } }),
        from: { id: '29:x' },
      };
      const { status, text } = await fake.post(bot.url, stranger);
      assert.equal(status, 200);
      assert.match(text, /did not say who you are/);
      assert.deepEqual(bot.chat.heard.opened, []);
    });

    it(`answers ${name} with the sentence for a fault, in the shape that Teams shows`, async () => {
      const fail = () => {
        throw new Error('password=hunter2');
      };
      bot.chat.answer = { ...bot.chat.answer, opened: fail, searched: fail, pasted: fail };
      const { status, body } = await ask(name, { url: 'https://x.example' });
      assert.equal(status, 200);
      const isDialog = DIALOGS.some((dialog) => dialog === name);
      assert.deepEqual(
        body,
        isDialog ? { task: { type: 'message', value: FAULT } } : { composeExtension: { type: 'message', text: FAULT } },
      );
    });
  }
});
