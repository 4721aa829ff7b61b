import { holdersWithStandIns, type Absence } from './asked.ts';
import { chasesOf, levelOf, nextChase, stepNow, type Chase, type ChaseSubject, type Pace } from './chase.ts';
import type { Decision } from './decide.ts';
import { barredFrom } from './duties.ts';
import type { Holders } from './explanation.ts';
import type { PersonId } from './ids.ts';
import { reached, type LevelReached } from './levels.ts';
import type { Obligation, ObligationKind } from './obligation.ts';
import { wantedNow } from './phases.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import { promiseOf, type Promised } from './sla.ts';
import { instant, minutesBetween, plusMinutes, type Instant } from './time.ts';
import { afterWork, nextWork, workDays } from './work-hours.ts';

/** What a reminder needs to know about the world. */
export interface ChaseFacts {
  readonly policy: Policy;
  /** In policy's order; a level that nobody is behind has no people. */
  readonly levels: readonly LevelReached[];
  /** Who may be asked as what. */
  readonly holders: Holders;
  readonly absence: Absence;
  /** Who reads one list a day and is reminded of no phase by itself. */
  readonly readers: ReadonlySet<PersonId>;
}

/** Something that waits, with whom it waits for and how it is chased. */
interface Waiting {
  readonly since: Instant;
  readonly about: ChaseSubject;
  readonly pace: Pace;
  readonly people: (holders: Holders) => readonly PersonId[];
  /** Whether people are told at this hour. */
  readonly when: 'any-hour' | 'working-hours';
}

/** An emergency waits for its one tap in minutes, whatever the time of day. */
const VERIFY_MINUTES = 10;

const verifyAfter = (from: Instant): Instant => plusMinutes(from, VERIFY_MINUTES);

/** Obligations are matters of hours, whatever the time of day: a level more is told each hour after the deadline. */
const OBLIGATION_LEVEL_MINUTES = 60;

/** When somebody has to be told next that something waits; undefined when nothing does. */
export function chaseDue(request: DeployRequest, policy: Policy): Instant | undefined {
  const due = waitingOf(request, policy).flatMap((waiting) => nextChase(waiting.pace, saidAbout(request, waiting))?.at ?? []);
  return due.toSorted()[0];
}

/**
 * Tells those concerned of everything whose moment has come, each step once. Refused as not due when none has, or when
 * nobody is told at this hour: then `until` says when.
 */
export function decideChase(request: DeployRequest, facts: ChaseFacts, now: Instant): Decision {
  const { policy, levels } = facts;
  const holders = holdersWithStandIns(request, facts, now);
  const resumes = nextWork(now, policy.work);
  const waiting = waitingNow(request, policy, now);
  const told = waiting
    .filter(({ when }) => when === 'any-hour' || resumes === now)
    .map(({ about, step, people, when }) => {
      const missing = people(holders);
      const reminded = missing.filter((person) => when === 'any-hour' || !facts.readers.has(person));
      return { about, ...reached(step, { reminded, missing }, levels), at: now };
    });
  if (told.length === 0) return refuse(waiting.length === 0 ? { code: 'not-due' } : { code: 'not-due', until: resumes });
  return accept(told.map((chase) => ({ kind: 'chased', ...chase })));
}

/** Those whose answer is missing where a level of the escalation path is told now: a level may want their managers. */
export function missedAtLevels(
  request: DeployRequest,
  facts: Pick<ChaseFacts, 'policy' | 'holders' | 'absence'>,
  now: Instant,
): readonly PersonId[] {
  const holders = holdersWithStandIns(request, facts, now);
  const missed = waitingNow(request, facts.policy, now).filter(({ step }) => levelOf(step) > 0);
  return [...new Set(missed.flatMap(({ people }) => people(holders)))];
}

