metadata name = 'Signoff'
metadata description = 'One environment of the bot: its identity, its place in Teams, its web app, its database, its secrets and its alerts.'

targetScope = 'resourceGroup'

@description('Required. Environment, the last part of every name.')
@allowed(['dev', 'uat', 'prod'])
param environment string

@description('Required. First part of every name, which is <prefix>-<kind>-<environment>. Some of the names must be free worldwide.')
@minLength(2)
@maxLength(16)
param prefix string

@description('Optional. Azure region of everything that has one.')
param location string = resourceGroup().location

@description('Required. SKU of the App Service plan. F1 sleeps when nobody calls, and S1 is the least that has a staging slot.')
@allowed(['F1', 'B1', 'S1', 'P0v3', 'P1v3'])
param planSku string

@description('Required. Whether the database is on a private network, for which the plan must be B1 or more. Cannot be changed later.')
param privateNetwork bool

@description('Required. Compute size of the database.')
param databaseSku string

@description('Required. Tier that the compute size belongs to. Burstable has no high availability.')
@allowed(['Burstable', 'GeneralPurpose', 'MemoryOptimized'])
param databaseTier string

@description('Optional. Whether a second database server stands by.')
@allowed(['Disabled', 'SameZone', 'ZoneRedundant'])
param databaseHighAvailability string = 'Disabled'

@description('Required. Days for which a database backup is kept. Azure keeps no fewer than 7.')
@minValue(7)
@maxValue(35)
param databaseBackupDays int

@description('Required. Connections that a server of this compute size has for users. Standard_B1ms has 35.')
param databaseConnections int

@description('Optional. Whether database backups are copied to the paired region. Cannot be changed later.')
@allowed(['Enabled', 'Disabled'])
param databaseGeoBackup string = 'Disabled'

@description('Optional. Whether the bot asks Microsoft Graph who is in a group: needed when policy fills a role by one.')
param graphEnabled bool = false

@description('Optional. Resource groups of this subscription, of services whose metrics and alerts the bot may read.')
param watchedGroups array = []

@description('Optional. Application id URI of the app registration for which action groups ask a token. Blank keeps alerts out.')
param alertsAudience string = ''

@description('Optional. Object id of that app registration. Blank when the audience is.')
param alertsAppObjectId string = ''

@description('Optional. Settings whose secret somebody has put into the key vault, under the name of the setting with - for _.')
@allowed(['ALERTS_TOKEN', 'CALENDAR_TOKEN', 'ROLLBACK_HOOK_SECRET', 'GITHUB_TOKEN', 'GITHUB_PRIVATE_KEY', 'AZURE_DEVOPS_TOKEN'])
param vaultSecrets array = []

@description('Optional. App ID of the GitHub App that reads pull requests. Blank where a token does, or nobody.')
param gitHubAppId string = ''

@description('Optional. API of GitHub Enterprise Server. Blank for github.com.')
param gitHubApiUrl string = ''

@description('Optional. Organisation in Azure DevOps whose pull requests are read. Blank reads none.')
param azureDevOpsUrl string = ''

@description('Optional. Subscription that deployments are measured in and whose alerts are caught up on and written back to, for which the identity of the bot needs the role Monitoring Contributor there. Blank does none of it.')
param alertsSubscription string = ''

@description('Optional. Path of the policy file on the web app. Blank applies the shipped policy.')
param policyFile string = ''

@description('Optional. Path of the list of hashed pipeline tokens on the web app. Blank keeps the gate shut.')
param apiTokensFile string = ''

