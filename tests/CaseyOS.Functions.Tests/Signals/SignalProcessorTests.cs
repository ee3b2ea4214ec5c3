using CaseyOS.Core;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class SignalProcessorTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Process_BrokenOffBetweenMoveAndRow_TheNextDeliveryAddsTheRowAndNothingElse()
    {
        await using var broken = await StartAsync();
        var owner = await broken.OwnerAsync();
        var (first, second) = (Stalled(owner, "7", "a"), Stalled(owner, "7", "b"));
        await broken.Get<CommandQueue>().ProposeAsync(first, CancellationToken.None);
        await broken.Get<CommandQueue>().ProposeAsync(second, CancellationToken.None);
        Assert.Empty(await broken.SignalsAsync(owner));

        await using var restarted = new DetectionProgram(broken.Storage, sandbox.Address);
        await restarted.Get<SignalProcessor>().ProcessAsync(new SignalMessage([first, second]).Encode(), CancellationToken.None);
        var complete = await restarted.RowKeysAsync();
        await restarted.Get<SignalProcessor>().ProcessAsync(new SignalMessage([second, first]).Encode(), CancellationToken.None);

        var move = Assert.Single(await restarted.OpenAsync(owner));
        var rows = (await restarted.SignalsAsync(owner)).ToDictionary(row => row.Signal.Id);
        Assert.Equal((SignalResult.Queued, move.Id), (rows[first.Id].Result, rows[first.Id].ItemId));
        Assert.Equal((SignalResult.Strengthened, move.Id), (rows[second.Id].Result, rows[second.Id].ItemId));
        Assert.Equal(complete, await restarted.RowKeysAsync());
    }

    [Fact]
    public async Task Process_SameFactDetectedAgainUnderAnotherId_AddsNothing()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        var signal = Stalled(owner, "7", "a");
        await program.Get<SignalProcessor>().ProcessAsync(new SignalMessage([signal]).Encode(), CancellationToken.None);
        var before = await program.RowKeysAsync();

        await using var other = new DetectionProgram(program.Storage, sandbox.Address);
        await other.Get<SignalProcessor>().ProcessAsync(new SignalMessage([signal with { Id = SignalId.New(TimeProvider.System) }]).Encode(), CancellationToken.None);

        Assert.Equal(before, await program.RowKeysAsync());
    }

    [Fact]
    public async Task Process_OneBadSignal_GoesOnAloneAndBlocksNobody()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        // Azure Tables takes no more than 32 Ki characters in a property.
        var bad = Stalled(owner, "8", "a") with { Entity = new string('x', 40_000) };

        await program.Get<SignalProcessor>().ProcessAsync(new SignalMessage([Stalled(owner, "7", "a"), bad, Stalled(owner, "9", "a")]).Encode(), CancellationToken.None);

        Assert.Equal(["7", "9"], (await program.SignalsAsync(owner)).Select(row => row.Signal.Entity[^1..]).Order());
        var alone = SignalMessage.Decode(Assert.Single(await program.TakeAsync()).Body.ToString());
        Assert.Equal(bad.Id, Assert.Single(alone.Signals).Id);
        await Assert.ThrowsAnyAsync<Exception>(() => program.Get<SignalProcessor>().ProcessAsync(alone.Encode(), CancellationToken.None));
    }

    [Fact]
    public async Task Process_PassingFailure_PutsTheSignalBackForLaterUntilItCountsAsPoison()
    {
        await using var program = await StartAsync();
        var owner = await program.OwnerAsync();
        await using var cutOff = new DetectionProgram(WithoutTables(program.Storage), sandbox.Address);
        var signal = Stalled(owner, "7", "a");
        var queue = program.Get<QueueServiceClient>().GetQueueClient(SignalMessage.Queue);

        await cutOff.Get<SignalProcessor>().ProcessAsync(new SignalMessage([signal], Attempt: 2).Encode(), CancellationToken.None);

        Assert.Empty((await queue.ReceiveMessagesAsync()).Value);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        await Assert.ThrowsAnyAsync<Exception>(() =>
            cutOff.Get<SignalProcessor>().ProcessAsync(new SignalMessage([signal], Attempt: 8).Encode(), CancellationToken.None));
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    private async Task<DetectionProgram> StartAsync()
    {
        var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        await program.Get<SignalStore>().EnsureAsync(CancellationToken.None);
        await program.Get<SignalIntake>().EnsureAsync(CancellationToken.None);
        return program;
    }

    // Nobody listens on port 9.
    private static string WithoutTables(string storage) => string.Join(';', storage.Split(';').Select(part =>
        part.StartsWith("TableEndpoint=", StringComparison.Ordinal) ? "TableEndpoint=http://127.0.0.1:9/" + new Uri(part["TableEndpoint=".Length..]).Segments[^1] : part));

    private static Signal Stalled(OwnerId owner, string deal, string bucket) => new()
    {
        Id = SignalId.New(TimeProvider.System),
        Owner = owner,
        Type = "deal_stalled",
        Source = SignalSource.Hubspot,
        Entity = $"deal:{deal}",
        Hash = SignalHash.Of("deal_stalled", $"deal:{deal}", bucket),
        OccurredAt = Now,
        DetectedAt = Now,
        Proposal = new()
        {
            Title = $"Follow up on stalled deal: {deal}",
            ActionType = ActionType.SendEmail,
            Domain = Domain.Sales,
            ScoreInputs = new ScoreInputs { ActionType = ActionType.SendEmail, Value = 5000 },
        },
    };
}
