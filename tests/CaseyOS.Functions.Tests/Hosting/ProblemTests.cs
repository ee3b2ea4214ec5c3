using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.Hosting;

public sealed class ProblemTests(CaseyAppFixture fixture) : IClassFixture<CaseyAppFixture>
{
    private readonly HttpClient casey = fixture.Casey;

    [Theory]
    [InlineData("""{"title": "x", """, 400, "body", "not valid JSON")]
    [InlineData("""{"title": "x", "domain": "sales", "action_type": "sell_harder"}""", 400, "action_type", "send_email")]
    [InlineData("""{"title": "x", "domain": 7, "action_type": "send_email"}""", 400, "domain", "marketing")]
    [InlineData("""{"title": "x", "domain": "sales", "action_type": "send_email", "due_by": "tomorrow"}""", 400, "due_by", "ISO 8601")]
    [InlineData("""{"title": 5, "domain": "sales", "action_type": "send_email"}""", 400, "title", "string")]
    [InlineData("""{"title": "x", "domain": "sales", "action_type": "send_email", "colour": "red"}""", 400, "colour", "not a known field")]
    [InlineData("""{"domain": "sales", "action_type": "send_email"}""", 400, "title", "required")]
    [InlineData("null", 400, "body", "required")]
    [InlineData("", 400, "body", "required")]
    public async Task Create_BadBody_NamesTheFieldAndWhatItWants(string body, int status, string field, string words)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await casey.PostAsync("api/command-queue", content);

        var problem = await ProblemAsync(answer, status);
        Assert.Equal("validation", problem.GetProperty("code").GetString());
        Assert.Contains(words, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "api/command-queue", """{"title": "x", "action_type": "send_email", "unblocks": [null]}""")]
    [InlineData("PUT", "api/settings/excluded-companies", """{"domains": [null]}""")]
    [InlineData("PUT", "api/settings/rules", """{"items": [null]}""")]
    public async Task Request_ListThatHoldsNull_IsABadRequest(string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await casey.SendAsync(request);

        await ProblemAsync(answer, 400);
    }

    [Theory]
    [InlineData("api/signals/ffffffff-ffff-ffff-ffff-ffffffffffff", 404)]
    [InlineData("api/command-queue/ffffffff-ffff-ffff-ffff-ffffffffffff", 404)]
    [InlineData("api/executions/00000000-0000-0000-0000-000000000000", 404)]
    [InlineData("api/executions?item_id=ffffffff-ffff-ffff-ffff-ffffffffffff", 200)]
    [InlineData("api/executions?item_id=00000000-0000-0000-0000-000000000000", 200)]
    public async Task Read_IdThatNobodyMade_IsNoDefect(string path, int status)
    {
        using var answer = await casey.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Explain_NotANumber_NamesTheField()
    {
        using var content = new StringContent("""{"revenue_impact": NaN, "urgency_days": 3, "effort_minutes": 5, "icp_score": 0.5}""", Encoding.UTF8, "application/json");
        using var answer = await casey.PostAsync("api/aps/explain", content);

        Assert.True((await ProblemAsync(answer, 400)).GetProperty("errors").TryGetProperty("revenue_impact", out _));
    }

    [Fact]
    public async Task Create_TitleOfAMegabyte_NamesTheTitle()
    {
        using var answer = await casey.PostAsJsonAsync("api/command-queue", new { title = new string('x', 1 << 20), domain = "sales", action_type = "send_email" });

        Assert.True((await ProblemAsync(answer, 400)).GetProperty("errors").TryGetProperty("title", out _));
    }

    [Fact]
    public async Task Create_BodyOfFiveMegabytes_IsTooLarge()
    {
        using var content = new StringContent($$"""{"title":"{{new string('x', 5 << 20)}}"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(fixture.App.Address, "api/command-queue")) { Content = content };
        request.Headers.ExpectContinue = true; // otherwise the answer may come while we still write
        using var answer = await casey.SendAsync(request);

        Assert.Equal("too_large", (await ProblemAsync(answer, 413)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Create_Form_IsUnsupported()
    {
        using var content = new FormUrlEncodedContent([new("title", "x")]);
        using var answer = await casey.PostAsync("api/command-queue", content);

        Assert.Equal("unsupported_media_type", (await ProblemAsync(answer, 415)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task List_UnknownWord_ListsTheRightOnes()
    {
        using var answer = await casey.GetAsync("api/command-queue?status=sleepy");

        Assert.Contains("pending", (await ProblemAsync(answer, 400)).GetProperty("errors").GetProperty("status")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Path_Unknown_IsNotFound()
    {
        using var answer = await casey.GetAsync("api/nothing");

        Assert.Equal("not_found", (await ProblemAsync(answer, 404)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Method_Wrong_SaysWhichIsAllowed()
    {
        using var answer = await casey.DeleteAsync("api/me");

        Assert.Contains("GET", (await ProblemAsync(answer, 405)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("GET", answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("abc-123", true)]
    [InlineData("two words", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", false)]
    public async Task RequestId_OfTheCaller_IsKeptWhenItIsHarmless(string id, bool isKept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fixture.App.Address, "health"));
        request.Headers.TryAddWithoutValidation("X-Request-ID", id);
        using var answer = await casey.SendAsync(request);

        Assert.Equal(isKept, answer.Headers.GetValues("X-Request-ID").Single() == id);
        Assert.Equal("v1", answer.Headers.GetValues("X-API-Version").Single());
    }

    [Theory]
    [InlineData("health")]
    [InlineData("api/me")]
    [InlineData("api/nothing")]
    [InlineData("caseyos")]
    public async Task Headers_EveryAnswer_ForbidsInlineScriptsAndFraming(string path)
    {
        using var answer = await casey.GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(MediaTypeHeaderValue.Parse("application/problem+json").MediaType, answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(answer.Headers.GetValues("X-Request-ID").Single(), problem.GetProperty("trace_id").GetString());
        return problem;
    }
}
