using System.Globalization;
using System.Text.RegularExpressions;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>What a mail may say: the move's facts in words that fit into a sentence. Null means unknown, and then is not said.</summary>
/// <remarks>
/// Money and probabilities are left out on purpose: they are our own estimates and none of the recipient's business.
/// Nothing here depends on the present moment, so that the same facts give the same mail and a preview stays true.
/// </remarks>
internal sealed partial record MailFacts
{
    public string? Person { get; private init; }

    public string? Company { get; private init; }

    /// <summary>What the deal is about, as it goes into a sentence: "the lane review", "Northwind lanes 2027".</summary>
    public string? Deal { get; private init; }

    /// <summary>The same at the beginning of a subject: "Lane review".</summary>
    public string? Topic { get; private init; }

    public string? Since { get; private init; }

    public string? Deadline { get; private init; }

    public required string SignOff { get; init; }

    public bool Answers { get; private init; }

    public static MailFacts Of(QueueItem item, MailContext mail, Sender sender)
    {
        var person = Word(mail.ToName ?? item.Contact?.Name);
        var company = Word(item.Company?.Name);
        var topic = WithoutCompany(Word(item.Deal?.Name), company);
        return new()
        {
            Person = person is null || person.Contains('@', StringComparison.Ordinal) || RecordName.IsMatch(person) ? null : person.Split(' ')[0],
            Company = company,
            Deal = topic is not null && char.IsLower(topic[0]) ? $"the {topic}" : topic,
            Topic = topic is null ? null : char.ToUpperInvariant(topic[0]) + topic[1..],
            Since = Day(item.ScoreInputs.WaitingSince, sender),
            Deadline = Day(item.ScoreInputs.Deadline, sender),
            SignOff = FirstName(sender),
            Answers = mail.ThreadId is not null,
        };
    }

    // A name that carries template marks or angle brackets is a leftover of somebody's import, not a name.
    private static string? Word(string? name)
    {
        var clean = Spaces.Replace(name ?? "", " ").Trim().TrimEnd(':', '-', '–', '—', '|', '/', ',', ' ');
        return clean.Length is 0 or > 120 || clean.AsSpan().ContainsAny("{}<>") ? null : clean;
    }

    // "Acme: lane review" is how a deal is filed; its recipient knows that he is Acme.
    private static string? WithoutCompany(string? deal, string? company)
    {
        if (deal is null || company is null || !deal.StartsWith(company, StringComparison.OrdinalIgnoreCase))
        {
            return deal;
        }

        var rest = deal[company.Length..].TrimStart();
        return rest.Length > 1 && rest[0] is ':' or '-' or '–' or '—' or '|' or '/' && rest[1..].Trim() is { Length: > 2 } topic ? topic : deal;
    }

    private static string? Day(DateTimeOffset? time, Sender sender) =>
        time is { } known ? TimeZoneInfo.ConvertTime(known, sender.TimeZone).ToString("d MMMM", CultureInfo.InvariantCulture) : null;

    private static string FirstName(Sender sender)
    {
        var name = Word(sender.Name) is { } full && !full.Contains('@', StringComparison.Ordinal) ? full : sender.Email.Split('@', '.', '+', '_', '-')[0];
        var first = name.Split(' ')[0];
        return first.Length == 0 ? "Yours" : char.ToUpperInvariant(first[0]) + first[1..];
    }

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Spaces { get; }

    // What the HubSpot side shows for a record without a name.
    [GeneratedRegex("^(contact|company|deal) [0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex RecordName { get; }
}
