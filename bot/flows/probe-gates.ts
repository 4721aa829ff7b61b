import type { GateItemId, ServiceId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { isProbeDue, type Probe, type ProbedEvent } from '../domain/probe.ts';
import { accept } from '../domain/result.ts';
import { changeStream } from './change-stream.ts';
import { GATES_RULES } from './keep-gates.ts';
import type { AskProbe, Clock, Gates } from './ports.ts';

export interface ProbeGatesPorts {
  readonly gates: Gates;
  readonly askProbe: AskProbe;
  readonly policy: Policy;
  readonly clock: Clock;
  /** Told of a look that went wrong; its line is open. */
  readonly onFault: (error: unknown) => void;
}

/** Looks again at every line that proves itself, service by service, when it is time. Gives how many services were looked at. */
export function createProbeGates(ports: ProbeGatesPorts): () => Promise<number> {
  const { gates, policy, clock } = ports;
  return async () => {
    let looked = 0;
    for (const [service, probes] of policy.gates.probes) {
      const stored = await gates.find(service);
      if (probes.size === 0 || !isProbeDue(stored?.state, policy.gates, clock.now())) continue;
      await look(service, probes, ports);
      looked += 1;
    }
    return looked;
  };
}

async function look(service: ServiceId, probes: ReadonlyMap<GateItemId, Probe>, ports: ProbeGatesPorts): Promise<void> {
  const { gates, policy, clock } = ports;
  const results = await Promise.all([...probes].map(async ([item, probe]) => ({ item, answer: await asked(probe, ports) })));
  const event: ProbedEvent = { kind: 'items-probed', service, results, at: clock.now() };
  await changeStream(service, gates, GATES_RULES, (state) =>
    accept(isProbeDue(state, policy.gates, clock.now()) ? [event] : []),
  );
}

async function asked(probe: Probe, { askProbe, onFault }: ProbeGatesPorts): ReturnType<AskProbe> {
  try {
    return await askProbe(probe);
  } catch (error) {
    onFault(error);
    return { kind: 'failed', because: 'unreachable', found: '' };
  }
}
