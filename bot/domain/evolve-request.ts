import { keptVotes } from './approval.ts';
import { editOf } from './edit.ts';
import { evolveEmergency } from './emergency.ts';
import { evolveFreezes } from './met-freeze.ts';
import { evolveObligations } from './obligation.ts';
import type { Pause } from './phases.ts';
import { NOBODY_READY, evolveReadiness, readyAgain } from './readiness.ts';
import type { RequestEvent } from './request-event.ts';
import type { Asked, DeployRequest, Vote } from './request.ts';
import { evolveRollout } from './rollout.ts';
import type { Terms } from './terms.ts';
import type { Instant } from './time.ts';

/** The next state. Events come from decide functions or the record, so they always fit; a misfit is a fault. */
export function evolve(before: DeployRequest | undefined, event: RequestEvent): DeployRequest {
  if (event.kind === 'submitted') return submitted(event);
  if (before === undefined) throw new Error(`a request cannot begin with ${event.kind}`);

  switch (event.kind) {
    case 'revised':
      return {
        ...asked(before),
        revision: before.revision + 1,
        plan: event.plan,
        risk: event.risk,
        ...termsIn(event),
        votes: keptVotes(before, event),
        pauses: ended(before.pauses, event.at),
        edit: editOf(before, event),
        announcedAt: undefined,
        readiness: readyAgain(before.readiness),
        gate: undefined,
        state: 'pending',
      };
    case 'vote-cast': {
      const { kind: _kind, ...vote } = event;
      const votes = [...before.votes, vote];
      if (vote.choice === 'reject') return { ...asked(before), votes, state: 'rejected', vote };
      if (vote.choice === 'request-changes') {
        return { ...asked(before), votes, pauses: [...before.pauses, { from: vote.at, to: undefined }], state: 'paused', vote };
      }
      return { ...before, votes };
    }
    case 'vote-withdrawn': {
      const isIt = ({ by, as }: Vote) => by === event.by && as === event.as;
      const votes = before.votes.filter((vote) => !isIt(vote));
      if (before.state !== 'paused' || !isIt(before.vote)) return { ...before, votes };
      return { ...asked(before), votes, pauses: ended(before.pauses, event.at), state: 'pending' };
    }
    case 'phase-opened':
      return { ...before, opened: [...before.opened, { phase: event.phase, at: event.at }] };
    case 'approved':
      return { ...asked(before), state: 'approved', approvedAt: event.at };
    case 'cancelled':
      return { ...asked(before), state: 'cancelled', by: event.by, at: event.at, reason: event.reason };
    case 'expired':
      return { ...asked(before), state: 'expired', at: event.at };
    case 'announced':
      return { ...before, announcedAt: event.at, readiness: { ...before.readiness, conflicts: event.conflicts ?? [] } };
    case 'alert-linked':
      return { ...before, alerts: [...before.alerts, { id: event.alert, at: event.at }] };
    case 'alert-unlinked':
      return { ...before, alerts: before.alerts.filter(({ id }) => id !== event.alert) };
    case 'voice-answered':
      return { ...before, emergency: evolveEmergency(before.emergency, event) };
    case 'emergency-completed':
      return { ...before, plan: event.plan, risk: event.risk, revision: before.revision + 1 };
    case 'obligation-owed':
    case 'obligation-met':
    case 'obligation-dropped':
      return { ...before, obligations: evolveObligations(before.obligations, event) };
    case 'chased': {
      const { kind: _kind, ...chase } = event;
      return { ...before, chases: [...before.chases, chase] };
    }
    case 'run-turned-away':
      return { ...before, strays: [...before.strays, { by: event.by, run: event.run, at: event.at }] };
    case 'gate-passed': {
      const { kind: _kind, ...gate } = event;
      return { ...before, gate };
    }
    case 'attended':
    case 'checklist-ticked':
    case 'no-go':
    case 'roll-called':
      return { ...before, readiness: evolveReadiness(before.readiness, event) };
    case 'review-filed': {
      const { kind: _kind, ...postReview } = event;
      return { ...before, postReview };
    }
    case 'commented': {
      const { kind: _kind, ...comment } = event;
      return { ...before, comments: [...before.comments, comment] };
    }
    case 'evidence-attached': {
      const { by, at } = event;
      return { ...before, attached: [...before.attached, ...event.evidence.map((one) => ({ ...one, by, at }))] };
    }
    case 'freeze-met':
    case 'freeze-gone':
    case 'freeze-overridden':
      return { ...before, freezes: evolveFreezes(before.freezes, event) };
    default:
      return { ...asked(before), ...evolveRollout('rollout' in before ? before : undefined, event) };
  }
}

const submitted = (event: Extract<RequestEvent, { kind: 'submitted' }>): DeployRequest => ({
  id: event.id,
  revision: 1,
  requester: event.by,
  plan: event.plan,
  risk: event.risk,
  ...termsIn(event),
  submittedAt: event.at,
  opened: [],
  pauses: [],
  votes: [],
  alerts: [],
  emergency: event.emergency,
  obligations: [],
  chases: [],
  announcedAt: undefined,
  readiness: NOBODY_READY,
  strays: [],
  freezes: [],
  comments: [],
  attached: [],
  edit: undefined,
  state: 'pending',
});

/** What stays of a request when it goes from one state to the next. */
function asked(request: DeployRequest): Asked {
  const { id, revision, requester, plan, submittedAt, opened, pauses, votes, announcedAt } = request;
  const {
    risk,
    alerts,
    emergency,
    obligations,
    chases,
    readiness,
    strays,
    gate,
    freezes,
    comments,
    attached,
    edit,
    postReview,
  } = request;
  return {
    id,
    revision,
    requester,
    plan,
    risk,
    ...termsIn(request),
    submittedAt,
    opened,
    pauses,
    votes,
    alerts,
    emergency,
    obligations,
    chases,
    announcedAt,
    readiness,
    strays,
    gate,
    freezes,
    comments,
    attached,
    edit,
    ...(postReview && { postReview }),
  };
}

const termsIn = ({ requirements, phases, personFills, policyVersion }: Terms): Terms => ({
  requirements,
  phases,
  personFills,
  policyVersion,
});

const ended = (pauses: readonly Pause[], at: Instant): readonly Pause[] =>
  pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause));
