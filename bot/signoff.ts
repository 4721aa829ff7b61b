import { createActing } from './chat/acting.ts';
import { createChat } from './chat/create-chat.ts';
import { createFeed } from './chat/feed.ts';
import { createDraw } from './chat/draw.ts';
import type { ChatPorts } from './chat/ports.ts';
import { createRequestLinks } from './chat/request-links.ts';
import { languageFor } from './cards/words/language.ts';
import { checksOf } from './checks.ts';
import type { Config } from './config.ts';
import type { Policy } from './domain/policy.ts';
import { createExamine } from './flows/examine.ts';
import type { Instant } from './domain/time.ts';
import type { AzureAlerts } from './flows/alert-ports.ts';
import { createAskGate } from './flows/ask-gate.ts';
import { createBindChannels } from './flows/bind-channels.ts';
import { createChangeAlert } from './flows/change-alert.ts';
import { createChangeRequest } from './flows/change-request.ts';
import { createChaseRequest } from './flows/chase-request.ts';
import { createDeclareEmergency } from './flows/declare-emergency.ts';
import { createDelegate } from './flows/delegate.ts';
import { createDeliverPosts } from './flows/deliver-posts.ts';
import { createGroupDirectory } from './flows/directory.ts';
import { createDraftPull } from './flows/draft-pull.ts';
import { createFillDraft } from './flows/fill-draft.ts';
import { createFireTimers } from './flows/fire-timers.ts';
import { createGatherFacts } from './flows/gather-facts.ts';
import { createKeepFreezes } from './flows/keep-freezes.ts';
import { createKeepGates } from './flows/keep-gates.ts';
import { createKeepLocks } from './flows/keep-locks.ts';
import { createKnowPerson } from './flows/know-person.ts';
import { createMeetChosen } from './flows/meet-chosen.ts';
import { createReadCalendar } from './flows/read-calendar.ts';
import { createReadHolds } from './flows/read-holds.ts';
import { createReadPull } from './flows/read-pull.ts';
import type { Chance, Clock, Gauge, GroupReader, Log, PeopleReader, PullRequests, Telemetry } from './flows/ports.ts';
import { createReceiveAlert } from './flows/receive-alert.ts';
import { createRelayAlerts } from './flows/relay-alerts.ts';
import { createReportRollout } from './flows/report-rollout.ts';
import { createRoster } from './flows/roster.ts';
import { createStandIns } from './flows/stand-ins.ts';
import { createSilenceAlerts } from './flows/silence-alerts.ts';
import { createSubmitDraft } from './flows/submit-draft.ts';
import { createTellAzure } from './flows/tell-azure.ts';
import { createTendCalendar } from './flows/tend-calendar.ts';
import { createVerifyRequest } from './flows/verify-request.ts';
import { createWatchDeployments } from './flows/watch-deployments.ts';
import { createAlertDoor } from './http/alert-door.ts';
import type { ApiToken } from './http/api-tokens.ts';
import { alertsRoute } from './http/alerts-route.ts';
import { calendarRoute } from './http/calendar-route.ts';
import { createCounters } from './http/counters.ts';
import { gateRoute } from './http/gate-route.ts';
import { messagesRoute } from './http/messages-route.ts';
import { healthRoute, metricsRoute, readyRoute } from './http/probes.ts';
import { requestLinkRoute } from './http/request-link-route.ts';
import { rolloutsRoute } from './http/rollouts-route.ts';
import { createServer } from './http/server.ts';
import { createCalendar } from './policy/calendar.ts';
import { countedPosts, observedChat, observing, traced, tracedMessenger } from './observed.ts';
import { policyDirectory } from './policy/directory.ts';
import { recurringFreezes } from './policy/recurring.ts';
import { versions } from './policy/versions.ts';
import type { Store } from './store/open.ts';
import { sha256 } from './system.ts';
import { createTeams, type TeamsOptions } from './teams/create-teams.ts';
import { createWorker, type Worker } from './workers.ts';

/** What the program is put together from. */
export interface SignoffParts {
  readonly config: Pick<Partial<Config>, 'calendarToken'> &
    Pick<Config, 'bot' | 'alerts' | 'port' | 'host'> &
    Partial<Pick<Config, 'publicUrl'>>;
  /** Who may ask the gate; with authentication off, anybody on this machine. */
  readonly apiTokens: readonly ApiToken[];
  readonly policy: Policy;
  readonly store: Store;
  /** Needed where policy fills roles by Entra groups; without it nobody holds a role through one. */
  readonly groups?: GroupReader | undefined;
  /** What tells how a deployment is doing; without it people are asked. */
  readonly gauge?: Gauge | undefined;
  /** Who answers for people whom the bot has not met; without it only those it has met can be chosen in a form. */
  readonly people?: PeopleReader | undefined;
  /** The code hosts that are asked for pull requests; left out, links are links. */
  readonly pulls?: PullRequests | undefined;
  /** Azure's record of alerts; without it nothing is written back, and nothing caught up. */
  readonly azureAlerts?: AzureAlerts | undefined;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** Where times and counts go besides /metrics; nowhere unless told. */
  readonly telemetry?: Telemetry | undefined;
  /** How Teams is reached; the program leaves it to the configuration. */
  readonly teams?: Partial<TeamsOptions>;
}

