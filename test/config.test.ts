import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CONFIG_NAMES, readConfig, type Config, type Environment } from '../bot/config.ts';

const CREDENTIALS = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'hush', MicrosoftAppTenantId: 'tenant' };

function read(environment: Environment): Config {
  const config = readConfig(environment);
  assert.ok(config.ok, config.ok ? '' : config.problem.join('; '));
  return config.value;
}

const problems = (environment: Environment): readonly string[] => {
  const config = readConfig(environment);
  return config.ok ? [] : config.problem;
};

describe('the configuration', () => {
  it('needs no more than the credentials of the bot', () => {
    assert.deepEqual(read(CREDENTIALS), {
      port: 3978,
      host: '0.0.0.0',
      publicUrl: undefined,
      bot: { kind: 'password', appId: 'app', password: 'hush', tenantId: 'tenant' },
      store: { kind: 'embedded', dir: '.data' },
      policyFile: undefined,
      alerts: { entra: undefined, token: undefined },
      calendarToken: undefined,
      apiTokensFile: undefined,
      rollbackHookSecret: undefined,
      codeHosts: { gitHub: undefined, azureDevOps: undefined },
      graph: undefined,
      subscription: undefined,
      telemetry: undefined,
      logLevel: 'info',
    });
  });

  it('takes a managed identity, which has no password', () => {
    const { bot } = read({ MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppId: 'app', MicrosoftAppTenantId: 'tenant' });
    assert.deepEqual(bot, { kind: 'managed-identity', appId: 'app', tenantId: 'tenant' });
  });

  it('takes no credential with BOT_AUTH=off, and then listens on loopback alone', () => {
    const { bot, host } = read({ BOT_AUTH: 'off' });
    assert.deepEqual([bot.kind, host], ['off', '127.0.0.1']);
    for (const loopback of ['localhost', '127.0.0.2', '::1']) {
      assert.equal(read({ BOT_AUTH: 'off', HOST: loopback }).host, loopback);
    }
  });

  it('takes a blank value as none', () => {
    const blank = Object.fromEntries(CONFIG_NAMES.map((name) => [name, '  ']));
    assert.deepEqual(read({ ...blank, ...CREDENTIALS }), read(CREDENTIALS));
  });

  it('takes the address under which people reach it, as its origin', () => {
    assert.equal(read({ ...CREDENTIALS, PUBLIC_URL: 'https://signoff.contoso.com/' }).publicUrl, 'https://signoff.contoso.com');
  });

  it('takes PostgreSQL where a URL of it is given', () => {
    const { store } = read({ ...CREDENTIALS, DATABASE_URL: 'postgres://db/signoff' });
    assert.deepEqual(store, { kind: 'postgres', url: 'postgres://db/signoff', tokenOf: undefined });
  });

  it('signs in to PostgreSQL with tokens where an identity is named and the URL has no password', () => {
    const storeOf = (url: string) => read({ ...CREDENTIALS, AZURE_CLIENT_ID: 'mine', DATABASE_URL: url }).store;
    const url = 'postgresql://signoff-id-prod@db:5432/signoff?sslmode=verify-full';
    assert.deepEqual(storeOf(url), { kind: 'postgres', url, tokenOf: { kind: 'managed-identity', clientId: 'mine' } });
    for (const known of ['postgres://bot:hush@db/signoff', 'postgres://bot@db/signoff?password=hush']) {
      assert.deepEqual(storeOf(known), { kind: 'postgres', url: known, tokenOf: undefined });
    }
  });

  it('sends telemetry where it is told to, as the identity that is named', () => {
    const connectionString = 'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://x.test/';
    const given = { ...CREDENTIALS, APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString };
    assert.deepEqual(read(given).telemetry, { connectionString, identity: undefined });
    const { telemetry } = read({ ...given, AZURE_CLIENT_ID: 'mine' });
    assert.deepEqual(telemetry?.identity, { kind: 'managed-identity', clientId: 'mine' });
  });

  it("takes the bot's tenant for the alerts' tenant, unless another is named", () => {
    const alerts = { ...CREDENTIALS, ALERTS_AUDIENCE: 'api://signoff', ALERTS_TOKEN: 'long' };
    assert.deepEqual(read(alerts).alerts, { entra: { audience: 'api://signoff', tenantId: 'tenant' }, token: 'long' });
    assert.equal(read({ ...alerts, ALERTS_TENANT_ID: 'other' }).alerts.entra?.tenantId, 'other');
  });

  it('asks Microsoft Graph as a managed identity where one is named, and else as the bot', () => {
    const graph = { ...CREDENTIALS, GRAPH_ENABLED: 'true' };
    assert.deepEqual(read(graph).graph, { kind: 'secret', tenantId: 'tenant', clientId: 'app', secret: 'hush' });
    assert.deepEqual(read({ ...graph, AZURE_CLIENT_ID: 'mine' }).graph, { kind: 'managed-identity', clientId: 'mine' });
    const msi = { ...graph, MicrosoftAppType: 'UserAssignedMSI' };
    assert.deepEqual(read(msi).graph, { kind: 'managed-identity', clientId: 'app' });
    assert.equal(read({ ...graph, GRAPH_ENABLED: 'False' }).graph, undefined);
  });

  const refused: readonly (readonly [string, Environment, RegExp])[] = [
    ['nothing at all, and says both ways out', {}, /MicrosoftAppId.*BOT_AUTH=off/],
    ['half a credential', { MicrosoftAppId: 'app', MicrosoftAppTenantId: 'tenant' }, /^MicrosoftAppPassword is missing/],
    [
      'a credential without its tenant',
      { MicrosoftAppId: 'app', MicrosoftAppPassword: 'x' },
      /^MicrosoftAppTenantId is missing/,
    ],
    [
      'a managed identity without its id',
      { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' },
      /^MicrosoftAppId/,
    ],
    ['a bot of many tenants', { ...CREDENTIALS, MicrosoftAppType: 'MultiTenant' }, /SingleTenant or UserAssignedMSI/],
    ['BOT_AUTH=off where others could reach it', { BOT_AUTH: 'off', HOST: '0.0.0.0' }, /^HOST must be a loopback/],
    ['BOT_AUTH=off on a name that only looks local', { BOT_AUTH: 'off', HOST: '127.0.0.1.example.org' }, /^HOST must be/],
    ['BOT_AUTH=off in production', { BOT_AUTH: 'off', NODE_ENV: 'production' }, /NODE_ENV=production/],
    ['BOT_AUTH that is neither', { ...CREDENTIALS, BOT_AUTH: 'no' }, /^BOT_AUTH must be on or off/],
    ['a port that is not one', { ...CREDENTIALS, PORT: '65536' }, /^PORT/],
    ['a pipe for a port', { ...CREDENTIALS, PORT: '\\\\.\\pipe\\x' }, /^PORT/],
    ['a public address without TLS', { ...CREDENTIALS, PUBLIC_URL: 'http://signoff.contoso.com' }, /^PUBLIC_URL must be/],
    ['a public address with a path', { ...CREDENTIALS, PUBLIC_URL: 'https://contoso.com/bot' }, /^PUBLIC_URL must be/],
    ['a public address that is none', { ...CREDENTIALS, PUBLIC_URL: 'signoff' }, /^PUBLIC_URL must be/],
    ['another database', { ...CREDENTIALS, DATABASE_URL: 'mysql://db' }, /^DATABASE_URL/],
    [
      'a token that would travel in the clear',
      { ...CREDENTIALS, AZURE_CLIENT_ID: 'mine', DATABASE_URL: 'postgres://bot@db/signoff' },
      /^DATABASE_URL must end with \?sslmode=verify-full/,
    ],
    [
      'telemetry to nowhere',
      { ...CREDENTIALS, APPLICATIONINSIGHTS_CONNECTION_STRING: 'https://x.test' },
      /^APPLICATIONINSIGHTS_CONNECTION_STRING must be as Azure shows it/,
    ],
    ['a GitHub App without its key', { ...CREDENTIALS, GITHUB_APP_ID: '7' }, /^GITHUB_PRIVATE_KEY is missing/],
    ['a key without its GitHub App', { ...CREDENTIALS, GITHUB_PRIVATE_KEY: 'x' }, /^GITHUB_APP_ID is missing/],
    ['a key that is none', { ...CREDENTIALS, GITHUB_APP_ID: '7', GITHUB_PRIVATE_KEY: 'x' }, /^GITHUB_PRIVATE_KEY must be/],
    ['GitHub without TLS', { ...CREDENTIALS, GITHUB_API_URL: 'http://localhost' }, /^GITHUB_API_URL must be/],
    ['Azure DevOps without a token', { ...CREDENTIALS, AZURE_DEVOPS_URL: 'https://dev.azure.com/x' }, /^AZURE_DEVOPS_TOKEN is/],
    ['a token of nowhere', { ...CREDENTIALS, AZURE_DEVOPS_TOKEN: 'x' }, /^AZURE_DEVOPS_URL is missing/],
    ['Graph that is neither on nor off', { ...CREDENTIALS, GRAPH_ENABLED: 'yes' }, /^GRAPH_ENABLED must be true or false/],
    ['Graph with nobody to ask as', { BOT_AUTH: 'off', GRAPH_ENABLED: 'true' }, /^GRAPH_ENABLED=true needs.*AZURE_CLIENT_ID/],
    ['a level of nothing', { ...CREDENTIALS, LOG_LEVEL: 'loud' }, /^LOG_LEVEL/],
    ['an audience without a tenant', { BOT_AUTH: 'off', ALERTS_AUDIENCE: 'a' }, /^ALERTS_TENANT_ID is missing/],
    ['a tenant without an audience', { ...CREDENTIALS, ALERTS_TENANT_ID: 't' }, /^ALERTS_AUDIENCE is missing/],
  ];
  for (const [what, environment, sentence] of refused) {
    it(`refuses ${what}`, () => {
      const [first, ...more] = problems(environment);
      assert.match(first ?? 'accepted', sentence);
      assert.deepEqual(more, []);
    });
  }

  it('tells everything that is wrong at once, and no secret with it', () => {
    const all = problems({
      MicrosoftAppPassword: 'hush',
      PORT: 'x',
      LOG_LEVEL: 'x',
      DATABASE_URL: 'x://u:hush@db',
      BOT_AUTH: 'x',
    });
    assert.equal(all.length, 6);
    assert.doesNotMatch(all.join(), /hush/);
  });

  it('is documented, each variable in a line of .env.sample, and nothing else is', () => {
    const sample = readFileSync(new URL('../.env.sample', import.meta.url), 'utf8').split('\n');
    const documented = sample.flatMap((line) => /^([A-Za-z_]+)=/.exec(line)?.[1] ?? []);
    assert.deepEqual(documented.toSorted(), [...CONFIG_NAMES].toSorted());
    for (const name of CONFIG_NAMES) {
      const above = sample[sample.findIndex((line) => line.startsWith(`${name}=`)) - 1];
      assert.match(above ?? '', /^# [^-]/, name);
    }
  });

  it('reads what it says that it reads, and nothing else', () => {
    const names = new Set<string>();
    const watch = (environment: Environment) =>
      new Proxy(environment, {
        get: (target, name) => {
          names.add(String(name));
          return target[String(name)];
        },
      });
    readConfig(watch(CREDENTIALS));
    readConfig(watch({ BOT_AUTH: 'off' }));
    assert.deepEqual([...names].toSorted(), [...CONFIG_NAMES].toSorted());
  });
});
