import assert from 'node:assert/strict';
import { decide, needsHolds, rolesInQuestion, type RequestCommand } from '../../bot/domain/decide.ts';
import type { AlertId, FreezeId, PipelineId } from '../../bot/domain/ids.ts';
import type { PipelineReport } from '../../bot/domain/pipeline-report.ts';
import { evolve, type DeployRequest } from '../../bot/domain/request.ts';
import { nothingChanged } from '../support/execution-samples.ts';
import {
  adele,
  alex,
  approvedRequest,
  deployingRequest,
  everyState,
  halfApproved,
  later,
  megan,
  nestor,
  NOBODY_ABSENT,
  planLike,
  policyLike,
  RISK,
  role,
  WINDOW_START,
} from '../support/given.ts';

const policy = policyLike();
const { end } = planLike().window;
const ci = 'pipeline:payments-ci' as PipelineId;
const [a1, a2] = ['a1' as AlertId, 'a2' as AlertId];
const origin = { commit: '', trigger: '', branch: '' } as const;
const report: PipelineReport = {
  kind: 'pipeline-reported',
  by: ci,
  run: '812',
  sequence: 1,
  what: 'started',
  step: undefined,
  reason: '',
  rollsBack: 'never',
  origin,
};
const over: DeployRequest = { ...halfApproved(), state: 'expired', at: end };

const answer = (request: DeployRequest, command: RequestCommand, now = end) =>
  decide(request, command, { policy, rolesHeld: new Set([role('cto')]) }, now);
const said = (...args: Parameters<typeof answer>) => {
  const decided = answer(...args);
  return decided.ok ? decided.value : decided.problem;
};
const after = (request: DeployRequest, ...commands: readonly RequestCommand[]) =>
  commands.reduce<DeployRequest>((before, command) => {
    const decided = answer(before, command);
    assert.ok(decided.ok, JSON.stringify(decided));
    return decided.value.reduce<DeployRequest>(evolve, before);
  }, request);

const asked = { by: nestor, revision: 1 } as const;
const freeze = { id: 'FRZ-1' as FreezeId, scope: {}, span: { start: WINDOW_START, end }, reason: 'Year end', by: adele };
const ask = { run: '812', origin, action: 'deploy' } as const;
const review = { happened: 'It failed', timeline: 'At nine', cause: 'An index', actions: [] } as const;
const NOTHING: readonly never[] = [];
const [DEPLOYERS, EVERY_ROLE] = [policy.deployers, [...policy.roles.keys()]];

