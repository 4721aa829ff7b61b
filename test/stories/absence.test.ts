import assert from 'node:assert/strict';
import { parsePersonId, type PersonId, type RequestId, type RoleId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import { adele, alex, lynne, megan, nestor, stories, textOf, type Story, type StoryOptions } from '../support/story.ts';

const DAY = 24 * 60;

/** Product Managers answer for a CTO who is out of office. */
const deputised = (demo: Policy): Policy => ({
  ...demo,
  roles: new Map(
    [...demo.roles].map(([id, role]) => [id, id === 'cto' ? { ...role, deputies: ['product-manager' as RoleId] } : role]),
  ),
});

/** A Teams in which these people are out of office, for as long as it says anything. */
function presence(...people: readonly (typeof alex)[]) {
  const state = { away: new Set(people.map(idOf)), up: true, asked: 0 };
  const absence: NonNullable<StoryOptions['absence']> = {
    away: (among) => {
      state.asked += 1;
      return state.up
        ? Promise.resolve(new Set(among.filter((one) => state.away.has(one))))
        : Promise.reject(new Error('down'));
    },
  };
  return { state, absence };
}

function idOf({ aadObjectId }: { readonly aadObjectId: string }): PersonId {
  const id = parsePersonId(aadObjectId);
  assert.ok(id);
  return id;
}

stories('an approver who is out of office', (begin) => {
  let story: Story;
  let id: string;
  const start = async (absence: StoryOptions['absence'], policy = deputised) => {
    story = await begin({ policy, ...(absence === undefined ? {} : { absence }) });
    id = await story.submits(alex);
  };
  const approval = () => story.card(story.approvals, new RegExp(id)).card;
  const mentioned = (card = approval()) => JSON.stringify(Reflect.get(card ?? {}, 'msteams'));
  const review = (by: typeof alex) => story.taps(by, story.card(story.approvals, new RegExp(id)), 'request/review');
  const votes = async () => (await story.store.requests.find(id as RequestId))?.request.votes ?? [];

  it('has a deputy, who is asked by name, sees it in /pending and answers with both roles on record', async () => {
    await start(presence(megan).absence);
    assert.match(textOf(approval()), /Lynne Robbins<\/at> as deputy or Megan Bowen \(away\)/);
    assert.match(mentioned(), /Lynne/);
    assert.doesNotMatch(mentioned(), /Megan/);
    const [pending] = await story.says(lynne, '/pending');
    assert.match(textOf(pending?.card), new RegExp(id));

    await story.approves(lynne, id);
    await story.settle();
    assert.match(textOf(approval()), /Lynne Robbins as deputy/);
    const [vote] = await votes();
    assert.deepEqual([vote?.as, vote?.standIn], ['cto', { kind: 'deputy', through: 'product-manager' }]);
  });

  it('has a deputy whom the card in the channel names once it is seen, and no more once they are back', async () => {
    const { state, absence } = presence();
    await start(absence);
    assert.doesNotMatch(textOf(approval()), /as deputy/);
    state.away.add(idOf(megan));
    await story.advance(6);
    await story.settle();
    assert.match(textOf(approval()), /Lynne Robbins<\/at> as deputy or Megan Bowen \(away\)/);
    state.away.clear();
    await story.advance(6);
    await story.settle();
    assert.doesNotMatch(textOf(approval()), /as deputy/);
    assert.match(mentioned(), /Megan/);
  });

  it('is left out of reminders for as long as the deputy is there', async () => {
    await start(presence(megan).absence);
    await story.advance(DAY + 1);
    const reminder = mentioned(story.card(story.approvals, /Reminder: Technical review/).card);
    assert.match(reminder, /Lynne/);
    assert.doesNotMatch(reminder, /Megan/);
  });

  it('has a deputy who is asked in their own chat once it is seen, not in the night, and once', async () => {
    const { state, absence } = presence();
    const asked = (demo: Policy) => ({ ...deputised(demo), asking: { ...demo.asking, alone: true } });
    await start(absence, asked);
    await story.says(lynne, 'hi');
    const own = () => story.teams.messagesIn(story.teams.personal(lynne)).filter(({ card }) => textOf(card).includes(id));
    await story.settle();
    assert.equal(own().length, 0);
    state.away.add(idOf(megan));
    await story.advance(10 * 60);
    assert.equal(own().length, 0, 'in the evening');
    await story.advance(14 * 60);
    assert.equal(own().length, 1, 'in the morning');
    await story.restart();
    await story.advance(6);
    assert.equal(own().length, 1);
  });

  it('may answer all the same', async () => {
    await start(presence(megan).absence);
    await story.approves(megan, id);
    assert.deepEqual(
      (await votes()).map(({ by, standIn }) => [by, standIn]),
      [[megan.aadObjectId, undefined]],
    );
  });

  it('is answered for by nobody once they are back', async () => {
    const { state, absence } = presence(megan);
    await start(absence);
    state.away.clear();
    await story.advance(6);
    assert.match((await review(lynne)).notice ?? '', /does not ask for a role of yours/);
    await story.advance(DAY);
    assert.match(mentioned(story.card(story.approvals, /Reminder: Technical review/).card), /Megan/);
  });

  it('is taken to be there while Teams does not say', async () => {
    const { state, absence } = presence(megan);
    await start(absence);
    state.up = false;
    await story.advance(6);
    assert.match((await review(lynne)).notice ?? '', /does not ask for a role of yours/);
    assert.equal((await review(megan)).notice, undefined);
  });

  it('has no deputy where policy names none, and no deputy of a deputy', async () => {
    const chain = (demo: Policy): Policy => {
      const { roles } = deputised(demo);
      const manager = roles.get('product-manager' as RoleId);
      assert.ok(manager);
      return { ...demo, roles: new Map([...roles, [manager.id, { ...manager, deputies: ['devops-lead' as RoleId] }]]) };
    };
    await start(presence(megan, lynne).absence, chain);
    assert.match(mentioned(), /Megan/);
    assert.doesNotMatch(textOf(approval()), /Adele Vance.{0,20}as deputy/);
    const standing = await story.taps(adele, story.card(story.approvals, new RegExp(id)), 'request/vote', {
      data: story.voteData(id, { as: 'cto' }),
    });
    assert.match(standing.notice ?? '', /does not list you as CTO/);
  });

  it('is asked about once in five minutes, not with every card', async () => {
    const { state, absence } = presence(megan);
    await start(absence);
    await story.says(nestor, '/pending');
    await story.settle();
    assert.ok(state.asked <= 2, String(state.asked));
  });

  it('cannot have somebody answer whom a duty keeps from it', async () => {
    await start(presence(megan).absence, (demo) => {
      const { roles } = deputised(demo);
      const manager = roles.get('product-manager' as RoleId);
      assert.ok(manager);
      return { ...demo, roles: new Map([...roles, [manager.id, { ...manager, members: [idOf(alex)] }]]) };
    });
    assert.doesNotMatch(textOf(approval()), /as deputy/);
    assert.match((await review(alex)).notice ?? '', /your own|You asked/);
  });
});

stories('somebody who stands in', (begin) => {
  it('is named on cards that were there before, from the day they stand in until it is over', async () => {
    const story = await begin();
    const id = await story.submits(alex);
    const asked = () => textOf(story.card(story.approvals, new RegExp(id)).card);
    await story.says(megan, '/delegate Nestor Wilke tomorrow cto');
    await story.advance(2);
    assert.doesNotMatch(asked(), /Nestor/);
    await story.advance(18 * 60);
    assert.match(asked(), /Nestor Wilke<\/at> for Megan Bowen/);
    await story.advance(DAY);
    assert.doesNotMatch(asked(), /Nestor/);
  });

  it('is asked by name on the card, for whom they stand in', async () => {
    const story = await begin();
    await story.says(megan, '/delegate Nestor Wilke today cto');
    const id = await story.submits(alex);
    const { card } = story.card(story.approvals, new RegExp(id));
    assert.match(textOf(card), /Nestor Wilke<\/at> for Megan Bowen or Megan Bowen \(away\)/);
    assert.match(JSON.stringify(Reflect.get(card ?? {}, 'msteams')), /Nestor/);
  });
});
