using System.Security.Claims;
using CaseyOS.Core;

namespace CaseyOS.Functions.Hosting;

/// <summary>Who asks. Take it as a parameter of an endpoint; it exists only behind <c>RequireAuthorization</c>.</summary>
public sealed class CurrentUser(IHttpContextAccessor accessor, Administrators administrators)
{
    internal const string OwnerClaim = "owner";
    internal const string TimeZoneClaim = "zoneinfo";
    internal const string PictureClaim = "picture";
    internal const string SessionClaim = "sid";

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
    public bool IsAdmin => administrators.Includes(Email);

    /// <summary>Name of this session; anti-forgery tokens are bound to it.</summary>
    public string Session => Claim(SessionClaim);

    private string Claim(string type) =>
        principal.FindFirstValue(type) ?? throw new InvalidOperationException($"The session has no {type}; the endpoint lacks RequireAuthorization.");
}