/** Everything that can be asked, of a request that is over, and of which roles its answer depends for a stranger. */
const commands: readonly (readonly [RequestCommand, asksRolesOf: readonly string[], answer: string | readonly string[]])[] = [
  [
    {
      kind: 'vote',
      ...asked,
      choice: 'approve',
      as: undefined,
      policyVersion: 'policy-1',
      comment: '',
      answered: { ticked: [], waiver: '' },
    },
    NOTHING,
    'not-pending',
  ],
  [{ kind: 'revise', ...asked, plan: planLike(), risk: RISK }, NOTHING, 'not-requester'],
  [{ kind: 'withdraw', by: nestor, as: undefined }, NOTHING, 'no-vote'],
  [{ kind: 'cancel', by: nestor, reason: 'Why not' }, NOTHING, 'not-requester'],
  [{ kind: 'link-alert', alert: a1 }, NOTHING, ['alert-linked']],
  [{ kind: 'unlink-alerts', by: nestor, alerts: [a1] }, NOTHING, NOTHING],
  [{ kind: 'time-passed', timer: 'expire' }, NOTHING, 'not-due'],
  [{ kind: 'time-passed', timer: 'roll-call' }, NOTHING, 'not-due'],
  [
    { kind: 'chase', facts: { policy, levels: [], holders: new Map(), absence: NOBODY_ABSENT, readers: new Set() } },
    NOTHING,
    'not-due',
  ],
  [{ kind: 'meet-obligation', by: nestor, obligation: 'cause', note: '' }, DEPLOYERS, 'unreadable'],
  [{ kind: 'answer-voice', by: nestor, said: 'denied' }, NOTHING, 'no-voice'],
  [{ kind: 'attend', by: nestor }, EVERY_ROLE, 'not-approved'],
  [{ kind: 'tick', by: nestor, lines: [0] }, EVERY_ROLE, 'not-approved'],
  [report, NOTHING, 'not-approved'],
  [{ kind: 'turn-run-away', report }, NOTHING, ['run-turned-away']],
  [{ kind: 'pass-gate', by: ci, ask }, NOTHING, 'gate-shut'],
  [{ kind: 'call-hook', call: 'c' }, NOTHING, NOTHING],
  [{ kind: 'answer-hook', call: 'c', answer: { kind: 'heard' } }, NOTHING, NOTHING],
  [{ kind: 'verify', facts: nothingChanged() }, NOTHING, 'not-due'],
  [{ kind: 'meet-freeze', freeze, lifted: undefined }, NOTHING, 'not-due'],
  [{ kind: 'override-freeze', by: nestor, reason: 'Why not' }, policy.freezes.override, 'holds-unread'],
  [{ kind: 'record-cause', by: alex, cause: 'An index' }, NOTHING, 'not-rolled-back'],
  [{ kind: 'file-review', by: nestor, ...review }, DEPLOYERS, 'nothing-to-review'],
  [{ kind: 'open-watch', source: 'asked', before: undefined }, NOTHING, NOTHING],
  [{ kind: 'record-check', at: end, reading: { kind: 'unknown', because: 'not-answered' } }, NOTHING, 'not-watched'],
  [{ kind: 'ask-check' }, NOTHING, 'not-watched'],
  [{ kind: 'answer-check', by: nestor, saw: 'healthy', note: '' }, DEPLOYERS, 'not-watched'],
  [{ kind: 'vouch-success', by: nestor, lines: [0] }, DEPLOYERS, 'not-watched'],
  [{ kind: 'comment', by: nestor, text: 'A pity' }, NOTHING, ['commented']],
  [
    { kind: 'attach', by: nestor, evidence: [{ name: 'report', link: 'https://contoso.example/report' }] },
    NOTHING,
    ['evidence-attached'],
  ],
  [{ kind: 'start', by: nestor }, DEPLOYERS, 'not-deployer'],
  [{ kind: 'finish-step', by: nestor, step: 1 }, DEPLOYERS, 'not-deployer'],
  [{ kind: 'roll-back', by: nestor, reason: 'errors' }, DEPLOYERS, 'not-deployer'],
];

describe('what is asked of a request that is over', () => {
  for (const [command, , expected] of commands) {
    const { kind } = command;
    it(`has an answer: ${kind}${'timer' in command ? ` ${command.timer}` : ''}`, () => {
      const decided = answer(over, command);
      assert.deepEqual(decided.ok ? decided.value.map((event) => event.kind) : decided.problem.code, expected);
    });
  }
});

describe('what is read for an answer', () => {
  it('are the roles that the answer depends on', () => {
    for (const [command, roles] of commands) assert.deepEqual(rolesInQuestion(over, command, policy), roles, command.kind);
    const [[vote] = []] = commands;
    assert.ok(vote);
    assert.deepEqual(rolesInQuestion(halfApproved(), vote, policy), ['dba', 'tech-lead', 'cto', 'devops-lead'].map(role));
  });

  it('is what stands on the target, for whatever starts a deployment, lets it start, or sets a freeze aside', () => {
    const reading = commands.map(([command]) => command).filter(needsHolds);
    assert.deepEqual(
      reading.map(({ kind }) => kind),
      ['pipeline-reported', 'pass-gate', 'override-freeze', 'start'],
    );
  });

  it('are no roles of people whom the request itself names', () => {
    for (const by of [alex, adele, megan]) {
      for (const command of [
        { kind: 'attend', by },
        { kind: 'tick', by, lines: [0] },
        { kind: 'start', by },
      ] as const)
        assert.deepEqual(rolesInQuestion(over, command, policy), [], command.kind);
    }
  });
});

