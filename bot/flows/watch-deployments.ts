import type { RequestId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { DeployRequest } from '../domain/request.ts';
import { accept, type Result } from '../domain/result.ts';
import { plusMinutes, type Instant } from '../domain/time.ts';
import { minutesCovered, momentDue, type Reading, type Watch } from '../domain/watch.ts';
import { isWatched } from '../domain/watching.ts';
import type { CallHook } from './call-hook.ts';
import type { ChangeRequest } from './change-request.ts';
import type { Clock, DueTimer, Gauge, Measurable, Requests, Timers } from './ports.ts';

export interface WatchDeploymentsPorts {
  readonly timers: Timers;
  readonly requests: Pick<Requests, 'find'>;
  readonly changeRequest: ChangeRequest;
  readonly gauge: Gauge;
  readonly callHook: CallHook;
  readonly policy: Policy;
  readonly clock: Clock;
  /** Told of a measurement that went wrong; its check is inconclusive. */
  readonly onFault: (error: unknown) => void;
}

/** Deployments that are measured at the same time, so that one slow answer holds up no other. */
const AT_ONCE = 8;
/** Numbers younger than this may not be all there (learn.microsoft.com, "Log data ingestion time in Azure Monitor"). */
const MINUTES_UNTIL_COMPLETE = 2;
/** How far back before a deployment its normal state is looked at. */
const MINUTES_BEFORE = 60;

/** Looks at every deployment whose moment has come, by measuring it or by asking. Gives how many were looked at. */
export function createWatchDeployments(ports: WatchDeploymentsPorts): () => Promise<number> {
  const { timers, clock } = ports;
  const look = async (timer: DueTimer): Promise<number> => {
    const outcome = await (timer.kind === 'hook' ? ports.callHook(timer.request) : lookAt(timer.request, ports));
    if (!outcome.ok && outcome.problem.code === 'busy') return 0;
    await timers.drop(timer);
    return 1;
  };
  return async () => {
    let looked = 0;
    for (let before = -1; looked > before;) {
      before = looked;
      const due = await timers.due(clock.now(), 'watch');
      for (let n = 0; n < due.length; n += AT_ONCE) {
        const done = await Promise.all(due.slice(n, n + AT_ONCE).map(look));
        looked += done.reduce((sum, one) => sum + one, 0);
      }
    }
    return looked;
  };
}

async function lookAt(id: RequestId, ports: WatchDeploymentsPorts): Promise<Result<DeployRequest | undefined, Refusal>> {
  const stored = await ports.requests.find(id);
  if (stored?.request.state !== 'deployed') return accept(undefined);
  const { request } = stored;
  if (!isWatched(request)) return open(request, ports);
  const { watch } = request.rollout;
  if (watch.source === 'asked') return ports.changeRequest(id, { kind: 'ask-check' });
  const moment = momentDue(watch, ports.clock.now());
  if (moment === undefined) return accept(undefined);
  const reading = await read(request, watch, moment.at, ports);
  return ports.changeRequest(id, { kind: 'record-check', at: moment.at, reading });
}

/** What was normal is measured from before the start, whatever happened meanwhile. */
async function open(request: Extract<DeployRequest, { state: 'deployed' }>, ports: WatchDeploymentsPorts) {
  const target = measurable(request, ports.policy);
  const source: Watch['source'] = ports.gauge.covers(target) ? 'measured' : 'asked';
  const start = request.rollout.startedAt;
  const span = { start: plusMinutes(start, -MINUTES_BEFORE), end: start };
  const before = source === 'measured' ? await measure(() => ports.gauge.measure(target, span), ports) : undefined;
  const sample = before?.kind === 'measured' ? before.sample : undefined;
  return ports.changeRequest(request.id, { kind: 'open-watch', source, before: sample });
}

function read(request: DeployRequest, watch: Watch, at: Instant, ports: WatchDeploymentsPorts): Promise<Reading> {
  const minutes = minutesCovered(watch, at);
  const span = { start: plusMinutes(at, -minutes - MINUTES_UNTIL_COMPLETE), end: plusMinutes(at, -MINUTES_UNTIL_COMPLETE) };
  return measure(() => ports.gauge.measure(measurable(request, ports.policy), span), ports);
}

async function measure(ask: () => Promise<Reading>, { onFault }: WatchDeploymentsPorts): Promise<Reading> {
  try {
    return await ask();
  } catch (error) {
    onFault(error);
    return { kind: 'unknown', because: 'unreachable' };
  }
}

/** A service that has left the policy has nothing left to measure. */
function measurable({ plan }: DeployRequest, { services }: Policy): Measurable {
  const { service, environment } = plan;
  return { service, environment, resources: services.get(service)?.resources.get(environment) ?? [] };
}
