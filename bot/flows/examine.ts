import type { CheckId, Finding } from '../domain/finding.ts';
import { plusMinutes, type Instant } from '../domain/time.ts';
import type { Clock } from './ports.ts';

/** Tries one piece out by really using it. May reject: then the piece is reported as one that could not be checked. */
export type Check = () => Promise<readonly Finding[]>;

/** Runs every check, and gives what was found in the order of the table. Never rejects. */
export type Examine = () => Promise<readonly Finding[]>;

export interface ExaminePorts {
  readonly checks: Readonly<Record<CheckId, Check>>;
  readonly clock: Clock;
  /** Logs a fault and gives the id to look it up by. */
  readonly onFault: (error: unknown) => string;
}

/** Anybody may ask, and each answer costs calls to Teams and Graph: who asks within this gets the answer before. */
const MINUTES_KEPT = 1 / 6;

export function createExamine({ checks, clock, onFault }: ExaminePorts): Examine {
  let last: { readonly until: Instant; readonly findings: Promise<readonly Finding[]> } | undefined;
  const tryOut = async ([id, check]: [string, Check]): Promise<readonly Finding[]> => {
    try {
      return await check();
    } catch (error) {
      return [{ code: 'check-failed', check: id as CheckId, fault: onFault(error) }];
    }
  };
  const examine = async () => (await Promise.all(Object.entries(checks).map(tryOut))).flat();

  return () => {
    const now = clock.now();
    if (last === undefined || last.until <= now) last = { until: plusMinutes(now, MINUTES_KEPT), findings: examine() };
    return last.findings;
  };
}
