import assert from 'node:assert/strict';
import { NO_HOLDS, type Holds } from '../../bot/domain/clearance.ts';
import { decideGate, decideUnrequestedGate, requestAtGate, type GateAsk } from '../../bot/domain/gate.ts';
import type { FreezeId, PipelineId, RequestId, ServiceId } from '../../bot/domain/ids.ts';
import { commitProblem, triggerProblem, type Origin } from '../../bot/domain/origin.ts';
import type { Environment, Policy, ReleaseTrigger } from '../../bot/domain/policy.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import type { Run } from '../../bot/domain/rollout.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { afterAll, answerTo, factsLike } from '../support/deciding.ts';
import {
  adele,
  approvedRequest,
  deployingRequest,
  everyState,
  FROM_ANYWHERE,
  halfApproved,
  later,
  PAYMENTS,
  planLike,
  policyLike,
  PROD,
  pullLike,
  rollingBackRequest,
  WINDOW_START,
} from '../support/given.ts';

const CI = 'pipeline:payments-ci' as PipelineId;
const [id, { window }] = ['DEP-1042' as RequestId, planLike()];
const inWindow = (minutes: number): Instant => later(minutes, WINDOW_START);
const ask = (changes: Partial<GateAsk> = {}): GateAsk => ({ run: '8812', origin: FROM_ANYWHERE, action: 'deploy', ...changes });
const gate = (request: DeployRequest, now = inWindow(1), changes: Partial<GateAsk> = {}, facts = factsLike()) =>
  decideGate(request, ask(changes), facts, now);
const closed = (reason: string) => ({ kind: 'closed', requestId: id, reason });
const wait = (reason: string, askAgainInSeconds: number) => ({ kind: 'wait', requestId: id, reason, askAgainInSeconds });
const open = (until: Instant) => ({ kind: 'open', requestId: id, until });

const inProd = (changes: Partial<Environment>): Policy => {
  const policy = policyLike();
  const known = policy.environments.get(PROD) ?? assert.fail();
  return { ...policy, environments: new Map([...policy.environments, [PROD, { ...known, ...changes }]]) };
};
const MAIN: ReleaseTrigger = { event: 'push', branches: ['main', 'release/*'], except: ['release/0.9'], unsaid: 'refuse' };
const FREEZE = { id: 'FRZ-3' as FreezeId, scope: {}, span: window, reason: 'Sales week', by: adele };

