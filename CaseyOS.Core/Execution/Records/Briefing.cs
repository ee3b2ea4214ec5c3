using System.Globalization;
using System.Text;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Executions.Records;

/// <summary>What one reads before a meeting: who, last touch, the open deal, an agenda and questions. It says only what HubSpot knows.</summary>
public static class Briefing
{
    /// <summary>The briefing for a move.</summary>
    public static PreviewedNote Write(QueueItem item, AccountFacts facts, DateTimeOffset now, string? about)
    {
        var text = new StringBuilder();
        Section(text, "Who", Who(item, facts));
        Section(text, "Last touch", Touch(facts, now));
        if (facts.Deal is not null)
        {
            Section(text, "Open deal", [DealLine(facts)]);
        }

        Section(text, "Suggested agenda", [.. Agenda(facts).Select((point, index) => $"{index + 1}. {point}")]);
        Section(text, "Questions", [.. Questions(facts).Select(question => $"- {question}")]);
        return new($"Briefing: {facts.Contact?.DisplayName ?? facts.Company?.Name ?? item.Title}", text.ToString().TrimEnd(), Health: null, about);
    }

    private static IEnumerable<string> Who(QueueItem item, AccountFacts facts)
    {
        var company = facts.Company?.Name ?? facts.Contact?.CompanyName ?? item.Company?.Name;
        if (facts.Contact is { } person)
        {
            yield return $"{person.DisplayName}{(person.JobTitle is { } job ? $", {job}" : "")}{(company is null ? "" : $" at {company}")}";
        }
        else if ((item.Contact?.Name ?? company) is { } name)
        {
            yield return name;
        }

        var size = facts.Company?.Employees is { } people ? $"{people.ToString("N0", CultureInfo.InvariantCulture)} people" : null;
        if (string.Join(", ", new[] { facts.Company?.Industry?.Replace('_', ' ').ToLowerInvariant(), size }.OfType<string>()) is { Length: > 0 } kind)
        {
            yield return kind;
        }
    }

    private static IEnumerable<string> Touch(AccountFacts facts, DateTimeOffset now)
    {
        yield return facts.LastTouch is { } last ? $"{Day(last)}, {Ago(last, now)}." : "Nobody has been in touch yet, as far as HubSpot knows.";
        if (facts.Contact is { ContactedCount: > 0 } person)
        {
            yield return $"{Words.Count(person.ContactedCount, "contact")} so far.";
        }
    }

    internal static string DealLine(AccountFacts facts)
    {
        var deal = facts.Deal!;
        string?[] parts =
        [
            deal.Amount is { } amount ? Words.Money(amount) : null,
            (facts.Stage?.Label ?? deal.StageId) is { } stage ? $"stage {stage}" : null,
            deal.CloseDate is { } close ? $"close date {Day(close)}" : "no close date",
        ];
        return $"{deal.Name}: {string.Join(", ", parts.OfType<string>())}";
    }

    private static IEnumerable<string> Agenda(AccountFacts facts)
    {
        yield return facts.LastTouch is null ? "Who we are, in two minutes, and who they are, in ten" : "What has changed on their side since we last spoke";
        yield return facts.Deal is { } deal ? $"Where {deal.Name} stands for them" : "What they want to get done this quarter";
        yield return "The next step, with a name and a date";
    }

    private static IEnumerable<string> Questions(AccountFacts facts)
    {
        if (facts.Deal is { } deal)
        {
            yield return deal.CloseDate is { } close ? $"Is {Day(close)} still the right date, and what would move it?" : "By when does this have to be decided?";
            yield return facts.Stage is { } stage ? $"What is still missing to get from {stage.Label} to the next stage?" : "What is still missing to decide?";
        }
        else
        {
            yield return "What would have to be true for this to be worth a second meeting?";
        }

        yield return facts.Contact is { } person ? $"Who besides {person.FirstName ?? person.DisplayName} has to agree?" : "Who has to agree?";
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append(title.ToUpperInvariant()).Append('\n');
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        text.Append('\n');
    }

    internal static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    internal static string Ago(DateTimeOffset time, DateTimeOffset now) => (int)(now.UtcDateTime.Date - time.UtcDateTime.Date).TotalDays switch
    {
        <= 0 => "today",
        1 => "yesterday",
        var days => $"{days} days ago",
    };
}
