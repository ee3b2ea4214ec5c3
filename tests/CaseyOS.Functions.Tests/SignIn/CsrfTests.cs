using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.SignIn;

public sealed class CsrfTests(CaseyAppFixture fixture) : IClassFixture<CaseyAppFixture>, IAsyncLifetime
{
    private const string Header = "X-CSRF-Token";
    private HttpClient casey = null!;
    private string token = "";

    public async ValueTask InitializeAsync()
    {
        casey = await fixture.App.SignInAsync();
        token = casey.DefaultRequestHeaders.GetValues(Header).Single();
        casey.DefaultRequestHeaders.Remove(Header);
    }

    public ValueTask DisposeAsync()
    {
        casey.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Post_WithToken_IsTaken() => Assert.Equal(HttpStatusCode.OK, (await ExplainAsync(token)).Status);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public async Task Post_WithoutTheRightToken_IsRefused(string? wrong) =>
        Assert.Equal((HttpStatusCode.Forbidden, "csrf"), await ExplainAsync(wrong));

    [Fact]
    public async Task Post_TokenOfAnotherSession_IsRefused()
    {
        using var alex = await fixture.App.SignInAsync("alex@dwtb.example");

        Assert.Equal((HttpStatusCode.Forbidden, "csrf"), await ExplainAsync(alex.DefaultRequestHeaders.GetValues(Header).Single()));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Post_FromAnotherSite_IsRefusedEvenWithTheToken(string header, string value) =>
        Assert.Equal((HttpStatusCode.Forbidden, "csrf"), await ExplainAsync(token, request => request.Headers.Add(header, value)));

    [Fact]
    public async Task Post_FromOurOwnPage_IsTaken() => Assert.Equal(HttpStatusCode.OK, (await ExplainAsync(token, request =>
    {
        request.Headers.Add("Origin", fixture.App.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
    })).Status);

    [Fact]
    public async Task Logout_WithoutToken_KeepsTheSession()
    {
        using var answer = await casey.PostAsync("logout", content: null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var me = await casey.GetAsync("api/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string? Code)> ExplainAsync(string? header, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(fixture.App.Address, "api/aps/explain"))
        {
            Content = JsonContent.Create(new { revenue_impact = 50000, urgency_days = 3, effort_minutes = 10, icp_score = 0.5 }),
        };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(Header, header);
        }

        change?.Invoke(request);
        using var answer = await casey.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.StatusCode, body.TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}
