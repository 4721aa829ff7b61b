import assert from 'node:assert/strict';
import { changesOf } from '../../bot/domain/difference.ts';
import type { AlertId, FreezeId, PipelineId, RequestId } from '../../bot/domain/ids.ts';
import { NOBODY_READY } from '../../bot/domain/readiness.ts';
import { evolve, isLive, type DeployRequest, type RequestEvent } from '../../bot/domain/request.ts';
import { termsOf } from '../../bot/domain/terms.ts';
import {
  adele,
  alex,
  approval,
  approvedRequest,
  deployedRequest,
  emergencyRequest,
  everyState,
  halfApproved,
  later,
  megan,
  patti,
  pendingRequest,
  planLike,
  policyLike,
  RISK,
  role,
} from '../support/given.ts';

const at = later(700);
const plan = planLike({ version: '2.5.0' });
const alert = 'a1' as AlertId;
const CI = 'pipeline:payments-ci' as PipelineId;
const freeze = { id: 'FRZ-3' as FreezeId, scope: {}, span: plan.window, reason: 'Sales week', by: adele };

describe('a request in its record', () => {
  it('begins when it is submitted, and with nothing else', () => {
    const terms = termsOf(plan, policyLike());
    const submitted = { kind: 'submitted', id: 'DEP-7' as RequestId, by: alex, plan, risk: RISK, at, ...terms } as const;
    assert.deepEqual(evolve(undefined, submitted), {
      ...pendingRequest({ plan, ...terms, submittedAt: at, opened: [] }),
      id: 'DEP-7',
    });
    const { emergency } = emergencyRequest();
    assert.ok(emergency);
    assert.deepEqual(evolve(undefined, { ...submitted, emergency }).emergency, emergency);
    assert.throws(() => evolve(undefined, { kind: 'approved', at }), /cannot begin with approved/);
    assert.throws(
      () => evolve(approvedRequest(), { kind: 'completed', verdict: 'healthy', at }),
      /cannot begin with completed/,
    );
  });

  const done = { by: adele, at };
  const voted = approval(megan, 'cto', 700);
  const asksChanges = { ...voted, choice: 'request-changes' } as const;
  const chase = {
    about: { kind: 'phase', phase: 'technical' },
    step: 'half',
    people: [megan],
    channel: undefined,
    at,
  } as const;
  const review = { happened: 'x', timeline: 'y', cause: 'z', actions: [], by: alex, at };
  const passed = { run: '8812', by: CI, commit: 'abc', at };
  const met = { freeze, at, override: undefined, liftedAt: undefined };
  const link = { name: 'Load test', link: 'https://contoso.example/load' };

  /** What each event changes, wherever a request stands: everything else stays as it is. */
  const changes: readonly (readonly [RequestEvent, (before: DeployRequest) => Partial<DeployRequest>])[] = [
    [{ kind: 'phase-opened', phase: 'late', at }, ({ opened }) => ({ opened: [...opened, { phase: 'late', at }] })],
    [{ kind: 'vote-cast', ...voted }, ({ votes }) => ({ votes: [...votes, voted] })],
    [{ kind: 'announced', at }, ({ readiness }) => ({ announcedAt: at, readiness: { ...readiness, conflicts: [] } })],
    [{ kind: 'alert-linked', alert, at }, ({ alerts }) => ({ alerts: [...alerts, { id: alert, at }] })],
    [{ kind: 'alert-unlinked', alert, by: adele, at }, () => ({})],
    [
      { kind: 'emergency-completed', by: alex, plan, risk: { level: 'low', reasons: [] }, at },
      ({ revision }) => ({ plan, risk: { level: 'low', reasons: [] }, revision: revision + 1 }),
    ],
    [{ kind: 'chased', ...chase }, ({ chases }) => ({ chases: [...chases, chase] })],
    [
      { kind: 'run-turned-away', run: '8812', by: CI, at },
      ({ strays }) => ({ strays: [...strays, { run: '8812', by: CI, at }] }),
    ],
    [{ kind: 'gate-passed', ...passed }, () => ({ gate: passed })],
    [
      { kind: 'attended', ...done },
      ({ readiness }) => ({ readiness: { ...readiness, present: [...readiness.present, done] } }),
    ],
    [{ kind: 'roll-called', at }, ({ readiness }) => ({ readiness: { ...readiness, calledAt: at } })],
    [{ kind: 'no-go', reasons: [], at }, ({ readiness }) => ({ readiness: { ...readiness, noGo: { reasons: [], at } } })],
    [{ kind: 'review-filed', ...review }, () => ({ postReview: review })],
    [
      { kind: 'commented', text: 'Well?', ...done },
      ({ comments }) => ({ comments: [...comments, { text: 'Well?', ...done }] }),
    ],
    [
      { kind: 'evidence-attached', evidence: [link], ...done },
      ({ attached }) => ({ attached: [...attached, { ...link, ...done }] }),
    ],
    [{ kind: 'freeze-met', freeze, at }, ({ freezes }) => ({ freezes: [...freezes, met] })],
  ];

  for (const [event, changed] of changes) {
    it(`keeps ${event.kind} and all that was known before`, () => {
      for (const before of everyState()) {
        assert.deepEqual(evolve(before, event), { ...before, ...changed(before) }, before.state);
      }
    });
  }

  it('goes from one state to the next with everything that was asked and said', () => {
    const full = {
      alerts: [{ id: alert, at }],
      comments: [{ text: 'Well?', ...done }],
      attached: [{ ...link, ...done }],
      strays: [{ run: '8812', by: CI, at }],
      chases: [chase],
      freezes: [met],
      gate: passed,
      postReview: review,
      emergency: emergencyRequest().emergency,
      obligations: emergencyRequest().obligations,
      edit: { revision: 2, by: alex, at, changes: [], voters: [], asksAgain: [] },
      announcedAt: at,
      pauses: [{ from: at, to: later(1, at) }],
    };
    const pending = halfApproved(full);
    const { state: _state, ...asked } = pending;
    const moves: readonly (readonly [RequestEvent, object])[] = [
      [
        { kind: 'approved', at },
        { state: 'approved', approvedAt: at },
      ],
      [
        { kind: 'cancelled', by: alex, reason: 'No', at },
        { state: 'cancelled', by: alex, reason: 'No', at },
      ],
      [
        { kind: 'expired', at },
        { state: 'expired', at },
      ],
      [
        { kind: 'vote-cast', ...voted, choice: 'reject' },
        { state: 'rejected', vote: { ...voted, choice: 'reject' }, votes: [...pending.votes, { ...voted, choice: 'reject' }] },
      ],
      [
        { kind: 'vote-cast', ...asksChanges },
        {
          state: 'paused',
          vote: asksChanges,
          votes: [...pending.votes, asksChanges],
          pauses: [...full.pauses, { from: asksChanges.at, to: undefined }],
        },
      ],
    ];
    for (const [event, change] of moves) assert.deepEqual(evolve(pending, event), { ...asked, ...change });
    const { postReview: _review, ...without } = asked;
    const unfiled = evolve({ ...without, state: 'pending' }, { kind: 'expired', at });
    assert.equal('postReview' in unfiled, false);
  });

  it('leaves a state behind with what belonged to it', () => {
    const paused = everyState()[1] ?? assert.fail();
    assert.equal('vote' in evolve(paused, { kind: 'cancelled', by: alex, reason: 'No', at }), false);
    assert.equal('approvedAt' in evolve(approvedRequest(), { kind: 'rollout-started', by: adele, at }), false);
  });

  it('waits for its requester from the wish for a change until that is withdrawn or answered', () => {
    const paused = evolve(halfApproved(), { kind: 'vote-cast', ...asksChanges });
    const withdrawn = evolve(paused, { kind: 'vote-withdrawn', by: megan, as: role('cto'), at: later(9, at) });
    const pause = { from: asksChanges.at, to: later(9, at) };
    assert.deepEqual(withdrawn, { ...halfApproved(), gate: undefined, pauses: [pause] });
    const other = evolve(paused, { kind: 'vote-withdrawn', by: patti, as: role('dba'), at: later(9, at) });
    assert.deepEqual([other.state, other.votes.map(({ as }) => as)], ['paused', [role('tech-lead'), role('cto')]]);
    const elsewhere = evolve(paused, { kind: 'vote-withdrawn', by: megan, as: role('dba'), at });
    assert.deepEqual(elsewhere, paused, 'they have said nothing as that');
    const twice = evolve(withdrawn, { kind: 'vote-cast', ...asksChanges, at: later(20, at) });
    const ended = evolve(twice, { kind: 'vote-withdrawn', by: megan, as: role('cto'), at: later(30, at) });
    assert.deepEqual(ended.pauses, [pause, { from: later(20, at), to: later(30, at) }]);
  });

  it('begins anew with an edit: another revision, other terms, nobody ready, nothing let in', () => {
    const before = approvedRequest({
      announcedAt: at,
      gate: passed,
      readiness: { ...NOBODY_READY, present: [done], calledAt: at, noGo: { reasons: [], at } },
      pauses: [{ from: at, to: undefined }],
    });
    const terms = { ...termsOf(plan, policyLike({ version: 'policy-2' })), personFills: 'several-roles' } as const;
    const risk = { level: 'low', reasons: [] } as const;
    const revised = { kind: 'revised', by: alex, plan, risk, reopened: [role('cto')], at, ...terms } as const;
    const { approvedAt: _at, ...asked } = before;
    const [techLead, dba, cto, lead] = before.votes;
    assert.ok(techLead && dba && cto && lead);
    assert.deepEqual(evolve(before, revised), {
      ...asked,
      ...terms,
      plan,
      risk,
      revision: 2,
      votes: [techLead, dba, lead],
      pauses: [{ from: at, to: at }],
      edit: {
        revision: 2,
        by: alex,
        at,
        changes: changesOf(before.plan, plan),
        voters: [techLead, dba, cto, lead].map(({ by, as }) => ({ by, as, isKept: as !== role('cto') })),
        asksAgain: [{ by: cto.by, as: cto.as, at: cto.at }],
      },
      announcedAt: undefined,
      readiness: { ...NOBODY_READY, noGo: { reasons: [], at, isOver: true } },
      gate: undefined,
      state: 'pending',
    });
  });

  it('is told what two deployments at the same time share', () => {
    const conflict = {
      with: 'DEP-9' as RequestId,
      service: plan.service,
      environment: plan.environment,
      version: '1',
      window: plan.window,
      people: [adele],
    };
    const { readiness } = evolve(approvedRequest(), { kind: 'announced', conflicts: [conflict], at });
    assert.deepEqual(readiness.conflicts, [conflict]);
  });

  it('loses an alert that has nothing to do with it, and keeps the others', () => {
    const other = { id: 'a2' as AlertId, at };
    const request = deployedRequest({ alerts: [{ id: alert, at }, other] });
    assert.deepEqual(evolve(request, { kind: 'alert-unlinked', alert, by: adele, at }).alerts, [other]);
  });

  it('hears what a voice says afterwards', () => {
    const { emergency } = evolve(emergencyRequest(), { kind: 'voice-answered', by: megan, said: 'denied', at });
    assert.deepEqual(emergency?.voices[0]?.answer, { said: 'denied', at });
    assert.equal(emergency.voices[1]?.answer, undefined);
  });

  it('is on its way until it is over', () => {
    const live = everyState().filter(isLive);
    assert.deepEqual(
      live.map(({ state }) => state),
      ['pending', 'paused', 'approved', 'deploying', 'rolling-back'],
    );
  });
});
