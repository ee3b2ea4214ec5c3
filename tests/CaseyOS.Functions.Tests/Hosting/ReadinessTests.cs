using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using CaseyOS.Functions.Hosting;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Hosting;

public sealed class ReadinessTests(AzuriteFixture azurite)
{
    private static readonly ReadyCheck Fine = new("fine", IsNeeded: true, _ => Task.CompletedTask);

    [Fact]
    public async Task Check_NeededOneFails_IsFailedWithTheRealError()
    {
        var report = await CheckAsync(Fine, new("broken", IsNeeded: true, _ => throw new CryptographicException("Refer to the inner exception.", new IOException("The disk is gone."))));

        Assert.Equal("failed", report.Status);
        Assert.Equal("The disk is gone.", report.Checks["broken"].Error);
        Assert.Equal(("ready", null), (report.Checks["fine"].Status, report.Checks["fine"].Error));
    }

    [Fact]
    public async Task Check_OtherOneFails_IsDegraded()
    {
        var report = await CheckAsync(Fine, new("extra", IsNeeded: false, _ => throw new IOException("away")));

        Assert.Equal(("degraded", "degraded"), (report.Status, report.Checks["extra"].Status));
    }

    [Fact]
    public async Task Check_HangsAndIgnoresItsToken_IsFailedAllTheSame()
    {
        var report = await CheckAsync(Fine, new("stuck", IsNeeded: true, _ => new TaskCompletionSource().Task)).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("failed", report.Status);
        Assert.Contains("No answer", report.Checks["stuck"].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_StorageAway_Is503WhileTheProcessStillLives()
    {
        var nowhere = string.Join(';', new[] { "Blob", "Queue", "Table" }.Select(service => $"{service}Endpoint=http://127.0.0.1:9/a"));
        await using var app = await CaseyApp.StartAsync(azurite, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;{nowhere}",
        });
        using var http = app.Anonymous();

        using var ready = await http.GetAsync("ready");
        using var health = await http.GetAsync("health");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (ready.StatusCode, health.StatusCode));
        var checks = (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks");
        Assert.All(new[] { "storage", "queues", "keys" }, name => Assert.Equal("failed", checks.GetProperty(name).GetProperty("status").GetString()));
    }

    private static Task<ReadyReport> CheckAsync(params ReadyCheck[] checks) => new Readiness(checks, TimeProvider.System).CheckAsync(CancellationToken.None);
}
