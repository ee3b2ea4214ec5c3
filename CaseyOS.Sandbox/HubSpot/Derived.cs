using System.Globalization;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>What HubSpot fills in by itself when a record is written.</summary>
internal static class Derived
{
    public static CrmObject Apply(CrmObject before, CrmObject after, DateTimeOffset now) =>
        after.Type == ObjectTypes.Deals.Name ? Deal(before, after, now) : after;

    private static CrmObject Deal(CrmObject before, CrmObject after, DateTimeOffset now)
    {
        if (after["dealstage"] is not { } stageId || before["dealstage"] == stageId || Pipelines.FindStage(stageId) is not { } stage)
        {
            return after;
        }

        return after.With(now,
        [
            new("pipeline", after["pipeline"] ?? Pipelines.DefaultId),
            new("hs_deal_stage_probability", stage.Probability.ToString("0.##", CultureInfo.InvariantCulture)),
            new("hs_is_closed", stage.Closed ? "true" : "false"),
            new("hs_is_closed_won", stage.Won ? "true" : "false"),
            new("hs_v2_date_entered_current_stage", Wire.Time(now)),
            new("hs_v2_date_entered_" + stage.Id, Wire.Time(now)),
            new("closedate", stage.Closed && before["closedate"] == after["closedate"] ? Wire.Time(now) : after["closedate"]),
        ]);
    }
}
