using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Tests.Execution;

/// <summary>A move as the rules make them, for tests that change one fact.</summary>
internal static class Moves
{
    public static readonly Sender Casey = new(new OwnerId("casey"), "casey@dwtb.example", "Casey Larkin", TimeZoneInfo.Utc);

    private static readonly DateTimeOffset Created = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public static QueueItem Stalled() => new()
    {
        Id = QueueItemId.Parse("0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b", null),
        Owner = Casey.Owner,
        Title = "Follow up on stalled deal: Northwind lanes 2027",
        Domain = Domain.Sales,
        ActionType = ActionType.SendEmail,
        ActionContext = new MailContext { To = "ada@northwind.example", ToName = "Ada Lund" },
        ScoreInputs = new ScoreInputs { Value = 50_000, WaitingSince = Created.AddDays(-16) },
        Score = new Score { Base = 70, Rank = 70, Priority = 70, Reasoning = "because", Drivers = [] },
        Contact = new Related("1", "Ada Lund"),
        Deal = new Related("7", "Northwind lanes 2027"),
        Company = new Related("3", "Northwind"),
        SignalType = "deal_stalled",
        CreatedAt = Created,
        UpdatedAt = Created,
    };
}
