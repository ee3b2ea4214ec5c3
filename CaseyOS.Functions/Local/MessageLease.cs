using Azure;
using CaseyOS.Core.Storage.Queues;

namespace CaseyOS.Functions.Local;

/// <summary>Keeps a message hidden while its function runs. Short and renewed, so that after a crash it comes back soon.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly CancellationTokenSource stop;
    private readonly Task renewing;
    private string receipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan length, TimeProvider clock, CancellationToken cancellationToken)
    {
        receipt = message.PopReceipt;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        renewing = RenewAsync(queue, message.MessageId, length, clock);
    }

    /// <summary>Ends the renewing and answers the receipt that is valid now.</summary>
    public async Task<string> EndAsync()
    {
        await stop.CancelAsync();
        await renewing;
        return receipt;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        stop.Dispose();
    }

    private async Task RenewAsync(QueueClient queue, string messageId, TimeSpan length, TimeProvider clock)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(length / 2, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                // Not cancellable: a renewal that took place with its answer thrown away would void our receipt.
                UpdateReceipt renewed = await queue.UpdateMessageAsync(messageId, receipt, visibilityTimeout: length, cancellationToken: CancellationToken.None);
                receipt = renewed.PopReceipt;
            }
            catch (RequestFailedException)
            {
                // Lost or unreachable: the delete that follows fails too and is logged there; the message comes again.
                return;
            }
        }
    }
}
