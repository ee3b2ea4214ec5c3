namespace CaseyOS.Functions.Hosting;

/// <summary>Names for <c>RequireAuthorization</c>.</summary>
public static class AuthPolicies
{
    /// <summary>Only admins.</summary>
    public const string Admin = "admin";
}
