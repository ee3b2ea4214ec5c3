using System.Security.Claims;
using CaseyOS.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace CaseyOS.Functions.Hosting;

/// <summary>Who may use the admin endpoints: the comma list <c>ADMIN_EMAILS</c>, else the default owner.</summary>
public sealed class Administrators(IConfiguration configuration, AccountPolicy accounts)
{
    private readonly HashSet<string> emails =
    [
        .. (configuration["ADMIN_EMAILS"] is { Length: > 0 } list ? list : accounts.DefaultOwner ?? "")
            .Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(AccountPolicy.Normalize),
    ];

    /// <summary>Asked at every request, so that a change of configuration also reaches sessions that exist.</summary>
    public bool Includes(string email) => emails.Contains(AccountPolicy.Normalize(email));
}

internal sealed class AdministratorRequirement : IAuthorizationRequirement;

internal sealed class AdministratorHandler(Administrators administrators) : AuthorizationHandler<AdministratorRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AdministratorRequirement requirement)
    {
        if (context.User.HasClaim(claim => claim.Type == CurrentUser.ScriptClaim)
            || (context.User.FindFirstValue(ClaimTypes.Email) is { } email && administrators.Includes(email)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
