using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Execution;

/// <summary>A signed-in user with an empty storage account and an untouched sandbox; instances of the program on demand.</summary>
public abstract class ExecutionTest(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private readonly EphemeralDataProtectionProvider keys = new();
    private readonly List<Instance> instances = [];
    private Dictionary<string, string?> settings = [];
    private Instance first = null!;

    internal SandboxClient Sandbox => sandbox.Client;

    internal Uri SandboxAddress => sandbox.Address;

    internal Instance Program => first;

    internal Sender Casey { get; private set; } = null!;

    internal Contact Person { get; private set; } = null!;

    internal Deal Deal { get; private set; } = null!;

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Sandbox.ResetAsync();
        settings = new(StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = await azurite.NewAccountAsync(),
            ["ALLOWED_EMAILS"] = "casey@dwtb.example",
            ["HubSpot:BaseAddress"] = sandbox.HubSpot.ToString(),
            ["HubSpot:AccessToken"] = "sandbox-hubspot-key",
            ["Google:ClientId"] = "test-client",
            ["Google:ClientSecret"] = "test-secret",
            ["Google:TokenEndpoint"] = new Uri(sandbox.Google, "token").ToString(),
            ["Google:GmailBaseAddress"] = sandbox.Google.ToString(),
            ["Google:CalendarBaseAddress"] = sandbox.Google.ToString(),
            ["Resilience:BaseDelay"] = "00:00:00.020",
            ["Resilience:MinimumThroughput"] = "1000",
            ["Execution:RetryDelay"] = "00:00:00.010",
            ["Execution:DraftLink"] = "https://mailbox.example/{0}",
        };
        first = Another();
        var account = await first.Get<AccountStore>().EnsureAsync("casey@dwtb.example", Cancel);
        Casey = new Sender(account.Owner, account.Email, "Casey Larkin", TimeZoneInfo.Utc);
        await SignInAsync(account);
        Deal = await first.Get<HubSpotClient>().SearchDealsAsync(new DealSearch(), Cancel).FirstAsync(Cancel);
        Person = await first.Get<HubSpotClient>().SearchContactsAsync(new ContactSearch(), Cancel).FirstAsync(contact => contact.Email is not null, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.ClearFaultsAsync();
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Another instance, or the program after a restart: same storage, empty memory.</summary>
    internal Instance Another(TimeSpan ahead = default, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] also)
    {
        var its = new Dictionary<string, string?>(settings, StringComparer.Ordinal);
        foreach (var (key, value) in also)
        {
            its[key] = value;
        }

        var instance = Instance.Start(its, keys, services =>
        {
            services.AddSingleton<TimeProvider>(new LaterClock(ahead));
            configure?.Invoke(services);
        });
        instances.Add(instance);
        return instance;
    }

    internal async Task<QueueItem> MoveAsync(MailContext? mail = null, string entity = "deal:7")
    {
        var signal = new Signal
        {
            Id = SignalId.New(TimeProvider.System),
            Owner = Casey.Owner,
            Type = "deal_stalled",
            Source = SignalSource.Hubspot,
            Entity = entity,
            Hash = SignalHash.Of("deal_stalled", entity, "test"),
            OccurredAt = TimeProvider.System.GetUtcNow(),
            DetectedAt = TimeProvider.System.GetUtcNow(),
            Proposal = new MoveProposal
            {
                Title = "Follow up on stalled deal: Northwind lanes 2027",
                ActionType = ActionType.SendEmail,
                Domain = Domain.Sales,
                ScoreInputs = new ScoreInputs { Value = 50_000, WaitingSince = new DateTimeOffset(2026, 11, 4, 9, 0, 0, TimeSpan.Zero) },
                ActionContext = mail ?? new MailContext { To = Person.Email, ToName = Person.DisplayName },
                Contact = new Related(Person.Id, Person.DisplayName),
                Deal = new Related(Deal.Id, Deal.Name),
            },
        };
        return Assert.IsType<ProposeResult.Queued>(await Program.Queue.ProposeAsync(signal, Cancel)).Item;
    }

    internal async Task<ExecuteRequest> ConfirmAsync(
        QueueItem item, string key, ActionOverrides? overrides = null, Instance? on = null, ExecutionMode mode = ExecutionMode.Draft)
    {
        var preview = await (on ?? Program).Executor.PreviewAsync(Casey, item.Id, mode, overrides, Cancel);
        return new(Casey, item.Id, mode, overrides, preview.ConfirmToken, key);
    }

    /// <summary>Previews, confirms and executes.</summary>
    internal async Task<Core.Executions.Execution> ExecuteAsync(QueueItem item, string key = "key-1", Instance? on = null) =>
        Assert.IsType<ExecuteAnswer.Ended>(await (on ?? Program).Executor.ExecuteAsync(await ConfirmAsync(item, key, on: on), Cancel)).Execution;

    /// <summary>A move that answers a conversation.</summary>
    internal Task<QueueItem> AnswerAsync(string thread) => MoveAsync(new MailContext { To = Person.Email, ToName = Person.DisplayName, ThreadId = thread }, "message:1");

    /// <summary>A mail of ours and an answer to it.</summary>
    internal async Task<(string Thread, GmailMessage Reply)> ConversationAsync()
    {
        var mail = (await ExecuteAsync(await MoveAsync(), "first")).MailResult!;
        await Sandbox.SendDraftAsync(mail.GmailDraftId!);
        return (mail.ThreadId!, await ReplyAsync(mail.ThreadId!));
    }

    internal async Task<GmailMessage> ReplyAsync(string thread)
    {
        var before = (await Program.Gmail.GetThreadAsync(Casey.Owner, thread, Cancel))!.Messages.Count;
        await Sandbox.ReplyAsync(Person.Email!);
        return await Eventually.SomethingAsync(
            async () => await Program.Gmail.GetThreadAsync(Casey.Owner, thread, Cancel) is { } now && now.Messages.Count > before ? now.Messages[^1] : null, "The answer");
    }

    internal async Task<QueueItem> StoredAsync(QueueItem item) => (await Another().Items.GetAsync(item.Owner, item.Id, Cancel)).Value;

    internal async Task<Core.Executions.Execution> StoredAsync(Core.Executions.Execution execution) =>
        (await Program.Executions.GetAsync(execution.Owner, execution.Id, Cancel)).Value;

    internal async Task<int> CountAsync(string effect) => (await Sandbox.EffectsAsync(effect)).Count;

    private async Task SignInAsync(Account account)
    {
        var tokens = await GoogleSignIn.TokensAsync(sandbox.Address);
        await first.Get<GoogleGrants>().SaveAsync(
            account.Owner,
            new GoogleGrant
            {
                AccessToken = tokens.GetProperty("access_token").GetString()!,
                RefreshToken = tokens.GetProperty("refresh_token").GetString(),
                ExpiresAt = TimeProvider.System.GetUtcNow().AddSeconds(tokens.GetProperty("expires_in").GetInt32()),
                Scopes = GoogleSignIn.AllScopes.Split(' '),
            },
            Cancel);
    }

    /// <summary>The real clock, some time ahead: timers run as usual.</summary>
    private sealed class LaterClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
