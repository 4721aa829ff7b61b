import { readFileSync } from 'node:fs';
import process from 'node:process';
import path from 'node:path';
import { createCredential, databaseToken } from './azure/credential.ts';
import { readConfig, type Config } from './config.ts';
import type { Policy } from './domain/policy.ts';
import { accept, refuse, type Result } from './domain/result.ts';
import type { AbsenceReader, AskProbe, Gauge, GroupReader, Log, PeopleReader, PullRequests, TellHook } from './flows/ports.ts';
import type { AzureAlerts } from './flows/alert-ports.ts';
import { readApiTokens } from './http/api-tokens.ts';
import { createLog } from './log.ts';
import { readPolicy } from './policy/read.ts';
import { startSignoff } from './signoff.ts';
import { openStore, StoreInUse, type Store, type StoreOptions } from './store/open.ts';
import { storeProblem } from './store/problem.ts';
import { systemChance, systemClock } from './system.ts';

/** Starts the bot from the environment; what is wrong with it is said on standard error, and ends with exit code 1. */
async function main(): Promise<void> {
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
  const store = await openUsable(storeOptions(config.value.store), {
    clock: systemClock,
    chance: systemChance,
    onFault: (error) => {
      log.error({ err: error }, 'work in the background went wrong and will be tried again');
    },
  });
  const people = await readPeople(config.value.graph);
  const pulls = await readPulls(config.value.codeHosts, log);
  const telemetry = await startSending(config.value.telemetry);
  const signoff = await startSignoff({
    config: config.value,
    apiTokens: apiTokens.value,
    policy: policy.value,
    groups: groups.value,
    people,
    absence: absence.value,
    gauge: await readGauge(config.value),
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
  const jobs = store.jobs.start();

  const stop = async (signal: string) => {
    log.info({ signal }, 'stopping');
    await signoff.stop();
    await jobs;
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
  await jobs;
}

function readTokens(file: string | undefined): ReturnType<typeof readApiTokens> {
  if (file === undefined) return accept([]);
  try {
    return readApiTokens(readFileSync(file, 'utf8'));
  } catch {
    return refuse(`API_TOKENS_FILE names ${file}, which cannot be read`);
  }
}

/** What Microsoft Graph takes to load is spent only where policy fills a role by a group. */
async function readGroups({ roles }: Policy, identity: Config['graph']): Promise<Result<GroupReader | undefined, string>> {
  const filled = [...roles.values()].filter(({ group }) => group !== undefined).map(({ id }) => id);
  if (filled.length === 0) return accept(undefined);
  if (identity === undefined) {
    return refuse(
      `roles are filled by Entra groups (${filled.join(', ')}), which only Microsoft Graph can read: set GRAPH_ENABLED=true, ` +
        'or list their people under members instead',
    );
  }
  const { entraGroups } = await import('./azure/groups.ts');
  return accept(entraGroups(identity));
}

/** Presence is read only where policy says so. */
async function readAbsence({ asking }: Policy, identity: Config['graph']): Promise<Result<AbsenceReader | undefined, string>> {
  if (asking.outOfOffice === 'ignore') return accept(undefined);
  if (identity === undefined) {
    return refuse('asking.outOfOffice is presence, which only Microsoft Graph can read: set GRAPH_ENABLED=true, or say ignore');
  }
  const { entraAbsence } = await import('./azure/presence.ts');
  return accept(entraAbsence(identity));
}

async function readPeople(identity: Config['graph']): Promise<PeopleReader | undefined> {
  if (identity === undefined) return undefined;
  const { entraPeople } = await import('./azure/people.ts');
  return entraPeople(identity);
}

/** What the code hosts take to load is spent only where one is configured. */
async function readPulls({ gitHub, azureDevOps }: Config['codeHosts'], log: Log): Promise<PullRequests | undefined> {
  if (gitHub === undefined && azureDevOps === undefined) return undefined;
  const { configuredPulls } = await import('./pipelines/configured.ts');
  return configuredPulls({ gitHub, azureDevOps }, { fetch: globalThis.fetch, clock: systemClock, log });
}

/** Loaded only where a subscription is named. */
async function readAzureAlerts(subscription: Config['subscription']): Promise<AzureAlerts | undefined> {
  if (subscription === undefined) return undefined;
  const { azureAlerts } = await import('./azure/alerts-management.ts');
  return azureAlerts(subscription.identity, subscription.id);
}

/** What telemetry takes to load is spent only where it has somewhere to go. */
async function startSending(telemetry: Config['telemetry']) {
  if (telemetry === undefined) return undefined;
  const { startTelemetry } = await import('./azure/telemetry.ts');
  return startTelemetry(telemetry);
}

/** What Azure Monitor takes to load is spent only where it is asked. The demo has sample numbers for its sample services. */
async function readGauge({ subscription, bot }: Config): Promise<Gauge | undefined> {
  if (subscription === undefined) return bot.kind === 'off' ? (await import('./demo/sample-gauge.ts')).sampleGauge : undefined;
  const { azureGauge } = await import('./azure/gauge.ts');
  return azureGauge(subscription);
}

/** Loaded only where policy names somebody who is told. */
async function readHook({ services }: Policy, secret: string | undefined): Promise<TellHook | undefined> {
  if ([...services.values()].every(({ rollbackHooks }) => !rollbackHooks?.size)) return undefined;
  const { createTellHook } = await import('./pipelines/rollback-hook.ts');
  return createTellHook({ fetch: globalThis.fetch, secret });
}

/** Loaded only where policy probes something; Azure is asked as for everything else of the subscription. */
async function readProbe({ gates }: Policy, subscription: Config['subscription']): Promise<AskProbe | undefined> {
  if ([...gates.probes.values()].every(({ size }) => size === 0)) return undefined;
  const { askHttp } = await import('./pipelines/http-probe.ts');
  const { askArm } = await import('./azure/arm-probe.ts');
  const { fetch } = globalThis;
  const credential = subscription && createCredential(subscription.identity);
  return async (probe) => {
    if (probe.kind === 'http') return askHttp(probe, { fetch });
    return credential === undefined
      ? { kind: 'failed', because: 'not-configured', found: '' }
      : askArm(probe, { credential, fetch });
  };
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

main().catch((error: unknown) => {
  if (error instanceof StoreUnusable) giveUp('The store is not usable:', [error.message]);
  else throw error;
});
