import assert from 'node:assert/strict';
import type { Absence } from '../../bot/domain/asked.ts';
import { chasesOf, levelOf, type Chase } from '../../bot/domain/chase.ts';
import { chaseDue, promisedNow } from '../../bot/domain/chasing.ts';
import type { DelegationId } from '../../bot/domain/ids.ts';
import {
  adele,
  alex,
  approvedRequest,
  channel,
  emergencyRequest,
  everyState,
  halfApproved,
  isaiah,
  later,
  lynne,
  megan,
  MONDAY,
  nestor,
  pendingRequest,
  policyLike,
  pradeep,
  role,
} from '../support/given.ts';
import { chase, chaseFacts, unanswered } from '../support/given-chases.ts';

const [HOUR, DAY] = [60, 24 * 60];
const policy = policyLike();
const holders = new Map([...policy.roles].map(([id, { members }]) => [id, members]));

describe('a phase that waits', () => {
  it('reminds those missing halfway and at the end of what it promises, and then goes up a level each business day', () => {
    assert.deepEqual(unanswered(halfApproved()), [
      {
        about: { kind: 'phase', phase: 'technical' },
        step: 'half',
        people: [megan, adele, lynne],
        channel: undefined,
        at: later(12 + DAY),
      },
      {
        about: { kind: 'phase', phase: 'technical' },
        step: 'due',
        people: [megan, adele, lynne],
        channel: undefined,
        at: later(12 + 2 * DAY),
      },
      {
        about: { kind: 'phase', phase: 'technical' },
        step: 'level-1',
        people: [isaiah],
        channel: undefined,
        at: later(12 + 3 * DAY),
      },
      {
        about: { kind: 'phase', phase: 'technical' },
        step: 'level-2',
        people: [pradeep],
        channel: channel('incidents'),
        at: later(12 + 4 * DAY),
      },
    ]);
  });

  it('goes up by as many business days as policy gives each level', () => {
    const escalation = [
      { role: role('tech-lead'), afterDays: 2 },
      { role: role('director'), afterDays: 0.5 },
    ];
    const slow = chaseFacts({ policy: policyLike({ escalation }) });
    assert.deepEqual(
      unanswered(halfApproved(), slow).map(({ at }) => at),
      [later(12 + DAY), later(12 + 2 * DAY), later(12 + 4 * DAY), later(12 + 4 * DAY + 4.5 * HOUR)],
    );
  });

  it('tells people when they are at work, and says when that is', () => {
    const fromNine = halfApproved({ opened: [{ phase: 'technical', at: MONDAY }] });
    assert.equal(promisedNow(fromNine, policy)?.half, later(9 * HOUR), 'at the end of Monday');
    assert.equal(chaseDue(fromNine, policy), later(DAY), 'told on Tuesday morning');
    const inTheNight = chase(fromNine, later(DAY + 12 * HOUR));
    assert.deepEqual(inTheNight, { code: 'not-due', until: later(2 * DAY) });
    assert.deepEqual(chase(fromNine, later(8 * HOUR)), { code: 'not-due' });
  });

  it('asks whoever answers in the place of who is away', () => {
    const absence: Absence = {
      delegations: [
        {
          id: 'd' as DelegationId,
          giver: megan,
          taker: nestor,
          span: { start: MONDAY, end: later(5 * DAY) },
          roles: [],
          services: [],
          madeAt: MONDAY,
          revokedAt: undefined,
        },
      ],
      away: new Set(),
    };
    assert.deepEqual(unanswered(halfApproved(), chaseFacts({ absence }))[0]?.people, [nestor, adele, lynne]);
  });

  it('reminds nobody who has spoken, who asked for it or who wrote it', () => {
    const both = new Map([...holders, [role('cto'), [megan, isaiah, alex]] as const, [role('devops-lead'), []] as const]);
    assert.deepEqual(unanswered(halfApproved(), chaseFacts({ holders: both }))[0]?.people, [megan]);
    assert.deepEqual(unanswered(halfApproved(), chaseFacts({ holders: new Map() }))[0]?.people, []);
  });

  it('is chased anew when its turn comes again', () => {
    const before = unanswered(halfApproved());
    const again = halfApproved({ chases: before, opened: [{ phase: 'technical', at: later(7 * DAY) }] });
    assert.deepEqual(
      unanswered(again)
        .slice(before.length)
        .map(({ step, at }) => [step, at]),
      [
        ['half', later(8 * DAY)],
        ['due', later(9 * DAY)],
        ['level-1', later(10 * DAY)],
        ['level-2', later(11 * DAY)],
      ],
    );
  });

  it('promises nothing while the request waits for its requester, when it is over, or where policy promises nothing', () => {
    assert.deepEqual(
      everyState().flatMap((request) => (promisedNow(request, policy) === undefined ? [] : [request.state])),
      ['pending'],
    );
    assert.equal(promisedNow(pendingRequest({ phases: [{ id: 'technical', title: 'Technical review' }] }), policy), undefined);
    assert.equal(promisedNow(pendingRequest({ opened: [] }), policy), undefined);
    const phases = [{ id: 'another', title: 'Another review', slaDays: 9 }, ...halfApproved().phases];
    const waited = halfApproved({ phases, pauses: [{ from: later(HOUR), to: later(3 * HOUR) }] });
    assert.deepEqual(promisedNow(waited, policy), {
      phase: 'technical',
      since: later(12),
      half: later(12 + 2 * HOUR + DAY),
      due: later(12 + 2 * HOUR + 2 * DAY),
    });
  });
});

describe('an emergency that waits for its tap', () => {
  it('is chased by the minute, whatever the time of day', () => {
    const midnight = later(15 * HOUR);
    const urgent = emergencyRequest({ opened: [{ phase: 'technical', at: midnight }], obligations: [] });
    assert.deepEqual(promisedNow(urgent, policy), {
      phase: 'technical',
      since: midnight,
      half: later(5, midnight),
      due: later(10, midnight),
    });
    assert.deepEqual(
      unanswered(urgent).map(({ step, at }) => [step, at]),
      [
        ['half', later(5, midnight)],
        ['due', later(10, midnight)],
        ['level-1', later(20, midnight)],
        ['level-2', later(30, midnight)],
      ],
    );
  });
});

describe('what was said', () => {
  it('is kept apart for each thing that waits, with the level that it reached', () => {
    const said = (about: Chase['about'], step: Chase['step']): Chase => ({
      about,
      step,
      people: [],
      channel: undefined,
      at: MONDAY,
    });
    const [phase, other] = [{ kind: 'phase', phase: 'review' } as const, { kind: 'phase', phase: 'technical' } as const];
    const [review, cause] = [{ kind: 'obligation', id: 'review' } as const, { kind: 'obligation', id: 'cause' } as const];
    const all = [said(phase, 'half'), said(other, 'due'), said(review, 'level-2'), said(cause, 'level-12')];
    assert.deepEqual(
      [phase, other, review, cause].map((about) => chasesOf(all, about).map(({ step }) => levelOf(step))),
      [[0], [0], [2], [12]],
    );
    assert.deepEqual(chasesOf(all, review), all.slice(2, 3));
  });

  it('leaves a request alone that nothing is wanted of', () => {
    assert.equal(chaseDue(approvedRequest(), policy), undefined);
    assert.deepEqual(chase(approvedRequest(), later(DAY)), { code: 'not-due' });
  });
});
