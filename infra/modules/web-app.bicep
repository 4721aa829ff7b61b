metadata name = 'Web app'
metadata description = 'The machine on which the bot runs: Node 24 on Linux.'

@description('Required. Name of the App Service plan.')
param planName string

@description('Required. Name of the web app.')
param name string

@description('Required. Azure region.')
param location string

@description('Required. SKU of the plan.')
param sku string

@description('Required. Whether the bot is kept running while nobody calls, without which its timers stand still.')
param alwaysOn bool

@description('Required. Whether there is a slot in which a new version is made ready before it takes over.')
param stagingSlot bool

@description('Required. Subnet through which the bot reaches its database. Blank when the database has a public address.')
param subnetId string

@description('Required. Resource id of the identity that the bot has.')
param identityId string

@description('Required. Client id of that identity.')
param identityClientId string

@description('Required. URL of the database, without a password.')
param databaseUrl string

@description('Required. Where traces and metrics go.')
param insightsConnectionString string

@description('Required. Whether Microsoft Graph is asked who is in a group.')
param graphEnabled bool

@description('Required. Settings whose secret is in the key vault, under the name of the setting with - for _.')
param vaultSecrets array

@description('Required. What a setting says in place of a secret, whose name goes where {0} is.')
param secretReference string

@description('Required. App ID of the GitHub App that reads pull requests. Blank when there is none.')
param gitHubAppId string

@description('Required. API of GitHub Enterprise Server. Blank for github.com.')
param gitHubApiUrl string

@description('Required. Organisation in Azure DevOps whose pull requests are read. Blank reads none.')
param azureDevOpsUrl string

@description('Required. Application id URI for which action groups ask a token. Blank keeps alerts out.')
param alertsAudience string

@description('Required. Path of the policy file. Blank applies the shipped policy.')
param policyFile string

@description('Required. Path of the list of hashed pipeline tokens. Blank keeps the gate shut.')
param apiTokensFile string

@description('Required. Subscription that is measured in, and whose alerts are caught up on and written back to. Blank does none of it.')
param alertsSubscription string

@description('Required. Least severe level that is logged.')
param logLevel string

@description('Required. Workspace that the logs go to.')
param workspaceId string

// App Service sets PORT. The bot takes a blank value as not set.
var settings = {
  MicrosoftAppType: 'UserAssignedMSI'
  MicrosoftAppId: identityClientId
  MicrosoftAppTenantId: tenant().tenantId
  AZURE_CLIENT_ID: identityClientId
  DATABASE_URL: databaseUrl
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  GRAPH_ENABLED: string(graphEnabled)
  POLICY_FILE: policyFile
  ALERTS_AUDIENCE: alertsAudience
  ALERTS_TOKEN: contains(vaultSecrets, 'ALERTS_TOKEN') ? format(secretReference, 'ALERTS-TOKEN') : ''
  CALENDAR_TOKEN: contains(vaultSecrets, 'CALENDAR_TOKEN') ? format(secretReference, 'CALENDAR-TOKEN') : ''
  ROLLBACK_HOOK_SECRET: contains(vaultSecrets, 'ROLLBACK_HOOK_SECRET') ? format(secretReference, 'ROLLBACK-HOOK-SECRET') : ''
  API_TOKENS_FILE: apiTokensFile
  GITHUB_TOKEN: contains(vaultSecrets, 'GITHUB_TOKEN') ? format(secretReference, 'GITHUB-TOKEN') : ''
  GITHUB_APP_ID: gitHubAppId
  GITHUB_PRIVATE_KEY: contains(vaultSecrets, 'GITHUB_PRIVATE_KEY') ? format(secretReference, 'GITHUB-PRIVATE-KEY') : ''
  GITHUB_API_URL: gitHubApiUrl
  AZURE_DEVOPS_URL: azureDevOpsUrl
  AZURE_DEVOPS_TOKEN: contains(vaultSecrets, 'AZURE_DEVOPS_TOKEN') ? format(secretReference, 'AZURE-DEVOPS-TOKEN') : ''
  AZURE_SUBSCRIPTION_ID: alertsSubscription
  LOG_LEVEL: logLevel
  NODE_ENV: 'production'
  PUBLIC_URL: 'https://${site.properties.defaultHostName}'
}

// Read by App Service, not by the bot: a swap waits until the new version says that it is ready.
var platformSettings = {
  WEBSITE_SWAP_WARMUP_PING_PATH: '/readyz'
  WEBSITE_SWAP_WARMUP_PING_STATUSES: '200'
}

// App Service replaces an instance whose health check fails, which would not mend a sick database: hence not /readyz.
var siteConfig = {
  linuxFxVersion: 'NODE|24-lts'
  appCommandLine: 'node bot/main.ts'
  alwaysOn: alwaysOn
  healthCheckPath: '/healthz'
  http20Enabled: true
  minTlsVersion: '1.2'
  scmMinTlsVersion: '1.2'
  ftpsState: 'Disabled'
}

var identities = {
  type: 'UserAssigned'
  userAssignedIdentities: {
    '${identityId}': {}
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  kind: 'linux'
  sku: {
    name: sku
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'app,linux'
  tags: {
    'azd-service-name': 'bot'
  }
  identity: identities
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: siteConfig
  }
}

resource site_settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: site
  name: 'appsettings'
  properties: union(settings, platformSettings)
}

resource site_scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

resource site_ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

// What the bot logs. Not AppServiceHTTPLogs, which would keep the token of a plain webhook with the rest of its URL.
resource site_logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: site
  name: 'logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AppServiceConsoleLogs'
        enabled: true
      }
      {
        category: 'AppServicePlatformLogs'
        enabled: true
      }
    ]
  }
}

resource staging 'Microsoft.Web/sites/slots@2024-04-01' = if (stagingSlot) {
  parent: site
  name: 'staging'
  location: location
  kind: 'app,linux'
  identity: identities
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: siteConfig
  }
}

resource staging_settings 'Microsoft.Web/sites/slots/config@2024-04-01' = if (stagingSlot) {
  parent: staging
  name: 'appsettings'
  properties: union(settings, platformSettings)
}

resource staging_scm 'Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies@2024-04-01' = if (stagingSlot) {
  parent: staging
  name: 'scm'
  properties: {
    allow: false
  }
}

resource staging_ftp 'Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies@2024-04-01' = if (stagingSlot) {
  parent: staging
  name: 'ftp'
  properties: {
    allow: false
  }
}

@description('Resource id of the web app.')
output resourceId string = site.id

@description('Name of the web app.')
output name string = site.name

@description('Host name under which people reach the bot.')
output host string = site.properties.defaultHostName

@description('Where the bot listens, without a slash at the end.')
output url string = 'https://${site.properties.defaultHostName}'
