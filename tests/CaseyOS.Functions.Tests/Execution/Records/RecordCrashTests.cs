using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Records;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Functions.Tests.Execution.Records;

public sealed class RecordCrashTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    [Fact]
    public async Task Perform_DiedBetweenTheTaskAndItsRecord_MakesNoSecond()
    {
        var move = new NewMove { Title = $"Review {Deal.Name}", ActionType = ActionType.ReviewDeal, Deal = new Related(Deal.Id, Deal.Name) };
        var item = await Program.Queue.AddAsync(Casey.Owner, Casey.Email, move, Cancel);
        var dying = Another(configure: services =>
        {
            services.RemoveAll<IActionHandler>();
            services.AddSingleton<TaskHandler>();
            services.AddSingleton<IActionHandler, DyingHandler>();
        });
        await Assert.ThrowsAsync<PowerCutException>(async () => await dying.Executor.ExecuteAsync(await ConfirmAsync(item, "dying", on: dying), Cancel));
        var execution = (await Program.Executions.GetAsync(item.Owner, (await StoredAsync(item)).ExecutionId!.Value, Cancel)).Value;

        await Another(TimeSpan.FromSeconds(90)).RunAsync<PerformExecution>(execution);

        var stored = await StoredAsync(execution);
        Assert.Equal((ExecutionStatus.Succeeded, 2), (stored.Status, stored.Attempts));
        var made = Assert.Single(await Sandbox.EffectsAsync("task_created"));
        Assert.Equal(made.Content.GetProperty("id").GetString(), Assert.IsType<TaskResult>(stored.Result).TaskId);
    }

    /// <summary>The task handler of a program that dies after the effect, before anybody has written down that it happened.</summary>
    private sealed class DyingHandler(TaskHandler task) : IActionHandler
    {
        public IReadOnlySet<ActionType> Actions => task.Actions;

        public Reversibility Reversibility => task.Reversibility;

        public string PointOfNoReturn => task.PointOfNoReturn;

        public EffectWords Words => task.Words;

        public Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken) =>
            task.ComposeAsync(item, sender, overrides, cancellationToken);

        public async Task<Performed> PerformAsync(Core.Executions.Execution execution, CancellationToken cancellationToken)
        {
            await task.PerformAsync(execution, cancellationToken);
            throw new PowerCutException();
        }

        public Task<Sighting.Sent?> UndoAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();
    }
}
