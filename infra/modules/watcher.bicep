metadata name = 'Watcher'
metadata description = 'Lets the bot read the metrics and alerts of the services in a resource group, and change nothing there.'

@description('Required. Object id of the identity of the bot.')
param principalId string

// Built-in role "Monitoring Reader".
var monitoringReader = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '43d0d8ad-25c7-4714-9337-8ba259a9fe05'
)

resource watcher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, principalId, monitoringReader)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: monitoringReader
  }
}
