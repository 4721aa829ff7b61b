import assert from 'node:assert/strict';
import type { FakeTeams } from '../support/fake-teams.ts';
import { adele, alex, megan, messageSaying, sayText, startBot, startFakeTeams, type Bot } from './scratch.ts';

const namesOf = (things: readonly { readonly name: string }[] | undefined) => things?.map(({ name }) => name);

describe('the arrival of the bot', () => {
  let fake: FakeTeams;
  let bot: Bot;
  before(async () => {
    fake = await startFakeTeams(2);
    bot = await startBot(fake);
  });
  beforeEach(() => {
    fake.recover();
    bot.chat.answer.arrived = () => [];
    bot.chat.heard.arrived.length = 0;
  });
  after(async () => {
    await bot.stop();
    await fake.stop();
  });

  const everyone = [alex, megan, adele].map(({ aadObjectId, name, id }) => ({ id: aadObjectId, name, account: id }));

  it('in a team is told with its channels, General under its name, and everyone on every page of the roster', async () => {
    await fake.post(bot.url, fake.install({ in: fake.channel('General'), by: alex }));
    const [arrived] = bot.chat.heard.arrived;
    assert.deepEqual([arrived?.cause, arrived?.here.scope, arrived?.chatName], ['installed', 'channel', undefined]);
    assert.deepEqual(namesOf(arrived?.channels), ['General', 'approvals', 'incidents']);
    assert.deepEqual(arrived?.people, everyone);
  });

  it('gives channels in which the bot can start a thread although nobody has spoken there', async () => {
    await fake.post(bot.url, fake.install({ in: fake.channel('General'), by: alex }));
    const incidents = bot.chat.heard.arrived[0]?.channels.find(({ name }) => name === 'incidents');
    await bot.teams.messenger.post(incidents?.conversation.address ?? '', messageSaying('alert'), undefined);
    assert.deepEqual(
      fake.messagesIn(fake.channel('incidents')).map(({ summary }) => summary),
      ['alert'],
    );
  });

  it('in a group chat is told with the name of the chat, in a personal chat without one', async () => {
    await fake.post(bot.url, fake.install({ in: fake.chat('Approvals'), by: alex }));
    await fake.post(bot.url, fake.install({ in: fake.personal(megan), by: megan }));
    const [group, personal] = bot.chat.heard.arrived;
    assert.deepEqual(
      [group?.chatName, group?.here.scope, group?.channels, group?.people],
      ['Approvals', 'group', [], everyone],
    );
    assert.deepEqual(
      [personal?.chatName, personal?.here.scope, namesOf(personal?.people)],
      [undefined, 'personal', ['Megan Bowen']],
    );
  });

  it('is greeted where it was installed, in a channel with a thread of its own', async () => {
    bot.chat.answer.arrived = () => [sayText('welcome')];
    await fake.post(bot.url, fake.install({ in: fake.channel('approvals'), by: alex }));
    await fake.post(bot.url, fake.install({ in: fake.chat('Approvals'), by: alex }));
    const [root] = fake.messagesIn(fake.channel('approvals'));
    assert.equal(root?.text, 'welcome');
    assert.equal(root.thread, root.id);
    assert.deepEqual(
      fake.messagesIn(fake.chat('Approvals')).map(({ text }) => text),
      ['welcome'],
    );
  });

  it('counts as installed once, although Teams tells of it twice', async () => {
    const where = { in: fake.channel('General'), by: alex };
    await fake.post(bot.url, fake.install(where));
    await fake.post(bot.url, fake.change({ ...where, eventType: 'teamMemberAdded', added: [{ id: `28:${fake.auth.appId}` }] }));
    assert.deepEqual(
      bot.chat.heard.arrived.map(({ cause }) => cause),
      ['installed', 'changed'],
    );
  });

  for (const eventType of ['channelCreated', 'channelRenamed', 'channelDeleted', 'teamMemberAdded']) {
    it(`is followed by changes: ${eventType} tells the channels and the people anew`, async () => {
      await fake.post(bot.url, fake.change({ in: fake.channel('General'), by: alex, eventType }));
      const [arrived] = bot.chat.heard.arrived;
      assert.equal(arrived?.cause, 'changed');
      assert.equal(arrived.channels.length, 3);
      assert.equal(arrived.people.length, 3);
    });
  }

  it('is told of people who join a group chat', async () => {
    await fake.post(bot.url, fake.change({ in: fake.chat('Approvals'), by: alex, added: [{ id: adele.id }] }));
    assert.deepEqual(bot.chat.heard.arrived[0]?.people, everyone);
  });

  it('is not told of a departure, nor of what changes no channel and nobody', async () => {
    await fake.post(bot.url, { ...fake.install({ in: fake.personal(alex), by: alex }), action: 'remove' });
    await fake.post(bot.url, fake.change({ in: fake.channel('General'), by: alex, eventType: 'teamArchived' }));
    assert.deepEqual(bot.chat.heard.arrived, []);
  });

  it('is told with what could be learned when Teams gives no roster or no channels', async () => {
    fake.refuse({ status: 403, of: 'roster' });
    await fake.post(bot.url, fake.install({ in: fake.channel('General'), by: alex }));
    fake.recover();
    fake.refuse({ status: 500, of: 'channels' });
    await fake.post(bot.url, fake.install({ in: fake.channel('General'), by: alex }));
    const [first, second] = bot.chat.heard.arrived;
    assert.deepEqual([first?.channels.length, first?.people.length], [3, 0]);
    assert.deepEqual([second?.channels.length, second?.people.length], [0, 3]);
    assert.match(bot.logged(), /a roster could not be read/);
    assert.doesNotMatch(bot.logged(), /Alex|Megan|Adele/);
  });

  it('ends quietly when the chat has a fault: nobody asked anything', async () => {
    bot.chat.answer.arrived = () => {
      throw new Error('boom');
    };
    const answer = await fake.post(bot.url, fake.install({ in: fake.personal(adele), by: adele }));
    assert.deepEqual([answer.status, answer.text], [200, '']);
    assert.deepEqual(fake.messagesIn(fake.personal(adele)), []);
    assert.equal(bot.chat.heard.faults.length, 1);
  });
});
