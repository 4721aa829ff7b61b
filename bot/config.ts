import process from 'node:process';
import type { AzureIdentity } from './azure/credential.ts';
import {
  identityOf,
  readGraph,
  readIdentity,
  readSubscription,
  readTelemetry,
  type Subscription,
  type TelemetryConfig,
} from './config-azure.ts';
import { type BotIdentity, readBot, readHost } from './config-bot.ts';
import { type CodeHosts, readCodeHosts } from './config-code-hosts.ts';
import { type Result, accept, refuse } from './domain/result.ts';

export type { BotIdentity } from './config-bot.ts';
export type { TelemetryConfig } from './config-azure.ts';

/** Every variable that the program reads; `.env.sample` documents each of them. */
export const CONFIG_NAMES = [
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'MicrosoftAppType',
  'MicrosoftAppId',
  'MicrosoftAppPassword',
  'MicrosoftAppTenantId',
  'BOT_AUTH',
  'DATABASE_URL',
  'DATA_DIR',
  'POLICY_FILE',
  'ALERTS_AUDIENCE',
  'ALERTS_TENANT_ID',
  'ALERTS_TOKEN',
  'CALENDAR_TOKEN',
  'API_TOKENS_FILE',
  'ROLLBACK_HOOK_SECRET',
  'GITHUB_TOKEN',
  'GITHUB_APP_ID',
  'GITHUB_PRIVATE_KEY',
  'GITHUB_API_URL',
  'AZURE_DEVOPS_URL',
  'AZURE_DEVOPS_TOKEN',
  'GRAPH_ENABLED',
  'AZURE_CLIENT_ID',
  'AZURE_SUBSCRIPTION_ID',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'LOG_LEVEL',
  'NODE_ENV',
] as const;
export type ConfigName = (typeof CONFIG_NAMES)[number];

export type Environment = Readonly<Partial<Record<string, string>>>;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What opens /api/alerts. With neither it stays shut, except on loopback with `BOT_AUTH=off`. */
export interface AlertKeys {
  /** A secure webhook of this Entra tenant, asking for this audience. */
  readonly entra: { readonly audience: string; readonly tenantId: string } | undefined;
  readonly token: string | undefined;
}

/** `tokenOf`: signs in with an Entra token of this identity; undefined: with what the URL says. */
export type StoreConfig =
  | { readonly kind: 'embedded'; readonly dir: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly tokenOf: AzureIdentity | undefined };

