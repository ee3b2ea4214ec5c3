using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Outreach;

/// <summary>What mail to people who do not know us must carry.</summary>
public sealed class OutreachOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Outreach";

    /// <summary>
    /// Postal address of the sender. With it, cold outreach ends with this address and a line by which the recipient stops
    /// it, as CAN-SPAM and others want; without it nothing is added.
    /// </summary>
    [StringLength(300)]
    public string? PostalAddress { get; set; }

    /// <summary>The line before the link.</summary>
    [Required, StringLength(300)]
    public string OptOutLine { get; set; } = "If you would rather not hear from me again, one click is enough:";

    /// <summary>How long a contact is left alone after an outreach mail.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromHours(24);
}
