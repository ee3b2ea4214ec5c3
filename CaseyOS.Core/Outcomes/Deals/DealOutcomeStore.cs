using System.Text.Json;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Outcomes.Deals;

/// <summary>Table <c>DealOutcomes</c>: one row for each closed deal under its id, so that taking it in again changes nothing.</summary>
/// <remarks>One partition, because a deal may change hands and must not be counted twice; each row names its owner.</remarks>
public sealed class DealOutcomeStore(TableServiceClient tables)
{
    private const string Partition = "system";
    private const string Prefix = "deal|";
    private const int MostInOne = 100;
    private const int Schema = 1;

    private readonly TableClient table = tables.GetTableClient("DealOutcomes");
    private readonly TableReady ready = new();

    /// <summary>Stores outcomes, replacing what was known of the same deals.</summary>
    public async Task SaveAsync(IReadOnlyCollection<DealOutcome> outcomes, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        foreach (var some in outcomes.DistinctBy(outcome => outcome.DealId).Chunk(MostInOne))
        {
            await table.SubmitTransactionAsync([.. some.Select(outcome => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(outcome)))], cancellationToken);
        }
    }

    /// <summary>Forgets a deal that was opened again; nothing happens when none is known.</summary>
    public async Task RemoveAsync(string dealId, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        await table.DeleteEntityAsync(Partition, Prefix + dealId, cancellationToken: cancellationToken);
    }

    /// <summary>All of an owner's.</summary>
    public async Task<IReadOnlyList<DealOutcome>> ListAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        List<DealOutcome> outcomes = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and Owner eq {owner.Value}"), cancellationToken: cancellationToken))
        {
            outcomes.Add(JsonSerializer.Deserialize<DealOutcome>(row.GetString("Body")!, CaseyJson.Rows)!);
        }

        return outcomes;
    }

    private static TableEntity Row(DealOutcome outcome) => new(Partition, Prefix + outcome.DealId)
    {
        ["Owner"] = outcome.Owner.Value,
        ["Body"] = JsonSerializer.Serialize(outcome, CaseyJson.Rows),
        ["Schema"] = Schema,
    };
}
