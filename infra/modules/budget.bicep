metadata name = 'Budget'
metadata description = 'Tells when an environment costs more than was meant.'

@description('Required. Name of the budget.')
param name string

@description('Required. Cost a month, in the currency of the subscription.')
param amount int

@description('Required. First day of the month in which the budget begins, as yyyy-MM-01.')
param start string

@description('Required. Action group that is told.')
param actionGroupId string

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: start
    }
    notifications: {
      nearly: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: []
        contactRoles: ['Owner']
        contactGroups: [actionGroupId]
      }
      expected: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: []
        contactRoles: ['Owner']
        contactGroups: [actionGroupId]
      }
    }
  }
}