describe('the gate of a request', () => {
  it('answers each state with what the pipeline has to do', () => {
    const answers = everyState().map((request) => [request.state, gate(request)]);
    assert.deepEqual(Object.fromEntries(answers), {
      pending: wait('pending', 30),
      paused: wait('paused', 30),
      approved: open(window.end),
      rejected: closed('rejected'),
      cancelled: closed('cancelled'),
      expired: closed('expired'),
      deploying: open(window.end),
      'rolling-back': closed('rolling-back'),
      deployed: closed('deployed'),
      'rolled-back': closed('rolled-back'),
      complete: closed('complete'),
    });
  });

  it('opens with the window, and says when to come again', () => {
    assert.deepEqual(gate(approvedRequest(), inWindow(-1_000)), wait('too-early', 300));
    assert.deepEqual(gate(approvedRequest(), inWindow(-5)), wait('too-early', 300));
    assert.deepEqual(gate(approvedRequest(), inWindow(-1.995)), wait('too-early', 120));
    assert.deepEqual(gate(approvedRequest(), inWindow(0)), open(window.end));
    assert.deepEqual(gate(approvedRequest(), window.end), closed('too-late'));
  });

  it('stays open a little for what has begun, past its window too', () => {
    assert.deepEqual(gate(deployingRequest(), inWindow(19)), open(window.end));
    assert.deepEqual(gate(deployingRequest(), inWindow(21)), open(inWindow(31)));
    assert.deepEqual(gate(deployingRequest(), inWindow(300)), open(inWindow(310)));
  });

  it('lets a run that takes the version back through while it goes back, and never before', () => {
    const back = { action: 'rollback', run: 'another' } as const;
    assert.deepEqual(gate(rollingBackRequest(), inWindow(20), back), open(inWindow(30)));
    for (const request of [approvedRequest(), deployingRequest()]) {
      assert.deepEqual(gate(request, inWindow(20), back), closed('not-rolling-back'));
    }
  });

  it('is shut by what stands on the target, and waits for people who are missing', () => {
    const frozen = factsLike({ holds: { ...NO_HOLDS, freezes: [FREEZE] } });
    assert.deepEqual(gate(approvedRequest(), inWindow(1), {}, frozen), closed('frozen'));
    const execution = { ...policyLike().execution, checklist: ['Team notified'] };
    const strict = factsLike({ policy: policyLike({ execution }) });
    assert.deepEqual(gate(approvedRequest(), inWindow(1), {}, strict), wait('not-ready', 30));
    assert.deepEqual(
      gate(approvedRequest(), inWindow(1), {}, { policy: strict.policy, rolesHeld: new Set() }),
      closed('holds-unread'),
    );
  });

  it('lets only the approved commit through, from where policy says', () => {
    const plan = planLike({ commit: 'ABC1234' });
    const from = (origin: Partial<Origin>, request: DeployRequest = approvedRequest({ plan })) =>
      gate(request, inWindow(1), { origin: { ...FROM_ANYWHERE, ...origin } });
    assert.deepEqual(from({ commit: 'abc1234ffff' }), open(window.end));
    assert.deepEqual(from({ commit: 'fff1234ffff' }), closed('other-commit'));
    assert.deepEqual(from({}), closed('commit-unsaid'));
    assert.deepEqual(from({}, halfApproved({ plan })), closed('commit-unsaid'), 'waiting would be in vain');
    const facts = factsLike({ policy: inProd({ trigger: MAIN }) });
    assert.deepEqual(gate(approvedRequest(), inWindow(1), {}, facts), closed('trigger-unsaid'));
  });

  it('is the business of one run until that has failed, or has not begun for long', () => {
    const passed = afterAll(approvedRequest(), [[{ kind: 'pass-gate', by: CI, ask: ask() }, inWindow(1)]]);
    assert.deepEqual(gate(passed, inWindow(2)), open(window.end));
    assert.deepEqual(gate(passed, inWindow(15), { run: '8813' }), closed('other-run'));
    assert.deepEqual(gate(passed, inWindow(16), { run: '8813' }), open(window.end), 'a quarter of an hour without a word');
    const said = (...whats: readonly string[]): Run => ({
      id: '8812',
      pipeline: CI,
      heardAt: inWindow(1),
      reports: whats.map((what, n) => ({ sequence: n + 1, what })),
      rollsBack: 'never',
    });
    const reporting = (...whats: readonly string[]) =>
      deployingRequest({ rollout: { ...deployingRequest().rollout, run: said(...whats) } });
    assert.deepEqual(gate(reporting('started'), inWindow(300), { run: '8813' }), closed('other-run'));
    assert.deepEqual(gate(reporting('started'), inWindow(1)), open(window.end));
    assert.deepEqual(gate(reporting('started', 'failed'), inWindow(1), { run: '8813' }), open(window.end));
    assert.deepEqual(gate(reporting('failed', 'started'), inWindow(1), { run: '8813' }), closed('other-run'));
    const gateOf = { run: '8812', by: CI, commit: '', at: inWindow(0) };
    assert.deepEqual(gate({ ...reporting('started'), gate: gateOf }, inWindow(300), { run: '8813' }), closed('other-run'));
    const another = { ...reporting('failed'), gate: { ...gateOf, run: '8813' } };
    assert.deepEqual(gate(another, inWindow(2), { run: '8814' }), closed('other-run'), 'the newest that was let in');
  });

  it('keeps who went through, once', () => {
    const pass = (run: string) =>
      ({ kind: 'pass-gate', by: CI, ask: ask({ run, origin: { ...FROM_ANYWHERE, commit: 'abc' } }) }) as const;
    assert.deepEqual(answerTo(approvedRequest(), pass('8812'), inWindow(1)), [
      { kind: 'gate-passed', run: '8812', by: CI, commit: 'abc', at: inWindow(1) },
    ]);
    const passed = afterAll(approvedRequest(), [[pass('8812'), inWindow(1)]]);
    assert.deepEqual(passed.gate, { run: '8812', by: CI, commit: 'abc', at: inWindow(1) });
    assert.deepEqual(answerTo(passed, pass('8812'), inWindow(2)), []);
    assert.deepEqual(answerTo(passed, pass('8813'), inWindow(2)), { code: 'gate-shut' });
    assert.deepEqual(answerTo(halfApproved(), pass('8812'), inWindow(1)), { code: 'gate-shut' });
  });

  it('is that of the request on its way, else of the newest', () => {
    const known = (state: number) => everyState()[state] ?? assert.fail();
    const [pending, cancelled, deployed] = [known(0), known(4), known(8)];
    assert.equal(requestAtGate([deployed, pending]), pending);
    assert.equal(requestAtGate([deployed, cancelled]), deployed);
    assert.equal(requestAtGate([]), undefined);
  });
});

