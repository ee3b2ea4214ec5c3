using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseyOS.Sandbox.HubSpot;

internal sealed record Stage(string Id, string Label, double Probability, bool Closed = false)
{
    public bool Won => Closed && Probability >= 1;
}

/// <summary>The one deal pipeline of the account, which its owner has adapted as people do (a stage added, labels renamed), and the support pipeline as HubSpot made it.</summary>
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

    /// <summary>What HubSpot calls the support pipeline.</summary>
    public const string SupportId = "0";

    public static readonly IReadOnlyList<Stage> TicketStages =
    [
        new("1", "New", 0), new("2", "Waiting on contact", 0), new("3", "Waiting on us", 0), new("4", "Closed", 0, Closed: true),
    ];

    private static readonly DateTimeOffset Created = new(2024, 3, 4, 9, 0, 0, TimeSpan.Zero);

    public static Stage? FindStage(string id) => Stages.FirstOrDefault(stage => stage.Id == id);

    public static JsonObject ToJson() => Pipeline(DefaultId, "Sales Pipeline", StagesToJson());

    public static JsonObject SupportToJson() => Pipeline(SupportId, "Support Pipeline", [.. TicketStages.Select(TicketToJson)]);

    private static JsonObject Pipeline(string id, string label, JsonArray stages) => new()
    {
        ["id"] = id,
        ["label"] = label,
        ["displayOrder"] = 0,
        ["stages"] = stages,
        ["createdAt"] = Wire.Time(Created),
        ["updatedAt"] = Wire.Time(Created),
        ["archived"] = false,
    };

    public static JsonArray StagesToJson() => [.. Stages.Select(ToJson)];

    public static JsonObject ToJson(Stage stage) => ToJson(stage, Stages, new JsonObject
    {
        ["isClosed"] = stage.Closed ? "true" : "false",
        ["probability"] = stage.Probability.ToString("0.0", CultureInfo.InvariantCulture),
    });

    private static JsonObject TicketToJson(Stage stage) => ToJson(stage, TicketStages, new JsonObject
    {
        ["ticketState"] = stage.Closed ? "CLOSED" : "OPEN",
        ["isClosed"] = stage.Closed ? "true" : "false",
    });

    private static JsonObject ToJson(Stage stage, IReadOnlyList<Stage> among, JsonObject metadata) => new()
    {
        ["id"] = stage.Id,
        ["label"] = stage.Label,
        ["displayOrder"] = among.TakeWhile(other => other != stage).Count(),
        ["metadata"] = metadata,
        ["createdAt"] = Wire.Time(Created),
        ["updatedAt"] = Wire.Time(Created),
        ["archived"] = false,
        ["writePermissions"] = "CRM_PERMISSIONS_ENFORCEMENT",
    };
}
