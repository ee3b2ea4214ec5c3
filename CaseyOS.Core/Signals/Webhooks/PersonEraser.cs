using CaseyOS.Core.Accounts;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Sources;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>Deletes what the detection keeps of a person whom HubSpot has erased: signals about him with all they say, and the opens of his mail.</summary>
/// <remarks>Twice is the same as once. Moves and executions are not the detection's; the log says that they still name him.</remarks>
public sealed partial class PersonEraser(AccountStore accounts, QueueStore moves, SignalStore signals, OpenLog opens, ILogger<PersonEraser> logger)
{
    /// <summary>Erases the person behind a contact.</summary>
    public async Task EraseAsync(string contactId, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            // HubSpot no longer knows the address; the moves about him do.
            List<QueueItem> about = [.. (await moves.ReadOpenAsync(account.Owner, cancellationToken)).Items.Where(item => item.Contact?.Id == contactId)];
            List<string> addresses = [.. about.Select(item => item.ActionContext).OfType<MailContext>().Select(mail => mail.To).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
            var items = about.Select(item => item.Id).ToHashSet();
            deleted += await signals.DeleteAsync(
                account.Owner,
                stored => stored.Signal.Entity == $"contact:{contactId}" || (stored.ItemId is { } id && items.Contains(id))
                    || stored.Signal.Payload.Values.Any(value => addresses.Exists(address => value.Contains(address, StringComparison.OrdinalIgnoreCase))),
                cancellationToken);
        }

        Log.Erased(logger, contactId, deleted, await opens.ForgetAsync(contactId, cancellationToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "HubSpot erased contact {Contact}: {Signals} signals and {Opens} opens are deleted, pending moves are resolved; closed moves and executions still name the person")]
        public static partial void Erased(ILogger logger, string contact, int signals, int opens);
    }
}
