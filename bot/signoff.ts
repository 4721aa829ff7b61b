import { createChat } from './chat/create-chat.ts';
import type { Config } from './config.ts';
import { createBackground, settle } from './background.ts';
import { createGroupDirectory } from './flows/directory.ts';
import { createAbsences } from './flows/watch-absences.ts';
import { createMemory } from './flows/memory.ts';
import { createRoster } from './flows/roster.ts';
import { createTurnedAway } from './flows/turned-away.ts';
import { createCounters } from './http/counters.ts';
import { createServer } from './http/server.ts';
import { observedChat, observing } from './observed.ts';
import type { SignoffParts } from './parts.ts';
import { policyDirectory } from './policy/directory.ts';
import { routesOf } from './routes.ts';
import { createTeams, type TeamsOptions } from './teams/create-teams.ts';
import { createUseCases } from './use-cases.ts';

export interface Signoff {
  readonly port: number;
  /** Fires what is due and delivers what is owed and may be sent now. */
  readonly settle: () => Promise<void>;
  /** Takes nothing new, ends what is running, then resolves. The store stays open. */
  readonly stop: () => Promise<void>;
}

/** Builds the rooms, hands them to each other, and starts to listen. */
export async function startSignoff(parts: SignoffParts): Promise<Signoff> {
  const { config, policy, store, clock, chance, log } = parts;
  const counters = createCounters();
  const seen = observing(counters.count, parts.telemetry);
  const roster = createRoster(store.people);
  const byGroups = parts.groups && createGroupDirectory({ policy, groups: parts.groups, roster, clock, log });

  const turnedAway = createTurnedAway(clock);
  const directory = byGroups ?? policyDirectory(policy);
  const absences = parts.absence && createAbsences({ reader: parts.absence, directory, clock, log });

  const onFault = (error: unknown) => {
    const fault = chance.uuid().slice(0, 8);
    log.error({ fault, err: error }, 'an answer ended in a fault');
    return fault;
  };
  const memory = createMemory(clock);
  const cases = createUseCases(parts, {
    roster,
    directory,
    absences,
    onFault,
    reach: (address) => teams.reach(address),
    turnedAway,
    memory,
  });
  const teams = createTeams(
    { auth: teamsAuth(config.bot), log, turnedAway, ...parts.teams },
    observedChat(createChat(cases), seen),
  );
  const workers = createBackground(parts, {
    cases,
    messenger: teams.messenger,
    byGroups,
    absences,
    seen,
    shown: counters.shown,
  });
  const unsubscribe = store.onWork((work) => {
    memory.forget();
    if (work === 'people') {
      roster.forget();
      cases.standIns.forget();
    } else workers[work].wake();
    if (work === 'timers') workers.watch.wake();
    if (work === 'alerts') workers.azure?.wake();
  });

  const server = createServer(routesOf(parts, { cases, handle: teams.handle, counters, seen, turnedAway }), log);
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
