import type { Gauge } from './flows/ports.ts';
import { createCredential, databaseToken } from './azure/credential.ts';
import { type Config, readConfig } from './config.ts';
import { accept, refuse } from './domain/result.ts';
import { readApiTokens } from './http/api-tokens.ts';
import { createLog } from './log.ts';
import {
  readAbsence,
  readAzureAlerts,
  readGauge,
  readGroups,
  readHook,
  readManagers,
  readPeople,
  readProbe,
  readPulls,
  startSending,
} from './outside.ts';
import { readPolicy } from './policy/read.ts';
import { startSignoff } from './signoff.ts';
import { type Store, StoreInUse, type StoreOptions, openStore } from './store/open.ts';
import { storeProblem } from './store/problem.ts';
import { systemChance, systemClock } from './system.ts';
import { createWorker } from './workers.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
 * Often enough that the log stays small (a checkpoint is what lets PGlite drop it; without one it grew by 176 MB in
 * a measured run, and the next start took three times as long), and rare enough that nobody notices the pause.
 */
const UPKEEP_MS = 5 * 60_000;

/** Numbers in the place of Azure's, for whoever tries the bot without Azure. */
export interface Samples {
  readonly gauge?: Gauge;
}

/** Starts the bot from the environment; what is wrong with it is said on standard error, and ends with exit code 1. */
export const start = (samples: Samples = {}): Promise<void> =>
  run(samples).catch((error: unknown) => {
    if (error instanceof StoreUnusable) giveUp('The store is not usable:', [error.message]);
    else throw error;
  });

async function run({ gauge }: Samples): Promise<void> {
  const config = readConfig();
  if (!config.ok) {
    giveUp('The environment is not usable:', config.problem);
    return;
  }
  const policy = await readPolicy(config.value.policyFile);
  if (!policy.ok) {
    giveUp('The policy is not usable:', policy.problem);
    return;
  }
  const apiTokens = readTokens(config.value.apiTokensFile);
  if (!apiTokens.ok) {
    giveUp('The API tokens are not usable:', [apiTokens.problem]);
    return;
  }

  const groups = await readGroups(policy.value, config.value.graph);
  if (!groups.ok) {
    giveUp('The policy is not usable:', [groups.problem]);
    return;
  }

  const absence = await readAbsence(policy.value, config.value.graph);
  if (!absence.ok) {
    giveUp('The policy is not usable:', [absence.problem]);
    return;
  }

  const log = createLog(config.value.logLevel);
  if (config.value.bot.kind === 'off') {
    log.warn({ host: config.value.host }, 'BOT_AUTH=off: whoever can reach this machine from itself is believed');
  }
  const onFault = (error: unknown) => {
    log.error({ err: error }, 'work in the background went wrong and will be tried again');
  };
  const store = await openUsable(storeOptions(config.value.store), { clock: systemClock, chance: systemChance, onFault });
  const people = await readPeople(config.value.graph);
  const pulls = await readPulls(config.value.codeHosts, log);
  const telemetry = await startSending(config.value.telemetry);
  const signoff = await startSignoff({
    config: config.value,
    apiTokens: apiTokens.value,
    policy: policy.value,
    groups: groups.value,
    people,
    managers: await readManagers(policy.value, config.value.graph),
    absence: absence.value,
    gauge: (await readGauge(config.value.subscription)) ?? gauge,
    tellHook: await readHook(policy.value, config.value.rollbackHookSecret),
    askProbe: await readProbe(policy.value, config.value.subscription),
    pulls,
    azureAlerts: await readAzureAlerts(config.value.subscription),
    store,
    clock: systemClock,
    chance: systemChance,
    log,
    telemetry,
  });
  log.info({ port: signoff.port, policy: policy.value.version }, 'ready');
  // The first round takes care of what the last run left.
  const upkeep = store.upkeep && createWorker({ work: store.upkeep, lookAgainIn: () => Promise.resolve(UPKEEP_MS), onFault });
  upkeep?.wake();

  const stop = async (signal: string) => {
    log.info({ signal }, 'stopping');
    await signoff.stop();
    await upkeep?.stop();
    await store.close();
    await telemetry?.stop();
    log.info({}, 'stopped');
  };
  // Ctrl-C reaches every program of a terminal, and whoever started this one may ask it to stop as well.
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stopping ??= stop(signal).catch((error: unknown) => {
        log.error({ err: error }, 'stopping ended in a fault');
        process.exitCode = 1;
      });
    });
  }
}

function readTokens(file: string | undefined): ReturnType<typeof readApiTokens> {
  if (file === undefined) return accept([]);
  try {
    return readApiTokens(readFileSync(file, 'utf8'));
  } catch {
    return refuse(`API_TOKENS_FILE names ${file}, which cannot be read`);
  }
}

/** The embedded store has a directory of its own in DATA_DIR, and its lock beside it. */
function storeOptions(store: Config['store']): StoreOptions {
  if (store.kind === 'embedded') return { kind: 'embedded', dir: path.join(store.dir, 'store') };
  const { url, tokenOf } = store;
  return { kind: 'postgres', url, password: tokenOf && databaseToken(createCredential(tokenOf)) };
}

function giveUp(heading: string, problems: readonly string[]): void {
  console.error([heading, ...problems.map((problem) => `- ${problem}`)].join('\n'));
  process.exitCode = 1;
}

/** What is wrong with the store, when an operator can mend it. */
class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable';
}

async function openUsable(...given: Parameters<typeof openStore>): Promise<Store> {
  try {
    return await openStore(...given);
  } catch (error) {
    const problem = error instanceof StoreInUse ? error.message : storeProblem(error);
    throw problem === undefined ? error : new StoreUnusable(problem, { cause: error });
  }
}
