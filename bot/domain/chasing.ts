import { chasesOf, levelOf, nextChase, stepNow, type Chase, type ChaseStep, type ChaseSubject, type Pace } from './chase.ts';
import type { Decision } from './decide.ts';
import type { ChannelKey, PersonId } from './ids.ts';
import type { Obligation, ObligationKind } from './obligation.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { accept, refuse } from './result.ts';
import { instant, minutesBetween, plusMinutes, type Instant } from './time.ts';

/** Who is behind a level of policy's escalation path at this moment. */
export interface LevelReached {
  readonly people: readonly PersonId[];
  readonly channel: ChannelKey | undefined;
}

/** What a reminder needs to know about the world. */
export interface ChaseFacts {
  readonly policy: Policy;
  /** In policy's order; a level that nobody is behind has no people. */
  readonly levels: readonly LevelReached[];
}

/** Something that waits, with whom it waits for and how it is chased. */
interface Waiting {
  readonly since: Instant;
  readonly about: ChaseSubject;
  readonly pace: Pace;
  readonly people: readonly PersonId[];
}

/** Obligations are matters of hours, whatever the time of day: a level more is told each hour after the deadline. */
const OBLIGATION_LEVEL_MINUTES = 60;

/** When somebody has to be told next that something waits; undefined when nothing does. */
export function chaseDue(request: DeployRequest, policy: Policy): Instant | undefined {
  const due = waitingOf(request, policy).flatMap((waiting) => nextChase(waiting.pace, saidAbout(request, waiting))?.at ?? []);
  return due.toSorted()[0];
}

/** Tells those concerned of everything whose moment has come, each step once. Refused as not due when none has. */
export function decideChase(request: DeployRequest, { policy, levels }: ChaseFacts, now: Instant): Decision {
  const told = waitingOf(request, policy).flatMap((waiting): readonly Chase[] => {
    const { about, pace, people } = waiting;
    const step = stepNow(pace, saidAbout(request, waiting), now);
    return step === undefined ? [] : [{ about, ...reached(step, people, levels), at: now }];
  });
  if (told.length === 0) return refuse({ code: 'not-due' });
  return accept(told.map((chase) => ({ kind: 'chased', ...chase })));
}

/** What is owed anew is chased anew. */
const saidAbout = ({ chases }: DeployRequest, { about, since }: Waiting): readonly Chase[] =>
  chasesOf(chases, about).filter(({ at }) => at >= since);

/** A level that reaches nobody gives its turn to the next one that does; the last one is told as it is. */
function reached(
  step: ChaseStep,
  people: readonly PersonId[],
  levels: readonly LevelReached[],
): Pick<Chase, 'step' | 'people' | 'channel'> {
  const first = levelOf(step);
  if (first === 0) return { step, people, channel: undefined };
  const found = levels.findIndex((level, n) => n >= first - 1 && (level.people.length > 0 || level.channel !== undefined));
  const level = found < 0 ? levels.length : found + 1;
  return {
    step: `level-${level}`,
    people: levels[level - 1]?.people ?? [],
    channel: levels[level - 1]?.channel,
  };
}

function waitingOf(request: DeployRequest, policy: Policy): readonly Waiting[] {
  return request.obligations
    .filter(({ met }) => met === undefined)
    .map((obligation) => ({
      since: obligation.since,
      about: { kind: 'obligation', id: obligation.id },
      pace: obligationPace(obligation, policy),
      people: [obligation.owner],
    }));
}

/** Owed within minutes: nobody is reminded halfway, and the next level hears of it as soon again. */
const AT_ONCE: readonly ObligationKind[] = ['issue-update', 'investigate', 'watch-check'];

function obligationPace({ kind, since, due }: Obligation, { escalation }: Policy): Pace {
  const urgent = AT_ONCE.includes(kind);
  const minutes = urgent ? Math.max(1, minutesBetween(since, due)) : OBLIGATION_LEVEL_MINUTES;
  return {
    half: urgent ? due : instant((Date.parse(since) + Date.parse(due)) / 2),
    due,
    levelAfter: (from) => plusMinutes(from, minutes),
    levels: escalation.length,
  };
}
