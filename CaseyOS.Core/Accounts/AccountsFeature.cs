using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Accounts;

/// <summary>Registers accounts and their grants.</summary>
public static class AccountsFeature
{
    /// <summary>Adds <see cref="AccountStore"/>, <see cref="AccountPolicy"/> and <see cref="GoogleGrants"/>. An <see cref="IGrantProtector"/> comes from outside.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountOptions>().Bind(configuration).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AccountPolicy>();
        services.TryAddSingleton<AccountStore>();
        services.TryAddSingleton<GoogleGrants>();
        return services;
    }
}
