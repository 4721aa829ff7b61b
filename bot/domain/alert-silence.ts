import type { AlertGroup, Deed } from './alert-group.ts';
import type { ChannelKey, EnvironmentId, PersonId, ServiceId, SilenceId } from './ids.ts';
import type { AlertPolicy } from './policy.ts';
import type { AlertRefusal } from './alert-refusal.ts';
import { accept, refuse, type Result } from './result.ts';
import { minutesBetween, type Instant } from './time.ts';

/** Nobody is told of what it covers until it ends, which it always does. */
export interface Silence extends Deed {
  readonly id: SilenceId;
  readonly scope: SilenceScope;
  readonly reason: string;
  readonly until: Instant;
  /** Ended before its time by somebody, or by the clock. */
  readonly endedAt: Instant | undefined;
  readonly endedBy: PersonId | undefined;
  /** Where it is announced. */
  readonly channel: ChannelKey;
}

/** A group is covered when all that is named is the same. Everything at once can never be silenced. */
export interface SilenceScope {
  readonly service: ServiceId | undefined;
  readonly environment: EnvironmentId | undefined;
  /** Compared without letter case. */
  readonly rule: string | undefined;
}

const LEAST_MINUTES = 1;
const MOST_REASON = 500;

/** What is wrong with a silence that somebody asks for: too wide, no reason, over already, or longer than policy allows. */
export function checkSilence(
  { scope, reason, until }: Pick<Silence, 'scope' | 'reason' | 'until'>,
  { longestSilenceMinutes: most }: AlertPolicy,
  now: Instant,
): Result<Pick<Silence, 'scope' | 'reason' | 'until'>, AlertRefusal> {
  const why = reason.trim().slice(0, MOST_REASON);
  const minutes = minutesBetween(now, until);
  if (scope.service === undefined && scope.rule === undefined) return refuse({ code: 'silence-too-wide' });
  if (why === '') return refuse({ code: 'silence-without-reason' });
  if (minutes < LEAST_MINUTES) return refuse({ code: 'silence-past' });
  if (minutes > most) return refuse({ code: 'silence-too-long', minutes: most });
  return accept({ scope, reason: why, until });
}

type Silenceable = Pick<AlertGroup, 'affects' | 'rule' | 'isTest'>;

/** Whether the silence is about this group, whenever it holds. */
export function covers({ scope }: Pick<Silence, 'scope'>, { affects, rule, isTest }: Silenceable): boolean {
  const { service, environment, rule: named } = scope;
  if (isTest) return false;
  if (service !== undefined && service !== affects?.service) return false;
  if (environment !== undefined && environment !== affects?.environment) return false;
  return named === undefined || named.toLowerCase() === rule.toLowerCase();
}

export const isHolding = ({ until, endedAt }: Silence, now: Instant): boolean => endedAt === undefined && now < until;

/** The silence that covers a group now: the one that lasts longest. */
export const silencing = (group: Silenceable, silences: readonly Silence[], now: Instant): Silence | undefined =>
  silences
    .filter((silence) => isHolding(silence, now) && covers(silence, group))
    .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
