using Azure.Core;
using Azure.Identity;

namespace CaseyOS.Functions.Hosting;

/// <summary>The program's own identity in Azure; nothing asks for it while storage has a connection string.</summary>
internal static class AzureIdentity
{
    public static IServiceCollection AddAzureIdentity(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<TokenCredential>(_ => configuration["AZURE_CLIENT_ID"] is { Length: > 0 } client
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client))
            : new DefaultAzureCredential());
}
