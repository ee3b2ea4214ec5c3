// CaseyOS in one resource group: a Flex Consumption function app with a custom handler, storage without shared keys,
// Key Vault for the few secrets, and Application Insights. `azd up` fills the parameters from main.parameters.json.
targetScope = 'subscription'

@minLength(2)
@maxLength(32)
@description('Names the environment; part of every resource name.')
param environmentName string

@description('Azure region that offers Flex Consumption.')
param location string

@description('Comma-separated Google addresses that may sign in. The first one owns unowned HubSpot records.')
@minLength(3)
param allowedEmails string

@description('OAuth client id of the Google Cloud project.')
param googleClientId string

@secure()
@description('OAuth client secret of the Google Cloud project.')
param googleClientSecret string

@secure()
@description('HubSpot service key or app access token. Empty: an OAuth app, which is installed on the settings page.')
param hubSpotAccessToken string = ''

@description('Client id of the HubSpot OAuth app; empty with a service key or app access token.')
param hubSpotClientId string = ''

@secure()
@description('Refresh token of the HubSpot OAuth app, where it was installed by hand. Empty: it is installed on the settings page.')
param hubSpotRefreshToken string = ''

@secure()
@description('Client secret of the HubSpot app, with which HubSpot signs webhooks. Empty: no app, every webhook is refused.')
param hubSpotClientSecret string = ''

@secure()
@description('What form senders must present in X-Webhook-Secret; made once by the preprovision hook.')
param formsSecret string

@secure()
@minLength(32)
@description('What scripts present in X-Admin-Token; made once by the preprovision hook.')
param adminToken string

@secure()
@description('32 random bytes in Base64. Encrypts the key ring that protects sessions and stored grants; made once by the preprovision hook.')
param dataProtectionKey string

@description('Public address of the app, without a trailing slash. Empty: the default host name.')
param publicBaseUrl string = ''

@allowed([512, 2048, 4096])
@description('Memory of one instance in MB. 512 is enough for one founder.')
param instanceMemoryMB int = 512

@minValue(40)
@maxValue(1000)
@description('Upper bound of the scale-out.')
param maximumInstanceCount int = 40

@minValue(0)
@description('Instances for HTTP that never go cold. Each is billed by its memory around the clock; 0 costs nothing and accepts cold starts.')
param alwaysReadyHttp int = 0

var tags = {
  'azd-env-name': environmentName
  product: 'caseyos'
}
var token = toLower(uniqueString(subscription().id, environmentName, location))

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-caseyos-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module secrets 'modules/secrets.bicep' = {
  name: 'secrets'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    googleClientSecret: googleClientSecret
    hubSpotAccessToken: hubSpotAccessToken
    hubSpotClientSecret: hubSpotClientSecret
    hubSpotRefreshToken: hubSpotRefreshToken
    formsSecret: formsSecret
    adminToken: adminToken
    dataProtectionKey: dataProtectionKey
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: 'func-caseyos-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    vaultUri: secrets.outputs.vaultUri
    publicBaseUrl: publicBaseUrl
    allowedEmails: allowedEmails
    googleClientId: googleClientId
    hasHubSpotToken: !empty(hubSpotAccessToken)
    hasHubSpotApp: !empty(hubSpotClientSecret)
    hubSpotClientId: hubSpotClientId
    hasHubSpotRefreshToken: !empty(hubSpotRefreshToken)
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttp: alwaysReadyHttp
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output PUBLIC_BASE_URL string = app.outputs.publicBaseUrl
output GOOGLE_REDIRECT_URI string = '${app.outputs.publicBaseUrl}/auth/callback'
