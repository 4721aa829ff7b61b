import assert from 'node:assert/strict';
import { assertSound, isTaken } from '../support/sound.ts';
import { adele, alex, EVERYONE, isaiah, lynne, megan, nestor, patti, stories } from '../support/story.ts';

const APPROVERS = [megan, patti, isaiah, adele];

const INTERNAL = { changes: 'backend', customerImpact: 'none', visibility: 'internal' } as const;
type Given = readonly (readonly [typeof alex, string])[];

/** Who approves each kind of change under the demo's policy, phase by phase. */
const KINDS: Readonly<Record<string, Given>> = {
  'critical-bug-fix': [
    [megan, 'cto'],
    [isaiah, 'tech-lead'],
    [adele, 'devops-lead'],
  ],
  'performance-improvement': [
    [lynne, 'manager'],
    [isaiah, 'tech-lead'],
    [adele, 'devops-lead'],
  ],
  'new-feature-external': [
    [lynne, 'product-manager'],
    [megan, 'cto'],
    [adele, 'devops-lead'],
    [isaiah, 'director'],
  ],
  'new-feature-internal': [
    [isaiah, 'tech-lead'],
    [adele, 'devops-lead'],
    [megan, 'cto'],
  ],
  'infrastructure-change': [
    [megan, 'cto'],
    [adele, 'devops-lead'],
    [isaiah, 'vp-engineering'],
  ],
  'security-patch': [
    [megan, 'cto'],
    [adele, 'devops-lead'],
    [isaiah, 'security-officer'],
  ],
  'database-schema': [
    [patti, 'dba'],
    [isaiah, 'tech-lead'],
    [megan, 'cto'],
    [adele, 'devops-lead'],
  ],
};

stories('a request of each kind', (begin) => {
  for (const [kind, given] of Object.entries(KINDS)) {
    it(`is approved by exactly the roles of its row: ${kind}`, async () => {
      const story = await begin();
      const impact = kind === 'database-schema' ? {} : INTERNAL;
      const id = await story.submits(alex, { what: { changeTypes: kind }, impact });
      for (const [by, as] of given) {
        assert.equal((await assertSound(story, id)).state, 'pending');
        assert.equal((await story.approves(by, id, as)).notice, undefined, `${by.name} as ${as}`);
        await story.settle();
      }
      const request = await assertSound(story, id);
      assert.equal(request.state, 'approved');
      assert.deepEqual(request.votes.map(({ as }) => as).toSorted(), given.map(([, as]) => as).toSorted());
    });
  }
});

stories('approvals that collide', (begin) => {
  it('are each counted once when two hundred taps of everybody arrive together', async () => {
    const story = await begin();
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const data = [story.voteData(id), story.voteData(id, { revision: 7 }), story.voteData(id, { as: 'cto' })];
    const taps = Array.from({ length: 200 }, (_, n) =>
      story.taps(EVERYONE[n % EVERYONE.length] ?? alex, card, 'request/vote', { data: data[n % data.length] }),
    );
    const seen = await Promise.all(taps);
    assert.ok(seen.every(({ status }) => status === 200));
    const taken = EVERYONE.filter((_, n) => seen.some((one, tap) => tap % EVERYONE.length === n && isTaken(one)));
    assert.equal(taken.length, APPROVERS.length);
    const request = await assertSound(story, id, taken);
    assert.deepEqual(request.votes.map(({ by }) => by).toSorted(), APPROVERS.map(({ aadObjectId }) => aadObjectId).toSorted());
  });

  it('with an edit count for what was seen, or not at all', async () => {
    const story = await begin();
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const data = story.voteData(id);
    const page = (await story.says(alex, `/deploy edit ${id}`)).at(-1) ?? assert.fail();
    const last = await story.fills(alex, page, { what: { version: '2.4.9' } });
    const taken: (typeof alex)[] = [];
    const votes = async (by: typeof alex) => {
      if (isTaken(await story.taps(by, card, 'request/vote', { data }))) taken.push(by);
    };
    await Promise.all([
      ...APPROVERS.slice(0, 2).map(votes),
      story.taps(alex, last, 'draft/save', { with: { go: 'submit' } }),
      ...APPROVERS.slice(2).map(votes),
    ]);
    const request = await assertSound(story, id, taken);
    if (request.revision === 2) assert.deepEqual(request.votes, [], 'another version has to be looked at again');
    else assert.equal(request.state, 'approved');
  });

  it('are counted also when the clock has been set back', async () => {
    const story = await begin();
    const id = await story.submits(alex);
    await story.approves(megan, id);
    await story.advance(-180);
    for (const by of [patti, isaiah, adele]) await story.approves(by, id);
    assert.equal((await assertSound(story, id)).state, 'approved');
  });

  it('are of accounts, not of names: a namesake has no vote, and a new name no second one', async () => {
    const story = await begin();
    const id = await story.submits(alex);
    const card = story.card(story.approvals, new RegExp(`${id} ·`));
    const taps = (by: typeof alex) => story.taps(by, card, 'request/vote', { data: story.voteData(id) });
    assert.match((await taps({ ...nestor, name: megan.name })).notice ?? '', /does not ask for a role of yours/);
    await taps(megan);
    await taps({ ...megan, name: 'Megan Weber' });
    assert.deepEqual(
      (await assertSound(story, id)).votes.map(({ by }) => by),
      [megan.aadObjectId],
    );
  });

  it('of people who may not approve leave no trace, and say which rule it is', async () => {
    const story = await begin();
    const review = { authors: patti.aadObjectId };
    const other = await story.submits(alex, { review, what: { changeTypes: 'security-patch' }, impact: INTERNAL });
    const card = story.card(story.approvals, new RegExp(`${other} ·`));
    const data = story.voteData(other);
    const told = async (by: typeof alex) => (await story.taps(by, card, 'request/vote', { data })).notice ?? '';
    assert.match(await told(patti), /wrote part of this change/);
    assert.match(await told(alex), /your own request/);
    assert.match(await told(nestor), /does not ask for a role of yours/);
    assert.deepEqual((await assertSound(story, other)).votes, []);

    await assert.rejects(
      story.submits(alex, { review, what: { version: '2.4.2' }, window: { time: '11:00' } }),
      /nobody who may approve/,
      'the only DBA wrote the code: said at once',
    );
  });
});
