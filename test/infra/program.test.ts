import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CONFIG_NAMES, LOG_LEVELS, readConfig, type Config } from '../../bot/config.ts';
import { alertsRoute } from '../../bot/http/alerts-route.ts';
import { messagesRoute } from '../../bot/http/messages-route.ts';
import { healthRoute, readyRoute } from '../../bot/http/probes.ts';
import { literal, loadParser, objectsUnder, readTemplate, valuesUnder } from './bicep.ts';

const main = () => readTemplate('main.bicep');
const webApp = () => readTemplate('modules/web-app.bicep');
const actionGroup = () => readTemplate('modules/action-group.bicep');
const settings = () => objectsUnder(webApp(), 'settings')[0] ?? new Map<string, string>();
const ready = readyRoute(() => Promise.resolve(true)).path;

/** Settings as the bot meets them: App Service has put the secrets in place of the references. */
function started(overrides: Readonly<Record<string, string>>): Config {
  const known = Object.fromEntries([...settings()].map(([name, text]) => [name, literal(text) ?? `the ${name}`]));
  const config = readConfig({
    ...known,
    DATABASE_URL: 'postgresql://signoff:p%40ss@host:5432/signoff',
    LOG_LEVEL: 'info',
    ...overrides,
  });
  assert.ok(config.ok, config.ok ? '' : config.problem.join('; '));
  return config.value;
}

describe('the infrastructure and the program', () => {
  before(loadParser);

  it('share the names of the settings: the web app sets none that the program does not read', () => {
    assert.deepEqual(
      [...settings().keys()].filter((name) => !CONFIG_NAMES.some((known) => known === name)),
      [],
    );
  });

  it('start together: a managed identity, PostgreSQL, and alerts for the audience of the action group', () => {
    const { bot, store, alerts } = started({});
    assert.deepEqual([bot.kind, store.kind], ['managed-identity', 'postgres']);
    assert.deepEqual(alerts.entra, { audience: 'the ALERTS_AUDIENCE', tenantId: 'the MicrosoftAppTenantId' });
  });

  it('start together when nothing optional is given', () => {
    const blank = { POLICY_FILE: '', API_TOKENS_FILE: '', ALERTS_AUDIENCE: '', ALERTS_TOKEN: '' };
    assert.deepEqual(started(blank).alerts, { entra: undefined, token: undefined });
  });

  it('take both secrets from the vault', () => {
    assert.equal(settings().get('DATABASE_URL'), 'databaseUrlReference');
    assert.equal(settings().get('ALERTS_TOKEN'), 'alertsTokenReference');
    for (const { symbol, type } of readTemplate('modules/key-vault.bicep').resources) {
      if (type.endsWith('/secrets')) assert.match(symbol, /^vault_(databaseUrl|alertsToken)$/);
    }
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
