import assert from 'node:assert/strict';
import { adele, alex, lynne, megan, nestor, stories, textOf, type Story } from '../support/story.ts';

stories('talking to the bot', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  const answers = async (by: typeof alex, text: string, where = story.teams.personal(by)) =>
    (await story.says(by, text, where)).map((message) => message.text + textOf(message.card)).join('\n');

  it('welcomes a team and a group chat once, when it is installed', () => {
    for (const place of [story.deployments, story.approvals]) {
      assert.equal(story.teams.messagesIn(place).filter(({ card }) => /Signoff is here/.test(textOf(card))).length, 1);
    }
  });

  it('greets, helps, and offers to begin', async () => {
    assert.match(await answers(alex, 'hi'), /\/deploy/);
    for (const command of ['/deploy', '/status', '/pending', '/start', '/route']) {
      assert.ok((await answers(alex, 'help')).includes(command), command);
    }
  });

  it('says so when it does not know a command', async () => {
    assert.match(await answers(alex, '/destroy everything'), /no command "\/destroy"/);
    assert.match(await answers(alex, 'please /deploy'), /no command "please"/);
  });

  it('fills in what is typed after /deploy, and names what it did not understand', async () => {
    const text = await answers(alex, '/deploy payments 2.4.1 prod ledger');
    assert.match(text, /left out: ledger/);
    assert.match(text, /2\.4\.1/);
  });

  it('answers a command in a channel to the one who typed it', async () => {
    await story.submits(alex);
    await story.says(lynne, '/status', story.deployments);
    const answer = story.teams.messagesIn(story.deployments).at(-1);
    assert.equal(answer?.onlyFor, lynne.id);
    assert.match(textOf(answer.card), /DEP-1001/);
  });

  it('lists what is on its way, and what waits for the one who asks', async () => {
    const id = await story.submits(alex);
    assert.match(await answers(nestor, '/status'), new RegExp(id));
    assert.match(await answers(nestor, '/status payments'), new RegExp(id));
    assert.doesNotMatch(await answers(nestor, '/status orders'), new RegExp(id));
    assert.match(await answers(megan, '/pending'), new RegExp(id));
    assert.doesNotMatch(await answers(lynne, '/pending'), new RegExp(id));
    assert.match(await answers(megan, `/status ${id}`), /Moves checkout to the new ledger/);
  });

  it('says so when there is no such request', async () => {
    assert.match(await answers(alex, '/status DEP-4711'), /no such request/);
    assert.match(await answers(alex, '/start DEP-4711'), /no such request/);
    assert.match(await answers(alex, '/start'), /No request of yours/);
  });

  it('lets a deploying role say where posts go, and nobody else', async () => {
    const elsewhere = story.teams.channel('general-talk');
    assert.match(await answers(nestor, '/route approvals', elsewhere), /DevOps|role|policy/i);
    assert.match(await answers(adele, '/route approvals', elsewhere), /come here from now on/);
    const id = await story.submits(alex);
    assert.match(textOf(story.card(elsewhere, new RegExp(id)).card), /Approvals|approve/i);
    assert.match(await answers(adele, '/route nowhere', elsewhere), /deployments/);
    assert.match(await answers(adele, '/route', elsewhere), /deployments/);
    assert.match(await answers(adele, '/route approvals'), /channel or group chat/);
  });

  it('cancels for the requester only', async () => {
    const id = await story.submits(alex);
    assert.match(await answers(megan, `/deploy cancel ${id} no`), /Only the person who asked/);
    await story.says(alex, `/deploy cancel ${id} superseded`);
    await story.settle();
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Cancelled/);
  });

  it('shows typed text as text, never as markup', async () => {
    const title = '**bold** <at>Megan Bowen</at> ${secret}';
    const id = await story.submits(alex, { what: { title } });
    const { card } = story.card(story.approvals, new RegExp(id));
    const holders = elementsWith(card, title);
    assert.ok(holders.length > 0);
    assert.deepEqual([...new Set(holders)], ['TextRun']);
  });
});

/** Types of the elements that show this text. */
function elementsWith(part: unknown, text: string): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Readonly<Record<string, unknown>>;
  const self = typeof own['text'] === 'string' && own['text'].includes(text) ? [String(own['type'])] : [];
  return [...self, ...Object.values(own).flatMap((child) => elementsWith(child, text))];
}

stories('the demo', (begin) => {
  it('plays other people in the demo, under a banner', async () => {
    const story = await begin({ instances: 1 }); // who acts as whom is kept by the one program of a demo
    const answers = async (text: string) =>
      (await story.says(alex, text)).map((message) => message.text + textOf(message.card)).join('\n');
    assert.match(await answers('/as cto'), /Megan Bowen/);
    assert.match(await answers('/pending'), /Demo: acting as Megan Bowen/);
    assert.match(await answers('/as nobody'), /Roles are/);
    assert.match(await answers('/as me'), /yourself/);
    assert.doesNotMatch(await answers('/pending'), /Demo:/);
  });
});
