using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Signals.Forms;

/// <summary>Who may hand in forms, and how many.</summary>
public sealed class FormOptions
{
    /// <summary>Section in the configuration.</summary>
    public const string SectionName = "Forms";

    /// <summary>Shared secret that the form's sender puts into a header; without it only signed submissions are taken.</summary>
    public string? Secret { get; set; }

    /// <summary>Name of a field that people do not see and therefore leave empty. What fills it is a machine.</summary>
    [Required] public string Honeypot { get; set; } = "website_url";

    /// <summary>Submissions taken within a minute by one instance; the rest is told to come again.</summary>
    [Range(1, 10_000)] public int PerMinute { get; set; } = 60;
}
