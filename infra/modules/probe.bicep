metadata name = 'Probe'
metadata description = 'Asks from outside whether the bot is ready, and tells when it is not.'

@description('Required. Name of the probe and of its alert.')
param name string

@description('Required. Azure region.')
param location string

@description('Required. Address that answers 200 while the bot is ready.')
param url string

@description('Required. Availability locations that ask.')
param locations array

@description('Required. Application Insights resource that the answers are kept in.')
param insightsId string

@description('Required. Action group that is told.')
param actionGroupId string

resource probe 'Microsoft.Insights/webtests@2022-06-15' = {
  name: name
  location: location
  kind: 'standard'
  tags: {
    'hidden-link:${insightsId}': 'Resource'
  }
  properties: {
    Name: name
    SyntheticMonitorId: name
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [
      for place in locations: {
        Id: place
      }
    ]
    Request: {
      RequestUrl: url
      HttpVerb: 'GET'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource probe_alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: name
  location: 'global'
  tags: {
    'hidden-link:${insightsId}': 'Resource'
    'hidden-link:${probe.id}': 'Resource'
  }
  properties: {
    description: 'The bot is not ready, as seen from every location that asks.'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [
      probe.id
      insightsId
    ]
    windowSize: 'PT5M'
    evaluationFrequency: 'PT1M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: probe.id
      componentId: insightsId
      failedLocationCount: length(locations)
    }
    actions: [
      {
        actionGroupId: actionGroupId
      }
    ]
  }
}
