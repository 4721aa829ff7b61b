metadata name = 'Action group'
metadata description = 'Sends alerts to the bot, and by mail to the owners of the subscription: the bot cannot tell of its own death.'

@description('Required. Name of the action group.')
param name string

@description('Required. Name that stands in mails.')
@maxLength(12)
param shortName string

@description('Required. Where the bot listens, without a slash at the end.')
param botUrl string

@description('Required. Application id URI for which the webhook asks a token. Blank leaves the webhook out.')
param audience string

@description('Required. Object id of that application. Blank when the audience is.')
param appObjectId string

// Built-in role "Owner".
var owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  properties: {
    groupShortName: shortName
    enabled: true
    webhookReceivers: empty(audience)
      ? []
      : [
          {
            name: 'bot'
            serviceUri: '${botUrl}/api/alerts'
            useCommonAlertSchema: true
            useAadAuth: true
            objectId: appObjectId
            identifierUri: audience
            tenantId: tenant().tenantId
          }
        ]
    armRoleReceivers: [
      {
        name: 'owners'
        roleId: owner
        useCommonAlertSchema: true
      }
    ]
  }
}

@description('Resource id of the action group, for alert rules to name.')
output resourceId string = actionGroup.id
