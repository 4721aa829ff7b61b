import type { Alert, Suspicion } from './alert.ts';
import type { AlertReading } from './alert-found.ts';
import { parseEnvironmentId, parseServiceId, type EnvironmentId, type RequestId, type ServiceId } from './ids.ts';
import type { Policy } from './policy.ts';
import type { DeployRequest } from './request.ts';
import { minutesBetween, plusMinutes, type Instant } from './time.ts';

type Affected = NonNullable<Alert['affects']>;

/**
 * What an alert is about: as its rule names it, else by the longest of policy's resource ids that one of its
 * targets is or lies under. Nothing when two things claim it equally: a wrong service is worse than none.
 */
export function affectedBy({ alert, named }: Pick<AlertReading, 'alert' | 'named'>, policy: Policy): Affected | undefined {
  const service = knownService(named.service, policy);
  const environment = knownEnvironment(named.environment, policy);
  if (service !== undefined && environment !== undefined) return { service, environment };

  const fits = claimsOf(policy)
    .filter((claim) => service === undefined || claim.service === service)
    .filter((claim) => environment === undefined || claim.environment === environment)
    .filter(({ resource }) => alert.targets.some((target) => target === resource || target.startsWith(`${resource}/`)));
  const longest = Math.max(...fits.map(({ resource }) => resource.length));
  const [first, ...more] = fits.filter(({ resource }) => resource.length === longest);
  if (first === undefined || more.some((claim) => !isSame(claim, first))) return undefined;
  return { service: first.service, environment: first.environment };
}

interface Claim extends Affected {
  readonly resource: string;
}

const claimsOf = (policy: Policy): readonly Claim[] =>
  [...policy.services.values()].flatMap(({ id, resources }) =>
    [...resources].flatMap(([environment, ids]) => ids.map((resource) => ({ service: id, environment, resource }))),
  );

const isSame = (a: Affected, b: Affected): boolean => a.service === b.service && a.environment === b.environment;

function knownService(raw: string, policy: Policy): ServiceId | undefined {
  const id = parseServiceId(raw.toLowerCase());
  return id !== undefined && policy.services.has(id) ? id : undefined;
}

function knownEnvironment(raw: string, policy: Policy): EnvironmentId | undefined {
  const id = parseEnvironmentId(raw.toLowerCase());
  return id !== undefined && policy.environments.has(id) ? id : undefined;
}

/** Seeds/002, "First 30 Minutes": how long after its end a deployment is still watched for what it has done. */
const WATCHED_MINUTES = 30;
/** A window that ended longer ago than this is not what made the alert fire. */
const MOST_MINUTES_TO_FIRE = 60;

/** An alert tied to what it is about: the service, the deployment under way there, and how sure that is. */
export function tied(reading: AlertReading, policy: Policy, requests: readonly DeployRequest[]): Alert {
  const { alert, named, measuredFrom } = reading;
  const affects = affectedBy(reading, policy);
  const rollout = rolloutBehind(reading, affects, requests);
  if (rollout === undefined) return { ...alert, affects };
  const isNamed = knownService(named.service, policy) === affects?.service;
  const suspicion: Suspicion = {
    by: isNamed ? 'properties' : 'resource',
    confidence: measuredFrom !== undefined && measuredFrom >= rollout.from ? 'likely' : 'possible',
    minutes: minutesBetween(rollout.from, alert.firedAt),
  };
  return { ...alert, affects, request: rollout.id, suspicion };
}

/**
 * The deployment during which the alert fired: of what it affects, begun before the end of what was measured, and
 * not over for longer than it is watched. The newest of several. A test from the portal belongs to nothing.
 */
export function rolloutBehind(
  { alert, measuredUntil }: Pick<AlertReading, 'alert' | 'measuredUntil'>,
  affects: Affected | undefined,
  requests: readonly DeployRequest[],
): Watched | undefined {
  if (alert.isTest || affects === undefined) return undefined;
  const seen = seenUntil(alert, measuredUntil);
  const candidates = requests.filter(({ plan }) => isSame(plan, affects)).flatMap(watchedOf);
  const during = candidates.filter(({ from, until }) => from <= seen && (until === undefined || alert.firedAt <= until));
  return during.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
}

/** Azure measures first and fires later; what was measured before a deployment began was not its doing. */
function seenUntil({ condition, firedAt }: Alert, measuredUntil: Instant | undefined): Instant {
  if (condition === 'resolved' || measuredUntil === undefined || measuredUntil > firedAt) return firedAt;
  return measuredUntil < plusMinutes(firedAt, -MOST_MINUTES_TO_FIRE) ? firedAt : measuredUntil;
}

interface Watched {
  readonly id: RequestId;
  readonly from: Instant;
  readonly until: Instant | undefined;
}

function watchedOf(request: DeployRequest): readonly Watched[] {
  if (!('rollout' in request)) return [];
  const { startedAt, ended } = request.rollout;
  const minutes = request.state === 'deployed' ? WATCHED_MINUTES : 0;
  return [{ id: request.id, from: startedAt, until: ended === undefined ? undefined : plusMinutes(ended.at, minutes) }];
}
