import { createDraw } from './chat/draw.ts';
import type { ChatPorts } from './chat/ports.ts';
import type { Instant } from './domain/time.ts';
import { createAskNewcomers } from './flows/ask-alone.ts';
import { createCallHook } from './flows/call-hook.ts';
import { createChaseRequest } from './flows/chase-request.ts';
import { createDeliverPosts } from './flows/deliver-posts.ts';
import type { GroupDirectory } from './flows/directory.ts';
import { createDigests } from './flows/digests.ts';
import { createFindManagers } from './flows/find-managers.ts';
import { createFireTimers } from './flows/fire-timers.ts';
import type { AskProbe, Clock, Gauge, Messenger, Shown, Telemetry, TellHook } from './flows/ports.ts';
import { createKeepFreezes } from './flows/keep-freezes.ts';
import { createKeepLocks } from './flows/keep-locks.ts';
import { createProbeGates } from './flows/probe-gates.ts';
import type { Absences } from './flows/watch-absences.ts';
import { createMeasureLag } from './flows/measure-lag.ts';
import { createRedrawAsked } from './flows/redraw-asked.ts';
import { createRelayAlerts } from './flows/relay-alerts.ts';
import { createTellAzure } from './flows/tell-azure.ts';
import { createTendCalendar } from './flows/tend-calendar.ts';
import { createWatchDeployments } from './flows/watch-deployments.ts';
import { countedPosts, traced, tracedMessenger } from './observed.ts';
import type { SignoffParts } from './parts.ts';
import { sha256 } from './system.ts';
import { createWorker } from './workers.ts';

const NOTHING_MEASURED: Gauge = {
  covers: () => false,
  measure: () => Promise.resolve({ kind: 'unknown', because: 'no-data' }),
};

const nothingProved: AskProbe = () => Promise.resolve({ kind: 'failed', because: 'not-configured', found: '' });

const nobodyHears: TellHook = () => Promise.resolve({ kind: 'unheard', found: '' });

/** Waiting cards and timers are looked for at least this often, should a wake-up get lost. */
const MOST_MS_ASLEEP = 15_000;

/** Early enough for a list of the day, and for somebody who can answer by now. */
const MINUTE_MS = 60_000;

export type Background = ReturnType<typeof createBackground>;

export interface BackgroundPorts {
  readonly cases: ChatPorts;
  readonly messenger: Messenger;
  /** The directory that reads groups now and then; undefined where policy fills no role by one. */
  readonly byGroups: GroupDirectory | undefined;
  /** Undefined where nobody is asked who is out of office. */
  readonly absences: Absences | undefined;
  readonly seen: Telemetry;
  readonly shown: Shown;
}

