using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>The row that stands for an instance: where it is, and who works on it.</summary>
internal sealed record InstanceState(string Id, string Name, OrchestrationRuntimeStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    private const int Schema = 1;

    /// <summary>How often it has continued as new.</summary>
    public int Generation { get; init; }

    /// <summary>Rows of history of this run; the next gets this number.</summary>
    public int HistoryRows { get; init; }

    /// <summary>Events in them.</summary>
    public int HistoryLength { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    /// <summary>The worker that runs its activities.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    public TableEntity ToRow()
    {
        var row = new TableEntity(Id, TaskHubKeys.State)
        {
            [nameof(Schema)] = Schema,
            [nameof(Name)] = Name,
            [nameof(Status)] = Status.ToString(),
            [nameof(CreatedAt)] = CreatedAt,
            [nameof(UpdatedAt)] = UpdatedAt,
            [nameof(Generation)] = Generation,
            [nameof(HistoryRows)] = HistoryRows,
            [nameof(HistoryLength)] = HistoryLength,
            [nameof(LeaseOwner)] = LeaseOwner,
            [nameof(LeaseUntil)] = LeaseUntil,
        };
        row.SetTextOrNone(nameof(CustomStatus), CustomStatus, "custom_status");
        row.SetTextOrNone(nameof(Failure), Failure is null ? null : JsonSerializer.Serialize(Failure, CaseyJson.Rows), "failure");
        return row;
    }

    public static InstanceState From(TableEntity row) => new(
        row.PartitionKey,
        row.GetString(nameof(Name))!,
        Enum.Parse<OrchestrationRuntimeStatus>(row.GetString(nameof(Status))!),
        row.GetDateTimeOffset(nameof(CreatedAt))!.Value,
        row.GetDateTimeOffset(nameof(UpdatedAt))!.Value)
    {
        Generation = row.GetInt32(nameof(Generation)) ?? 0,
        HistoryRows = row.GetInt32(nameof(HistoryRows)) ?? 0,
        HistoryLength = row.GetInt32(nameof(HistoryLength)) ?? 0,
        CustomStatus = row.GetText(nameof(CustomStatus)),
        Failure = row.GetText(nameof(Failure)) is { } failure ? JsonSerializer.Deserialize<TaskFailureDetails>(failure, CaseyJson.Rows) : null,
        LeaseOwner = row.GetString(nameof(LeaseOwner)),
        LeaseUntil = row.GetDateTimeOffset(nameof(LeaseUntil)),
    };

    public OrchestrationMetadata ToMetadata(string? input = null, string? output = null) => new(Name, Id)
    {
        RuntimeStatus = Status,
        CreatedAt = CreatedAt,
        LastUpdatedAt = UpdatedAt,
        SerializedInput = input,
        SerializedOutput = output,
        SerializedCustomStatus = CustomStatus,
        FailureDetails = Failure,
        HistoryLength = HistoryLength,
    };
}
