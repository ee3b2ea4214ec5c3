// Flex Consumption plan and the app with its settings. Every setting that a function.json refers to must be defined here:
// the host disables a function whose setting is missing. A test compares.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param deploymentContainerUrl string
param applicationInsightsConnectionString string
param vaultUri string
param publicBaseUrl string
param allowedEmails string
param googleClientId string
param hasHubSpotToken bool
param hasHubSpotApp bool
param hubSpotClientId string
param hasHubSpotRefreshToken bool
param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReadyHttp int

var baseUrl = empty(publicBaseUrl) ? 'https://${name}.azurewebsites.net' : publicBaseUrl

var settings = {
  // the host's own storage, by identity
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AZURE_CLIENT_ID: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // the product
  PublicBaseUrl: baseUrl
  ALLOWED_EMAILS: allowedEmails
  Storage__TableEndpoint: 'https://${storageName}.table.${environment().suffixes.storage}'
  Storage__QueueEndpoint: 'https://${storageName}.queue.${environment().suffixes.storage}'
  Google__ClientId: googleClientId
  Google__ClientSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/google-client-secret)'
  // a reference to a secret that does not exist would be handed on as text
  HubSpot__AccessToken: hasHubSpotToken ? '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/hubspot-access-token)' : ''
  HubSpot__ClientId: hubSpotClientId
  HubSpot__RefreshToken: hasHubSpotRefreshToken ? '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/hubspot-refresh-token)' : ''
  HubSpot__ClientSecret: hasHubSpotApp ? '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/hubspot-client-secret)' : ''
  Forms__Secret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/forms-secret)'
  ADMIN_TOKEN: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/admin-token)'
  DataProtection__Key: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/data-protection-key)'
  // NCRONTAB with seconds, UTC
  Schedules__PollHubSpot: '0 */2 * * * *'
  Schedules__PollGmail: '30 */2 * * * *'
  Schedules__PollCalendar: '45 */10 * * * *'
  Schedules__SweepSignals: '0 5 * * * *'
  Schedules__RecalculateScores: '0 35 * * * *'
  Schedules__DetectOutcomes: '15 */2 * * * *'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      // The runtime is set here, not as an app setting; "custom" starts the executable that host.json names.
      runtime: { name: 'custom', version: '1.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttp > 0 ? [{ name: 'http', instanceCount: alwaysReadyHttp }] : []
      }
    }
    siteConfig: { minTlsVersion: '1.2' }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }
}

output publicBaseUrl string = baseUrl