export interface Config {
  readonly port: number;
  readonly host: string;
  /** The origin under which people reach the bot, without a slash at its end; undefined: no links to requests. */
  readonly publicUrl: string | undefined;
  readonly bot: BotIdentity;
  readonly store: StoreConfig;
  /** Undefined: the policy that is shipped. */
  readonly policyFile: string | undefined;
  readonly alerts: AlertKeys;
  /** Opens /api/calendar.ics; undefined: it stays shut. */
  readonly calendarToken: string | undefined;
  /** JSON list of `{ name, sha256 }`; undefined: the gate answers nobody. */
  readonly apiTokensFile: string | undefined;
  /** Signs what a pipeline's rollback hook is told; undefined: nothing is signed. */
  readonly rollbackHookSecret: string | undefined;
  readonly codeHosts: CodeHosts;
  /** As whom Microsoft Graph is asked; undefined when it is not. */
  readonly graph: AzureIdentity | undefined;
  /** The subscription whose alerts Azure is asked for and told of, and as whom; undefined when it is not. */
  readonly subscription: Subscription | undefined;
  /** Undefined: nothing is sent, and nothing loaded that could. */
  readonly telemetry: TelemetryConfig | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** Reads the whole environment; gives every problem at once, each as a sentence that says what to do. Blank is unset. */
export function readConfig(environment: Environment = process.env): Result<Config, readonly string[]> {
  const problems: string[] = [];
  const reader: ConfigReader = {
    get: (name) => environment[name]?.trim() || undefined,
    complain: (problem) => problems.push(problem),
  };

  const bot = readBot(reader);
  const config: Config = {
    port: readPort(reader),
    host: readHost(reader, bot),
    publicUrl: readPublicUrl(reader),
    bot,
    store: readStore(reader),
    policyFile: reader.get('POLICY_FILE'),
    alerts: { entra: readAlertsEntra(reader), token: reader.get('ALERTS_TOKEN') },
    calendarToken: reader.get('CALENDAR_TOKEN'),
    apiTokensFile: reader.get('API_TOKENS_FILE'),
    rollbackHookSecret: reader.get('ROLLBACK_HOOK_SECRET'),
    codeHosts: readCodeHosts(reader),
    graph: readGraph(reader, bot),
    subscription: readSubscription(reader, readIdentity(reader) ?? identityOf(bot)),
    telemetry: readTelemetry(reader),
    logLevel: readLogLevel(reader),
  };
  return problems.length > 0 ? refuse(problems) : accept(config);
}

/** The environment with everything blank left out, and where what is wrong with it goes. */
export interface ConfigReader {
  readonly get: (name: ConfigName) => string | undefined;
  readonly complain: (problem: string) => void;
}

function readPort(reader: ConfigReader): number {
  const raw = reader.get('PORT') ?? '3978';
  const port = /^\d{1,5}$/.test(raw) ? Number(raw) : Number.NaN;
  if (!(port <= 65_535)) reader.complain('PORT must be a number from 0 to 65535');
  return port;
}

/** A URL that names a person and no password, with a managed identity at hand, is signed in to with its tokens. */
function readStore(reader: ConfigReader): StoreConfig {
  const url = reader.get('DATABASE_URL');
  const dir = reader.get('DATA_DIR') ?? '.data';
  const identity = readIdentity(reader);
  if (url === undefined) return { kind: 'embedded', dir };
  if (!/^postgres(ql)?:\/\//.test(url)) {
    reader.complain('DATABASE_URL must start with postgres:// or postgresql://');
    return { kind: 'postgres', url, tokenOf: undefined };
  }
  const tokenOf = hasPassword(url) ? undefined : identity;
  if (tokenOf !== undefined && !/[?&]sslmode=(verify-full|verify-ca|require)(&|$)/.test(url)) {
    reader.complain(
      'DATABASE_URL must end with ?sslmode=verify-full: AZURE_CLIENT_ID signs in with a token, which TLS must hide',
    );
  }
  return { kind: 'postgres', url, tokenOf };
}

const hasPassword = (url: string): boolean => /^postgres(ql)?:\/\/[^@/?]*:[^@/?]+@/.test(url) || /[?&]password=[^&]/.test(url);

function readPublicUrl(reader: ConfigReader): string | undefined {
  const typed = reader.get('PUBLIC_URL');
  if (typed === undefined) return undefined;
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (url?.protocol === 'https:' && url.pathname === '/' && url.search === '' && url.username === '') return url.origin;
  reader.complain('PUBLIC_URL must be an https:// address without a path, such as https://signoff.contoso.com');
  return undefined;
}

/** The tenant of the bot is the tenant of its alerts, unless another is named. */
function readAlertsEntra(reader: ConfigReader): AlertKeys['entra'] {
  const audience = reader.get('ALERTS_AUDIENCE');
  const named = reader.get('ALERTS_TENANT_ID');
  const tenantId = named ?? reader.get('MicrosoftAppTenantId');
  if (audience === undefined) {
    if (named !== undefined) reader.complain('ALERTS_AUDIENCE is missing: ALERTS_TENANT_ID is of no use without it');
    return undefined;
  }
  if (tenantId !== undefined) return { audience, tenantId };
  reader.complain('ALERTS_TENANT_ID is missing: ALERTS_AUDIENCE is of no use without it');
  return undefined;
}

function readLogLevel(reader: ConfigReader): Config['logLevel'] {
  const raw = (reader.get('LOG_LEVEL') ?? 'info').toLowerCase();
  const level = LOG_LEVELS.find((known) => known === raw);
  if (level === undefined) reader.complain(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  return level ?? 'info';
}
