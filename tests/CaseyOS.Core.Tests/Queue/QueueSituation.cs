using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Tests.Scoring;
using CaseyOS.Testing;

namespace CaseyOS.Core.Tests.Queue;

/// <summary>Moves by the numbers that matter for order and day.</summary>
internal static class QueueSituation
{
    public static readonly DateTimeOffset Now = ScoringSituation.Now;
    private static readonly FakeTimeProvider Clock = new(Now);

    public static QueueItem Move(
        double rank = 50, double? dueInHours = null, ItemStatus status = ItemStatus.Pending, double? snoozedForHours = null, Domain domain = Domain.Sales)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        return new()
        {
            Id = QueueItemId.New(Clock),
            Owner = new("o"),
            Title = $"Call Ada about {rank}",
            Domain = domain,
            ActionType = ActionType.SendEmail,
            Status = status,
            ScoreInputs = new(),
            Score = ScoringSituation.Score(new()) with { Base = rank, Rank = rank, Priority = rank },
            DueBy = dueInHours is { } hours ? Now.AddHours(hours) : null,
            SnoozedUntil = snoozedForHours is { } snoozed ? Now.AddHours(snoozed) : null,
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
        };
    }
}
