import type { AzureIdentity } from './azure/credential.ts';
import type { BotIdentity, ConfigReader } from './config.ts';

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