export interface Signoff {
  readonly port: number;
  /** Fires what is due and delivers what is owed and may be sent now. */
  readonly settle: () => Promise<void>;
  /** Takes nothing new, ends what is running, then resolves. The store stays open. */
  readonly stop: () => Promise<void>;
}

const NOTHING_MEASURED: Gauge = {
  covers: () => false,
  measure: () => Promise.resolve({ kind: 'unknown', because: 'no-data' }),
};

/** Waiting cards and timers are looked for at least this often, should a wake-up get lost. */
const MOST_MS_ASLEEP = 15_000;

/** Builds every port, hands them to the rooms, and starts to listen. */
export async function startSignoff(parts: SignoffParts): Promise<Signoff> {
  const { config, policy, store, clock, chance, log } = parts;
  const counters = createCounters();
  const seen = observing(counters.count, parts.telemetry);
  const calendar = createCalendar(policy.time);
  const roster = createRoster(store.people);
  const byGroups = parts.groups && createGroupDirectory({ policy, groups: parts.groups, roster, clock, log });
  const directory = byGroups ?? policyDirectory(policy);
  const { requests, drafts } = store;

  const logFault = (error: unknown) => {
    const fault = chance.uuid().slice(0, 8);
    log.error({ fault, err: error }, 'an answer ended in a fault');
    return fault;
  };
  const recurring = recurringFreezes(policy);
  const { freezes, locks, gates } = store;
  const readHolds = createReadHolds({ requests, freezes, locks, gates, recurring, policy, clock });
  const standIns = createStandIns({ delegations: store.delegations, directory, away: () => new Set(), policy, clock });
  const changeRequest = createChangeRequest({ requests, directory, readHolds, standIns, policy, clock });
  const meetChosen = createMeetChosen({ roster, people: parts.people });
  const draftPull = createDraftPull({ readPull: createReadPull({ pulls: parts.pulls, roster, policy }), clock });
  const gatherFacts = createGatherFacts({ requests, directory, roster, readHolds, policy, calendar, versions });
  const keepGates = createKeepGates({ gates, directory, policy, clock });
  const keepFreezes = createKeepFreezes({ freezes, directory, policy, clock });
  const keepLocks = createKeepLocks({ locks, directory, policy, clock });
  const readCalendar = createReadCalendar({ requests, freezes, locks, recurring, clock });
  const tendCalendar = createTendCalendar({ freezes, locks, requests, keepFreezes, keepLocks, changeRequest, clock });
  const verifyRequest = createVerifyRequest({ requests, changeRequest, readHolds, directory, roster, policy, calendar });
  const chatPorts: ChatPorts = {
    examine: createExamine({ checks: checksOf(parts, directory, (address) => teams.reach(address)), clock, onFault: logFault }),
    requests,
    alertGroups: store.alertGroups,
    silences: store.silences,
    storms: store.storms,
    changeAlert: createChangeAlert({
      groups: store.alertGroups,
      directory,
      policy,
      clock,
      unlinkAlerts: (request, by, alerts) => changeRequest(request, { kind: 'unlink-alerts', by, alerts }),
    }),
    silenceAlerts: createSilenceAlerts({ silences: store.silences, groups: store.alertGroups, directory, policy, clock }),
    directory,
    changeRequest,
    verifyRequest,
    fillDraft: createFillDraft({ drafts, gatherFacts, draftPull, meetChosen, policy, calendar, clock, chance }),
    submitDraft: createSubmitDraft({ drafts, requests, changeRequest, gatherFacts, draftPull, policy, clock }),
    keepFreezes,
    keepLocks,
    keepGates,
    readHolds,
    readCalendar,
    bindChannels: createBindChannels(store.bindings, directory, policy),
    knowPerson: createKnowPerson(roster, store.bindings),
    declareEmergency: createDeclareEmergency({ requests, directory, policy, versions, clock }),
    delegate: createDelegate({ delegations: store.delegations, standIns, directory, policy, calendar, clock, chance }),
    standIns,
    roster,
    policy,
    calendar,
    versions,
    clock,
    words: languageFor(undefined, policy.time.locale).words,
    requestLinks: createRequestLinks(config.publicUrl),
    acting: config.bot.kind === 'off' ? createActing(directory, roster) : undefined,
    onFault: logFault,
  };

  const teams = createTeams({ auth: teamsAuth(config.bot), log, ...parts.teams }, observedChat(createChat(chatPorts), seen));
  const deliverPosts = createDeliverPosts({
    posts: countedPosts(store.posts, seen.count),
    draw: createDraw({ ...chatPorts, delegations: store.delegations }),
    messenger: tracedMessenger(teams.messenger, seen.trace),
    digest: sha256,
    clock,
    chance,
    onFault: chatPorts.onFault,
  });
  const chaseRequest = createChaseRequest({ changeRequest, directory, policy });
  const watchDeployments = createWatchDeployments({
    timers: store.timers,
    requests,
    changeRequest,
    gauge: parts.gauge ?? NOTHING_MEASURED,
    policy,
    clock,
    onFault: (error) => void chatPorts.onFault(error),
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
    policy,
    digest: sha256,
    clock,
    count: seen.count,
    linkAlert: (request, alert) => changeRequest(request, { kind: 'link-alert', alert }),
  });

  const tellAzure =
    parts.azureAlerts && createTellAzure(parts.azureAlerts, { store, roster, clock, chance, log, count: counters.count });

  const asleep = () => Promise.resolve(MOST_MS_ASLEEP);
  const onFault = (error: unknown) => void chatPorts.onFault(error);
  const workers = {
    ...(tellAzure && { azure: createWorker({ work: tellAzure, lookAgainIn: asleep, onFault }) }),
    ...(byGroups && {
      groups: createWorker({ work: byGroups.refresh, lookAgainIn: () => Promise.resolve(byGroups.dueIn()), onFault }),
    }),
    posts: createWorker({
      work: deliverPosts,
      lookAgainIn: () => until(store.posts.nextDue(clock.now()), clock),
      onFault,
    }),
    timers: createWorker({ work: fireTimers, lookAgainIn: asleep, onFault }),
    calendar: createWorker({ work: tendCalendar, lookAgainIn: asleep, onFault }),
    alerts: createWorker({ work: relayAlerts, lookAgainIn: () => until(store.alerts.nextDue(), clock), onFault }),
    watch: createWorker({ work: watchDeployments, lookAgainIn: asleep, onFault }),
  };
  const unsubscribe = store.onWork((work) => {
    if (work === 'people') roster.forget();
    else workers[work].wake();
    if (work === 'timers') workers.watch.wake();
    if (work === 'alerts') workers.azure?.wake();
  });

  const unlocked = config.bot.kind === 'off' ? 'open' : 'shut';
  const server = createServer(
    [
      messagesRoute(teams.handle),
      alertsRoute({
        door: createAlertDoor({ ...config.alerts, unlocked, clock }),
        receiveAlert: traced('alert received', createReceiveAlert(store.alerts, clock), seen.trace),
        count: seen.count,
        log,
      }),
      gateRoute(traced('gate asked', createAskGate({ requests, readHolds, policy, clock }), seen.trace), {
        tokens: parts.apiTokens,
        unlocked,
      }),
      rolloutsRoute(traced('rollout reported', createReportRollout(requests, changeRequest), seen.trace), {
        tokens: parts.apiTokens,
        unlocked,
      }),
      requestLinkRoute(config.bot.kind === 'off' ? undefined : config.bot.appId),
      calendarRoute({
        name: policy.organisation,
        readFeed: createFeed(chatPorts),
        token: config.calendarToken,
        unlocked,
        clock,
      }),
      healthRoute(),
      readyRoute(store.isReady),
      metricsRoute(counters.read),
    ],
    log,
  );
  const port = await server.listen(config.port, config.host);
  for (const worker of Object.values(workers)) worker.wake();

  return {
    port,
    settle: () => settle(workers),
    stop: async () => {
      await server.close();
      await teams.stop();
      unsubscribe();
      await Promise.all(Object.values(workers).map((worker) => worker.stop()));
    },
  };
}

