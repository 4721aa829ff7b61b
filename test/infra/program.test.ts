import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CONFIG_NAMES, LOG_LEVELS, readConfig, type Config } from '../../bot/config.ts';
import { alertsRoute } from '../../bot/http/alerts-route.ts';
import { messagesRoute } from '../../bot/http/messages-route.ts';
import { healthRoute, readyRoute } from '../../bot/http/probes.ts';
import { literal, loadParser, objectsUnder, readInfra, readTemplate, valuesUnder } from './bicep.ts';

const main = () => readTemplate('main.bicep');
const webApp = () => readTemplate('modules/web-app.bicep');
const actionGroup = () => readTemplate('modules/action-group.bicep');
const settings = () => objectsUnder(webApp(), 'settings')[0] ?? new Map<string, string>();
const ready = readyRoute(() => Promise.resolve(true)).path;

const CODE_HOSTS = {
  GITHUB_TOKEN: 'the GITHUB_TOKEN',
  GITHUB_APP_ID: '',
  GITHUB_PRIVATE_KEY: '',
  GITHUB_API_URL: '',
  AZURE_DEVOPS_URL: 'https://dev.azure.com/contoso',
  AZURE_DEVOPS_TOKEN: 'the AZURE_DEVOPS_TOKEN',
};

/** Settings as the bot meets them: App Service has put the secrets in place of the references. */
function started(overrides: Readonly<Record<string, string>>): Config {
  const known = Object.fromEntries([...settings()].map(([name, text]) => [name, literal(text) ?? `the ${name}`]));
  const config = readConfig({
    ...known,
    DATABASE_URL: databaseUrl(),
    APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=00000000-0000-0000-0000-000000000000',
    PUBLIC_URL: 'https://signoff-be-prod.azurewebsites.net',
    AZURE_SUBSCRIPTION_ID: '00000000-0000-0000-0000-000000000000',
    ...CODE_HOSTS,
    GRAPH_ENABLED: 'False', // what Bicep's string() makes of a bool
    LOG_LEVEL: 'info',
    ...overrides,
  });
  assert.ok(config.ok, config.ok ? '' : config.problem.join('; '));
  return config.value;
}

/** The URL of the database as the template makes it, the names filled in. */
function databaseUrl(): string {
  const { root } = readTemplate('modules/database.bicep');
  const [, made = ''] = /output url string = '([^']*)'/.exec(root.text) ?? [];
  return made.replaceAll(/\$\{[^}]*\}/g, 'name');
}

