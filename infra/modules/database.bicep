metadata name = 'Database'
metadata description = 'The PostgreSQL server in which the bot remembers.'

@description('Required. Name of the server.')
param name string

@description('Required. Azure region.')
param location string

@description('Required. Compute size.')
param sku string

@description('Required. Tier that the compute size belongs to.')
param tier string

@description('Required. Whether a second server stands by: Disabled, SameZone or ZoneRedundant.')
param highAvailability string

@description('Required. Days for which a backup is kept.')
param backupDays int

@description('Required. Whether backups are copied to the paired region: Enabled or Disabled. Cannot be changed later.')
param geoBackup string

@description('Required. Name of the identity that owns the database, which is also the name it signs in with.')
param ownerName string

@description('Required. Object id of that identity.')
param ownerPrincipalId string

@description('Required. Subnet of the server. Blank gives it a public address, which only Azure may knock at.')
param subnetId string

@description('Required. Private DNS zone of the server. Blank when the subnet is.')
param zoneId string

@description('Required. Workspace that the logs go to.')
param workspaceId string

// Nobody has a password here: the bot shows a token of its identity.
resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: name
  location: location
  sku: {
    name: sku
    tier: tier
  }
  properties: {
    version: '17'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupDays
      geoRedundantBackup: geoBackup
    }
    highAvailability: {
      mode: highAvailability
    }
    network: empty(subnetId)
      ? { publicNetworkAccess: 'Enabled' }
      : {
          delegatedSubnetResourceId: subnetId
          privateDnsZoneArmResourceId: zoneId
          publicNetworkAccess: 'Disabled'
        }
  }
}

resource server_database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01' = {
  parent: server
  name: 'signoff'
  properties: {
    charset: 'UTF8'
    collation: 'en_US.utf8'
  }
}

// Azure turns away a second change of the server while one is under way, hence one after the other.
resource server_owner 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2025-08-01' = {
  parent: server
  name: ownerPrincipalId
  properties: {
    principalName: ownerName
    principalType: 'ServicePrincipal'
    tenantId: tenant().tenantId
  }
  dependsOn: [
    server_database
  ]
}

// 0.0.0.0 is every address of Azure, other customers' too: what keeps them out is TLS and the token.
resource server_fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2025-08-01' = if (empty(subnetId)) {
  parent: server
  name: 'azure'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
  dependsOn: [
    server_owner
  ]
}

resource server_logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: server
  name: 'logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'PostgreSQLLogs'
        enabled: true
      }
    ]
  }
}

@description('Resource id of the server.')
output resourceId string = server.id

@description('What the app setting DATABASE_URL says. There is no password in it.')
output url string = 'postgresql://${server_owner.properties.principalName}@${server.properties.fullyQualifiedDomainName}:5432/${server_database.name}?sslmode=verify-full'