function teamsAuth(bot: Config['bot']): TeamsOptions['auth'] {
  switch (bot.kind) {
    case 'off':
      return { kind: 'off' };
    case 'password':
      return { kind: 'on', appType: 'SingleTenant', appId: bot.appId, appPassword: bot.password, tenantId: bot.tenantId };
    case 'managed-identity':
      return { kind: 'on', appType: 'UserAssignedMSI', appId: bot.appId, appPassword: '', tenantId: bot.tenantId };
  }
}

/** Timers may make cards stale, and so may alerts, so cards come last; all of them name people. */
async function settle(
  workers: Readonly<Record<'timers' | 'watch' | 'calendar' | 'alerts' | 'posts', Worker> & { groups?: Worker; azure?: Worker }>,
): Promise<void> {
  await workers.groups?.finish();
  await workers.azure?.finish();
  const { timers, watch, calendar, alerts, posts } = workers;
  for (const worker of [timers, watch, timers, calendar, alerts, posts]) await worker.finish();
}

/** Milliseconds until then, though never so long that a lost wake-up would be noticed. */
async function until(next: Promise<Instant | undefined>, clock: Clock): Promise<number> {
  const due = await next;
  if (due === undefined) return MOST_MS_ASLEEP;
  return Math.min(MOST_MS_ASLEEP, Math.max(50, Date.parse(due) - Date.parse(clock.now())));
}