describe('the infrastructure and the program', () => {
  before(loadParser);

  it('share the names of the settings: the web app sets none that the program does not read', () => {
    assert.deepEqual(
      [...settings().keys()].filter((name) => !CONFIG_NAMES.some((known) => known === name)),
      [],
    );
  });

  it('share all of them but those that App Service or the managed identity make needless', () => {
    const needless = ['PORT', 'HOST', 'MicrosoftAppPassword', 'BOT_AUTH', 'DATA_DIR', 'ALERTS_TENANT_ID'];
    assert.deepEqual(
      CONFIG_NAMES.filter((name) => !settings().has(name)),
      needless,
    );
  });

  it('start together: a managed identity, PostgreSQL without a password, telemetry, and alerts for the action group', () => {
    const { bot, store, alerts, telemetry } = started({});
    const identity = { kind: 'managed-identity', clientId: 'the AZURE_CLIENT_ID' };
    assert.equal(bot.kind, 'managed-identity');
    assert.deepEqual(store, { kind: 'postgres', url: databaseUrl(), tokenOf: identity });
    assert.deepEqual(telemetry?.identity, identity);
    assert.deepEqual(alerts.entra, { audience: 'the ALERTS_AUDIENCE', tenantId: 'the MicrosoftAppTenantId' });
  });

  it('ask Microsoft Graph as the identity of the bot, once the parameter says so', () => {
    assert.equal(started({}).graph, undefined);
    assert.deepEqual(started({ GRAPH_ENABLED: 'True' }).graph, { kind: 'managed-identity', clientId: 'the AZURE_CLIENT_ID' });
  });

  it('let nobody into the database, the telemetry or the bot with a password or a key', () => {
    const database = readTemplate('modules/database.bicep');
    assert.deepEqual(valuesUnder(database, 'passwordAuth').map(literal), ['Disabled']);
    assert.deepEqual(valuesUnder(database, 'activeDirectoryAuth').map(literal), ['Enabled']);
    assert.deepEqual(valuesUnder(readTemplate('modules/monitoring.bicep'), 'DisableLocalAuth'), ['true']);
    assert.deepEqual(valuesUnder(readTemplate('modules/bot.bicep'), 'disableLocalAuth'), ['true']);
  });

  it('show in the workbook what the program sends', () => {
    const workbook = readInfra('workbook.json');
    assert.ok(Array.isArray((JSON.parse(workbook) as { readonly items: unknown }).items));
    assert.match(workbook, /startswith 'chat '/);
    assert.match(workbook, /startswith 'signoff\.'/);
  });

  it('start together when nothing optional is given', () => {
    const none = Object.fromEntries(Object.keys(CODE_HOSTS).map((name) => [name, '']));
    const blank = {
      ...none,
      CALENDAR_TOKEN: '',
      ROLLBACK_HOOK_SECRET: '',
      POLICY_FILE: '',
      AZURE_SUBSCRIPTION_ID: '',
      API_TOKENS_FILE: '',
      ALERTS_AUDIENCE: '',
      ALERTS_TOKEN: '',
    };
    assert.deepEqual(started(blank).alerts, { entra: undefined, token: undefined });
  });

  it('take every secret from the vault, where people put it: no template and no parameter holds one', () => {
    const secrets = main().parameters.find(({ name }) => name === 'vaultSecrets')?.allowed ?? [];
    assert.ok(secrets.length >= 5);
    for (const name of secrets) {
      const inVault = name.replaceAll('_', '-');
      assert.equal(settings().get(name), `contains(vaultSecrets, '${name}') ? format(secretReference, '${inVault}') : ''`);
    }
    const named = CONFIG_NAMES.filter((name) => /TOKEN$|KEY$|SECRET$/.test(name));
    assert.deepEqual([...secrets].sort(), named.sort());
    assert.deepEqual(
      main().parameters.filter(({ isSecure }) => isSecure),
      [],
    );
  });

  it('are told to App Service what it reads itself, which is no setting of the program', () => {
    const [platform = new Map<string, string>()] = objectsUnder(webApp(), 'platformSettings');
    assert.deepEqual(Object.fromEntries(platform), {
      WEBSITE_SWAP_WARMUP_PING_PATH: `'${ready}'`,
      WEBSITE_SWAP_WARMUP_PING_STATUSES: "'200'",
    });
  });

  it('know the same levels of the log', () => {
    assert.deepEqual(main().parameters.find(({ name }) => name === 'logLevel')?.allowed, LOG_LEVELS);
  });

  it('start with the command that package.json starts with, over TLS alone', () => {
    const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const [command] = valuesUnder(webApp(), 'appCommandLine').map(literal);
    assert.ok(JSON.stringify(manifest).includes(`"start":"${command ?? 'none'}"`));
    assert.deepEqual(valuesUnder(webApp(), 'linuxFxVersion').map(literal), ['NODE|24-lts']);
    assert.deepEqual(valuesUnder(webApp(), 'httpsOnly'), ['true', 'true']);
    assert.deepEqual(valuesUnder(webApp(), 'minTlsVersion').map(literal), ['1.2']);
  });

  it('meet at the same doors: messages, alerts, health and readiness', () => {
    assert.deepEqual(valuesUnder(webApp(), 'healthCheckPath').map(literal), [healthRoute().path]);
    assert.deepEqual(valuesUnder(main(), 'url'), [`'\${webApp.outputs.url}${ready}'`]);
    assert.deepEqual(valuesUnder(main(), 'endpoint'), [
      `'\${webApp.outputs.url}${messagesRoute(() => Promise.resolve()).path}'`,
    ]);
    assert.deepEqual(valuesUnder(actionGroup(), 'serviceUri'), [`'\${botUrl}${alertsPath()}'`]);
  });

  it('name the action group in 12 letters, and ask for the common alert schema with a token', () => {
    const [shortName = ''] = valuesUnder(main(), 'shortName');
    const environments = main().parameters.find(({ name }) => name === 'environment')?.allowed ?? [];
    for (const environment of environments) {
      assert.ok((literal(shortName.replace('${environment}', environment)) ?? 'x'.repeat(13)).length <= 12);
    }
    assert.equal(actionGroup().parameters.find(({ name }) => name === 'shortName')?.mostLetters, 12);
    assert.deepEqual(valuesUnder(actionGroup(), 'useAadAuth'), ['true']);
    assert.deepEqual(new Set(valuesUnder(actionGroup(), 'useCommonAlertSchema')), new Set(['true']));
  });
});

const alertsPath = (): string =>
  alertsRoute({
    door: () => Promise.resolve('shut'),
    receiveAlert: () => Promise.reject(new Error('nothing is received here')),
    count: () => undefined,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }).path;
