using System.Security.Claims;
using CaseyOS.Core;
using CaseyOS.Core.Audits;

namespace CaseyOS.Functions.Hosting;

/// <summary>Who asks. Take it as a parameter of an endpoint; it exists only behind <c>RequireAuthorization</c>.</summary>
public sealed class CurrentUser(IHttpContextAccessor accessor, Administrators administrators)
{
    internal const string OwnerClaim = "owner";
    internal const string TimeZoneClaim = "zoneinfo";
    internal const string PictureClaim = "picture";
    internal const string SessionClaim = "sid";
    internal const string ScriptClaim = "script";

    private readonly ClaimsPrincipal principal = accessor.HttpContext?.User ?? throw new InvalidOperationException("There is no request here.");

    /// <summary>Owner of every row he may see.</summary>
    public OwnerId Owner => new(Claim(OwnerClaim));

    /// <summary>His address, lower case.</summary>
    public string Email => Claim(ClaimTypes.Email);

    /// <summary>His name at Google, else his address.</summary>
    public string Name => principal.FindFirstValue(ClaimTypes.Name) ?? Email;

    /// <summary>His picture at Google.</summary>
    public string? Picture => principal.FindFirstValue(PictureClaim);

    /// <summary>Decides what "today" is.</summary>
    public TimeZoneInfo TimeZone =>
        TimeZoneInfo.TryFindSystemTimeZoneById(principal.FindFirstValue(TimeZoneClaim) ?? "UTC", out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Whether he may use the admin endpoints.</summary>
    public bool IsAdmin => IsScript || administrators.Includes(Email);

    /// <summary>Whether a script with the admin token asks in his name.</summary>
    public bool IsScript => principal.HasClaim(static claim => claim.Type == ScriptClaim);

    /// <summary>As histories and the audit trail name him.</summary>
    public string Actor => IsScript ? Actors.Script(Email) : Email;

    /// <summary>Name of this session; anti-forgery tokens are bound to it.</summary>
    public string Session => Claim(SessionClaim);

    private string Claim(string type) =>
        principal.FindFirstValue(type) ?? throw new InvalidOperationException($"The session has no {type}; the endpoint lacks RequireAuthorization.");
}
