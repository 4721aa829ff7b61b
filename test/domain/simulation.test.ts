import assert from 'node:assert/strict';
import { simulate, suppose, usualAnswers, type Simulation } from '../../bot/domain/simulation.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import {
  adele,
  alex,
  changeType,
  diego,
  lynne,
  megan,
  pendingRequest,
  planLike,
  policyLike,
  PROD,
  role,
  UAT,
} from '../support/given.ts';

const policy = policyLike();
const holders = new Map([...policy.roles].map(([id, { members }]) => [id, members]));
const calendar = createCalendar(policy.time);

describe('a simulation', () => {
  const patch = { environment: PROD, changeTypes: [changeType('security-patch')] };
  const asked = ({ phases }: Simulation) => phases.flatMap((phase) => phase.asked);

  it('says who would be asked, who holds each role, and that they could approve', () => {
    const simulated = simulate(patch, { policy, holders, requester: alex });
    assert.deepEqual(
      asked(simulated).map(({ requirement, who, can }) => [requirement.anyOf.join(), who, can]),
      [
        ['cto', [megan], 'fill'],
        ['security-officer', [diego], 'fill'],
        ['devops-lead', [adele, lynne], 'fill'],
      ],
    );
    assert.ok(simulated.possible);
  });

  it('says in which order, and how long each phase may take', () => {
    const phase = (id: string, title: string, ...roles: readonly string[]) => ({
      id,
      title,
      roles: roles.map(role),
      checklists: new Map(),
    });
    const phased = policyLike({
      phases: [
        { ...phase('early', 'Early review', 'security-officer'), slaDays: 1 },
        phase('unused', 'Not asked', 'dba'),
        phase('late', 'Late review', 'cto', 'devops-lead'),
      ],
    });
    assert.deepEqual(
      simulate(patch, { policy: phased, holders, requester: alex }).phases.map(({ title, slaDays, asked: lines }) => [
        title,
        slaDays,
        lines.map(({ requirement }) => requirement.anyOf.join()),
      ]),
      [
        ['Early review', 1, ['security-officer']],
        ['Late review', undefined, ['cto', 'devops-lead']],
      ],
    );
  });

  it('is what the same plan is asked for when it is submitted', () => {
    assert.deepEqual(
      asked(simulate(planLike(), { policy, holders, requester: alex })).map(({ requirement }) => requirement),
      pendingRequest().requirements,
    );
  });

  it('names roles that only the requester holds, and people who are needed twice', () => {
    const own = simulate(patch, { policy, holders, requester: diego });
    assert.deepEqual([asked(own).map(({ can }) => can), own.possible], [['fill', 'nobody', 'fill'], false]);
    const alone = new Map([...holders, [role('devops-lead'), [megan]]]);
    const twice = simulate(patch, { policy, holders: alone, requester: alex });
    assert.deepEqual([asked(twice).filter(({ can }) => can === 'short').length, twice.possible], [1, false]);
  });

  const perhaps = (supposed: Parameters<typeof simulate>[0], known: Partial<Parameters<typeof policyLike>[0]> = {}) =>
    simulate(supposed, { policy: policyLike(known), holders, requester: alex }).perhaps.map(({ anyOf, when }) => [
      anyOf.join(),
      [...when.keys()].join(),
    ]);
  const database = { when: new Map([['changes', ['database']]]), requires: [[role('dba')]] };

  it('says which answers would ask more roles, and not those that were answered', () => {
    assert.deepEqual(simulate(patch, { policy, holders, requester: alex }).perhaps, [
      { anyOf: [role('dba')], when: new Map([['changes', ['database']]]) },
    ]);
    assert.deepEqual([perhaps({ ...patch, changes: ['backend'] }), perhaps({ ...patch, changes: ['database'] })], [[], []]);
  });

  it('says so of several answers as far as nothing that was said speaks against them', () => {
    const both = new Map([
      ['changes', ['database']],
      ['visibility', ['external']],
    ]);
    const conditions = [{ when: both, requires: [[role('dba')], [role('product-manager')]] }];
    assert.deepEqual(perhaps({ ...patch, changes: ['database'] }, { conditions }), [
      ['dba', 'visibility'],
      ['product-manager', 'visibility'],
    ]);
    assert.deepEqual(perhaps({ ...patch, changes: ['backend'] }, { conditions }), []);
  });

  it('says nothing of roles that are asked anyway, alone or as one of a choice', () => {
    const conditions = (...ids: readonly string[]) => ({ conditions: [{ ...database, requires: [ids.map(role)] }] });
    assert.deepEqual(perhaps(patch, conditions('cto')), []);
    assert.deepEqual(perhaps(patch, conditions('cto', 'director')), [], 'a CTO is one of them');
    assert.deepEqual(perhaps(patch, conditions('director', 'dba')), [['director,dba', 'changes']]);
    const feature = { environment: PROD, changeTypes: [changeType('new-feature-external')] };
    assert.deepEqual(perhaps(feature, conditions('director')), [['director', 'changes']], 'a VP might answer instead');
  });

  it('says nothing of conditions where they do not apply', () => {
    assert.deepEqual(perhaps({ environment: UAT, changeTypes: [] }), []);
    assert.deepEqual(perhaps({ environment: 'moon' as typeof UAT, changeTypes: [] }), []);
  });

  it('asks nobody who wrote the code, and everybody where it does not matter who asks', () => {
    const who = (authors: readonly (typeof megan)[] | undefined, requester: typeof alex | undefined) =>
      asked(simulate({ ...patch, ...(authors && { authors }) }, { policy, holders, requester })).map((line) => line.who);
    assert.deepEqual(who([adele], alex), [[megan], [diego], [lynne]]);
    assert.deepEqual(who(undefined, adele), [[megan], [diego], [lynne]]);
    assert.deepEqual(who([adele], undefined), [[megan], [diego], [adele, lynne]]);
  });

  it('supposes the last environment on the way unless somebody says otherwise', () => {
    assert.deepEqual(usualAnswers(policy), { environment: PROD });
    const reversed = new Map([...policy.environments].toReversed());
    assert.deepEqual(usualAnswers(policyLike({ environments: reversed })), { environment: PROD });
    assert.deepEqual(usualAnswers(policyLike({ environments: new Map() })), {});
  });

  it('needs an environment, and a kind of change where the matrix applies, and names what it does not know', () => {
    const supposed = (answers: Parameters<typeof suppose>[0]) => {
      const read = suppose(answers, policy, calendar);
      return read.ok ? read.value : read.problem;
    };
    const inUat = suppose({ environment: UAT }, policy, calendar);
    assert.ok(inUat.ok);
    assert.deepEqual([inUat.value.environment, inUat.value.changeTypes], [UAT, []]);
    const kinds = ['database-schema', 'new-feature-external', 'security-patch'];
    assert.deepEqual(supposed({ environment: PROD }), [{ field: 'changeTypes', known: kinds }]);
    assert.deepEqual(supposed({ changeTypes: 'security-patch' }), [{ field: 'environment', known: [UAT, PROD] }]);
    assert.deepEqual(supposed({ environment: 'moon' }), [{ field: 'environment', known: [UAT, PROD] }]);
    assert.deepEqual(supposed({ environment: PROD, changeTypes: 'security-patch', visibility: 'lots', touchesSecurity: 'x' }), [
      { field: 'visibility', known: ['internal', 'external'] },
      { field: 'touchesSecurity', known: ['yes', 'no'] },
    ]);
    const read = suppose({ environment: PROD, changeTypes: 'security-patch', touchesSecurity: 'yes' }, policy, calendar);
    assert.ok(read.ok);
    const { environment, changeTypes, touchesSecurity } = read.value;
    assert.deepEqual([environment, changeTypes, touchesSecurity], [PROD, ['security-patch'], true]);
  });
});
