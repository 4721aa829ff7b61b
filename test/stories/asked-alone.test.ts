import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import {
  adele,
  alex,
  buttonsOf,
  isaiah,
  lynne,
  megan,
  nestor,
  patti,
  stories,
  textOf,
  type Story,
  type StoryOptions,
} from '../support/story.ts';

const alone = (demo: Policy): Policy => ({ ...demo, asking: { ...demo.asking, alone: true } });

stories('an approver with a chat of their own', (begin) => {
  let story: Story;
  let id: string;
  const start = async (options: StoryOptions = {}, ...known: readonly (typeof alex)[]) => {
    story = await begin({ policy: alone, ...options });
    for (const person of known) await story.says(person, 'hi');
    id = await story.submits(alex);
    await story.settle();
  };
  const own = (person: typeof alex) =>
    story.teams.messagesIn(story.teams.personal(person)).filter(({ card }) => textOf(card).includes(`${id} ·`));
  const approval = () => story.card(story.approvals, new RegExp(id));
  const votes = async () => ((await story.store.requests.find(id as RequestId))?.request.votes ?? []).map(({ by }) => by);

  it('is asked there as well, for their role, and whoever the bot cannot write to is asked in the channel only', async () => {
    await start({}, megan, nestor);
    assert.match(textOf(own(megan)[0]?.card), /You are asked as CTO \/ Tech Director/);
    assert.deepEqual(
      [patti, nestor].map((one) => own(one).length),
      [0, 0],
    );
    assert.match(textOf(approval().card), /Megan Bowen/);
  });

  it('answers there, and reads afterwards what they said and how it ended', async () => {
    await start({}, megan);
    const [asked] = own(megan);
    assert.ok(asked);
    const review = await story.taps(megan, asked, 'request/review');
    await story.taps(megan, review.message, 'request/vote', {
      with: { choice: 'approve' },
      data: story.voteData(id, { as: 'cto' }),
    });
    assert.deepEqual(await votes(), [megan.aadObjectId]);
    await story.settle();
    assert.ok(buttonsOf(own(megan)[0]?.card).some(({ verb }) => verb === 'request/withdraw'));

    for (const [by, as] of [
      [adele, 'devops-lead'],
      [patti, 'dba'],
      [isaiah, 'tech-lead'],
    ] as const) {
      await story.approves(by, id, as);
    }
    await story.settle();
    assert.match(textOf(own(megan)[0]?.card), /Approved/);
    assert.ok(!buttonsOf(own(megan)[0]?.card).some(({ verb }) => verb === 'request/review' || verb === 'request/withdraw'));
    assert.equal(own(megan).length, 1);
  });

  it('is not asked for what nobody wants from them any more', async () => {
    await start({}, megan);
    await story.says(alex, `/deploy cancel ${id} not this week`);
    await story.settle();
    const [card] = own(megan);
    assert.match(textOf(card?.card), /Cancelled/);
    assert.ok(!buttonsOf(card?.card).some(({ verb }) => verb === 'request/review'));
  });

  it('hears nothing there of what they asked for themselves, nor where policy says so', async () => {
    await start({ policy: (demo) => ({ ...demo, asking: { ...demo.asking, alone: false } }) }, megan);
    assert.equal(own(megan).length, 0);
  });
});

stories('an approval card in Teams', (begin) => {
  let story: Story;
  let id: string;
  beforeEach(async () => {
    story = await begin({
      auth: 'on',
      config: { bot: { kind: 'password', appId: 'x', password: 'y', tenantId: 'z' } },
    });
    for (const person of [megan, lynne]) await story.says(person, 'hi');
    id = await story.submits(alex);
    await story.settle();
  });
  const approval = () => story.card(story.approvals, new RegExp(id));
  const refreshes = () => Reflect.get(approval().card ?? {}, 'refresh') as { readonly userIds: readonly string[] } | undefined;
  const looks = async (by: typeof alex) => story.taps(by, approval(), 'request/own', { data: { request: id } });

  it('is asked for anew by the clients of those who are missing, and no longer by whoever has answered', async () => {
    assert.ok(refreshes()?.userIds.includes(megan.id));
    assert.ok(!refreshes()?.userIds.includes(lynne.id));
    await story.approves(megan, id);
    await story.settle();
    assert.ok(!refreshes()?.userIds.includes(megan.id));
    await story.says(alex, `/deploy cancel ${id} not this week`);
    await story.settle();
    assert.equal(refreshes(), undefined);
  });

  it('shows each of them as what they are asked, then what they said, and everybody else the card for all', async () => {
    const before = approval().card;
    assert.match(textOf((await looks(megan)).message.card), /You are asked as CTO/);
    assert.doesNotMatch(textOf((await looks(nestor)).message.card), /You are asked as/);
    await story.approves(megan, id);
    assert.match(textOf((await looks(megan)).message.card), /CTO \/ Tech Director/);
    assert.ok(buttonsOf((await looks(megan)).message.card).some(({ verb }) => verb === 'request/withdraw'));
    assert.doesNotMatch(textOf(before), /You are asked as/);
  });
});

stories('/oncall', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });
  const says = async (text: string) => {
    const answers = await story.says(alex, text);
    return answers.map(({ card, text: line }) => `${line}${textOf(card)}`).join('\n');
  };

  it('names who holds the roles that are on call, and who stands in for them', async () => {
    assert.match(await says('/oncall'), /On-Call Engineer\n {2}Adele Vance/);
    await story.says(adele, '/delegate Nestor Wilke today on-call payments');
    assert.match(await says('/oncall payments'), /Payments API[^]*Nestor Wilke for Adele Vance or Adele Vance \(away\)/);
    assert.doesNotMatch(await says('/oncall orders'), /Nestor/);
  });

  it('names those who stand by for a deployment that is under way, with how to reach them', async () => {
    const id = await story.submits(alex, { 'on-call': { onCallContact: '+34 600 000 003' } });
    for (const [by, as] of [
      [megan, 'cto'],
      [adele, 'devops-lead'],
      [patti, 'dba'],
      [isaiah, 'tech-lead'],
    ] as const) {
      await story.approves(by, id, as);
    }
    assert.doesNotMatch(await says('/oncall payments'), new RegExp(id));
    await story.says(alex, '/start');
    assert.match(await says('/oncall payments'), new RegExp(`${id} · Payments API[^]*Adele Vance, \\+34 600 000 003`));
    assert.doesNotMatch(await says('/oncall orders'), new RegExp(id));
  });

  it('says which services there are, and asks for one at a time', async () => {
    assert.match(await says('/oncall mainframe'), /no service "mainframe"[^]*payments/);
    assert.match(await says('/oncall payments orders'), /do not fit/);
  });
});
