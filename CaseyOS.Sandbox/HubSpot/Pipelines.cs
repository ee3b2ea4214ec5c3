using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseyOS.Sandbox.HubSpot;

internal sealed record Stage(string Id, string Label, double Probability, bool Closed = false)
{
    public bool Won => Closed && Probability >= 1;
}

/// <summary>The one deal pipeline of the account, which its owner has adapted as people do: a stage added, labels renamed.</summary>
internal static class Pipelines
{
    public const string DefaultId = "default";

    public static readonly IReadOnlyList<Stage> Stages =
    [
        new("appointmentscheduled", "Discovery call", 0.2),
        new("qualifiedtobuy", "Qualified", 0.4),
        new("presentationscheduled", "Solution demo", 0.6),
        new("proposalsent", "Proposal sent", 0.7),
        new("contractsent", "Contract sent", 0.9),
        new("closedwon", "Closed won", 1, Closed: true),
        new("closedlost", "Closed lost", 0, Closed: true),
    ];

    private static readonly DateTimeOffset Created = new(2024, 3, 4, 9, 0, 0, TimeSpan.Zero);

    public static Stage? FindStage(string id) => Stages.FirstOrDefault(stage => stage.Id == id);

    public static JsonObject ToJson() => new()
    {
        ["id"] = DefaultId,
        ["label"] = "Sales Pipeline",
        ["displayOrder"] = 0,
        ["stages"] = StagesToJson(),
        ["createdAt"] = Wire.Time(Created),
        ["updatedAt"] = Wire.Time(Created),
        ["archived"] = false,
    };

    public static JsonArray StagesToJson() => [.. Stages.Select(ToJson)];

    public static JsonObject ToJson(Stage stage) => new()
    {
        ["id"] = stage.Id,
        ["label"] = stage.Label,
        ["displayOrder"] = Stages.TakeWhile(other => other != stage).Count(),
        ["metadata"] = new JsonObject
        {
            ["isClosed"] = stage.Closed ? "true" : "false",
            ["probability"] = stage.Probability.ToString("0.0", CultureInfo.InvariantCulture),
        },
        ["createdAt"] = Wire.Time(Created),
        ["updatedAt"] = Wire.Time(Created),
        ["archived"] = false,
        ["writePermissions"] = "CRM_PERMISSIONS_ENFORCEMENT",
    };
}
