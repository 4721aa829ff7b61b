import type { Probe, ProbeAnswer } from '../../domain/probe.ts';

/** Looks at what a line of a gate says. May reject: then nobody could be reached. */
export type AskProbe = (probe: Probe) => Promise<ProbeAnswer>;
