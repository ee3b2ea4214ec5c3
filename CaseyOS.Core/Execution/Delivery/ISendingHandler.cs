using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Delivery;

/// <summary>A handler whose effect can also be sent: what it performs is a draft, which is held and then sent as it was confirmed.</summary>
public interface ISendingHandler : IDraftHandler
{
    /// <summary>What the mode <c>send</c> does, in a sentence before the click.</summary>
    string WhatSendingDoes { get; }

    /// <summary>The same content, to be sent: with what speaks against that.</summary>
    Task<Composed> ToSendAsync(QueueItem item, Composed draft, Sender sender, CancellationToken cancellationToken);

    /// <summary>Sends the draft, once, after a last look at the world. The point of no return of the mode <c>send</c>.</summary>
    Task<SendAnswer> SendAsync(Execution execution, CancellationToken cancellationToken);

    /// <summary>Takes the draft of a mail back that is not sent after all.</summary>
    /// <returns>What is left: nothing, a draft that the user has changed, or a mail that he has sent himself.</returns>
    /// <exception cref="ConnectorException">Gmail does not say; try again later.</exception>
    Task<Sighting> WithdrawAsync(Execution execution, CancellationToken cancellationToken);
}
