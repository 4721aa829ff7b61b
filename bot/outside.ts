import { createCredential } from './azure/credential.ts';
import type { Config } from './config.ts';
import { asksManagers } from './domain/levels.ts';
import type { Policy } from './domain/policy.ts';
import { type Result, accept, refuse } from './domain/result.ts';
import type { AzureAlerts } from './flows/alert-ports.ts';
import type {
  AbsenceReader,
  AskProbe,
  Gauge,
  GroupReader,
  Log,
  ManagerReader,
  PeopleReader,
  PullRequests,
  TellHook,
} from './flows/ports.ts';
import { systemClock } from './system.ts';

/** What the bot needs from outside; each is loaded only where it is configured. */

/** What Microsoft Graph takes to load is spent only where policy fills a role by a group. */
export async function readGroups(
  { roles }: Policy,
  identity: Config['graph'],
): Promise<Result<GroupReader | undefined, string>> {
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
export async function readAbsence(
  { asking }: Policy,
  identity: Config['graph'],
): Promise<Result<AbsenceReader | undefined, string>> {
  if (asking.outOfOffice === 'ignore') return accept(undefined);
  if (identity === undefined) {
    return refuse('asking.outOfOffice is presence, which only Microsoft Graph can read: set GRAPH_ENABLED=true, or say ignore');
  }
  const { entraAbsence } = await import('./azure/presence.ts');
  return accept(entraAbsence(identity));
}

/** Managers are read only where policy escalates to them; without Graph nobody can say who they are, which `/doctor` tells. */
export async function readManagers(policy: Policy, identity: Config['graph']): Promise<ManagerReader | undefined> {
  if (identity === undefined || !asksManagers(policy)) return undefined;
  const { entraManagers } = await import('./azure/managers.ts');
  return entraManagers(identity);
}

export async function readPeople(identity: Config['graph']): Promise<PeopleReader | undefined> {
  if (identity === undefined) return undefined;
  const { entraPeople } = await import('./azure/people.ts');
  return entraPeople(identity);
}

/** What the code hosts take to load is spent only where one is configured. */
export async function readPulls({ gitHub, azureDevOps }: Config['codeHosts'], log: Log): Promise<PullRequests | undefined> {
  if (gitHub === undefined && azureDevOps === undefined) return undefined;
  const { configuredPulls } = await import('./pipelines/configured.ts');
  return configuredPulls({ gitHub, azureDevOps }, { fetch: globalThis.fetch, clock: systemClock, log });
}

/** Loaded only where a subscription is named. */
export async function readAzureAlerts(subscription: Config['subscription']): Promise<AzureAlerts | undefined> {
  if (subscription === undefined) return undefined;
  const { azureAlerts } = await import('./azure/alerts-management.ts');
  return azureAlerts(subscription.identity, subscription.id);
}

/** What telemetry takes to load is spent only where it has somewhere to go. */
export async function startSending(telemetry: Config['telemetry']) {
  if (telemetry === undefined) return undefined;
  const { startTelemetry } = await import('./azure/telemetry.ts');
  return startTelemetry(telemetry);
}

/** What Azure Monitor takes to load is spent only where it is asked. */
export async function readGauge(subscription: Config['subscription']): Promise<Gauge | undefined> {
  if (subscription === undefined) return undefined;
  const { azureGauge } = await import('./azure/gauge.ts');
  return azureGauge(subscription);
}

/** Loaded only where policy names somebody who is told. */
export async function readHook({ services }: Policy, secret: string | undefined): Promise<TellHook | undefined> {
  if ([...services.values()].every(({ rollbackHooks }) => !rollbackHooks?.size)) return undefined;
  const { createTellHook } = await import('./pipelines/rollback-hook.ts');
  return createTellHook({ fetch: globalThis.fetch, secret });
}

/** Loaded only where policy probes something; Azure is asked as for everything else of the subscription. */
export async function readProbe({ gates }: Policy, subscription: Config['subscription']): Promise<AskProbe | undefined> {
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
