import assert from 'node:assert/strict';
import { isReady, unready, type Readiness } from '../../bot/domain/readiness.ts';
import type { Environment, Policy } from '../../bot/domain/policy.ts';
import { timersOf } from '../../bot/domain/timers.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import { afterAll, answerTo, factsLike } from '../support/deciding.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployingRequest,
  emergencyRequest,
  halfApproved,
  isaiah,
  later,
  lynne,
  megan,
  pendingRequest,
  planLike,
  policyLike,
  pradeep,
  PROD,
  role,
  WINDOW_START,
} from '../support/given.ts';

const execution: Policy['execution'] = {
  rollCall: { people: 3, named: ['onCallEngineer', 'backupEngineer'] },
  rollCallBefore: 30,
  checklist: ['Backups done', 'Team notified', 'Runbook open'],
  rollbackConfirmations: 0,
  quietMinutes: 15,
};
const policy = policyLike({ execution });
const facts = factsLike({ policy });
const at = later(-20, WINDOW_START);
const ready = (changes: Partial<Readiness>) =>
  approvedRequest({ announcedAt: later(1_600), readiness: { present: [], ticked: [], noGo: undefined, ...changes } });
const here = (...people: readonly PersonId[]) => people.map((by) => ({ by, at }));
const ticked = (...lines: readonly string[]) => lines.map((line) => ({ line, by: adele, at }));
const inProd = (changes: Partial<Environment>): Policy => {
  const known = policy.environments.get(PROD) ?? assert.fail();
  return { ...policy, environments: new Map([[PROD, { ...known, ...changes }]]) };
};

describe('before a start', () => {
  it('policy wants people, some of them by duty, and a checklist', () => {
    const all = execution.checklist;
    const table: readonly (readonly [Partial<Readiness>, ReturnType<typeof unready>])[] = [
      [{}, { people: 3, named: [adele, lynne], lines: all }],
      [{ present: here(lynne, megan) }, { people: 1, named: [adele], lines: all }],
      [{ present: here(megan, megan) }, { people: 2, named: [adele, lynne], lines: all }],
      [
        { present: here(adele, lynne, megan, alex), ticked: ticked('Team notified') },
        { people: 0, named: [], lines: ['Backups done', 'Runbook open'] },
      ],
      [
        { present: here(adele, lynne, alex), ticked: ticked(...all) },
        { people: 0, named: [], lines: [] },
      ],
    ];
    for (const [changes, missing] of table) assert.deepEqual(unready(ready(changes), policy), missing);
    const twice = planLike({ onCallEngineer: adele, backupEngineer: adele });
    assert.deepEqual(unready({ ...ready({}), plan: twice }, policy).named, [adele]);
  });

  it('nobody is missing only when nothing is', () => {
    assert.equal(isReady({ people: 0, named: [], lines: [] }), true);
    assert.equal(isReady({ people: 1, named: [], lines: [] }), false);
    assert.equal(isReady({ people: 0, named: [adele], lines: [] }), false);
    assert.equal(isReady({ people: 0, named: [], lines: ['Backups done'] }), false);
  });

  it('nothing of this is asked where the whole process does not apply', () => {
    for (const rules of ['light', 'none'] as const) {
      assert.deepEqual(unready(ready({}), inProd({ rules })), { people: 0, named: [], lines: [] });
    }
  });

  it('a start is refused with all that is missing, and whoever starts is there', () => {
    const start = (request: ReturnType<typeof ready>, by: PersonId) =>
      answerTo(request, { kind: 'start', by }, WINDOW_START, facts);
    assert.deepEqual(start(ready({}), adele), {
      code: 'not-ready',
      people: 2,
      named: [lynne],
      lines: ['Backups done', 'Team notified', 'Runbook open'],
    });
    const missingOne = ready({ present: here(lynne, megan), ticked: ticked(...execution.checklist) });
    assert.deepEqual(start(missingOne, adele), [
      { kind: 'attended', by: adele, at: WINDOW_START },
      { kind: 'rollout-started', by: adele, at: WINDOW_START },
    ]);
    assert.deepEqual(start(missingOne, megan), { code: 'not-ready', people: 1, named: [adele], lines: [] });
  });
});

describe('a start that policy would hold up', () => {
  const start = { kind: 'start', by: adele } as const;

  it('goes ahead at once in an emergency', () => {
    const { emergency } = emergencyRequest();
    const urgent = { ...ready({}), emergency, votes: [] };
    const events = answerTo(urgent, start, WINDOW_START, factsLike({ policy, holders: new Map() }));
    assert.deepEqual([events].flat().slice(0, 2), [
      { kind: 'attended', by: adele, at: WINDOW_START },
      { kind: 'rollout-started', by: adele, at: WINDOW_START },
    ]);
  });

  it('is refused when somebody who approved has lost the role, as far as that was read', () => {
    const holders = new Map([...policyLike().roles].map(([id, { members }]) => [id, members]));
    const without = new Map([...holders, [role('cto'), []]]);
    const answers = (facts: Parameters<typeof factsLike>[0]) => answerTo(ready({}), start, WINDOW_START, factsLike(facts));
    assert.deepEqual(answers({ holders: without }), { code: 'approval-lost', by: megan, role: role('cto') });
    for (const known of [{ holders }, {}]) assert.ok(Array.isArray(answers(known)));
  });
});

