using Azure;
using CaseyOS.Core;
using CaseyOS.Core.Storage.Queues;

namespace CaseyOS.Functions.Poison;

/// <summary>Messages that failed too often: what they are, why they failed, and another chance or the bin.</summary>
internal sealed class PoisonDesk(QueueServiceClient queues, FailureNotes notes, TimeProvider clock)
{
    private const int BatchSize = 32;
    private const int MostBatches = 64;
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);

    /// <summary>The first of each queue (the service shows no more than 32), and how many there are in all.</summary>
    public async Task<(IReadOnlyList<PoisonedMessage> Items, int Total)> ListAsync(CancellationToken cancellationToken)
    {
        List<PoisonedMessage> items = [];
        foreach (var kind in PoisonKind.All)
        {
            foreach (var message in await IfThere(async () => (await Poison(kind).PeekMessagesAsync(BatchSize, cancellationToken)).Value, []))
            {
                var note = await notes.FindAsync(message.MessageText, cancellationToken);
                items.Add(new($"{kind.Queue}.{message.MessageId}", kind.Queue, kind.Describe(message.MessageText), note?.Reason, note?.At ?? message.InsertedOn ?? clock.GetUtcNow()));
            }
        }

        return (items, (await CountAsync(cancellationToken)).Values.Sum());
    }

    /// <summary>How many lie in each poison queue.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(PoisonKind.All.Select(async kind =>
            (kind.PoisonQueue, Count: await IfThere(async () => (await Poison(kind).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount, 0))));
        return counts.ToDictionary(one => one.PoisonQueue, one => one.Count, StringComparer.Ordinal);
    }

    /// <summary>Gives one message another chance.</summary>
    /// <exception cref="NotFoundException">It is no longer there.</exception>
    public Task RetryAsync(string id, CancellationToken cancellationToken) => WithAsync(id, SendBackAsync, cancellationToken);

    /// <summary>Throws one message away.</summary>
    /// <exception cref="NotFoundException">It is no longer there.</exception>
    public Task DiscardAsync(string id, CancellationToken cancellationToken) =>
        WithAsync(id, (_, message, token) => notes.ForgetAsync(message.MessageText, token), cancellationToken);

    /// <summary>Gives all messages another chance, and says how many.</summary>
    public async Task<int> RetryAllAsync(CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var kind in PoisonKind.All)
        {
            var poison = Poison(kind);
            for (var batch = 0; batch < MostBatches; batch++)
            {
                var messages = await IfThere(async () => (await poison.ReceiveMessagesAsync(BatchSize, Hidden, cancellationToken)).Value, []);
                foreach (var message in messages)
                {
                    await SendBackAsync(kind, message, cancellationToken);
                    await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                    moved++;
                }

                if (messages.Length == 0)
                {
                    break;
                }
            }
        }

        return moved;
    }

    // Sent before it is deleted: a crash between the two doubles a message, which its handler recognises; the other way round would lose it.
    private async Task SendBackAsync(PoisonKind kind, QueueMessage message, CancellationToken cancellationToken)
    {
        var queue = queues.GetQueueClient(kind.Queue);
        await queue.CreateIfNotExistsAsync(cancellationToken);
        await queue.SendMessageAsync(kind.Renew(message.MessageText), cancellationToken: cancellationToken);
        await notes.ForgetAsync(message.MessageText, cancellationToken);
    }

    // A message can only be taken from the front: those before it are taken too, and put back when it is found.
    private async Task WithAsync(string id, Func<PoisonKind, QueueMessage, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var kind = PoisonKind.All.FirstOrDefault(one => id.StartsWith($"{one.Queue}.", StringComparison.Ordinal)) ?? throw Missing(id);
        var wanted = id[(kind.Queue.Length + 1)..];
        var poison = Poison(kind);
        List<QueueMessage> others = [];
        try
        {
            for (var batch = 0; batch < MostBatches; batch++)
            {
                var messages = await IfThere(async () => (await poison.ReceiveMessagesAsync(BatchSize, Hidden, cancellationToken)).Value, []);
                others.AddRange(messages.Where(message => message.MessageId != wanted));
                if (messages.FirstOrDefault(message => message.MessageId == wanted) is { } found)
                {
                    await act(kind, found, cancellationToken);
                    await poison.DeleteMessageAsync(found.MessageId, found.PopReceipt, cancellationToken);
                    return;
                }

                if (messages.Length == 0)
                {
                    break;
                }
            }
        }
        finally
        {
            foreach (var other in others)
            {
                await poison.UpdateMessageAsync(other.MessageId, other.PopReceipt, cancellationToken: cancellationToken);
            }
        }

        throw Missing(id);
    }

    private QueueClient Poison(PoisonKind kind) => queues.GetQueueClient(kind.PoisonQueue);

    // The first message that fails too often makes the queue.
    private static async Task<T> IfThere<T>(Func<Task<T>> ask, T otherwise)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return otherwise;
        }
    }

    private static NotFoundException Missing(string id) => new($"Message {id} is no longer there; somebody may be looking at it, or it was dealt with.");
}

/// <summary>A message that failed too often.</summary>
/// <param name="Id">Names it for retry and discard.</param>
/// <param name="Queue">Whose function gave up on it.</param>
/// <param name="What">What it is about.</param>
/// <param name="Reason">Why it failed; null when nobody could note it, as after a crash.</param>
/// <param name="FailedAt">When it failed last.</param>
public sealed record PoisonedMessage(string Id, string Queue, string What, string? Reason, DateTimeOffset FailedAt);
