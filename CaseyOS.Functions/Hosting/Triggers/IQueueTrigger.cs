namespace CaseyOS.Functions.Hosting;

/// <summary>Work that a queue message starts.</summary>
public interface IQueueTrigger
{
    /// <summary>
    /// Handles one message. It may come more than once. Throwing gives it back; after five tries it moves to the
    /// poison queue. A transient failure should rather be sent again with a delay: the five tries are for crashes.
    /// </summary>
    /// <param name="messageText">The message's text as it was sent.</param>
    /// <param name="cancellationToken">Cancelled when the caller goes away.</param>
    Task RunAsync(string messageText, CancellationToken cancellationToken);
}