describe('saying "I am here"', () => {
  const attend = (by: PersonId) => ({ kind: 'attend', by }) as const;

  it('counts once, for whoever is of the team', () => {
    assert.deepEqual(answerTo(ready({}), attend(adele), at, facts), [{ kind: 'attended', by: adele, at }]);
    assert.deepEqual(answerTo(ready({ present: here(adele) }), attend(adele), at, facts), []);
    assert.deepEqual(answerTo(ready({ present: here(lynne) }), attend(adele), at, facts), [
      { kind: 'attended', by: adele, at },
    ]);
    const both = afterAll(ready({}), [
      [attend(adele), at],
      [attend(lynne), at],
    ]);
    assert.deepEqual(both.readiness.present, here(adele, lynne));
  });

  it('is for those whom the request names, its reviewers, and holders of a role', () => {
    assert.deepEqual(answerTo(ready({}), attend(pradeep), at, facts), { code: 'not-of-the-team' });
    for (const by of [alex, adele, lynne, megan, isaiah]) {
      assert.deepEqual(answerTo(ready({}), attend(by), at, facts), [{ kind: 'attended', by, at }]);
    }
    const director = factsLike({ policy, rolesHeld: new Set([role('director')]) });
    assert.deepEqual(answerTo(ready({}), attend(pradeep), at, director), [{ kind: 'attended', by: pradeep, at }]);
  });

  it('is for an approved request', () => {
    assert.deepEqual(answerTo(halfApproved(), attend(adele), at, facts), { code: 'not-approved', state: 'pending' });
    assert.deepEqual(answerTo(deployingRequest(), attend(adele), at, facts), { code: 'not-approved', state: 'deploying' });
  });
});

describe('ticking the checklist', () => {
  const tick = (...lines: readonly number[]) => ({ kind: 'tick', by: adele, lines }) as const;

  it('vouches for lines that are open, each once', () => {
    const half = ready({ ticked: ticked('Team notified') });
    assert.deepEqual(answerTo(half, tick(2, 0, 2, 1, 9), at, facts), [
      { kind: 'checklist-ticked', lines: ['Runbook open', 'Backups done'], by: adele, at },
    ]);
    assert.deepEqual(answerTo(half, tick(1), at, facts), []);
    assert.deepEqual(afterAll(half, [[tick(0), at]], facts).readiness.ticked, ticked('Team notified', 'Backups done'));
  });

  it('of nothing is told, unless there is nothing to tick', () => {
    assert.deepEqual(answerTo(ready({}), tick(), at, facts), { code: 'nothing-ticked' });
    assert.deepEqual(answerTo(ready({ ticked: ticked(...execution.checklist) }), tick(), at, facts), []);
    assert.deepEqual(answerTo(ready({}), tick(), at, factsLike()), [], 'policy has no checklist');
    assert.deepEqual(answerTo(ready({}), tick(0), at, factsLike({ policy: inProd({ rules: 'light' }) })), []);
  });
});

describe('the roll call', () => {
  const call = { kind: 'time-passed', timer: 'roll-call' } as const;
  const notDue = { code: 'not-due' };
  const due = (request: Parameters<typeof timersOf>[0]) =>
    timersOf(request, policy).find(({ kind }) => kind === 'roll-call')?.due;
  const half = later(-30, WINDOW_START);

  it('is half an hour before the window, once it was announced, once', () => {
    assert.equal(due(ready({})), half);
    assert.deepEqual(answerTo(ready({}), call, half, facts), [{ kind: 'roll-called', at: half }]);
    assert.deepEqual(answerTo(ready({}), call, later(-31, WINDOW_START), facts), notDue);
    const called = afterAll(ready({}), [[call, half]], facts);
    assert.deepEqual([called.readiness.calledAt, due(called)], [half, undefined]);
    assert.deepEqual(answerTo(called, call, at, facts), notDue);
    assert.equal(due(approvedRequest()), undefined);
    assert.equal(due(deployingRequest()), undefined);
    assert.equal(due(pendingRequest({ announcedAt: later(1_600) })), undefined);
  });

  it('is as long as there is time, and somebody is missing', () => {
    const { end } = planLike().window;
    assert.deepEqual(answerTo(ready({}), call, later(-1, end), facts), [{ kind: 'roll-called', at: later(-1, end) }]);
    assert.deepEqual(answerTo(ready({}), call, end, facts), notDue);
    const oneMissing = ready({ present: here(adele, lynne) });
    assert.deepEqual(answerTo(oneMissing, call, half, facts), [{ kind: 'roll-called', at: half }]);
    const nobodyKnew = ready({ present: here(adele, megan, alex) });
    assert.deepEqual(answerTo(nobodyKnew, call, half, facts), [{ kind: 'roll-called', at: half }]);
    assert.deepEqual(answerTo(ready({ present: here(adele, lynne, megan) }), call, half, facts), notDue);
  });
});
