metadata name = 'Bot registration'
metadata description = 'What tells Teams where the bot listens and which identity it has.'

@description('Required. Name of the Azure Bot.')
param name string

@description('Required. Address to which Teams posts activities.')
param endpoint string

@description('Required. Resource id of the identity of the bot.')
param identityId string

@description('Required. Client id of that identity.')
param identityClientId string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Signoff'
    endpoint: endpoint
    msaAppType: 'UserAssignedMSI'
    msaAppId: identityClientId
    msaAppMSIResourceId: identityId
    msaAppTenantId: tenant().tenantId
    disableLocalAuth: true
  }
}

resource bot_teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}
