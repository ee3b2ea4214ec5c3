using CaseyOS.Functions.Hosting.Durable;

namespace CaseyOS.Functions.Hosting;

/// <summary>Work that a queue message starts and that speaks to the Durable extension. Bindings: <c>message</c> and <c>client</c>.</summary>
internal interface IDurableQueueTrigger
{
    /// <summary>Handles one message, as <see cref="IQueueTrigger"/> does.</summary>
    /// <param name="messageText">The message's text as it was sent.</param>
    /// <param name="client">Where the extension listens, and its key.</param>
    /// <param name="cancellationToken">Cancelled when the caller goes away.</param>
    Task RunAsync(string messageText, DurableClientBinding client, CancellationToken cancellationToken);
}
