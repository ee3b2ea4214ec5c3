using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Tests.Signals.Rules;

/// <summary>A deal, a contact and a moment with defaults at which no rule fires; each test changes the one fact it is about.</summary>
public abstract class RuleTest
{
    protected static DateTimeOffset Now { get; } = new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero);

    protected static Contact Ada { get; } = new()
    {
        Id = "11",
        Email = "ada@northwind.example",
        FirstName = "Ada",
        LastName = "Lund",
        CompanyName = "Northwind",
        CreatedAt = Now.AddDays(-400),
        LastContactedAt = Now.AddDays(-1),
        ContactedCount = 4,
    };

    protected static Company Northwind { get; } = new() { Id = "3", Name = "Northwind", Industry = "LOGISTICS_AND_SUPPLY_CHAIN", Employees = 80 };

    protected static DealFacts Quiet { get; } = new(
        new Deal
        {
            Id = "7",
            Name = "Spring lanes",
            Amount = 50_000,
            StageId = "negotiation",
            StageProbability = 0.4,
            CloseDate = Now.AddDays(20),
            CreatedAt = Now.AddDays(-60),
            EnteredStageAt = Now.AddDays(-2),
            LastContactedAt = Now.AddDays(-1),
        },
        new DealStage("negotiation", "Negotiation", "default", 3, 0.6, IsClosed: false),
        Ada,
        Northwind);

    protected static LeadFacts NewLead { get; } =
        new(Ada with { CreatedAt = Now.AddDays(-2), LastContactedAt = null, ContactedCount = 0 }, Northwind);

    protected static DealFacts Proposal { get; } = Quiet with
    {
        Deal = Quiet.Deal with { StageId = "proposal", LastContactedAt = Now.AddDays(-5), EnteredStageAt = Now.AddDays(-5) },
        Stage = new DealStage("proposal", "Proposal sent", "default", 2, 0.5, IsClosed: false),
    };

    protected static RuleContext Context(string zone = "UTC", SignalOptions? options = null, IdealCustomerOptions? ideal = null) =>
        new(Now, TimeZoneInfo.FindSystemTimeZoneById(zone), options ?? new SignalOptions(), ideal ?? new IdealCustomerOptions());
}
