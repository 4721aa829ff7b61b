import { barredFrom, dutyAgainst, type Duty } from './duties.ts';
import { askingOf, busySpans, obstaclesTo, obstaclesToStart, type Holds } from './clearance.ts';
import { leftFor, openAtBest } from './enough.ts';
import { approvalsGone } from './verification.ts';
import { earliestStart, keptFromStarting } from './starting.ts';
import type { Refusal } from './refusal.ts';
import type { PersonId, RoleId } from './ids.ts';
import { phaseNow } from './phases.ts';
import type { Environment, Policy, RoleChoice } from './policy.ts';
import type { DeployRequest, Vote } from './request.ts';
import type { Requirement } from './requirements.ts';
import { standing } from './standing.ts';
import { nextStarts, type StartFacts } from './starts.ts';
import type { Instant } from './time.ts';

/** What an explanation looks at besides the request. */
export interface ExplanationFacts extends Pick<StartFacts, 'calendar' | 'others'> {
  readonly policy: Policy;
  readonly holders: Holders;
  /** What stands on its target. */
  readonly holds: Holds;
}

export type Holders = ReadonlyMap<RoleId, readonly PersonId[]>;

/** Where a request stands and why, for `/deploy why`. Codes and facts only: bot/cards has the words. */
export interface Explanation {
  readonly asked: readonly ExplainedLine[];
  readonly idle: readonly IdleVote[];
  /** What stands between the request and its deployment now, most pressing first; empty when nothing does. */
  readonly blocks: readonly Block[];
  /** When a deployment like this one could start; empty when it is under way or needs no start any more. */
  readonly starts: readonly Instant[];
}

/** One requirement: who may fill it, who holds its role and still may not, and the vote that fills it. */
export interface ExplainedLine {
  readonly requirement: Requirement;
  readonly mayGive: readonly PersonId[];
  readonly barred: readonly Barred[];
  readonly given: Vote | undefined;
}

/** Somebody who holds an asked role and is kept from approving by another duty. */
export interface Barred {
  readonly person: PersonId;
  readonly duty: Duty;
}

/**
 * An approval that fills nothing: its role is not asked any more, somebody else already speaks for it, or the edit that
 * made this revision changed what its role must see.
 */
export interface IdleVote {
  readonly vote: Pick<Vote, 'by' | 'as' | 'standIn' | 'at'>;
  readonly because: 'not-asked' | 'already-filled' | 'edited';
}

/** Something in the way, and the people who can take it away. */
export type Block =
  /** `after` is the title of the phase that comes first, for an approval whose turn has not come. */
  | {
      readonly kind: 'approval';
      readonly anyOf: RoleChoice;
      readonly who: readonly PersonId[];
      readonly after: string | undefined;
    }
  /** Fewer people than approvals are left, though each role has somebody. */
  | { readonly kind: 'too-few-people'; readonly missing: readonly RoleChoice[] }
  | { readonly kind: 'changes-requested'; readonly vote: Vote; readonly who: readonly PersonId[] }
  | { readonly kind: 'rejected'; readonly vote: Vote }
  | { readonly kind: 'cancelled'; readonly by: PersonId; readonly at: Instant }
  | { readonly kind: 'expired'; readonly at: Instant }
  | { readonly kind: 'obstacle'; readonly obstacle: Refusal }
  | { readonly kind: 'too-early'; readonly from: Instant }
  | { readonly kind: 'not-started'; readonly until: Instant; readonly who: readonly PersonId[] }
  /** `step` counts from 1. */
  | { readonly kind: 'step-open'; readonly step: number; readonly of: number; readonly who: readonly PersonId[] }
  | { readonly kind: 'not-finished' | 'not-back'; readonly who: readonly PersonId[] };

/** Why a request is where it is at `now`, who can move it on, and when it could start. */
export function explain(request: DeployRequest, facts: ExplanationFacts, now: Instant): Explanation {
  const { lines } = standing(request.requirements, request.votes);
  const asked = lines.map(({ requirement, filledBy }) => ({
    requirement,
    mayGive: holdersOf(requirement, facts.holders, barredFrom(request)),
    barred: barredAmong(requirement, request, facts.holders),
    given: filledBy,
  }));
  return {
    asked,
    idle: idleVotes(request, asked),
    blocks: blocksOf(request, asked, facts, now),
    starts: startsOf(request, facts, now),
  };
}

const NOBODY: ReadonlySet<PersonId> = new Set();

/** Everybody who holds one of the roles, each once and in the directory's order, except those whom a duty keeps from it. */
export function holdersOf(
  { anyOf }: Pick<Requirement, 'anyOf'>,
  holders: Holders,
  barred: ReadonlySet<PersonId> = NOBODY,
): readonly PersonId[] {
  return [...new Set(anyOf.flatMap((role) => holders.get(role) ?? []))].filter((person) => !barred.has(person));
}

const barredAmong = (requirement: Requirement, request: DeployRequest, holders: Holders): readonly Barred[] =>
  holdersOf(requirement, holders).flatMap((person) => {
    const duty = dutyAgainst(request, person);
    return duty === undefined ? [] : [{ person, duty }];
  });

