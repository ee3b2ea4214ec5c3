using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Queue;

/// <summary>The running program with two signed-in users, for tests that only need moves of their own.</summary>
public sealed class QueueApp(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly SandboxFixture sandbox = new();

    public CaseyApp App { get; private set; } = null!;

    public HttpClient Casey { get; private set; } = null!;

    public HttpClient Alex { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await sandbox.InitializeAsync();
        App = await CaseyApp.StartAsync(azurite, sandbox);
        Casey = await App.SignInAsync();
        Alex = await App.SignInAsync("alex@dwtb.example");
    }

    /// <summary>A move made by hand.</summary>
    public async Task<JsonElement> AddAsync(object? move = null)
    {
        using var answer = await Casey.PostAsJsonAsync("api/command-queue", move ?? new { title = "Call Ada Lund at Northwind", action_type = "send_email" });
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        Casey.Dispose();
        Alex.Dispose();
        await App.DisposeAsync();
        await sandbox.DisposeAsync();
    }
}

internal static class Answers
{
    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>The status, and the problem or body.</summary>
    public static async Task<(int Status, JsonElement Body)> ReadAsync(this Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
