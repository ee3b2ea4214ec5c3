namespace CaseyOS.Core.Executions.Drafting;

/// <summary>
/// Cuts an article into posts and a mail, in the author's own sentences: the opening, the one with a number in it, the last one.
/// Nothing is said that the article does not say, and the same article gives the same drafts.
/// </summary>
internal static class ArticlePosts
{
    /// <summary>At most three posts, each resting on another sentence.</summary>
    /// <exception cref="ValidationException">The article has no sentence to rest on.</exception>
    public static IReadOnlyList<ContentDraft> Posts(Article article)
    {
        var sentences = article.ReadSentences();
        if (sentences.Count == 0)
        {
            throw new ValidationException(
                "action_context.text", $"There is no text of \"{article.Title}\" to work from. Put it into action_context.text, or read a feed that carries whole articles.");
        }

        List<string> posts = [Post(sentences[0], Next(sentences, sentences[0]), article.Link)];
        if (sentences.Skip(1).FirstOrDefault(sentence => sentence.Any(char.IsDigit)) is { } number)
        {
            posts.Add(Post(number, null, article.Link is null ? null : $"From \"{article.Title}\": {article.Link}"));
        }

        if (sentences.Count > 3 && sentences[^1] is var last && !posts.Exists(post => post.Contains(last, StringComparison.Ordinal)))
        {
            posts.Add(Post(last, "How do you see it?", article.Link));
        }

        return [.. posts.Select((text, index) => new ContentDraft($"Post {index + 1}", null, text))];
    }

    /// <summary>A mail to people who would like to read it.</summary>
    public static ContentDraft Mail(Article article, string signOff)
    {
        var sentences = article.ReadSentences();
        string?[] parts = ["Hello,", $"{sentences[0]}{(Next(sentences, sentences[0]) is { } next ? $" {next}" : "")}", article.Link is null ? null : $"The whole text: {article.Link}", $"Best,\n{signOff}"];
        return new("Mail", article.Title, string.Join("\n\n", parts.OfType<string>()));
    }

    private static string? Next(IReadOnlyList<string> sentences, string one) => sentences.SkipWhile(sentence => sentence != one).Skip(1).FirstOrDefault();

    private static string Post(string first, string? second, string? link) => string.Join("\n\n", new[] { first, second, link }.OfType<string>());
}
