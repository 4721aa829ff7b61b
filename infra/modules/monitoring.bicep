metadata name = 'Monitoring'
metadata description = 'Where logs, traces and metrics of the bot are kept, what the availability probe found, and a page that shows them.'

@description('Required. Name of the Log Analytics workspace.')
param workspaceName string

@description('Required. Name of the Application Insights resource.')
param insightsName string

@description('Required. Name that the workbook has in the portal.')
param workbookTitle string

@description('Required. Object id of the identity that sends telemetry.')
param senderPrincipalId string

@description('Required. Azure region.')
param location string

// Built-in role "Monitoring Metrics Publisher": sends telemetry, and reads none.
var metricsPublisher = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '3913510d-42f4-4e42-8a64-420c390055eb'
)

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    RetentionInDays: 90
    DisableLocalAuth: true
  }
}

resource insights_sender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, senderPrincipalId, metricsPublisher)
  properties: {
    principalId: senderPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: metricsPublisher
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insights.id, 'workbook')
  location: location
  kind: 'shared'
  properties: {
    displayName: workbookTitle
    category: 'workbook'
    sourceId: insights.id
    version: 'Notebook/1.0'
    serializedData: loadTextContent('../workbook.json')
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Resource id of Application Insights.')
output insightsId string = insights.id

@description('What the app setting APPLICATIONINSIGHTS_CONNECTION_STRING says. It opens nothing without a token of the sender.')
output connectionString string = insights.properties.ConnectionString
