using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;

namespace CaseyOS.Functions.Tests.Execution;

/// <summary>The mail handler of a program that dies at the worst moment: after the effect, before anybody has written down that it happened.</summary>
internal sealed class CrashingHandler(MailHandler mail) : IDraftHandler
{
    public IReadOnlySet<ActionType> Actions => mail.Actions;

    public Reversibility Reversibility => mail.Reversibility;

    public string PointOfNoReturn => mail.PointOfNoReturn;

    public EffectWords Words => mail.Words;

    public Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken) =>
        mail.ComposeAsync(item, sender, overrides, cancellationToken);

    public async Task<Performed> PerformAsync(Core.Executions.Execution execution, CancellationToken cancellationToken)
    {
        await mail.PerformAsync(execution, cancellationToken);
        throw new PowerCutException();
    }

    public Task<LoggedResult> LogAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task<Sighting> LookAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task<Sighting.Sent?> UndoAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task UnlogAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();
}

/// <summary>Nothing after this happened.</summary>
internal sealed class PowerCutException : Exception;