@description('Optional. Least severe level that is logged.')
@allowed(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
param logLevel string = 'info'

@description('Optional. Availability locations that ask whether the bot is ready. None on a plan that sleeps: asking would wake it.')
param probeLocations array = []

@description('Required. Cost a month, in the currency of the subscription, of which 80 % and all of it are told.')
param budgetAmount int

@description('Optional. First day of the month in which the budget begins.')
param budgetStart string = utcNow('yyyy-MM-01')

var staysAwake = planSku != 'F1'

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: '${prefix}-id-${environment}'
    location: location
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: '${prefix}-law-${environment}'
    insightsName: '${prefix}-insights-${environment}'
    workbookTitle: '${prefix}-workbook-${environment}'
    senderPrincipalId: identity.outputs.principalId
    location: location
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: '${prefix}-vnet-${environment}'
    zoneName: '${prefix}-${environment}.private.postgres.database.azure.com'
    location: location
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: '${prefix}-dbsrv-${environment}'
    location: location
    sku: databaseSku
    tier: databaseTier
    highAvailability: databaseHighAvailability
    backupDays: databaseBackupDays
    geoBackup: databaseGeoBackup
    ownerName: identity.outputs.name
    ownerPrincipalId: identity.outputs.principalId
    subnetId: privateNetwork ? network!.outputs.databaseSubnetId : ''
    zoneId: privateNetwork ? network!.outputs.zoneId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: '${prefix}-kv-${environment}'
    location: location
    readerPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module webApp 'modules/web-app.bicep' = {
  name: 'web-app'
  params: {
    planName: '${prefix}-asp-${environment}'
    name: '${prefix}-be-${environment}'
    location: location
    sku: planSku
    alwaysOn: staysAwake
    stagingSlot: environment == 'prod'
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    identityId: identity.outputs.resourceId
    identityClientId: identity.outputs.clientId
    databaseUrl: database.outputs.url
    insightsConnectionString: monitoring.outputs.connectionString
    graphEnabled: graphEnabled
    vaultSecrets: vaultSecrets
    secretReference: keyVault.outputs.secretReference
    gitHubAppId: gitHubAppId
    gitHubApiUrl: gitHubApiUrl
    azureDevOpsUrl: azureDevOpsUrl
    alertsAudience: alertsAudience
    alertsSubscription: alertsSubscription
    policyFile: policyFile
    apiTokensFile: apiTokensFile
    logLevel: logLevel
    workspaceId: monitoring.outputs.workspaceId
  }
}

module watcher 'modules/watcher.bicep' = [
  for group in watchedGroups: {
    name: 'watcher-${group}'
    scope: resourceGroup(group)
    params: {
      principalId: identity.outputs.principalId
    }
  }
]

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: '${prefix}-bot-${environment}'
    endpoint: '${webApp.outputs.url}/api/messages'
    identityId: identity.outputs.resourceId
    identityClientId: identity.outputs.clientId
  }
}

module actionGroup 'modules/action-group.bicep' = {
  name: 'action-group'
  params: {
    name: '${prefix}-ag-${environment}'
    shortName: 'signoff-${environment}'
    botUrl: webApp.outputs.url
    audience: alertsAudience
    appObjectId: alertsAppObjectId
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    prefix: prefix
    environment: environment
    actionGroupId: actionGroup.outputs.resourceId
    webAppId: webApp.outputs.resourceId
    databaseId: database.outputs.resourceId
    databaseConnections: databaseConnections
  }
}

module probe 'modules/probe.bicep' = if (staysAwake && !empty(probeLocations)) {
  name: 'probe'
  params: {
    name: '${prefix}-probe-${environment}'
    location: location
    url: '${webApp.outputs.url}/readyz'
    locations: probeLocations
    insightsId: monitoring.outputs.insightsId
    actionGroupId: actionGroup.outputs.resourceId
  }
}

module budget 'modules/budget.bicep' = {
  name: 'budget'
  params: {
    name: '${prefix}-budget-${environment}'
    amount: budgetAmount
    start: budgetStart
    actionGroupId: actionGroup.outputs.resourceId
  }
}

@description('Where the bot listens.')
output BOT_URL string = webApp.outputs.url

@description('Host name of the bot, which its Teams manifest names under the same name.')
output BOT_DOMAIN string = webApp.outputs.host

@description('Client id of the bot, which its Teams manifest names under the same name.')
output BOT_ID string = identity.outputs.clientId

@description('Object id of the identity of the bot, to which Microsoft Graph permissions are given.')
output BOT_PRINCIPAL_ID string = identity.outputs.principalId

@description('Name of the web app, to which the program is deployed.')
output WEB_APP_NAME string = webApp.outputs.name

@description('Resource id of the web app, to which the program is deployed.')
output WEB_APP_RESOURCE_ID string = webApp.outputs.resourceId
