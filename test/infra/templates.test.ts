import assert from 'node:assert/strict';
import { loadParser, parseBicep, readTemplate, templateFiles, valuesUnder, type Template } from './bicep.ts';

/**
 * Versions for which Azure publishes types (github.com/Azure/bicep-types-az, generated/, August 2026).
 * Diagnostic settings have no stable version of this form.
 */
const API_VERSIONS: Readonly<Record<string, string>> = {
  'Microsoft.Authorization/roleAssignments': '2022-04-01',
  'Microsoft.BotService/botServices': '2022-09-15',
  'Microsoft.BotService/botServices/channels': '2022-09-15',
  'Microsoft.Consumption/budgets': '2024-08-01',
  'Microsoft.DBforPostgreSQL/flexibleServers': '2025-08-01',
  'Microsoft.DBforPostgreSQL/flexibleServers/administrators': '2025-08-01',
  'Microsoft.DBforPostgreSQL/flexibleServers/databases': '2025-08-01',
  'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules': '2025-08-01',
  'Microsoft.Insights/actionGroups': '2023-01-01',
  'Microsoft.Insights/components': '2020-02-02',
  'Microsoft.Insights/diagnosticSettings': '2021-05-01-preview',
  'Microsoft.Insights/metricAlerts': '2018-03-01',
  'Microsoft.Insights/webtests': '2022-06-15',
  'Microsoft.Insights/workbooks': '2023-06-01',
  'Microsoft.KeyVault/vaults': '2023-07-01',
  'Microsoft.ManagedIdentity/userAssignedIdentities': '2024-11-30',
  'Microsoft.Network/privateDnsZones': '2024-06-01',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': '2024-06-01',
  'Microsoft.Network/virtualNetworks': '2024-05-01',
  'Microsoft.OperationalInsights/workspaces': '2023-09-01',
  'Microsoft.Web/serverfarms': '2024-04-01',
  'Microsoft.Web/sites': '2024-04-01',
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': '2024-04-01',
  'Microsoft.Web/sites/config': '2024-04-01',
  'Microsoft.Web/sites/slots': '2024-04-01',
  'Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies': '2024-04-01',
  'Microsoft.Web/sites/slots/config': '2024-04-01',
};

/** Functions of Bicep that the templates call (learn.microsoft.com, "Bicep functions"). */
const FUNCTIONS =
  'contains empty format guid length loadTextContent resourceGroup string subscriptionResourceId tenant union utcNow'.split(
    ' ',
  );

describe('the Bicep templates', () => {
  const byFile = new Map<string, Template>();

  before(async () => {
    await loadParser();
    for (const file of templateFiles()) byFile.set(file, readTemplate(file));
  });

  it('are all deployed by main.bicep', () => {
    const deployed = byFile.get('main.bicep')?.modules.map(({ file }) => file) ?? [];
    assert.deepEqual([...deployed, 'main.bicep'].sort(), templateFiles());
  });

  it('are read by a grammar that notices what is not Bicep', () => {
    assert.ok(parseBicep("param name string = {\n  a: 'b'").hasError);
    assert.ok(parseBicep("resource x 'A/b@2024-01-01' {\n}").hasError);
  });

  for (const file of templateFiles()) {
    describe(file, () => {
      checks(file, byFile);
    });
  }
});

