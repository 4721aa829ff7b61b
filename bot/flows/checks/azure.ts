import type { Finding } from '../../domain/finding.ts';
import type { Policy } from '../../domain/policy.ts';
import { plusMinutes, type Span } from '../../domain/time.ts';
import type { AzureAlerts } from '../alert-ports.ts';
import type { Check } from '../examine.ts';
import type { Clock, Gauge, Measurable } from '../ports.ts';

export interface AzureFacts {
  readonly azureAlerts: Pick<AzureAlerts, 'changedSince'> | undefined;
  readonly gauge: Gauge | undefined;
  readonly policy: Pick<Policy, 'services'>;
  readonly clock: Clock;
}

/** What is read on trial: metrics are behind by some minutes. */
const MINUTES_READ = 15;
/** Each costs calls to Azure Resource Manager; who may read ten may read the others. */
const MOST_MEASURED = 10;

/** Reads Azure's record of alerts and the metrics of services, as catching up and watching do. */
export function checkAzure({ azureAlerts, gauge, policy, clock }: AzureFacts): Check {
  return async () => {
    if (azureAlerts === undefined && gauge === undefined) return [{ code: 'azure-unused' }];
    const now = clock.now();
    const span = { start: plusMinutes(now, -MINUTES_READ), end: now };
    const [listed, measured] = await Promise.all([
      azureAlerts && tryAlerts(azureAlerts, span),
      gauge && tryMetrics(gauge, policy, span),
    ]);
    return [...(listed === undefined ? [] : [listed]), ...(measured ?? [])];
  };
}

async function tryAlerts(azureAlerts: Pick<AzureAlerts, 'changedSince'>, { start, end }: Span): Promise<Finding> {
  try {
    await azureAlerts.changedSince(start, end);
    return { code: 'azure-alerts-read' };
  } catch (error) {
    const because = error instanceof Error ? error.message.slice(0, 120) : 'no answer';
    return { code: 'azure-alerts-unreadable', because };
  }
}

async function tryMetrics(gauge: Gauge, { services }: Pick<Policy, 'services'>, span: Span): Promise<readonly Finding[]> {
  const targets = [...services].flatMap(([service, { resources }]) =>
    [...resources].map(([environment, named]): Measurable => ({ service, environment, resources: named })),
  );
  const measurable = targets.filter((target) => gauge.covers(target)).slice(0, MOST_MEASURED);
  if (measurable.length === 0) return [{ code: 'azure-nothing-named' }];
  const found = await Promise.all(measurable.map((target) => tryMetricsOf(target, gauge, span)));
  const wrong = found.flatMap((finding) => finding ?? []);
  return wrong.length === 0 ? [{ code: 'azure-metrics-read', targets: measurable.length }] : wrong;
}

/** No numbers are an answer too: nothing may have been asked of the service. */
async function tryMetricsOf(target: Measurable, gauge: Gauge, span: Span): Promise<Finding | undefined> {
  const reading = await gauge.measure(target, span).catch(() => ({ kind: 'unknown', because: 'unreachable' }) as const);
  if (reading.kind !== 'unknown' || reading.because === 'no-data') return undefined;
  const { service, environment } = target;
  return { code: 'azure-metrics-unreadable', service, environment, because: reading.because };
}
