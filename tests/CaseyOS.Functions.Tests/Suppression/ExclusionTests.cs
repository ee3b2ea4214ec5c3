using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Suppression;

/// <summary>Companies that the user leaves alone get no move that would write to them.</summary>
public sealed class ExclusionTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Path = "api/settings/excluded-companies";

    [Fact]
    public async Task Excluded_Company_LosesItsMovesAndGetsNoNewOneAndTheFeedSaysWhy()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        using var alex = await app.SignInAsync("alex@dwtb.example");
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        var domain = (await RecipientsAsync(casey))[0].Split('@')[1];

        using var answer = await casey.PutAsJsonAsync(Path, new { domains = new[] { $" @{domain.ToUpperInvariant()}", domain } });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(domain, Assert.Single((await casey.GetFromJsonAsync<JsonElement>(Path)).GetProperty("domains").EnumerateArray()).GetString());
        Assert.Empty((await alex.GetFromJsonAsync<JsonElement>(Path)).GetProperty("domains").EnumerateArray());
        Assert.DoesNotContain(await RecipientsAsync(casey), to => to.EndsWith(domain, StringComparison.Ordinal));

        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = $"new.one@mail.{domain}", firstname = "Nell", lastname = "Ott" } });
        await sandbox.Client.AdvanceAsync(TimeSpan.FromSeconds(4));
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        Assert.DoesNotContain(await RecipientsAsync(casey), to => to.EndsWith(domain, StringComparison.Ordinal));
        var signals = (await casey.GetFromJsonAsync<JsonElement>("api/signals?type=new_lead_uncontacted&limit=200")).GetProperty("items").EnumerateArray();
        var left = signals.Single(signal => signal.Text("title").Contains("Nell Ott", StringComparison.Ordinal));
        Assert.Equal(("dropped", $"{domain} is one of the companies that you leave alone."), (left.Text("result"), left.Text("reason")));
    }

    private static async Task<IReadOnlyList<string>> RecipientsAsync(HttpClient casey) =>
        [.. (await casey.GetFromJsonAsync<JsonElement>("api/command-queue?status=pending&limit=200")).GetProperty("items").EnumerateArray()
            .Select(move => move.GetProperty("action_context"))
            .Where(context => context.ValueKind == JsonValueKind.Object && context.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.String)
            .Select(context => context.Text("to"))];
}