describe('cancelling', () => {
  const cancel = (reason: string, by = alex): RequestCommand => ({ kind: 'cancel', by, reason });

  it('is for the requester, with a reason', () => {
    assert.deepEqual(said(approvedRequest(), cancel(' Superseded ')), [
      { kind: 'cancelled', by: alex, reason: 'Superseded', at: end },
    ]);
    assert.deepEqual(said(approvedRequest(), cancel(' ')), { code: 'reason-needed' });
    assert.deepEqual(said(approvedRequest(), cancel('Superseded', megan)), { code: 'not-requester' });
  });

  it('is possible until it starts', () => {
    const cancelled = everyState().filter((request) => answer(request, cancel('Superseded')).ok);
    assert.deepEqual(
      cancelled.map(({ state }) => state),
      ['pending', 'paused', 'approved'],
    );
    assert.deepEqual(said(over, cancel('Superseded')), { code: 'already-over', state: 'expired' });
  });
});

describe('the end of a window', () => {
  const passed: RequestCommand = { kind: 'time-passed', timer: 'expire' };

  it('takes the approvals of what has not started, and lets go on what has', () => {
    const becomes = everyState().map((request) => {
      const decided = answer(request, passed);
      return [request.state, decided.ok ? decided.value.map(({ kind }) => kind).join() : decided.problem.code];
    });
    assert.deepEqual(becomes, [
      ['pending', 'expired'],
      ['paused', 'expired'],
      ['approved', 'expired'],
      ['rejected', 'not-due'],
      ['cancelled', 'not-due'],
      ['expired', 'not-due'],
      ['deploying', 'window-overrun'],
      ['rolling-back', 'not-due'],
      ['deployed', 'not-due'],
      ['rolled-back', 'not-due'],
      ['complete', 'not-due'],
    ]);
  });

  it('has not come a moment before', () => {
    for (const request of everyState()) assert.deepEqual(said(request, passed, later(-1, end)), { code: 'not-due' });
  });
});

describe('an alert', () => {
  it('is tied to a request once, and taken off it by a person', () => {
    const tied = after(approvedRequest(), { kind: 'link-alert', alert: a1 }, { kind: 'link-alert', alert: a2 });
    assert.deepEqual(tied.alerts, [
      { id: a1, at: end },
      { id: a2, at: end },
    ]);
    assert.deepEqual(said(tied, { kind: 'link-alert', alert: a2 }), []);
    const strange = 'a3' as AlertId;
    assert.deepEqual(said(tied, { kind: 'unlink-alerts', by: adele, alerts: [strange, a2] }), [
      { kind: 'alert-unlinked', alert: a2, by: adele, at: end },
    ]);
    assert.deepEqual(after(tied, { kind: 'unlink-alerts', by: adele, alerts: [a2] }).alerts, [{ id: a1, at: end }]);
  });
});

describe('a run that began without being allowed to', () => {
  const turnAway: RequestCommand = { kind: 'turn-run-away', report };

  it('is told of once', () => {
    assert.deepEqual(said(approvedRequest(), turnAway), [{ kind: 'run-turned-away', by: ci, run: '812', at: end }]);
    const told = after(approvedRequest(), turnAway);
    assert.deepEqual(told.strays, [{ by: ci, run: '812', at: end }]);
    assert.deepEqual(said(told, turnAway), []);
    const other: RequestCommand = { kind: 'turn-run-away', report: { ...report, run: '813' } };
    assert.deepEqual(said(told, other), [{ kind: 'run-turned-away', by: ci, run: '813', at: end }]);
  });

  it('is not the one that executes the request', () => {
    const running = (run: string) =>
      deployingRequest({
        rollout: {
          ...deployingRequest().rollout,
          run: { id: run, pipeline: ci, heardAt: WINDOW_START, reports: [], rollsBack: 'never' },
        },
      });
    assert.deepEqual(said(running('812'), turnAway), []);
    for (const request of [running('811'), deployingRequest()]) {
      assert.deepEqual(said(request, turnAway), [{ kind: 'run-turned-away', by: ci, run: '812', at: end }]);
    }
  });
});