/** What a step is due of. */
const waitingNow = (request: DeployRequest, policy: Policy, now: Instant) =>
  waitingOf(request, policy).flatMap((one) => {
    const step = stepNow(one.pace, saidAbout(request, one), now);
    return step === undefined ? [] : [{ ...one, step }];
  });

/** What is owed anew is chased anew. */
const saidAbout = ({ chases }: DeployRequest, { about, since }: Waiting): readonly Chase[] =>
  chasesOf(chases, about).filter(({ at }) => at >= since);

const waitingOf = (request: DeployRequest, policy: Policy): readonly Waiting[] => [
  ...phaseWaiting(request, policy),
  ...request.obligations
    .filter(({ met }) => met === undefined)
    .map((obligation) => ({
      since: obligation.since,
      about: { kind: 'obligation', id: obligation.id } as const,
      pace: obligationPace(obligation, policy),
      people: () => [obligation.owner],
      when: 'any-hour' as const,
    })),
];

function phaseWaiting(request: DeployRequest, policy: Policy): readonly Waiting[] {
  const promised = promisedNow(request, policy);
  if (promised === undefined) return [];
  const urgent = request.emergency !== undefined;
  const { work, escalation } = policy;
  const told = (at: Instant) => (urgent ? at : nextWork(at, work));
  const after = (days: number) => (from: Instant) => told(afterWork(from, workDays(days, work), work));
  return [
    {
      since: promised.since,
      about: { kind: 'phase', phase: promised.phase },
      pace: {
        half: told(promised.half),
        due: told(promised.due),
        levels: escalation.map(({ afterDays }) => (urgent ? verifyAfter : after(afterDays))),
      },
      people: (holders) => missingPeople(request, holders),
      when: urgent ? 'any-hour' : 'working-hours',
    },
  ];
}

/** What the phase promises whose turn it is, since when; undefined where nothing is promised, or the clock stands. */
export function promisedNow(
  request: DeployRequest,
  { work }: Pick<Policy, 'work'>,
): (Promised & { readonly phase: string; readonly since: Instant }) | undefined {
  const opened = request.opened.at(-1);
  if (request.state !== 'pending' || opened === undefined) return undefined;
  const { phase, at: since } = opened;
  if (request.emergency !== undefined) {
    return { phase, since, half: plusMinutes(since, VERIFY_MINUTES / 2), due: verifyAfter(since) };
  }
  const days = request.phases.find(({ id }) => id === phase)?.slaDays;
  const promised = days === undefined ? undefined : promiseOf(since, days, request.pauses, work);
  return promised && { phase, since, ...promised };
}

/** Everybody whose approval would fill something now, and who may give it. */
export function missingPeople(request: DeployRequest, holders: Holders): readonly PersonId[] {
  const spoken = new Set([...barredFrom(request), ...request.votes.map(({ by }) => by)]);
  const asked = wantedNow(request).flatMap(({ requirement }) => requirement.anyOf.flatMap((role) => holders.get(role) ?? []));
  return [...new Set(asked)].filter((person) => !spoken.has(person));
}

/** What a review wants to be different is a matter of days, and so is each level after it. */
const ACTION_LEVEL_MINUTES = 24 * 60;

/** Owed within minutes: nobody is reminded halfway, and the next level hears of it as soon again. */
const AT_ONCE: readonly ObligationKind[] = ['issue-update', 'investigate', 'watch-check', 'pipeline-report'];

function obligationPace({ kind, since, due }: Obligation, { escalation }: Policy): Pace {
  const urgent = AT_ONCE.includes(kind);
  const usual = kind === 'action' ? ACTION_LEVEL_MINUTES : OBLIGATION_LEVEL_MINUTES;
  const minutes = urgent ? Math.max(1, minutesBetween(since, due)) : usual;
  return {
    half: urgent ? due : instant((Date.parse(since) + Date.parse(due)) / 2),
    due,
    levels: escalation.map(() => (from) => plusMinutes(from, minutes)),
  };
}
