import { createFeed } from './chat/feed.ts';
import type { ChatPorts } from './chat/ports.ts';
import { createAskGate } from './flows/ask-gate.ts';
import type { Telemetry } from './flows/ports.ts';
import { createKeepRun } from './flows/keep-runs.ts';
import { createReceiveAlert } from './flows/receive-alert.ts';
import { createReportRollout } from './flows/report-rollout.ts';
import type { TurnedAway } from './flows/turned-away.ts';
import { createAlertDoor } from './http/alert-door.ts';
import { alertsRoute } from './http/alerts-route.ts';
import { calendarRoute } from './http/calendar-route.ts';
import type { Counters } from './http/counters.ts';
import { gateRoute } from './http/gate-route.ts';
import { readLag } from './http/lag.ts';
import { messagesRoute } from './http/messages-route.ts';
import { healthRoute, metricsRoute, readyRoute } from './http/probes.ts';
import { requestLinkRoute } from './http/request-link-route.ts';
import { rolloutsRoute } from './http/rollouts-route.ts';
import { traced } from './observed.ts';
import type { SignoffParts } from './parts.ts';

export interface RoutePorts {
  readonly cases: ChatPorts;
  readonly handle: Parameters<typeof messagesRoute>[0];
  readonly counters: Counters;
  readonly seen: Telemetry;
  readonly turnedAway: TurnedAway;
}

/** The doors of design §2, each with the secret that opens it; without one it is shut, but for the demo. */
export function routesOf(parts: SignoffParts, { cases, handle, counters, seen, turnedAway }: RoutePorts) {
  const { config, policy, store, clock, log } = parts;
  const { requests } = store;
  const { changeRequest, readHolds, directory } = cases;
  const unlocked = config.bot.kind === 'off' ? 'open' : 'shut';
  return [
    messagesRoute(handle),
    alertsRoute({
      door: createAlertDoor({ ...config.alerts, unlocked, clock, turnedAway }),
      receiveAlert: traced('alert received', createReceiveAlert(store.alerts, clock), seen.trace),
      count: seen.count,
      log,
    }),
    gateRoute(
      traced('gate asked', createAskGate({ requests, directory, readHolds, changeRequest, policy, clock }), seen.trace),
      {
        tokens: parts.apiTokens,
        unlocked,
      },
    ),
    rolloutsRoute(
      traced(
        'rollout reported',
        createReportRollout({ requests, changeRequest, policy, keepRun: createKeepRun({ runs: store.runs, policy, clock }) }),
        seen.trace,
      ),
      {
        tokens: parts.apiTokens,
        unlocked,
      },
    ),
    requestLinkRoute(config.bot.kind === 'off' ? undefined : config.bot.appId),
    calendarRoute({
      name: policy.organisation,
      readFeed: createFeed(cases),
      token: config.calendarToken,
      unlocked,
      clock,
    }),
    healthRoute(),
    readyRoute(store.isReady),
    metricsRoute(counters.read, readLag({ lag: store.alerts.lag, clock })),
  ];
}
