using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>Plain HTTP towards the sandbox, deliberately without the product's connectors.</summary>
internal sealed class SandboxHttp(Uri address, HttpMessageHandler? handler = null) : IDisposable
{
    public const string HubSpotKey = "sandbox-hubspot-key";

    private readonly HttpClient http = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public string? Token { get; set; } = HubSpotKey;

    public static SandboxHttp HubSpot(SandboxFixture sandbox) => new(sandbox.HubSpot);

    public static async Task<SandboxHttp> GmailAsync(Uri sandbox, string scope = GoogleSignIn.AllScopes, string email = "casey@dwtb.example") =>
        new(new Uri(sandbox, "google/gmail/v1/users/me/")) { Token = (await GoogleSignIn.TokensAsync(sandbox, scope, email)).GetProperty("access_token").GetString() };

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await RawAsync(method, path, body is null or string ? (string?)body : JsonSerializer.Serialize(body));
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }

    public Task<(int Status, JsonElement Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<(int Status, JsonElement Body)> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>The body of an answer that must be a success.</summary>
    public async Task<JsonElement> OkAsync(HttpMethod method, string path, object? body = null)
    {
        var (status, json) = await SendAsync(method, path, body);
        Assert.True(status is >= 200 and < 300, $"{method} {path} answered {status}: {json}");
        return json;
    }

    public async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => http.Dispose();
}