/** What goes on without anybody asking: cards, timers, alerts, watches, and what Azure and Entra are asked. */
export function createBackground(parts: SignoffParts, { cases, messenger, byGroups, absences, seen, shown }: BackgroundPorts) {
  const { policy, store, clock, chance, log } = parts;
  const { requests, freezes, locks } = store;
  const { changeRequest, verifyRequest, directory, roster } = cases;
  const onFault = (error: unknown) => void cases.onFault(error);

  const digests = createDigests({
    requests,
    directory,
    standIns: cases.standIns,
    bindings: store.bindings,
    posts: store.posts,
    policy,
    clockIn: cases.clockIn,
    clock,
  });
  const deliverPosts = createDeliverPosts({
    posts: countedPosts(store.posts, seen.count, createMeasureLag({ ...store, shown })),
    draw: createDraw({ ...cases, delegations: store.delegations, digests }),
    messenger: tracedMessenger(messenger, seen.trace),
    digest: sha256,
    clock,
    chance,
    onFault: cases.onFault,
  });
  const asking = { requests, posts: store.posts, directory, standIns: cases.standIns, policy, clock };
  const [redrawAsked, askNewcomers] = [createRedrawAsked(asking), createAskNewcomers(asking)];
  const findManagers = createFindManagers({ reader: parts.managers, roster, clock, log });
  const { standIns } = cases;
  const chaseRequest = createChaseRequest({
    changeRequest,
    directory,
    standIns,
    digests,
    requests,
    findManagers,
    policy,
    clock,
  });
  const watchDeployments = createWatchDeployments({
    timers: store.timers,
    requests,
    changeRequest,
    gauge: parts.gauge ?? NOTHING_MEASURED,
    callHook: createCallHook({ changeRequest, tellHook: parts.tellHook ?? nobodyHears, policy, chance }),
    policy,
    clock,
    onFault,
  });
  const fireTimers = createFireTimers({
    timers: store.timers,
    changeRequest: traced('timer fired', changeRequest, seen.trace),
    chaseRequest,
    verifyRequest,
    clock,
  });
  const relayAlerts = createRelayAlerts({
    alerts: store.alerts,
    requests,
    directory,
    policy,
    digest: sha256,
    clock,
    count: seen.count,
    linkAlert: (request, alert) => changeRequest(request, { kind: 'link-alert', alert }),
  });

  const tellAzure =
    parts.azureAlerts && createTellAzure(parts.azureAlerts, { store, roster, clock, chance, log, count: seen.count });

  const tendCalendar = createTendCalendar({
    freezes,
    locks,
    requests,
    keepFreezes: createKeepFreezes({ freezes, directory, policy, clock }),
    keepLocks: createKeepLocks({ locks, directory, policy, clock }),
    changeRequest,
    clock,
  });

  const isProbing = [...policy.gates.probes.values()].some(({ size }) => size > 0);
  const askProbe = parts.askProbe ?? nothingProved;
  const probeGates = isProbing ? createProbeGates({ gates: store.gates, askProbe, policy, clock, onFault }) : undefined;

  const aMinute = () => Promise.resolve(MINUTE_MS);
  const asleep = () => Promise.resolve(MOST_MS_ASLEEP);
  return {
    ...(tellAzure && { azure: createWorker({ work: tellAzure, lookAgainIn: asleep, onFault }) }),
    ...(byGroups && {
      groups: createWorker({ work: byGroups.refresh, lookAgainIn: () => Promise.resolve(byGroups.dueIn()), onFault }),
    }),
    ...(absences && {
      absences: createWorker({ work: absences.refresh, lookAgainIn: () => Promise.resolve(absences.dueIn()), onFault }),
    }),
    posts: createWorker({
      work: deliverPosts,
      lookAgainIn: () => until(store.posts.nextDue(clock.now()), clock),
      onFault,
    }),
    timers: createWorker({ work: fireTimers, lookAgainIn: () => until(store.timers.nextDue(), clock), onFault }),
    newcomers: createWorker({ work: () => redrawAsked().then(askNewcomers), lookAgainIn: aMinute, onFault }),
    digests: createWorker({ work: digests.send, lookAgainIn: aMinute, onFault }),
    calendar: createWorker({ work: tendCalendar, lookAgainIn: asleep, onFault }),
    alerts: createWorker({ work: relayAlerts, lookAgainIn: () => until(store.alerts.nextDue(), clock), onFault }),
    watch: createWorker({ work: watchDeployments, lookAgainIn: () => until(store.timers.nextDue('watch'), clock), onFault }),
    ...(probeGates && { probes: createWorker({ work: probeGates, lookAgainIn: asleep, onFault }) }),
  };
}

/** Timers may make cards stale, and so may alerts, so cards come last; all of them name people. */
export async function settle(workers: Background): Promise<void> {
  await workers.groups?.finish();
  await workers.absences?.finish();
  await workers.azure?.finish();
  await workers.probes?.finish();
  const { timers, watch, calendar, newcomers, digests, alerts, posts } = workers;
  for (const worker of [timers, watch, timers, calendar, newcomers, digests, alerts, posts]) await worker.finish();
}

/** Milliseconds until then, though never so long that a lost wake-up would be noticed. */
async function until(next: Promise<Instant | undefined>, clock: Clock): Promise<number> {
  const due = await next;
  if (due === undefined) return MOST_MS_ASLEEP;
  return Math.min(MOST_MS_ASLEEP, Math.max(50, Date.parse(due) - Date.parse(clock.now())));
}
