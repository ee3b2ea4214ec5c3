using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Functions.Hosting;

/// <summary>The secret by which scripts prove themselves: setting <c>ADMIN_TOKEN</c>. Without it no script is let in.</summary>
internal sealed class AdminTokenOptions
{
    public const string Setting = "ADMIN_TOKEN";

    /// <summary>Long enough that nobody guesses it.</summary>
    [MinLength(32, ErrorMessage = Setting + " must have at least 32 characters, for example from `openssl rand -hex 32`.")]
    public string? Token { get; set; }
}
