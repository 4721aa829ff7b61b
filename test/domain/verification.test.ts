import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { reverify } from '../../bot/domain/verification.ts';
import {
  adele,
  approvedRequest,
  deployingRequest,
  emergencyRequest,
  halfApproved,
  later,
  lynne,
  megan,
  NAMES,
  nestor,
  planLike,
  PROD,
  role,
  WINDOW_START,
  PAYMENTS,
} from '../support/given.ts';
import { answerTo } from '../support/deciding.ts';
import { nothingChanged } from '../support/given-verification.ts';

const DAY_BEFORE = later(-1_440, WINDOW_START);
const codes = (changes: Parameters<typeof nothingChanged>[0], request = approvedRequest()) =>
  reverify(request, nothingChanged(changes), DAY_BEFORE).map(({ code }) => code);

describe('a day before the window', () => {
  it('nothing is in the way when nothing has changed', () => {
    assert.deepEqual(codes({}), []);
  });

  it('an approval whose giver has lost the role does not count any more', () => {
    const { holders } = nothingChanged();
    assert.deepEqual(codes({ holders: new Map([...holders, [role('cto'), []]]) }), ['approval-lost']);
  });

  it('an approval that is missing is said', () => {
    assert.deepEqual(codes({}, approvedRequest({ votes: approvedRequest().votes.slice(1) })), ['approval-missing']);
  });

  it('a freeze, a lock, another window and a closed checkpoint are each in the way', () => {
    const span = planLike().window;
    const freeze = { id: 'FRZ-1' as never, scope: { environment: PROD }, span, reason: 'Sales week', by: adele };
    const holds = {
      freezes: [freeze],
      locks: [{ kind: 'unreadable' } as const],
      others: [{ id: 'DEP-7' as RequestId, window: span }],
      closed: [1 as never],
    };
    assert.deepEqual(codes({ holds }), ['frozen', 'locked', 'window-taken', 'checkpoints-closed']);
  });

  it('a service that has left the policy, a window that policy has closed, and on-call people who are gone', () => {
    const { policy } = nothingChanged();
    assert.deepEqual(codes({ policy: { ...policy, services: new Map() } }), ['not-in-policy']);
    const environments = new Map(policy.environments);
    const prod = environments.get(PROD) ?? assert.fail();
    environments.set(PROD, { ...prod, windows: ['sat 10:00-12:00'] });
    assert.deepEqual(codes({ policy: { ...policy, environments } }), ['outside-windows']);
    assert.deepEqual(codes({ people: new Set([...NAMES.keys()].filter((person) => person !== adele)) }), ['on-call-gone']);
    assert.ok(policy.services.has(PAYMENTS));
  });
});

describe('what is announced a day before', () => {
  const { plan } = approvedRequest();
  const verified = (
    changes: Parameters<typeof nothingChanged>[0],
    request: DeployRequest = approvedRequest(),
    now = DAY_BEFORE,
  ) => answerTo(request, { kind: 'verify', facts: nothingChanged(changes) }, now);
  const notDue = { code: 'not-due' };

  it('is the deployment, with whatever else is planned for the same time', () => {
    assert.deepEqual(verified({}), [{ kind: 'announced', at: DAY_BEFORE }]);
    const { service, environment, version, window } = plan;
    const other = { id: 'DEP-9' as RequestId, plan };
    const people = [adele, lynne, megan];
    assert.deepEqual(verified({ planned: [other] }), [
      { kind: 'announced', conflicts: [{ with: 'DEP-9', service, environment, version, window, people }], at: DAY_BEFORE },
    ]);
  });

  it('is why it cannot go ahead, with other starts where another window would help', () => {
    const { holders } = nothingChanged();
    const lost = { code: 'approval-lost', by: megan, role: role('cto') } as const;
    const withoutCto = new Map([...holders, [role('cto'), []]]);
    assert.deepEqual(verified({ holders: withoutCto }), [{ kind: 'no-go', reasons: [lost], slots: [], at: DAY_BEFORE }]);
    const others = [{ id: 'DEP-7' as RequestId, window: plan.window }];
    const taken = { code: 'window-taken', by: 'DEP-7', until: plan.window.end };
    assert.deepEqual(verified({ holders: withoutCto, holds: { ...NO_HOLDS, others } }), [
      {
        kind: 'no-go',
        reasons: [lost, taken],
        slots: [later(30, WINDOW_START), later(4 * 1_440, WINDOW_START), later(5 * 1_440, WINDOW_START)],
        at: DAY_BEFORE,
      },
    ]);
  });

  it('is said once, of an approved request, while there is time', () => {
    const { end } = plan.window;
    assert.deepEqual(verified({}, halfApproved()), notDue);
    assert.deepEqual(verified({}, deployingRequest({ announcedAt: undefined })), notDue);
    assert.deepEqual(verified({}, approvedRequest({ announcedAt: DAY_BEFORE })), notDue);
    assert.deepEqual(verified({}, approvedRequest(), end), notDue);
    assert.deepEqual(verified({}, approvedRequest(), later(-1, end)), [{ kind: 'announced', at: later(-1, end) }]);
  });

  it('asks no approval of an emergency, nor a role of who stood in for somebody', () => {
    assert.deepEqual(codes({}, approvedRequest({ votes: [], emergency: emergencyRequest().emergency })), []);
    const standIn = { kind: 'delegate', of: megan } as const;
    const votes = approvedRequest().votes.map((vote) => (vote.as === role('cto') ? { ...vote, by: nestor, standIn } : vote));
    assert.deepEqual(codes({}, approvedRequest({ votes })), []);
    const { holders } = nothingChanged();
    const gone = new Map([...holders].filter(([id]) => id !== role('cto')));
    assert.deepEqual(codes({ holders: gone }), ['approval-lost'], 'nobody holds it any more');
  });

  it('says that the environment has left the policy, and nothing of its windows', () => {
    const { policy } = nothingChanged();
    assert.deepEqual(codes({ policy: { ...policy, environments: new Map() } }), ['not-in-policy']);
  });
});
