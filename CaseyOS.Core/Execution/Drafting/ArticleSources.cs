using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Sources;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Drafting;

/// <summary>
/// Where the text of an article comes from: the move itself, else the feeds that the configuration names. A link that came with data
/// is never followed, so nothing that somebody wrote can make the program call an address of his choice.
/// </summary>
public sealed class ArticleSources(ContentFeeds feeds, IOptions<SignalOptions> options, TimeProvider clock)
{
    private const int MostOfAnIssue = 5;

    /// <summary>The article that a move is about.</summary>
    /// <exception cref="ValidationException">The move names none.</exception>
    public async Task<Article> ReadAsync(QueueItem item, CancellationToken cancellationToken)
    {
        var context = item.ActionContext switch
        {
            ContentContext content => content,
            TaskContext task => new ContentContext { Title = task.Subject, Link = task.Notes },
            _ => throw new ValidationException("action_context", "This move names no article. Give it an action_context of kind content with title, link and text."),
        };
        var title = context.Title ?? item.Title;
        if (context.Text is { Length: > 0 } text)
        {
            return new(title, context.Link, text);
        }

        var known = context.Link is null ? null : (await feeds.ReadAsync(cancellationToken)).FirstOrDefault(entry => entry.Link?.AbsoluteUri == context.Link);
        return new(known?.Title ?? title, context.Link, known?.Text ?? "");
    }

    /// <summary>What appeared within one cadence of the newsletter, newest first; the newest of all when nothing did.</summary>
    /// <exception cref="ValidationException">Nothing ever appeared, as far as the feeds say.</exception>
    public async Task<IReadOnlyList<Article>> ReadIssueAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-options.Value.NewsletterEveryDays);
        List<ContentFacts> all = [.. (await feeds.ReadAsync(cancellationToken)).OrderByDescending(entry => entry.PublishedAt)];
        if (all.Count == 0)
        {
            throw new ValidationException("action_context", "There is nothing to write about: no feed of Signals:ContentFeeds has an article. Write this issue by hand, or configure a feed.");
        }

        List<ContentFacts> fresh = [.. all.Where(entry => entry.PublishedAt >= since).Take(MostOfAnIssue)];
        return [.. (fresh.Count > 0 ? fresh : all.Take(1)).Select(entry => new Article(entry.Title, entry.Link?.AbsoluteUri, entry.Text ?? ""))];
    }
}
