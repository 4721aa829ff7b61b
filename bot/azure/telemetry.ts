import { SpanKind, SpanStatusCode, type Meter, type Tracer } from '@opentelemetry/api';
import { HAPPENINGS, type Happening, type Telemetry, type Traced } from '../flows/ports.ts';
import { createCredential, type AzureIdentity } from './credential.ts';

export interface TelemetryOptions {
  readonly connectionString: string;
  /** As whom it is sent; undefined: as whoever knows the connection string. */
  readonly identity: AzureIdentity | undefined;
}

/** What is asked of the bot, what the bot asks, and what it does by itself: Application Insights keeps them apart. */
const KINDS = {
  'chat said': SpanKind.SERVER,
  'chat tapped': SpanKind.SERVER,
  'alert received': SpanKind.SERVER,
  'gate asked': SpanKind.SERVER,
  'rollout reported': SpanKind.SERVER,
  'timer fired': SpanKind.CONSUMER,
  'post new': SpanKind.CLIENT,
  'post redrawn': SpanKind.CLIENT,
} as const satisfies Record<Traced, SpanKind>;

/** Spans and counters by their names alone: no attribute, no message of an error, so nothing that anybody wrote. */
export function createTelemetry({ tracer, meter }: { readonly tracer: Tracer; readonly meter: Meter }): Telemetry {
  const counters = new Map<Happening, ReturnType<Meter['createCounter']>>(
    HAPPENINGS.map((happening) => [happening, meter.createCounter(`signoff.${happening}`)]),
  );
  return {
    count: (happening) => counters.get(happening)?.add(1),
    trace: (name, work) =>
      tracer.startActiveSpan(name, { kind: KINDS[name] }, async (span) => {
        try {
          return await work();
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      }),
  };
}

const OFF = { enabled: false };

/**
 * Sends what is measured to Application Insights until `stop`. The instrumentations of the library stay off: they would
 * send addresses and statements, with what is in them.
 */
export async function startTelemetry({
  connectionString,
  identity,
}: TelemetryOptions): Promise<Telemetry & { readonly stop: () => Promise<void> }> {
  const [{ shutdownAzureMonitor, useAzureMonitor }, { metrics, trace }] = await Promise.all([
    import('@azure/monitor-opentelemetry'),
    import('@opentelemetry/api'),
  ]);
  useAzureMonitor({
    azureMonitorExporterOptions: { connectionString, ...(identity && { credential: createCredential(identity) }) },
    enableLiveMetrics: false,
    instrumentationOptions: {
      azureSdk: OFF,
      http: OFF,
      mongoDb: OFF,
      mySql: OFF,
      postgreSql: OFF,
      redis: OFF,
      redis4: OFF,
      bunyan: OFF,
      winston: OFF,
      console: OFF,
    },
  });
  const telemetry = createTelemetry({ tracer: trace.getTracer('signoff'), meter: metrics.getMeter('signoff') });
  return { ...telemetry, stop: shutdownAzureMonitor };
}
