using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Tests.Scoring;

/// <summary>Scores in Berlin on a Monday morning.</summary>
internal static class ScoringSituation
{
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public static Scorer Usual { get; } = With(new());

    public static Scorer With(ScoringOptions options) => new(Options.Create(options));

    public static Score Score(ScoreInputs inputs, double? dueInDays = null, double waitedDays = 0) =>
        Usual.Score(inputs, dueInDays is { } days ? Now.AddDays(days) : null, Now.AddDays(-waitedDays), Now, Berlin);

    public static Driver Of(this Score score, Factor factor) => score.Drivers.Single(driver => driver.Factor == factor);

    public static ScoreInputs Deal(double? value = null, ActionType action = ActionType.Other) =>
        new() { Subject = "deal", Value = value, ActionType = action };
}
