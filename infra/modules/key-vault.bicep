metadata name = 'Key vault'
metadata description = 'Where people put the secrets of the bot, which only its identity may read.'

@description('Required. Name of the vault.')
@maxLength(24)
param name string

@description('Required. Azure region.')
param location string

@description('Required. Object id of the identity that reads the secrets.')
param readerPrincipalId string

@description('Required. Workspace that the audit log goes to.')
param workspaceId string

// Built-in role "Key Vault Secrets User": reads secrets, and can neither list vaults nor write.
var secretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

resource vault_reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, readerPrincipalId, secretsUser)
  properties: {
    principalId: readerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

resource vault_audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('What an app setting says in place of a secret, whose name goes where {0} is.')
output secretReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName={0})'
