import type { GateItemId, ServiceId } from './ids.ts';
import type { GateRules, ServiceGates } from './quality-gates.ts';
import { plusMinutes, type Instant } from './time.ts';

/** How a line of a gate proves itself, for one service. */
export type Probe =
  /** GET an address: the line holds while it answers `status`. */
  | { readonly kind: 'http'; readonly url: string; readonly status: number }
  /** GET a resource of Azure Resource Manager: the line holds while the value at `path` is `equals`. */
  | {
      readonly kind: 'azure';
      /** ARM id, lower case. */
      readonly resource: string;
      readonly apiVersion: string;
      /** Names and numbers of places, `properties.siteConfig.minTlsVersion`. */
      readonly path: readonly string[];
      readonly equals: string;
    };

export type ProbeAnswer =
  | { readonly kind: 'proved' }
  /** `found` is what was there instead, at most 60 characters; `''` where nothing was. */
  | { readonly kind: 'failed'; readonly because: ProbeFailure; readonly found: string };

export const PROBE_FAILURES = ['other-answer', 'unreachable', 'forbidden', 'not-configured', 'not-looked'] as const;
export type ProbeFailure = (typeof PROBE_FAILURES)[number];

/** How a line stood when it was last looked at. */
export interface Probed {
  readonly item: GateItemId;
  readonly answer: ProbeAnswer;
  /** When it was looked at, and since when it stands like this. */
  readonly at: Instant;
  readonly since: Instant;
}

export interface ProbedEvent {
  readonly kind: 'items-probed';
  readonly service: ServiceId;
  readonly results: readonly Pick<Probed, 'item' | 'answer'>[];
  readonly at: Instant;
}

type ProbeRules = Pick<GateRules, 'probes' | 'probeEvery'>;

/** A proof that was not repeated for so many turns is none any more. */
const TURNS_UNTIL_STALE = 3;

/** Whether it is time to look again; another instance may have looked meanwhile. */
export function isProbeDue(gates: Pick<ServiceGates, 'probed'> | undefined, { probeEvery }: ProbeRules, now: Instant): boolean {
  const last = gates?.probed?.[0]?.at;
  return last === undefined || plusMinutes(last, probeEvery) <= now;
}

export function evolveProbed(before: readonly Probed[] | undefined, { results, at }: ProbedEvent): readonly Probed[] {
  return results.map(({ item, answer }) => {
    const known = before?.find((one) => one.item === item);
    const since = known !== undefined && known.answer.kind === answer.kind ? known.since : at;
    return { item, answer, at, since };
  });
}

/**
 * The gates of a service with every line that proves itself as it is known now: what policy does not probe any more has no
 * proof, and what was not looked at, or not for long, is open.
 */
export function withProofs(gates: ServiceGates, { probes, probeEvery }: ProbeRules, now: Instant): ServiceGates {
  const items = [...(probes.get(gates.service)?.keys() ?? [])];
  const oldest = plusMinutes(now, -probeEvery * TURNS_UNTIL_STALE);
  const probed = items.map((item) => {
    const known = gates.probed?.find((one) => one.item === item);
    return known === undefined || known.at < oldest ? { ...NOT_LOOKED, item, at: now, since: known?.at ?? now } : known;
  });
  return { ...gates, probed };
}

const NOT_LOOKED = { answer: { kind: 'failed', because: 'not-looked', found: '' } } as const;
