using Azure;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Which executions towards a contact, about a deal, have had their follow-up: a row of the owner's partition that names them.</summary>
public sealed class FollowUpCounts(QueueStore queue)
{
    private const string Schema = "Schema";
    private const string Executions = "Executions";
    private const int Newest = 1;
    private const int Tries = 20;

    /// <summary>Takes a place for an execution, once.</summary>
    /// <param name="execution">The mail that nobody answered.</param>
    /// <param name="most">How many places there are.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The place, from 1; null when all were taken by others.</returns>
    public async Task<int?> TakeAsync(Execution execution, int most, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var key = Keys.FollowedUp(execution.Contact?.Id ?? execution.Mail.To.ToLowerInvariant(), execution.Deal?.Id);
        for (var tries = 0; tries < Tries; tries++)
        {
            var found = await queue.Table.GetEntityIfExistsAsync<TableEntity>(execution.Owner.Value, key, cancellationToken: cancellationToken);
            string[] taken = found.HasValue ? (found.Value!.GetString(Executions) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
            var place = Array.IndexOf(taken, execution.Id.ToString()) + 1;
            if (place > 0 || taken.Length >= most)
            {
                return place > 0 ? place : null;
            }

            var row = new TableEntity(execution.Owner.Value, key) { [Schema] = Newest, [Executions] = string.Join(' ', [.. taken, execution.Id.ToString()]) };
            try
            {
                await (found.HasValue
                    ? queue.Table.UpdateEntityAsync(row, found.Value!.ETag, TableUpdateMode.Replace, cancellationToken)
                    : queue.Table.AddEntityAsync(row, cancellationToken));
                return taken.Length + 1;
            }
            catch (RequestFailedException lost) when (lost.Status is 409 or 412)
            {
                // Somebody else took a place; the next try counts it.
            }
        }

        throw new ConflictException("conflict", "Follow-ups to this contact keep changing; try again.", TimeSpan.FromSeconds(1));
    }
}