describe('the gate where nothing has to be requested', () => {
  const target = { service: PAYMENTS, environment: PROD };
  const now = inWindow(-20);
  const unrequested = (policy: Policy, origin: Partial<Origin> = {}, holds: Holds = NO_HOLDS, of = target) =>
    decideUnrequestedGate(of, ask({ origin: { ...FROM_ANYWHERE, ...origin } }), { policy, holds }, now);
  const free = inProd({ rules: 'none' });

  it('is open for a short time, and shut where a request is wanted or nobody knows the service', () => {
    assert.deepEqual(unrequested(free), { kind: 'open', until: inWindow(-10) });
    assert.deepEqual(unrequested(inProd({ rules: 'light' })), { kind: 'closed', reason: 'no-request' });
    const unknown = { ...target, service: 'orders' as ServiceId };
    assert.deepEqual(unrequested(free, {}, NO_HOLDS, unknown), { kind: 'closed', reason: 'no-request' });
    assert.deepEqual(unrequested({ ...free, environments: new Map() }), { kind: 'closed', reason: 'no-request' });
  });

  it('is shut by a freeze that begins meanwhile, and not by another request', () => {
    const span = { start: inWindow(-11), end: window.end };
    const shut = { kind: 'closed', reason: 'frozen' };
    assert.deepEqual(unrequested(free, {}, { ...NO_HOLDS, freezes: [{ ...FREEZE, span }] }), shut);
    const after = { ...span, start: inWindow(-10) };
    assert.deepEqual(unrequested(free, {}, { ...NO_HOLDS, freezes: [{ ...FREEZE, span: after }] }).kind, 'open');
    const others = [{ id: 'DEP-7' as RequestId, window: { start: now, end: window.end } }];
    assert.equal(unrequested(free, {}, { ...NO_HOLDS, others }).kind, 'open');
  });

  it('takes a pipeline that was set off as the environment wants it', () => {
    const wanted = inProd({ rules: 'none', trigger: MAIN });
    assert.equal(unrequested(wanted, { trigger: 'push', branch: 'main' }).kind, 'open');
    assert.deepEqual(unrequested(wanted, { trigger: 'push', branch: 'dev' }), { kind: 'closed', reason: 'other-trigger' });
  });
});

describe('where a pipeline comes from', () => {
  it('is what set it off, on a branch that policy names', () => {
    const table: readonly (readonly [string, string, string | undefined])[] = [
      ['push', 'main', undefined],
      ['push', 'main2', 'other-trigger'],
      ['push', 'release/1.2', undefined],
      ['push', 'releases', 'other-trigger'],
      ['push', 'release/0.9', 'other-trigger'],
      ['pull-request', 'main', 'other-trigger'],
      ['', 'main', 'trigger-unsaid'],
      ['push', '', 'trigger-unsaid'],
    ];
    for (const [trigger, branch, expected] of table) {
      const problem = triggerProblem(MAIN, { commit: '', trigger, branch });
      assert.equal(problem?.code, expected, `${trigger} ${branch}`);
    }
    assert.deepEqual(triggerProblem(MAIN, { commit: '', trigger: 'schedule', branch: 'dev' }), {
      code: 'other-trigger',
      trigger: 'schedule',
      branch: 'dev',
    });
    const lenient: ReleaseTrigger = { ...MAIN, branches: [], unsaid: 'allow' };
    assert.equal(triggerProblem(lenient, FROM_ANYWHERE), undefined);
    assert.equal(triggerProblem(lenient, { commit: '', trigger: 'push', branch: 'dev' }), undefined, 'any branch');
    assert.equal(triggerProblem(undefined, { commit: '', trigger: 'schedule', branch: 'dev' }), undefined);
  });

  it('is the commit of the request, or what its pull request became', () => {
    const merge = 'ffff0000';
    const pull = pullLike({ head: 'abc1234def', merge });
    const said = (commit: string): Origin => ({ ...FROM_ANYWHERE, commit });
    const problem = (commit: string, from: string) => commitProblem({ commit, pull }, said(from));
    assert.equal(problem('', 'abc1234def'), undefined, 'the head of the pull request');
    assert.equal(problem('abc1234', merge), undefined);
    assert.deepEqual(problem('bbb1234', merge), { code: 'other-commit', approved: 'bbb1234' }, 'not what was merged');
    assert.deepEqual(problem('abc1234', 'abc1'), { code: 'other-commit', approved: 'abc1234' });
    assert.deepEqual(problem('', ''), { code: 'commit-unsaid' });
    assert.equal(commitProblem({ commit: '' }, said('abc')), undefined, 'a request may name none');
    assert.deepEqual(commitProblem({ commit: 'abc' }, said('def')), { code: 'other-commit', approved: 'abc' });
  });
});
