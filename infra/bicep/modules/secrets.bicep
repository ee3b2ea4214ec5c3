param name string
param location string
param tags object
param principalId string

@secure()
param googleClientSecret string
@secure()
param hubSpotAccessToken string
@secure()
param hubSpotClientSecret string
@secure()
param hubSpotRefreshToken string
@secure()
param formsSecret string
@secure()
param adminToken string
@secure()
param dataProtectionKey string

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

resource google 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'google-client-secret'
  properties: { value: googleClientSecret }
}

resource hubSpot 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(hubSpotAccessToken)) {
  parent: vault
  name: 'hubspot-access-token'
  properties: { value: hubSpotAccessToken }
}

resource hubSpotClient 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(hubSpotClientSecret)) {
  parent: vault
  name: 'hubspot-client-secret'
  properties: { value: hubSpotClientSecret }
}

resource hubSpotRefresh 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(hubSpotRefreshToken)) {
  parent: vault
  name: 'hubspot-refresh-token'
  properties: { value: hubSpotRefreshToken }
}

resource forms 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'forms-secret'
  properties: { value: formsSecret }
}

resource admin 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'admin-token'
  properties: { value: adminToken }
}

resource keyRing 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'data-protection-key'
  properties: { value: dataProtectionKey }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

output vaultUri string = vault.properties.vaultUri
