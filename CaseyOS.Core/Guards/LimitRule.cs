using System.Globalization;

namespace CaseyOS.Core.Guards;

/// <summary>So many of these in so long.</summary>
/// <param name="Name">On the wire: <c>mails_per_hour</c>.</param>
/// <param name="Group">What it counts; null counts everything.</param>
/// <param name="Most">How many.</param>
/// <param name="Window">In how long.</param>
/// <param name="Noun">For sentences: "emails".</param>
public sealed record LimitRule(string Name, ActionGroup? Group, int Most, TimeSpan Window, string Noun)
{
    /// <summary>The rules of this installation.</summary>
    public static IReadOnlyList<LimitRule> From(LimitOptions options) =>
    [
        new("mails_per_hour", ActionGroup.Mail, options.MailsPerHour, TimeSpan.FromHours(1), "emails"),
        new("meetings_per_hour", ActionGroup.Meeting, options.MeetingsPerHour, TimeSpan.FromHours(1), "meetings"),
        new("tasks_per_hour", ActionGroup.Task, options.TasksPerHour, TimeSpan.FromHours(1), "tasks"),
        new("actions_per_hour", null, options.ActionsPerHour, TimeSpan.FromHours(1), "actions"),
        new("mails_per_day", ActionGroup.Mail, options.MailsPerDay, TimeSpan.FromDays(1), "emails"),
    ];

    /// <summary>Whether it has a say about actions of <paramref name="group"/>.</summary>
    public bool Covers(ActionGroup group) => Group is null || Group == group;

    /// <summary>Where it stands.</summary>
    public LimitState Of(LimitLedger ledger, DateTimeOffset now)
    {
        var times = ledger.Entries.Where(entry => Covers(entry.Group) && entry.At > now - Window).Select(entry => entry.At).Order().ToList();
        // Room comes when all but Most - 1 of them have left the window.
        return new(this, times.Count, times.Count < Most ? null : times[^Most] + Window);
    }

    /// <summary>"20 emails per hour".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Most} {Noun} per {(Window > TimeSpan.FromHours(1) ? "day" : "hour")}");
}

/// <summary>Where a limit stands.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Used">How many are in its window.</param>
/// <param name="NextAt">When there is room again; null when there is now.</param>
public sealed record LimitState(LimitRule Rule, int Used, DateTimeOffset? NextAt)
{
    /// <summary>How many more may be done now.</summary>
    public int Left => Math.Max(0, Rule.Most - Used);
}
