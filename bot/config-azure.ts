import type { AzureIdentity } from './azure/credential.ts';
import type { BotIdentity } from './config-bot.ts';
import type { ConfigReader } from './config.ts';

/** An Azure subscription, and as whom it is asked. */
export interface Subscription {
  readonly id: string;
  readonly identity: AzureIdentity;
}

/** The bot itself, where it has a credential. */
export function identityOf(bot: BotIdentity): AzureIdentity | undefined {
  switch (bot.kind) {
    case 'managed-identity':
      return { kind: 'managed-identity', clientId: bot.appId };
    case 'password':
      return { kind: 'secret', tenantId: bot.tenantId, clientId: bot.appId, secret: bot.password };
    case 'off':
      return undefined;
  }
}

/** Alerts Management of one subscription, asked as Graph would be. */
export function readSubscription(reader: ConfigReader, identity: AzureIdentity | undefined): Subscription | undefined {
  const id = reader.get('AZURE_SUBSCRIPTION_ID')?.toLowerCase();
  if (id === undefined) return undefined;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    reader.complain('AZURE_SUBSCRIPTION_ID must be the id of a subscription, such as 00000000-0000-0000-0000-000000000000');
  }
  if (identity !== undefined) return { id, identity };
  reader.complain(
    'AZURE_SUBSCRIPTION_ID needs somebody to ask as: set AZURE_CLIENT_ID to a managed identity, or the bot credentials',
  );
  return undefined;
}

/** Where traces and metrics go. */
export interface TelemetryConfig {
  readonly connectionString: string;
  /** As whom they are sent; undefined: as whoever knows the connection string. */
  readonly identity: AzureIdentity | undefined;
}

export function readIdentity(reader: ConfigReader): AzureIdentity | undefined {
  const clientId = reader.get('AZURE_CLIENT_ID');
  return clientId === undefined ? undefined : { kind: 'managed-identity', clientId };
}

export function readTelemetry(reader: ConfigReader): TelemetryConfig | undefined {
  const connectionString = reader.get('APPLICATIONINSIGHTS_CONNECTION_STRING');
  if (connectionString === undefined) return undefined;
  if (!/(^|;)\s*InstrumentationKey=[0-9a-f-]{36}\s*(;|$)/i.test(connectionString)) {
    reader.complain(
      'APPLICATIONINSIGHTS_CONNECTION_STRING must be as Azure shows it, InstrumentationKey=…;IngestionEndpoint=https://…',
    );
  }
  return { connectionString, identity: readIdentity(reader) };
}

/** A managed identity goes before the bot's secret. */
export function readGraph(reader: ConfigReader, bot: BotIdentity): AzureIdentity | undefined {
  const enabled = (reader.get('GRAPH_ENABLED') ?? 'false').toLowerCase();
  const identity = readIdentity(reader);
  if (enabled !== 'true') {
    if (enabled !== 'false') reader.complain('GRAPH_ENABLED must be true or false');
    return undefined;
  }
  const asked = identity ?? identityOf(bot);
  if (asked === undefined) {
    reader.complain(
      'GRAPH_ENABLED=true needs somebody to ask as: set AZURE_CLIENT_ID to a managed identity, or the bot credentials',
    );
  }
  return asked;
}
