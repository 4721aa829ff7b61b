import type { Alert, Severity } from './alert.ts';
import type { ChannelKey, EnvironmentId, RoleId, ServiceId } from './ids.ts';
import type { AlertRoute, Policy } from './policy.ts';

/** Where the cards of an alert's group go, and who is told by name. */
export interface Routed {
  readonly to: readonly ChannelKey[];
  readonly mention: readonly RoleId[];
  /** Place of the policy's route from 0; undefined when none fits. */
  readonly by: number | undefined;
}

/** Why a route does not take an alert. */
export type Mismatch = 'service' | 'environment' | 'severity' | 'property' | 'resource';

export interface Considered {
  readonly route: AlertRoute;
  /** Empty when it fits. */
  readonly mismatches: readonly Mismatch[];
}

const INCIDENTS = 'incidents' as ChannelKey;
const ON_CALL = 'on-call' as RoleId;

/** Severities that nobody waits for: they are posted at once and told to whoever is on call. */
export const URGENT: readonly (Severity | undefined)[] = ['Sev0', 'Sev1'];

/**
 * The route whose every condition the alert meets; of several, the one with the longest resource id, then the first in
 * the file. What no route takes goes to the incidents channel of its service, and to nobody by name unless it is urgent.
 */
export function routeOf(alert: Alert, policy: Policy): Routed {
  const fits = considered(alert, policy).flatMap(({ route, mismatches }, n) =>
    mismatches.length === 0 ? [{ route, n, length: coverOf(alert, route) }] : [],
  );
  const [best] = fits.toSorted((a, b) => b.length - a.length || a.n - b.n);
  if (best === undefined) return { to: [usual(alert, policy)], mention: mentionIn(alert, policy), by: undefined };
  return { to: best.route.to, mention: best.route.mention, by: best.n };
}

/** Every route of policy with what keeps the alert from it: what `npm run route` prints. */
export const considered = (alert: Alert, { alerts }: Policy): readonly Considered[] =>
  alerts.routes.map((route) => ({ route, mismatches: mismatchesOf(alert, route) }));

function mismatchesOf(alert: Alert, { when }: AlertRoute): readonly Mismatch[] {
  const wrong: Mismatch[] = [];
  if (!isAmong<ServiceId>(alert.affects?.service, when.services)) wrong.push('service');
  if (!isAmong<EnvironmentId>(alert.affects?.environment, when.environments)) wrong.push('environment');
  if (!isAmong<Severity>(alert.severity, when.severities)) wrong.push('severity');
  if ([...when.properties].some(([name, values]) => !values.includes(alert.properties[name] ?? ''))) wrong.push('property');
  if (when.resource !== undefined && coverOf(alert, { when }) === 0) wrong.push('resource');
  return wrong;
}

/** How many characters of a target the route's resource covers: 0 when none, or when the route names no resource. */
function coverOf({ targets }: Alert, { when: { resource } }: Pick<AlertRoute, 'when'>): number {
  if (resource === undefined) return 0;
  return targets.some((target) => target === resource || target.startsWith(`${resource}/`)) ? resource.length : 0;
}

const isAmong = <Value>(value: Value | undefined, asked: readonly Value[]): boolean =>
  asked.length === 0 || (value !== undefined && asked.includes(value));

const usual = ({ affects }: Alert, policy: Policy): ChannelKey =>
  (affects === undefined ? undefined : policy.services.get(affects.service)?.channels.get(INCIDENTS)) ?? INCIDENTS;

const mentionIn = ({ severity, isTest }: Alert, { roles }: Policy): readonly RoleId[] =>
  !isTest && severity !== undefined && URGENT.includes(severity) && roles.has(ON_CALL) ? [ON_CALL] : [];
