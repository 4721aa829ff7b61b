import assert from 'node:assert/strict';
import { decide } from '../../bot/domain/decide.ts';
import type { ServiceId } from '../../bot/domain/ids.ts';
import { ON_CALL, type Policy } from '../../bot/domain/policy.ts';
import { NOBODY_READY, type Readiness } from '../../bot/domain/readiness.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { timersOf } from '../../bot/domain/timers.ts';
import type { Instant } from '../../bot/domain/time.ts';
import {
  adele,
  approvedRequest,
  deployedRequest,
  deployingRequest,
  everyState,
  later,
  lynne,
  megan,
  planLike,
  policyLike,
  PROD,
  rollingBackRequest,
  UAT,
  WINDOW_START,
} from '../support/given.ts';

const DAY = 24 * 60;
const policy = policyLike();
const { end } = planLike().window;
const at = (minutes: number) => later(minutes, WINDOW_START);
const timers = (request: DeployRequest, known: Policy = policy) =>
  timersOf(request, known).map(({ kind, due }) => `${kind} ${due}`);

describe('a request is looked at again', () => {
  it('when its window ends, as long as that means something', () => {
    const expire = `expire ${end}`;
    assert.deepEqual(
      everyState().map((request) => [request.state, timers(request).includes(expire)]),
      [
        ['pending', true],
        ['paused', true],
        ['approved', true],
        ['rejected', false],
        ['cancelled', false],
        ['expired', false],
        ['deploying', true],
        ['rolling-back', false],
        ['deployed', false],
        ['rolled-back', false],
        ['complete', false],
      ],
    );
    const late = deployingRequest({ rollout: { ...deployingRequest().rollout, overranAt: end } });
    assert.deepEqual(timers(late), []);
  });

  const besides = (noGo: Readiness['noGo'], changes: Parameters<typeof approvedRequest>[0] = {}) =>
    timers(approvedRequest({ ...changes, readiness: { ...NOBODY_READY, noGo } })).slice(1);

  it('a day before its window, until it is announced', () => {
    assert.deepEqual(besides(undefined), [`announce ${at(-DAY)}`]);
    assert.deepEqual(besides(undefined, { announcedAt: at(-DAY) }), [`roll-call ${at(-30)}`]);
  });

  it('an hour after a NO-GO, while there is time, and a day before its window again when it was edited', () => {
    const noGo = (minutes: number) => ({ reasons: [{ code: 'outside-windows' } as const], at: at(minutes) });
    assert.deepEqual(besides(noGo(-DAY)), [`announce ${at(-DAY + 60)}`]);
    assert.deepEqual(besides(noGo(-31)), [`announce ${at(29)}`]);
    assert.deepEqual(besides(noGo(-30)), [], 'that would be the end of the window');
    assert.deepEqual(besides({ ...noGo(-600), isOver: true }), [`announce ${at(-DAY)}`]);
  });

  it('when somebody is to be told that it waits', () => {
    const [pending] = everyState();
    assert.ok(pending);
    assert.deepEqual(timers(pending), [`expire ${end}`, `chase ${later(12 + DAY)}`]);
  });

  it('when a deployment that is live is to be watched, or the pipeline to be told that it goes back', () => {
    const watched = policyLike({
      watch: { ...policy.watch, horizons: [{ id: 'first', title: 'First half hour', until: 30, every: 5, ask: 15 }] },
    });
    assert.deepEqual(timers(deployedRequest(), watched), [`watch ${at(27)}`]);

    const [payments] = [...policy.services.values()];
    assert.ok(payments);
    const service = { ...payments, rollbackHooks: new Map([[PROD, 'https://ci.contoso.example/back']]) };
    const hooked = policyLike({ services: new Map<ServiceId, typeof service>([[service.id, service]]) });
    const back = rollingBackRequest();
    const rollback = { by: 'watch', confirmedBy: undefined, reason: '', at: at(16) } as const;
    const byWatch = { ...back, rollout: { ...back.rollout, rollback } };
    assert.deepEqual(timers(byWatch, hooked), [`hook ${at(16)}`]);
    assert.deepEqual(timers(back, hooked), []);
  });
});

describe('the roll call', () => {
  const called = policyLike({
    execution: { ...policy.execution, rollCall: { people: 3, named: ON_CALL }, rollCallBefore: 30 },
  });
  const announced = (changes: Partial<ReturnType<typeof approvedRequest>> = {}) =>
    approvedRequest({ announcedAt: at(-DAY), ...changes });
  const decided = (request: DeployRequest, now: Instant, known = called) => {
    const answer = decide(request, { kind: 'time-passed', timer: 'roll-call' }, { policy: known, rolesHeld: new Set() }, now);
    return answer.ok ? answer.value : answer.problem;
  };
  const present = (...people: readonly (typeof adele)[]): Readiness => ({
    ...NOBODY_READY,
    present: people.map((by) => ({ by, at: at(-60) })),
  });

  it('is held once, half an hour before the window', () => {
    assert.deepEqual(timers(announced(), called), [`expire ${end}`, `roll-call ${at(-30)}`]);
    assert.deepEqual(decided(announced(), at(-31)), { code: 'not-due' });
    assert.deepEqual(decided(announced(), at(-30)), [{ kind: 'roll-called', at: at(-30) }]);
    const after = evolve(announced(), { kind: 'roll-called', at: at(-30) });
    assert.deepEqual(timers(after, called), [`expire ${end}`]);
    assert.deepEqual(decided(after, at(-29)), { code: 'not-due' });
  });

  it('is not held when it is too late, before it was announced, or once it has started', () => {
    assert.deepEqual(decided(announced(), at(29)), [{ kind: 'roll-called', at: at(29) }]);
    assert.deepEqual(decided(announced(), end), { code: 'not-due' });
    assert.deepEqual(decided(approvedRequest(), at(-30)), { code: 'not-due' });
    assert.deepEqual(decided(deployingRequest(), at(-30)), { code: 'not-due' });
  });

  it('is held while somebody is missing, by number or by name', () => {
    const all = announced({ readiness: present(adele, lynne, megan) });
    assert.deepEqual(decided(all, at(-30)), { code: 'not-due' });
    const oneMissing = announced({ readiness: present(adele, lynne) });
    assert.deepEqual(decided(oneMissing, at(-30)), [{ kind: 'roll-called', at: at(-30) }]);
    const byName = policyLike({ execution: { ...policy.execution, rollCall: { people: 0, named: ['managerOnCall'] } } });
    assert.deepEqual(decided(oneMissing, at(-30), byName), [{ kind: 'roll-called', at: at(-30) }]);
    const inUat = announced({ plan: planLike({ environment: UAT }) });
    assert.deepEqual(decided(inUat, at(-30)), { code: 'not-due' }, 'nobody has to be called there');
  });
});