function idleVotes({ votes, edit }: DeployRequest, asked: readonly ExplainedLine[]): readonly IdleVote[] {
  const reopened = (edit?.asksAgain ?? []).filter((vote) => !votes.some(({ by, as }) => by === vote.by && as === vote.as));
  const idle = votes
    .filter((vote) => vote.choice === 'approve' && !asked.some(({ given }) => given === vote))
    .map((vote) => {
      const isAsked = asked.some(({ requirement }) => requirement.anyOf.includes(vote.as));
      return { vote, because: isAsked ? 'already-filled' : 'not-asked' } as const;
    });
  return [...idle, ...reopened.map((vote) => ({ vote, because: 'edited' }) as const)];
}

function blocksOf(
  request: DeployRequest,
  asked: readonly ExplainedLine[],
  facts: ExplanationFacts,
  now: Instant,
): readonly Block[] {
  switch (request.state) {
    case 'paused':
      return [{ kind: 'changes-requested', vote: request.vote, who: [request.requester] }, ...missing(request, asked, facts)];
    case 'pending':
      return [...missing(request, asked, facts), ...holdBlocks(request, facts, now), ...windowBlocks(request, facts, now)];
    case 'approved': {
      const shut = [...lostBlocks(request, facts), ...holdBlocks(request, facts, now), ...windowBlocks(request, facts, now)];
      if (shut.length > 0) return shut;
      const kept = keptFromStarting(request, facts, now);
      const until = request.plan.window.end;
      const open = { kind: 'not-started', until, who: deployersOf(request, facts) } as const;
      return [kept === undefined ? open : { kind: 'obstacle', obstacle: kept }];
    }
    case 'rejected':
      return [{ kind: 'rejected', vote: request.vote }];
    case 'cancelled':
      return [{ kind: 'cancelled', by: request.by, at: request.at }];
    case 'expired':
      return [{ kind: 'expired', at: request.at }];
    case 'deploying':
      return [openStep(request, facts)];
    case 'rolling-back':
      return [{ kind: 'not-back', who: deployersOf(request, facts) }];
    case 'deployed':
    case 'rolled-back':
    case 'complete':
      return [];
  }
}

/** Open approvals; those who have voted already cannot give another one. */
function missing(request: DeployRequest, asked: readonly ExplainedLine[], { holders }: ExplanationFacts): readonly Block[] {
  const voted = new Set(request.personFills === 'one-role' ? request.votes.map(({ by }) => by) : []);
  const now = request.phases.find(({ id }) => id === phaseNow(request));
  const open = asked
    .filter(({ given }) => given === undefined)
    .map(({ requirement: { anyOf, phase }, mayGive }) => ({
      anyOf,
      who: mayGive.filter((person) => !voted.has(person)),
      after: phase === now?.id ? undefined : now?.title,
    }));
  const approvals = open.map((line) => ({ kind: 'approval', ...line }) as const);
  if (open.some(({ who }) => who.length === 0)) return approvals;

  const short = openAtBest(request, leftFor(request, holders)).map(({ anyOf }) => anyOf);
  return short.length === 0 ? approvals : [...approvals, { kind: 'too-few-people', missing: short }];
}

/** Approvals that do not hold any more, since their givers have left the role. */
const lostBlocks = (request: DeployRequest, { holders }: ExplanationFacts): readonly Block[] =>
  approvalsGone(request, holders).map((obstacle) => ({ kind: 'obstacle', obstacle }));

function windowBlocks(request: DeployRequest, { policy }: ExplanationFacts, now: Instant): readonly Block[] {
  const { end } = request.plan.window;
  if (now >= end) return [{ kind: 'expired', at: end }];
  const from = earliestStart(request, policy);
  return now < from ? [{ kind: 'too-early', from }] : [];
}

/** What is in the way of its window, and, once that is open, of a start now. */
function holdBlocks(request: DeployRequest, { policy, holds }: ExplanationFacts, now: Instant): readonly Block[] {
  const { window } = request.plan;
  const mayStart = earliestStart(request, policy) <= now && now < window.end;
  const planned = obstaclesTo(askingOf(request, window), { ...holds, others: [] }, policy, now);
  const nowToo = mayStart ? obstaclesToStart(request, holds, policy, now) : [];
  const both = [...planned, ...nowToo.filter((late) => !planned.some(({ code }) => code === late.code))];
  return both.map((obstacle) => ({ kind: 'obstacle', obstacle }));
}

function openStep(request: Extract<DeployRequest, { state: 'deploying' }>, facts: ExplanationFacts): Block {
  const who = deployersOf(request, facts);
  const of = request.plan.steps.length;
  const step = request.rollout.finished.length + 1;
  return step > of ? { kind: 'not-finished', who } : { kind: 'step-open', step, of, who };
}

/** Who may start, step and finish it (execution.ts, `mayDeploy`), the requester first. */
function deployersOf({ requester, plan }: DeployRequest, { policy, holders }: ExplanationFacts): readonly PersonId[] {
  const named = [requester, plan.onCallEngineer, plan.backupEngineer, plan.managerOnCall];
  return [...new Set([...named, ...policy.deployers.flatMap((role) => holders.get(role) ?? [])])];
}

const CAN_STILL_START: readonly DeployRequest['state'][] = ['pending', 'paused', 'approved', 'expired'];

function startsOf(request: DeployRequest, { policy, calendar, others, holds }: ExplanationFacts, now: Instant) {
  const { state, plan } = request;
  const environment: Environment | undefined = policy.environments.get(plan.environment);
  if (environment === undefined || !CAN_STILL_START.includes(state)) return [];
  return nextStarts(now, plan.duration, environment, {
    calendar,
    work: policy.work,
    others: [...others, ...busySpans(askingOf(request, plan.window), holds, now)],
  });
}
