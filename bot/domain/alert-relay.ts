import type { Severity } from './alert.ts';
import { plusMinutes, type Instant } from './time.ts';

/** Why something is said of a group now. */
export type RelayReason = 'first' | 'changed' | 'new-alerts' | 'all-resolved' | 'repeat';

/** Why nothing is. */
export type Quiet = 'resolved-early' | 'silenced' | 'inhibited' | 'waiting' | 'flapping' | 'told';

/** `again` is when to ask again should nothing happen until then; undefined when only something new can matter. */
export type Relay =
  | { readonly kind: 'say'; readonly reason: RelayReason }
  | { readonly kind: 'quiet'; readonly because: Quiet; readonly again: Instant | undefined };

/** What was last said of a group. */
export interface Told {
  readonly at: Instant;
  readonly firing: number;
  readonly total: number;
  readonly severity: Severity | undefined;
  /** When people were last notified: a card that is edited notifies nobody. */
  readonly notifiedAt: Instant;
}

/** How a group stands, as far as saying something depends on it. */
export interface Standing {
  readonly firing: number;
  /** Alerts that ever fired in it. */
  readonly total: number;
  readonly severity: Severity | undefined;
  readonly heardAt: Instant;
  readonly told: Told | undefined;
  /** Nobody is told of it while this lasts; `until` is undefined where nobody knows. */
  readonly held: { readonly by: 'silence' | 'inhibition'; readonly until: Instant | undefined } | undefined;
  /** Fires and resolves again and again. */
  readonly isFlapping: boolean;
  readonly isAcknowledged: boolean;
  /** Not made to wait: very severe, or nobody knows how severe. */
  readonly isUrgent: boolean;
}

/** Alertmanager's three waits: before the first word, between two, and until the same is said again. */
export interface Waits {
  readonly waitSeconds: number;
  readonly intervalMinutes: number;
  readonly repeatMinutes: number;
}

/** An inhibition ends with what causes it, which tells nobody: it is looked for this often. */
const INHIBITED_MINUTES = 1;

/** Whether something is to be said of a group now, and why; the reasons stand in the order in which they win. */
export function relay(standing: Standing, waits: Waits, now: Instant): Relay {
  return standing.told === undefined ? first(standing, waits, now) : next(standing, standing.told, waits, now);
}

/** Whatever fires and resolves within the wait was not worth a card. */
function first(standing: Standing, { waitSeconds }: Waits, now: Instant): Relay {
  const { firing, held, heardAt, isUrgent } = standing;
  if (firing === 0) return quiet('resolved-early');
  if (held !== undefined) return heldBack(held, now);
  const due = plusMinutes(heardAt, isUrgent ? 0 : waitSeconds / 60);
  return now >= due ? say('first') : quiet('waiting', due);
}

function next(standing: Standing, told: Told, waits: Waits, now: Instant): Relay {
  const { firing, total, severity, isFlapping, isAcknowledged, held } = standing;
  const turn = plusMinutes(told.at, waits.intervalMinutes);
  const isTurn = now >= turn;
  const reason = changeSince(told, { firing, total, severity });

  if (reason === 'new-alerts' || (reason !== undefined && (isFlapping || reason === 'fewer'))) {
    if (isTurn) return say(reason === 'fewer' ? 'changed' : reason);
    return quiet(isFlapping ? 'flapping' : 'waiting', turn);
  }
  if (reason !== undefined) return say(reason);

  if (firing === 0 || isAcknowledged) return quiet('told');
  if (held !== undefined) return heldBack(held, now);
  const repeat = plusMinutes(told.notifiedAt, waits.repeatMinutes);
  return now >= repeat ? say('repeat') : quiet('told', repeat);
}

function changeSince(
  told: Told,
  { firing, total, severity }: Pick<Standing, 'firing' | 'total' | 'severity'>,
): 'all-resolved' | 'changed' | 'new-alerts' | 'fewer' | undefined {
  if (told.firing > 0 && firing === 0) return 'all-resolved';
  if (told.firing === 0 && firing > 0) return 'changed';
  if (severity !== told.severity) return 'changed';
  if (total > told.total) return 'new-alerts';
  return firing === told.firing ? undefined : 'fewer';
}

function heldBack({ by, until }: NonNullable<Standing['held']>, now: Instant): Relay {
  if (by === 'silence') return quiet('silenced', until);
  return quiet('inhibited', until ?? plusMinutes(now, INHIBITED_MINUTES));
}

const say = (reason: RelayReason): Relay => ({ kind: 'say', reason });
const quiet = (because: Quiet, again?: Instant): Relay => ({ kind: 'quiet', because, again });

/** Turning from resolved to firing this often within half an hour is flapping (Nagios and Alertmanager users' measure). */
const FLIPS = 3;
const FLAPPING_MINUTES = 30;

/** `flips` are the moments at which a group that had resolved fired again. */
export const isFlapping = (flips: readonly Instant[], now: Instant): boolean =>
  flips.filter((at) => at > plusMinutes(now, -FLAPPING_MINUTES)).length >= FLIPS;
