import assert from 'node:assert/strict';
import { parsePersonId, type EntraGroupId, type PersonId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import type { GroupReader } from '../../bot/flows/ports.ts';
import { assertSound } from '../support/sound.ts';
import { adele, alex, isaiah, megan, nestor, patti, stories, textOf, type Story, type StoryOptions } from '../support/story.ts';

const GROUP = '00000000-0000-4000-8000-0000000000aa' as EntraGroupId;
const NOBODY_ELSE = { aadObjectId: '00000000-0000-0000-0000-0000000000ee', name: 'Grady Archie' };

/** The demo's policy with the CTO, and whoever may deploy, given by a group. */
const byGroup = (demo: Policy): Policy => {
  const given = new Set(['cto', ...demo.deployers]);
  return {
    ...demo,
    roles: new Map([...demo.roles].map(([id, role]) => [id, given.has(id) ? { ...role, members: [], group: GROUP } : role])),
  };
};

/** An Entra with this one group, which can be changed and can go away. */
function entra(...members: readonly { readonly aadObjectId: string; readonly name: string }[]) {
  const people = new Map(members.map(({ aadObjectId, name }) => [idOf(aadObjectId), name]));
  const state = { up: true, people };
  const answer = <Value>(value: Value) => (state.up ? Promise.resolve(value) : Promise.reject(new Error('down')));
  const groups: GroupReader = {
    membersOf: () => answer([...people].map(([id, name]) => ({ id, name }))),
    memberGroups: (person, asked) => answer(new Set(people.has(person) ? asked : [])),
  };
  return {
    ...state,
    join: (who: typeof alex) => people.set(idOf(who.aadObjectId), who.name),
    leave: (who: typeof alex) => people.delete(idOf(who.aadObjectId)),
    down: () => (state.up = false),
    groups,
  };
}

function idOf(raw: string): PersonId {
  const id = parsePersonId(raw);
  assert.ok(id);
  return id;
}

stories('roles filled by an Entra group', (begin) => {
  let group: ReturnType<typeof entra>;
  let story: Story;
  let id: string;
  const start = async (given: ReturnType<typeof entra>, options: StoryOptions = {}) => {
    group = given;
    story = await begin({ policy: byGroup, groups: given.groups, ...options });
  };
  beforeEach(async () => {
    await start(entra(megan, adele, NOBODY_ELSE));
    id = await story.submits(alex);
  });

  const approval = () => story.card(story.approvals, new RegExp(id));
  const approves = (by: typeof alex, as?: string) =>
    story.taps(by, approval(), 'request/vote', { data: story.voteData(id, as === undefined ? {} : { as }) });
  const stored = () => assertSound(story, id);
  const votes = async () => (await stored()).votes.map(({ by }) => by);

  it('are asked of its people by name, also of those whom the bot has never met', () => {
    const text = JSON.stringify(approval().card);
    assert.match(text, /Megan Bowen/);
    assert.match(text, /Grady Archie/);
  });

  it('count the vote of a member', async () => {
    const seen = await approves(megan, 'cto');
    assert.equal(seen.notice, undefined);
    assert.match(textOf(seen.message.card), /Megan Bowen/);
    assert.deepEqual(await votes(), [megan.aadObjectId]);
  });

  it('count no vote of somebody who has left the group since the card was drawn', async () => {
    group.leave(megan);
    assert.match(JSON.stringify(approval().card), /Megan Bowen/);
    const seen = await approves(megan);
    assert.match(seen.notice ?? '', /does not ask for a role of yours/);
    assert.deepEqual(await votes(), []);
  });

  it('count the vote of somebody who has joined it since, though the card does not name them yet', async () => {
    group.join(nestor);
    assert.doesNotMatch(JSON.stringify(approval().card), /Nestor Wilke/);
    assert.equal((await approves(nestor, 'cto')).notice, undefined);
    assert.deepEqual(await votes(), [nestor.aadObjectId]);
  });

  it('count no vote while the directory does not answer, and say so', async () => {
    group.down();
    const seen = await approves(megan);
    assert.equal(seen.status, 200);
    assert.match(seen.notice ?? '', /directory did not say[^]*nothing was recorded[^]*try again/);
    assert.deepEqual(await votes(), []);
  });

  it('leave the other roles alone while the directory does not answer', async () => {
    group.down();
    assert.equal((await approves(patti, 'dba')).notice, undefined);
    assert.deepEqual(await votes(), [patti.aadObjectId]);
  });

  it('keep nobody from starting whom the request itself names', async () => {
    for (const [by, as] of [
      [megan, 'cto'],
      [adele, 'devops-lead'],
      [patti, 'dba'],
      [isaiah, 'tech-lead'],
    ] as const) {
      await approves(by, as);
    }
    assert.equal((await stored()).state, 'approved');
    group.down();
    for (const asks of [`/start ${id}`, '/start']) {
      const [answer] = await story.says(nestor, asks);
      assert.match(String(answer?.text), /directory did not say/);
    }
    assert.equal((await stored()).state, 'approved');
    await story.says(alex, '/start');
    assert.equal((await stored()).state, 'deploying');
  });

  it('say that they cannot tell what waits, rather than that nothing does', async () => {
    group.down();
    const [answer] = await story.says(megan, '/pending');
    assert.match(String(answer?.text), /directory did not say/);
  });
});

stories('a role whose Entra group has not been read', (begin) => {
  it('has nobody to ask, so nothing is submitted', async () => {
    const group = entra(megan, adele);
    group.down();
    const story = await begin({ policy: byGroup, groups: group.groups });
    await assert.rejects(story.submits(alex), /nobody who may approve is known to hold it/);
  });
});
