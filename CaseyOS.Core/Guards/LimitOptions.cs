using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Guards;

/// <summary>How much one user may do in a rolling hour. Mistakes of a program come in numbers; these keep them small.</summary>
public sealed class LimitOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Limits";

    /// <summary>Mails, drafted or sent.</summary>
    [Range(1, LimitLedger.Most)]
    public int MailsPerHour { get; set; } = 20;

    /// <summary>Meetings.</summary>
    [Range(1, LimitLedger.Most)]
    public int MeetingsPerHour { get; set; } = 10;

    /// <summary>Tasks and notes.</summary>
    [Range(1, LimitLedger.Most)]
    public int TasksPerHour { get; set; } = 30;

    /// <summary>Everything together.</summary>
    [Range(1, LimitLedger.Most)]
    public int ActionsPerHour { get; set; } = 50;

    /// <summary>
    /// Mails in 24 hours: Gmail blocks a mailbox for up to a day above 500 (consumer) or 2 000 (Workspace). The smaller one,
    /// because nobody wants to find out.
    /// </summary>
    [Range(1, LimitLedger.Most)]
    public int MailsPerDay { get; set; } = 500;
}