function checks(file: string, byFile: ReadonlyMap<string, Template>): void {
  const template = (): Template => byFile.get(file) ?? assert.fail(file);

  it('can be read to the end', () => {
    assert.deepEqual(template().unread, []);
  });

  it('names only what it declares, and declares no parameter or variable that it does not use', () => {
    const { symbols, uses } = template();
    assert.deepEqual(
      uses.filter(({ name }) => !symbols.has(name)).map(({ name, place }) => `${place} ${name}`),
      [],
    );
    const used = new Set(uses.map(({ name }) => name));
    const idle = [...symbols].filter(([name, kind]) => (kind === 'parameter' || kind === 'variable') && !used.has(name));
    assert.deepEqual(idle, []);
  });

  it('calls functions that Bicep has', () => {
    const { calls } = template();
    assert.deepEqual(
      calls.filter(({ name }) => !FUNCTIONS.includes(name)),
      [],
    );
  });

  it('gives each module the parameters that it takes, and all that it needs', () => {
    const { modules } = template();
    for (const { symbol, file: deployed, given } of modules) {
      const takes = byFile.get(deployed)?.parameters;
      assert.ok(takes, `${symbol} deploys ${deployed}, which does not exist`);
      const names = takes.map(({ name }) => name);
      const needs = takes.filter(({ hasDefault }) => !hasDefault).map(({ name }) => name);
      assert.deepEqual(
        [given.filter((name) => !names.includes(name)), needs.filter((name) => !given.includes(name))],
        [[], []],
      );
    }
  });

  it('asks a module for nothing but its outputs', () => {
    const { modules, uses } = template();
    for (const { name, properties, place } of uses) {
      const deployed = modules.find(({ symbol }) => symbol === name)?.file;
      if (deployed === undefined) continue;
      const known = byFile.get(deployed)?.outputs.map((output) => output.name) ?? [];
      assert.ok(properties[0] === 'outputs' && known.includes(properties[1] ?? ''), `${place} ${name}.${properties.join('.')}`);
    }
  });

  it('uses versions of Azure that are published and stable', () => {
    const { resources } = template();
    for (const { type, version } of resources) assert.equal(version, API_VERSIONS[type], `${type}@${version}`);
  });

  it('says of every parameter whether it is required, and describes every output', () => {
    const { parameters, outputs } = template();
    for (const { name, description, hasDefault } of parameters) {
      assert.match(description, hasDefault ? /^Optional\. [A-Z].+\.$/ : /^Required\. [A-Z].+\.$/, name);
    }
    for (const { name, description } of outputs) assert.match(description, /^[A-Z].+\.$/, name);
  });

  it('takes secrets in secure parameters, and lets none out', () => {
    const { parameters, root } = template();
    const secrets = parameters.filter(({ name }) => /password|token$/i.test(name));
    assert.deepEqual(
      secrets.filter(({ isSecure }) => !isSecure),
      [],
    );
    const secure = new Set(parameters.filter(({ isSecure }) => isSecure).map(({ name }) => name));
    const leaks = root.namedChildren.filter(
      ({ type, text }) => type === 'output_declaration' && [...secure].some((name) => new RegExp(`\\b${name}\\b`).test(text)),
    );
    assert.deepEqual(leaks, []);
  });

  it('gives the bot the roles that it needs, each where it needs it, and nobody else any', () => {
    const given = ROLES[file];
    assert.deepEqual(valuesUnder(template(), 'roleDefinitionId'), given === undefined ? [] : [given.name]);
    assert.deepEqual(assignedIn(template()), given === undefined ? [] : [given.to]);
    if (given !== undefined) assert.match(template().root.text, new RegExp(`var ${given.name} = [^=]*'${given.id}'`));
  });
}

/** To whom the role assignments of a file give a role. */
const assignedIn = (template: Template): readonly string[] =>
  template.resources.some(({ type }) => type === 'Microsoft.Authorization/roleAssignments')
    ? valuesUnder(template, 'principalId')
    : [];

/** learn.microsoft.com, "Azure built-in roles": Key Vault Secrets User, Monitoring Metrics Publisher, Monitoring Reader. */
const ROLES: Readonly<Record<string, { readonly name: string; readonly id: string; readonly to: string }>> = {
  'modules/key-vault.bicep': {
    name: 'secretsUser',
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    to: 'readerPrincipalId',
  },
  'modules/monitoring.bicep': {
    name: 'metricsPublisher',
    id: '3913510d-42f4-4e42-8a64-420c390055eb',
    to: 'senderPrincipalId',
  },
  'modules/watcher.bicep': {
    name: 'monitoringReader',
    id: '43d0d8ad-25c7-4714-9337-8ba259a9fe05',
    to: 'principalId',
  },
};
