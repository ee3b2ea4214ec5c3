using System.Net.Http.Json;
using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>An installation with <c>ACTIONS_ENABLED=false</c>.</summary>
public sealed class SwitchedOffTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("follow_up")]
    [InlineData("create_task")]
    [InlineData("prep_meeting")]
    public async Task Execute_SwitchedOff_Is503WhilePreviewsAndDryRunsWork(string action)
    {
        await sandbox.Client.ResetAsync();
        await using var app = await GuardApp.StartAsync(azurite, sandbox, ("ACTIONS_ENABLED", "false"));
        var move = await app.ConfirmAsync(action);

        var refused = await app.ExecuteAsync(move);
        var dryRun = await app.ExecuteAsync(move, query: "?dry_run=true");
        var (_, state) = await app.Casey.GetAsync("api/actions").ReadAsync();
        var (resumed, _) = await app.Casey.PostAsJsonAsync("api/admin/actions/resume", new { }).ReadAsync();

        Assert.Equal((503, "actions_disabled"), (refused.Status, refused.Code));
        Assert.Equal(200, dryRun.Status);
        Assert.False(state.GetProperty("enabled").GetBoolean());
        Assert.Equal((200, 503), (resumed, (await app.ExecuteAsync(move)).Status)); // the emergency stop's button does not overrule the configuration
        Assert.Empty(await sandbox.Client.EffectsAsync());
    }
}
