using System.Text;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Records;

/// <summary>A risk in a few lines, for a colleague who has not followed it: what, why, since when, what to do.</summary>
internal static class RiskSummary
{
    public static string Write(QueueItem item, AccountFacts facts, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, "Why", item.Reasons.Count > 0 ? string.Join("; ", item.Reasons.Select(reason => reason.Words)) : item.Score.Reasoning);
        Line(text, "Deal", facts.Deal is null ? null : Briefing.DealLine(facts));
        Line(text, "Who", string.Join(", ", new[] { facts.Contact?.DisplayName, facts.Company?.Name }.OfType<string>()));
        Line(text, "Last touch", facts.LastTouch is { } last ? $"{Briefing.Day(last)}, {Briefing.Ago(last, now)}" : "nobody, as far as HubSpot knows");
        Line(text, "What to do", item.Description ?? "Find out what changed before it is lost.");
        return text.ToString().TrimEnd();
    }

    private static void Line(StringBuilder text, string title, string? words)
    {
        if (!string.IsNullOrEmpty(words))
        {
            text.Append(title).Append(": ").Append(words).Append('\n');
        }
    }
}
