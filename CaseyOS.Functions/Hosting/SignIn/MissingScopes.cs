using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Functions.Hosting;

/// <summary>What a partial consent leaves switched off, in words.</summary>
internal static class MissingScopes
{
    private static readonly (string[] Scopes, string Words)[] Features =
    [
        ([GoogleScopes.GmailReadOnly], "Mail not granted: replies are not noticed."),
        ([GoogleScopes.GmailCompose], "Drafts not granted: mail cannot be prepared."),
        ([GoogleScopes.Calendar, GoogleScopes.CalendarEvents], "Calendar not granted: meetings are not noticed and booking is off."),
    ];

    /// <summary>A sentence for each feature that does not work, and the names of what else is missing; null when nothing is.</summary>
    public static string? Describe(IReadOnlyCollection<string> missing)
    {
        // Any one of a feature's scopes is enough to begin with, but all of them are asked for.
        var off = Features.Where(feature => feature.Scopes.All(missing.Contains)).ToArray();
        string[] others = [.. missing.Where(scope => !off.Any(feature => feature.Scopes.Contains(scope, StringComparer.Ordinal))).Select(Short)];
        List<string> sentences = [.. off.Select(feature => feature.Words)];
        if (others.Length > 0)
        {
            sentences.Add($"Not granted: {string.Join(", ", others)}.");
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    private static string Short(string scope) => scope[(scope.LastIndexOf('/') + 1)..];
}
