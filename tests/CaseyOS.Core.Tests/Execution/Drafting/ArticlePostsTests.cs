using CaseyOS.Core.Executions.Drafting;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Execution.Drafting;

public sealed class ArticlePostsTests
{
    private static readonly Article Lanes = new(
        "Three lanes nobody looks at",
        "https://larkin.example/issue-12",
        "Everybody fights for the same ten lanes. The margin is elsewhere, on the ones that nobody looks at.\nTake Gdańsk to Rotterdam: 4 of 10 trucks go back empty. Who asks first gets it at half the price.\nNone of this needs software.");

    [Fact]
    public void Posts_OfAnArticle_AreItsOpeningItsNumberAndItsEnd() => Assert.Equal(
        [
            new("Post 1", null, "Everybody fights for the same ten lanes.\n\nThe margin is elsewhere, on the ones that nobody looks at.\n\nhttps://larkin.example/issue-12"),
            new("Post 2", null, "Take Gdańsk to Rotterdam: 4 of 10 trucks go back empty.\n\nFrom \"Three lanes nobody looks at\": https://larkin.example/issue-12"),
            new("Post 3", null, "None of this needs software.\n\nHow do you see it?\n\nhttps://larkin.example/issue-12"),
        ],
        ArticlePosts.Posts(Lanes));

    [Fact]
    public void Mail_OfAnArticle_OpensAsTheArticleDoes() => Assert.Equal(
        new(
            "Mail",
            "Three lanes nobody looks at",
            "Hello,\n\nEverybody fights for the same ten lanes. The margin is elsewhere, on the ones that nobody looks at.\n\nThe whole text: https://larkin.example/issue-12\n\nBest,\nCasey"),
        ArticlePosts.Mail(Lanes, "Casey"));

    [Fact]
    public void Posts_WithoutALink_SayNothingOfOne() => Assert.DoesNotContain(ArticlePosts.Posts(Lanes with { Link = null }), post => post.Text.Contains("http", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("Too short.")]
    public void Posts_WithoutText_NameTheField(string text) =>
        Assert.Contains("action_context.text", Assert.Throws<ValidationException>(() => ArticlePosts.Posts(Lanes with { Text = text })).Errors);

    [Fact]
    public void Posts_OfAnyText_SayOnlyWhatItSays() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("We counted 12 of them twice.", "Nobody had asked before we did!", "Is that so hard to see?", "It pays for itself,\nas one can see.")).ToArbitrary(),
        sentences =>
        {
            var article = Lanes with { Text = string.Join(' ', sentences) };
            if (article.ReadSentences() is { Count: > 0 } own)
            {
                var posts = ArticlePosts.Posts(article);
                Assert.True(posts.Count is >= 1 and <= 3);
                Assert.All(posts, post => Assert.Contains(own, sentence => post.Text.StartsWith(sentence, StringComparison.Ordinal)));
                Assert.Equal(posts.Count, posts.Select(post => post.Text).Distinct(StringComparer.Ordinal).Count());
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Newsletter_OfTwoArticles_HasASectionForEach()
    {
        var issue = NewsletterIssue.Write([Lanes, new("Dock doors", null, "A dock door that waits costs as much as one that works.")], "Casey");

        Assert.Equal("Three lanes nobody looks at", issue.Subject);
        Assert.Contains("2 things since the last issue.", issue.Text, StringComparison.Ordinal);
        Assert.Contains("## Three lanes nobody looks at\n\nEverybody fights", issue.Text, StringComparison.Ordinal);
        Assert.Contains("[Read on](https://larkin.example/issue-12)\n\n## Dock doors\n\nA dock door that waits costs as much as one that works.\n\nBest,\nCasey", issue.Text, StringComparison.Ordinal);
    }
}
