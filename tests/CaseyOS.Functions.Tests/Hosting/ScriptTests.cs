using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Guards;
using CaseyOS.Functions.Tests.Guards;
using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Hosting;

/// <summary>Scripts with the admin token: everything but what reaches people.</summary>
public sealed class ScriptTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>
{
    private const string Token = "0123456789abcdef0123456789abcdef-script";
    private const string Casey = "casey@dwtb.example";

    [Fact]
    public async Task Script_WithTokenAndOwner_ReadsDraftsMakesTasksAndOperates()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await StartAsync();
        using var script = Script(app, Token, Casey);

        var (_, me) = await script.GetAsync("api/me").ReadAsync();
        Assert.Equal((Casey, true), (me.Text("email"), me.GetProperty("is_admin").GetBoolean()));
        foreach (var (action, effect) in ((string, string)[])[("follow_up", "draft_created"), ("create_task", "task_created")])
        {
            var move = await app.ConfirmAsync(action);
            Assert.Equal(200, (await app.ExecuteAsync(move, query: "?dry_run=true", by: script)).Status);
            Assert.Empty(await sandbox.Client.EffectsAsync(effect));
            var done = await app.ExecuteAsync(move, by: script);
            Assert.True(done.Status == 200, done.Body.ToString());
            Assert.Single(await sandbox.Client.EffectsAsync(effect));
            Assert.Equal(200, (await script.PostAsync($"api/executions/{done.Execution.Text("id")}/rollback", null).ReadAsync()).Status);
            var entries = (await app.Casey.GetFromJsonAsync<JsonElement>("api/audit")).GetProperty("items").EnumerateArray().Where(entry => entry.Text("item_id") == move.Id).ToList();
            Assert.Equal(["execution_rolled_back", "execution_succeeded", "execution_started"], entries.Select(entry => entry.Text("what")));
            Assert.All(entries, entry => Assert.Equal($"{Casey} (script)", entry.Text("actor")));
        }

        Assert.Equal(202, (await script.PostAsync("api/admin/trigger-poll", null).ReadAsync()).Status);
        Assert.Equal(200, (await script.PostAsJsonAsync("api/admin/actions/stop", new { reason = "night" }).ReadAsync()).Status);
        Assert.Equal(200, (await script.PostAsync("api/admin/actions/resume", null).ReadAsync()).Status);
    }

    [Fact]
    public async Task Script_Sending_Is403InASentence()
    {
        await using var app = await StartAsync();
        using var script = Script(app, Token, Casey);
        var move = await app.ConfirmAsync();

        var (status, problem) = await script.PostAsJsonAsync($"api/command-queue/{move.Id}/execute", new { mode = "send", confirm_token = move.Token }).ReadAsync();

        Assert.Equal((403, "forbidden"), (status, problem.Text("code")));
        Assert.Contains("may not send mail", problem.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain(await sandbox.Client.EffectsAsync(), effect => effect.Kind == "mail_sent" && effect.Actor == "api");
    }

    [Fact]
    public async Task Script_Inviting_Is403AndNobodyIsInvited()
    {
        await using var app = await StartAsync();
        using var script = Script(app, Token, Casey);
        var move = await app.ConfirmAsync("book_meeting");

        Assert.Equal(200, (await app.ExecuteAsync(move, query: "?dry_run=true", by: script)).Status);
        var refused = await app.ExecuteAsync(move, by: script);

        Assert.Equal((403, "forbidden"), (refused.Status, refused.Code));
        Assert.Empty(await sandbox.Client.EffectsAsync("event_created"));
    }

    [Fact]
    public async Task Script_WhatCannotBeTakenBackUnseen_IsForbiddenForEveryHandler()
    {
        await using var app = await StartAsync();

        Assert.All(app.App.Services.GetServices<IActionHandler>(), handler =>
        {
            Assert.Throws<ForbiddenException>(() => ScriptRules.Check(byScript: true, ExecutionMode.Send, handler));
            ScriptRules.Check(byScript: false, ExecutionMode.Send, handler);
            if (handler.Reversibility == Reversibility.Reversible)
            {
                ScriptRules.Check(byScript: true, ExecutionMode.Draft, handler);
            }
            else
            {
                Assert.Throws<ForbiddenException>(() => ScriptRules.Check(byScript: true, ExecutionMode.Draft, handler));
            }
        });
    }

    [Fact]
    public async Task Script_TokenOrOwnerWrong_Is401InASentence()
    {
        await using var app = await StartAsync();
        (string Token, string Owner, string Words)[] attempts =
        [
            ("wrong", Casey, "is not the token"),
            ("", Casey, "is not the token"),
            (Token + "x", Casey, "is not the token"),
            (Token[..^1], Casey, "is not the token"),
            (Token, "", "X-Owner must be"),
            (Token, "stranger@example.com", "X-Owner must be"),
            (Token, "system", "X-Owner must be"),
            (Token, "0198c0df6f7a7c3e9d6b0d6f4f1c2a3b", "X-Owner must be"),
            (Token, "o|hash", "X-Owner must be"),
        ];
        foreach (var (token, owner, words) in attempts)
        {
            using var script = Script(app, token, owner);
            var (status, problem) = await script.GetAsync("api/me").ReadAsync();
            Assert.Equal((401, "unauthenticated"), (status, problem.Text("code")));
            Assert.Contains(words, problem.Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Script_TooManyWrongTokens_Are429AndTheRightOneStillWorks()
    {
        await using var app = await StartAsync();
        using var guessing = Script(app, "guess", Casey);
        using var script = Script(app, Token, Casey);

        for (var guess = 0; guess < 10; guess++)
        {
            Assert.Equal(401, (await guessing.GetAsync("api/me").ReadAsync()).Status);
        }

        using var answer = await guessing.GetAsync("api/me");
        Assert.Equal(429, (int)answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal(200, (await script.GetAsync("api/me").ReadAsync()).Status);
    }

    [Fact]
    public async Task Script_NoTokenConfigured_IsNeverLetIn()
    {
        await using var app = await GuardApp.StartAsync(azurite, sandbox);
        foreach (var token in (string[])["", "undefined", "null", Token])
        {
            using var script = Script(app, token, Casey);
            Assert.Equal(401, (await script.GetAsync("api/me").ReadAsync()).Status);
        }
    }

    [Fact]
    public async Task Script_OfAnotherOwner_SeesNothingOfCasey()
    {
        await using var app = await StartAsync();
        (await app.App.SignInAsync("alex@dwtb.example")).Dispose(); // an account exists once somebody has signed in
        var move = await app.ConfirmAsync();
        using var script = Script(app, Token, "alex@dwtb.example");

        Assert.Equal(404, (await script.GetAsync($"api/command-queue/{move.Id}").ReadAsync()).Status);
    }

    [Fact]
    public async Task Script_OutsideTheApi_IsNobody()
    {
        await using var app = await StartAsync();
        using var script = Script(app, Token, Casey);

        using var page = await script.GetAsync("caseyos");

        Assert.Equal("/login?return_url=%2Fcaseyos", page.Headers.Location?.OriginalString);
    }

    private Task<GuardApp> StartAsync() => GuardApp.StartAsync(azurite, sandbox, ("ADMIN_TOKEN", Token));

    private static HttpClient Script(GuardApp app, string token, string owner)
    {
        var script = app.App.Anonymous();
        script.DefaultRequestHeaders.TryAddWithoutValidation("X-Admin-Token", token);
        script.DefaultRequestHeaders.TryAddWithoutValidation("X-Owner", owner);
        return script;
    }
}
