using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Executions.Drafting;

/// <summary>An issue of the newsletter out of what appeared since the last one: each article with its opening and its link.</summary>
internal static class NewsletterIssue
{
    public static ContentDraft Write(IReadOnlyList<Article> articles, string signOff)
    {
        var intro = articles.Count == 1 ? "Hello,\n\none thing since the last issue." : $"Hello,\n\n{Words.Count(articles.Count, "thing")} since the last issue.";
        return new("Newsletter", articles[0].Title, string.Join("\n\n", [intro, .. articles.Select(Section), $"Best,\n{signOff}"]));
    }

    private static string Section(Article article)
    {
        var opening = string.Join(' ', article.ReadSentences().Take(2));
        return string.Join("\n\n", new[] { $"## {article.Title}", opening, article.Link is null ? "" : $"[Read on]({article.Link})" }.Where(part => part.Length > 0));
    }
}
