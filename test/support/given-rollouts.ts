import type { Origin } from '../../bot/domain/origin.ts';
import type { PersonId } from '../../bot/domain/ids.ts';
import type { Obligation, ObligationKind } from '../../bot/domain/obligation.ts';
import type { DeployRequest, Vote } from '../../bot/domain/request.ts';
import type { Rollout } from '../../bot/domain/rollout.ts';
import { adele, alex, isaiah, later, lynne, megan, pradeep, role, WINDOW_START } from './given-people.ts';
import { approvedRequest, halfApproved, type In } from './given-requests.ts';

export function rolloutLike(changes: Partial<Rollout> = {}): Rollout {
  return {
    startedBy: adele,
    startedAt: WINDOW_START,
    finished: [
      { by: adele, at: later(4, WINDOW_START) },
      { by: adele, at: later(10, WINDOW_START) },
    ],
    begun: undefined,
    issues: [],
    asks: [],
    rollback: undefined,
    live: undefined,
    ended: undefined,
    run: undefined,
    watch: undefined,
    ...changes,
  };
}

/** Under way: two of five steps done, twelve minutes after the window opened. */
export function deployingRequest(changes: Partial<In<'deploying'>> = {}): In<'deploying'> {
  const { approvedAt: _at, ...asked } = approvedRequest();
  return { ...asked, announcedAt: later(1_521), state: 'deploying', rollout: rolloutLike(), ...changes };
}

export function deployedRequest(changes: Partial<In<'deployed'>> = {}): In<'deployed'> {
  const finished = [4, 10, 15, 22, 26].map((minutes) => ({ by: adele, at: later(minutes, WINDOW_START) }));
  const ended = { by: adele, at: later(27, WINDOW_START) };
  const rollout = rolloutLike({ finished, live: ended, ended });
  return { ...deployingRequest(), state: 'deployed', rollout, ...changes };
}

const WENT_BACK = rolloutLike({
  issues: [
    {
      text: 'Checkout answers 500 for one request in twenty.',
      severity: 'high',
      action: 'investigating',
      every: 15,
      by: adele,
      at: later(13, WINDOW_START),
      updates: [],
      resolved: undefined,
    },
  ],
  rollback: { by: adele, confirmedBy: lynne, at: later(16, WINDOW_START), reason: 'Error rate at 5.8 % since the slot swap.' },
});

export function rollingBackRequest(changes: Partial<In<'rolling-back'>> = {}): In<'rolling-back'> {
  return { ...deployingRequest(), state: 'rolling-back', rollout: WENT_BACK, ...changes };
}

export function rolledBackRequest(changes: Partial<In<'rolled-back'>> = {}): In<'rolled-back'> {
  const rollout = { ...WENT_BACK, ended: { by: adele, at: later(24, WINDOW_START) } };
  return { ...deployingRequest(), state: 'rolled-back', rollout, ...changes };
}

/** Every state that a request can be in, each once. */
export function everyState(): readonly DeployRequest[] {
  const against: Vote = {
    by: megan,
    as: role('cto'),
    choice: 'reject',
    comment: 'Not in the sales week.',
    attested: [],
    at: later(500),
  };
  return [
    halfApproved(),
    {
      ...halfApproved(),
      state: 'paused',
      vote: { ...against, choice: 'request-changes', comment: 'Please split the backfill.' },
    },
    approvedRequest(),
    { ...halfApproved(), state: 'rejected', vote: against },
    { ...halfApproved(), state: 'cancelled', by: alex, at: later(600), reason: 'Superseded by 2.4.2.' },
    { ...halfApproved(), state: 'expired', at: later(30, WINDOW_START) },
    deployingRequest(),
    rollingBackRequest(),
    deployedRequest(),
    rolledBackRequest(),
    { ...deployedRequest(), state: 'complete' },
  ];
}

/** An emergency that still owes its review; the first look while standing by is done, the second is late. */
export function owingRequest(): In<'deployed'> {
  const owed = (id: string, kind: ObligationKind, owner: PersonId, minutes: number): Obligation => ({
    id,
    kind,
    owner,
    since: WINDOW_START,
    due: later(minutes, WINDOW_START),
    met: undefined,
  });
  const first = {
    ...owed('standby-check-1', 'standby-check', adele, 30),
    met: { by: adele, at: later(22, WINDOW_START), note: 'All green.' },
  };
  const second = owed('standby-check-2', 'standby-check', adele, 60);
  const about = { kind: 'obligation', id: second.id } as const;
  const chase = { about, people: [adele], channel: undefined };
  return deployedRequest({
    obligations: [first, second, owed('review', 'review', alex, 1_440)],
    chases: [
      { ...chase, step: 'half', at: later(45, WINDOW_START) },
      { ...chase, step: 'due', at: later(60, WINDOW_START) },
      { ...chase, step: 'level-1', people: [isaiah, pradeep], at: later(120, WINDOW_START) },
    ],
  });
}

/** A pipeline that says nothing of the commit that it runs on. */
export const FROM_ANYWHERE: Origin = { commit: '', trigger: '', branch: '' };
