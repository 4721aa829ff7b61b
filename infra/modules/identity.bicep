metadata name = 'Identity'
metadata description = 'Who the bot is: to Teams, to its database, to the vault that keeps its secrets, and to Microsoft Graph.'

@description('Required. Name of the user-assigned identity.')
param name string

@description('Required. Azure region.')
param location string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
}

@description('Resource id of the identity.')
output resourceId string = identity.id

@description('Name, with which it signs in to the database.')
output name string = identity.name

@description('Client id, which is the id of the bot as well.')
output clientId string = identity.properties.clientId

@description('Object id, to which roles are given.')
output principalId string = identity.properties.principalId
