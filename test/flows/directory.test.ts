import assert from 'node:assert/strict';
import type { EntraGroupId, PersonId } from '../../bot/domain/ids.ts';
import type { Role } from '../../bot/domain/policy.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { createGroupDirectory } from '../../bot/flows/directory.ts';
import { adele, later, megan, MONDAY, nestor, patti, policyLike, role } from '../support/given.ts';
import { silent } from '../http/silent.ts';

const [APPROVERS, OPERATORS] = ['a', 'b'].map((n) => `00000000-0000-4000-8000-00000000000${n}` as EntraGroupId) as [
  EntraGroupId,
  EntraGroupId,
];
const [CTO, DBA, OPS] = [role('cto'), role('dba'), role('devops-lead')];
const NAMES = new Map([
  [patti, 'Patti Fernandez'],
  [nestor, 'Nestor Wilke'],
]);

/** Megan is CTO by name, the approvers are CTO too; the operators alone are DevOps Lead; Adele alone is DBA. */
function begin() {
  const filled: readonly Role[] = [
    { id: CTO, title: 'CTO', members: [megan], group: APPROVERS },
    { id: OPS, title: 'DevOps Lead', members: [], group: OPERATORS },
    { id: DBA, title: 'DBA', members: [adele] },
  ];
  const members = new Map<EntraGroupId, readonly PersonId[]>([
    [APPROVERS, [patti, megan]],
    [OPERATORS, [patti, nestor]],
  ]);
  const entra = { up: true, broken: new Set<EntraGroupId>(), reads: 0, asked: [] as EntraGroupId[][] };
  const met = new Map<PersonId, string>();
  const at: { now: Instant } = { now: MONDAY };
  const directory = createGroupDirectory({
    policy: policyLike({ roles: new Map(filled.map((each) => [each.id, each])) }),
    groups: {
      membersOf: (group) => {
        entra.reads += 1;
        if (!entra.up || entra.broken.has(group)) return Promise.reject(new Error('down'));
        return Promise.resolve((members.get(group) ?? []).map((id) => ({ id, name: NAMES.get(id) ?? '' })));
      },
      memberGroups: (person, groups) => {
        entra.asked.push([...groups]);
        if (!entra.up) return Promise.reject(new Error('down'));
        return Promise.resolve(new Set(groups.filter((group) => members.get(group)?.includes(person))));
      },
    },
    roster: {
      meet: (people) => {
        for (const { id, name } of people) met.set(id, name);
        return Promise.resolve();
      },
    },
    clock: { now: () => at.now },
    log: silent,
  });
  const holders = async () => Object.fromEntries(await directory.holders());
  const roles = async (person: PersonId, among = [CTO, OPS, DBA]) => {
    const held = await directory.rolesOf(person, among);
    return held.ok ? [...held.value] : held.problem.code;
  };
  return { directory, entra, members, met, at, holders, roles };
}

describe('a directory of people and Entra groups', () => {
  it('names the people of policy first, then those of the group, each once', async () => {
    const { directory, holders } = begin();
    await directory.refresh();
    assert.deepEqual(await holders(), { [CTO]: [megan, patti], [OPS]: [patti, nestor], [DBA]: [adele] });
  });

  it('names nobody of a group that was never read', async () => {
    const { holders } = begin();
    assert.deepEqual(await holders(), { [CTO]: [megan], [DBA]: [adele] });
  });

  it('learns what the people of its groups are called', async () => {
    const { directory, met } = begin();
    await directory.refresh();
    assert.equal(met.get(nestor), 'Nestor Wilke');
  });

  it('reads each group again after five minutes, and not before', async () => {
    const { directory, entra, members, at, holders } = begin();
    await directory.refresh();
    members.set(OPERATORS, [nestor]);
    at.now = later(4);
    await directory.refresh();
    assert.equal(entra.reads, 2);
    assert.equal(directory.dueIn(), 60_000);
    at.now = later(5);
    await directory.refresh();
    assert.deepEqual((await holders())[OPS], [nestor]);
  });

  it('keeps the people of a group that gives no answer, reads the others, and tries again in a minute', async () => {
    const { directory, entra, members, at, holders } = begin();
    await directory.refresh();
    members.set(OPERATORS, [nestor]);
    entra.broken.add(APPROVERS);
    at.now = later(5);
    await directory.refresh();
    assert.deepEqual(await holders(), { [CTO]: [megan, patti], [OPS]: [nestor], [DBA]: [adele] });
    assert.equal(directory.dueIn(), 60_000);
  });

  it('serves its holders without asking anybody', async () => {
    const { directory, entra, holders } = begin();
    await directory.refresh();
    entra.up = false;
    await holders();
    assert.deepEqual([entra.reads, entra.asked], [2, []]);
  });
});

describe('the roles of a person', () => {
  it('are those of policy and those of their groups', async () => {
    const { roles } = begin();
    assert.deepEqual(await roles(megan), [CTO]);
    assert.deepEqual(await roles(patti), [CTO, OPS]);
    assert.deepEqual(await roles(adele), [DBA]);
  });

  it('are only those that are in question', async () => {
    const { roles, entra } = begin();
    assert.deepEqual(await roles(patti, [OPS]), [OPS]);
    assert.deepEqual(entra.asked, [[OPERATORS]]);
  });

  it('are as the groups are now, whatever was read before', async () => {
    const { directory, members, roles } = begin();
    await directory.refresh();
    members.set(OPERATORS, []);
    members.set(APPROVERS, []);
    assert.deepEqual(await roles(patti), []);
    members.set(OPERATORS, [patti]);
    assert.deepEqual(await roles(patti), [OPS]);
  });

  it('are refused, not guessed, while the groups give no answer', async () => {
    const { directory, entra, roles } = begin();
    await directory.refresh();
    entra.up = false;
    assert.equal(await roles(patti), 'directory-unreachable');
  });

  it('need no group where policy names the person, or fills the role by people alone', async () => {
    const { entra, roles } = begin();
    entra.up = false;
    assert.deepEqual(await roles(megan, [CTO]), [CTO]);
    assert.deepEqual(await roles(adele, [DBA]), [DBA]);
    assert.deepEqual(await roles(patti, [DBA]), []);
    assert.deepEqual(entra.asked, []);
  });
});
