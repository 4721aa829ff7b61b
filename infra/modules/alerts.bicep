metadata name = 'Alerts'
metadata description = 'When the web app or the database needs a person. Thresholds follow the Azure Monitor baseline alerts where it has one.'

@description('Required. First part of the names.')
param prefix string

@description('Required. Last part of the names.')
param environment string

@description('Required. Action group that is told.')
param actionGroupId string

@description('Required. Resource id of the web app.')
param webAppId string

@description('Required. Resource id of the database server.')
param databaseId string

@description('Required. Connections that the database server has for users.')
param databaseConnections int

var sites = 'Microsoft.Web/sites'
var servers = 'Microsoft.DBforPostgreSQL/flexibleServers'

var rules = [
  {
    kind: 'slow'
    text: 'The bot takes longer than 5 seconds to answer, on average.'
    severity: 1
    scope: webAppId
    namespace: sites
    metric: 'HttpResponseTime'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 5
    window: 'PT30M'
    every: 'PT15M'
  }
  {
    kind: 'faults'
    text: 'The bot answered more than 10 requests with a fault of its own.'
    severity: 1
    scope: webAppId
    namespace: sites
    metric: 'Http5xx'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 10
    window: 'PT15M'
    every: 'PT5M'
  }
  {
    kind: 'dbcpu'
    text: 'The database uses more than 90 % of its processor.'
    severity: 2
    scope: databaseId
    namespace: servers
    metric: 'cpu_percent'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 90
    window: 'PT5M'
    every: 'PT1M'
  }
  {
    kind: 'dbmemory'
    text: 'The database uses more than 90 % of its memory.'
    severity: 2
    scope: databaseId
    namespace: servers
    metric: 'memory_percent'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 90
    window: 'PT5M'
    every: 'PT1M'
  }
  {
    kind: 'dbconnections'
    text: 'More than 80 % of the connections of the database are taken.'
    severity: 2
    scope: databaseId
    namespace: servers
    metric: 'active_connections'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: databaseConnections * 8 / 10
    window: 'PT5M'
    every: 'PT1M'
  }
  {
    kind: 'dbstorage'
    text: 'The disk of the database is 90 % full.'
    severity: 2
    scope: databaseId
    namespace: servers
    metric: 'storage_percent'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 90
    window: 'PT5M'
    every: 'PT1M'
  }
  {
    kind: 'dbrefused'
    text: 'The database turned away more than 5 connections.'
    severity: 3
    scope: databaseId
    namespace: servers
    metric: 'connections_failed'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 5
    window: 'PT5M'
    every: 'PT1M'
  }
  {
    kind: 'dbdown'
    text: 'The database does not answer.'
    severity: 1
    scope: databaseId
    namespace: servers
    metric: 'is_db_alive'
    aggregation: 'Maximum'
    operator: 'LessThan'
    threshold: 1
    window: 'PT15M'
    every: 'PT1M'
  }
]

resource alerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for rule in rules: {
    name: '${prefix}-${rule.kind}-${environment}'
    location: 'global'
    properties: {
      description: rule.text
      severity: rule.severity
      enabled: true
      autoMitigate: true
      scopes: [rule.scope]
      windowSize: rule.window
      evaluationFrequency: rule.every
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: rule.kind
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: rule.namespace
            metricName: rule.metric
            timeAggregation: rule.aggregation
            operator: rule.operator
            threshold: rule.threshold
          }
        ]
      }
      actions: [
        {
          actionGroupId: actionGroupId
        }
      ]
    }
  }
]
