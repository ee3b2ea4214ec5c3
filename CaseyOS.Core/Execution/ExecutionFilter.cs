using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Executions;

/// <summary>Which executions to list.</summary>
/// <param name="Status">Only in this status.</param>
/// <param name="Item">Only of this move.</param>
public sealed record ExecutionFilter(ExecutionStatus? Status = null, QueueItemId? Item = null)
{
    /// <summary>What somebody works on, or should.</summary>
    internal static string UnderWay { get; } =
        $" and ({string.Join(" or ", Enum.GetValues<ExecutionStatus>().Where(status => status.IsUnderWay()).Select(status => TableClient.CreateQueryFilter($"Status eq {status.ToString()}")))})";

    internal string Clause =>
        (Status is { } status ? " and " + TableClient.CreateQueryFilter($"Status eq {status.ToString()}") : "")
        + (Item is { } item ? " and " + TableClient.CreateQueryFilter($"ItemId eq {item.Value}") : "");
}
