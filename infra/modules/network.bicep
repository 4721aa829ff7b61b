metadata name = 'Private network'
metadata description = 'A network on which the web app reaches the database, and nobody else does.'

@description('Required. Name of the virtual network.')
param name string

@description('Required. Name of the private DNS zone of the database, which must end in .postgres.database.azure.com.')
param zoneName string

@description('Required. Azure region.')
param location string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.40.0.0/24']
    }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.40.0.0/26'
          delegations: [
            {
              name: 'app'
              properties: {
                serviceName: 'Microsoft.Web/serverFarms'
              }
            }
          ]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.40.0.64/28'
          delegations: [
            {
              name: 'database'
              properties: {
                serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers'
              }
            }
          ]
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
}

resource zone_link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: name
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}

@description('Resource id of the subnet of the web app.')
output appSubnetId string = '${network.id}/subnets/app'

@description('Resource id of the subnet of the database.')
output databaseSubnetId string = '${network.id}/subnets/database'

@description('Resource id of the DNS zone of the database.')
output zoneId string = zone.id
