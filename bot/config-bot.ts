import type { ConfigName, ConfigReader } from './config.ts';

/** How the bot proves to Teams who it is. `off`: anybody on this machine is believed (demo and tests). */
export type BotIdentity =
  | { readonly kind: 'off' }
  | { readonly kind: 'password'; readonly appId: string; readonly password: string; readonly tenantId: string }
  | { readonly kind: 'managed-identity'; readonly appId: string; readonly tenantId: string };

export function readBot(reader: ConfigReader): BotIdentity {
  const auth = reader.get('BOT_AUTH')?.toLowerCase() ?? 'on';
  const inProduction = reader.get('NODE_ENV')?.toLowerCase() === 'production';
  if (auth === 'off') {
    if (inProduction) reader.complain('BOT_AUTH=off is refused with NODE_ENV=production: remove one of the two');
    return { kind: 'off' };
  }
  if (auth !== 'on') reader.complain('BOT_AUTH must be on or off');
  return readCredentials(reader);
}

function readCredentials(reader: ConfigReader): BotIdentity {
  const type = (reader.get('MicrosoftAppType') ?? 'SingleTenant').toLowerCase();
  const appId = reader.get('MicrosoftAppId');
  const password = reader.get('MicrosoftAppPassword');
  const tenantId = reader.get('MicrosoftAppTenantId');
  if (appId === undefined && password === undefined && tenantId === undefined) {
    reader.complain(
      'no bot credential is set, so nobody could be told from an impostor: set MicrosoftAppId, MicrosoftAppPassword and ' +
        'MicrosoftAppTenantId, or BOT_AUTH=off to try the bot on this machine alone',
    );
    return { kind: 'off' };
  }

  if (type !== 'singletenant' && type !== 'userassignedmsi') {
    reader.complain('MicrosoftAppType must be SingleTenant or UserAssignedMSI');
  }
  const need = (name: ConfigName, value: string | undefined): string => {
    if (value === undefined) reader.complain(`${name} is missing: the other bot credentials are of no use without it`);
    return value ?? '';
  };
  const known = { appId: need('MicrosoftAppId', appId), tenantId: need('MicrosoftAppTenantId', tenantId) };
  if (type === 'userassignedmsi') return { kind: 'managed-identity', ...known };
  return { kind: 'password', ...known, password: need('MicrosoftAppPassword', password) };
}

/** Where nobody is asked who they are, only this machine may ask. */
export function readHost(reader: ConfigReader, bot: BotIdentity): string {
  const asked = reader.get('HOST');
  if (bot.kind !== 'off' || reader.get('BOT_AUTH')?.toLowerCase() !== 'off') return asked ?? '0.0.0.0';
  if (asked !== undefined && !isLoopback(asked)) {
    reader.complain('HOST must be a loopback address (127.0.0.1) with BOT_AUTH=off: anybody who reaches the bot is believed');
  }
  return asked ?? '127.0.0.1';
}

const isLoopback = (host: string): boolean => /^(localhost|::1|127(\.\d{1,3}){3})$/i.test(host);
