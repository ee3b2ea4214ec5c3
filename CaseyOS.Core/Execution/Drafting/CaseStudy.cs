using System.Globalization;
using System.Text;
using CaseyOS.Core.Executions.Records;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Executions.Drafting;

/// <summary>What a case study begins with: the request to the customer, the questions for half an hour, and an outline of what is known.</summary>
internal static class CaseStudy
{
    public static IReadOnlyList<ContentDraft> Write(AccountFacts facts, string customer, string signOff)
    {
        var person = facts.Contact?.FirstName;
        var about = facts.Deal?.Name ?? "working together";
        return
        [
            new(
                "Request",
                $"{customer}: may I write down how it went?",
                $"{(person is null ? "Hello," : $"Hi {person},")}\n\nI would like to write a short piece about {about}, so that others can see how it went at {customer}. It costs you half an hour, and nothing appears without your word.\n\nWhich day suits you?\n\nBest,\n{signOff}"),
            new("Questions", null, Questions(customer)),
            new("Outline", null, Outline(facts, customer)),
        ];
    }

    private static string Questions(string customer) => string.Join('\n', new[]
    {
        $"What was it like at {customer} before, on an ordinary day?",
        "What made you look for something else, and when?",
        "What did you compare us with, and what decided it?",
        "What changed first, and how did you notice?",
        "Which number would you show a colleague?",
        "What would you do differently if you began again?",
    }.Select((question, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {question}")));

    private static string Outline(AccountFacts facts, string customer)
    {
        var text = new StringBuilder($"# {customer}\n");
        string?[] kind = [facts.Company?.Industry?.Replace('_', ' ').ToLowerInvariant(), facts.Company?.Employees is { } people ? $"{Words.Number(people)} people" : null];
        Section(text, "Who they are", string.Join(", ", kind.OfType<string>()));
        if (facts.Deal is { } deal)
        {
            Section(text, "What they decided", deal is { IsWon: true, CloseDate: { } won } ? $"{deal.Name}, on {Briefing.Day(won)}" : deal.Name);
            Section(text, "How long it took", deal is { CreatedAt: { } first, CloseDate: { } last } && last > first ? Words.Count((int)(last - first).TotalDays, "day") : "");
        }

        Section(text, "Who tells it", facts.Contact is { } person ? $"{person.DisplayName}{(person.JobTitle is { } job ? $", {job}" : "")}" : "");
        return text.ToString().TrimEnd();
    }

    private static void Section(StringBuilder text, string title, string words)
    {
        if (words.Length > 0)
        {
            text.Append("\n## ").Append(title).Append("\n\n").Append(words).Append('\n');
        }
    }
}
