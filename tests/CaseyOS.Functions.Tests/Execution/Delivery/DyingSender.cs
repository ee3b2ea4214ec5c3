using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Queue;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>The mail handler of a program that dies when the mail has gone out and nobody has written it down.</summary>
internal sealed class DyingSender(MailHandler mail) : ISendingHandler
{
    public IReadOnlySet<ActionType> Actions => mail.Actions;

    public Reversibility Reversibility => mail.Reversibility;

    public string PointOfNoReturn => mail.PointOfNoReturn;

    public EffectWords Words => mail.Words;

    public string WhatSendingDoes => mail.WhatSendingDoes;

    public async Task<SendAnswer> SendAsync(Core.Executions.Execution execution, CancellationToken cancellationToken)
    {
        await mail.SendAsync(execution, cancellationToken);
        throw new PowerCutException();
    }

    public Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task<Composed> ToSendAsync(QueueItem item, Composed draft, Sender sender, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task<Performed> PerformAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task<Sighting> WithdrawAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task<LoggedResult> LogAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task<Sighting> LookAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task<Sighting.Sent?> UndoAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();

    public Task UnlogAsync(Core.Executions.Execution execution, CancellationToken cancellationToken) => throw new PowerCutException();
}
