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

@description('Required. Password of the administrator.')
@secure()
param password string

@description('Required. Subnet of the server. Blank gives it a public address, which only Azure may knock at.')
param subnetId string

@description('Required. Private DNS zone of the server. Blank when the subnet is.')
param zoneId string

@description('Required. Workspace that the logs go to.')
param workspaceId string

var login = 'signoff'

// The bot signs in with the password in DATABASE_URL. Entra takes its place once the bot can show a token instead.
resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: name
  location: location
  sku: {
    name: sku
    tier: tier
  }
  properties: {
    version: '17'
    administratorLogin: login
    administratorLoginPassword: password
    authConfig: {
      activeDirectoryAuth: 'Disabled'
      passwordAuth: 'Enabled'
    }
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupDays
      geoRedundantBackup: 'Disabled'
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

// 0.0.0.0 is every address of Azure, other customers' too: what keeps them out is TLS and the password.
resource server_fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2025-08-01' = if (empty(subnetId)) {
  parent: server
  name: 'azure'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
  dependsOn: [
    server_database
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

@description('Host name of the server.')
output host string = server.properties.fullyQualifiedDomainName

@description('Name of the administrator.')
output login string = login

@description('Name of the database of the bot.')
output databaseName string = server_database.name
