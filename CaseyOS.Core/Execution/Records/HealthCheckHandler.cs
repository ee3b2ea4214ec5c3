using System.Collections.Frozen;
using System.Globalization;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Records;

/// <summary>Moves that look after a customer: a health report as a note in HubSpot, and a check-in when it is below 50.</summary>
public sealed class HealthCheckHandler(
    HubSpotClient hubSpot, QueueStore moves, SignalIntake intake, OutcomeStore outcomes, IOptions<HubSpotOptions> properties, IOptions<ExecutionOptions> options, TimeProvider clock)
    : RecordHandler(hubSpot, options, clock)
{
    /// <summary>Type of the signal that proposes a check-in.</summary>
    public const string SignalType = "health_low";

    private const int Unwell = 50;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public override IReadOnlySet<ActionType> Actions { get; } = new[] { ActionType.CsHealthCheck }.ToFrozenSet();

    /// <inheritdoc/>
    public override EffectWords Words { get; } = new(
        "Keeps this report as a note in HubSpot. Below 50 it also proposes a check-in.",
        "report kept",
        "The report is in HubSpot.",
        "The note was archived.",
        "HubSpot has not answered in time. We try again shortly; there will be one note.");

    /// <inheritdoc/>
    public override async Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        var facts = await AccountFacts.ReadAsync(HubSpot, item, cancellationToken);
        var report = HealthReport.Of(await ReadAsync(item, facts, cancellationToken));
        var name = facts.Company?.Name ?? facts.Contact?.DisplayName ?? item.Title;
        var lines = report.Factors.Select(factor => factor.Penalty == 0 ? $"- {factor.Reason}" : string.Create(CultureInfo.InvariantCulture, $"- {factor.Reason} −{factor.Penalty}"));
        var written = new PreviewedNote(
            $"Health of {name}: {report.Health} of 100", $"Health {report.Health}, risk {report.Risk}.\n\n{string.Join('\n', lines)}", report.Health, About(item));
        return new(overrides?.ApplyTo(written) ?? written, written);
    }

    /// <inheritdoc/>
    protected override async Task AfterAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution.Content is PreviewedNote { Health: < Unwell and { } health })
        {
            var item = (await moves.GetAsync(execution.Owner, execution.ItemId, cancellationToken)).Value;
            // The way of all signals: it may be somebody whom nobody may write to.
            await intake.EnsureAsync(cancellationToken);
            await intake.SendAsync([CheckIn(execution, item, health, await EmailAsync(item, cancellationToken))], cancellationToken: cancellationToken);
        }
    }

    private async Task<HealthFacts> ReadAsync(QueueItem item, AccountFacts facts, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var risks = (await moves.ReadOpenAsync(item.Owner, cancellationToken)).Items.Count(open =>
            open.ActionType == ActionType.RiskEscalation && open.Id != item.Id && (Same(open.Company, item.Company) || Same(open.Contact, item.Contact) || Same(open.Deal, item.Deal)));
        var meeting = facts.Contact is { } person ? await HubSpot.FindLastMeetingAsync(person.Id, now, cancellationToken) : null;
        var reply = facts.Contact?.Email is { } email
            ? (await outcomes.ListSinceAsync(item.Owner, now - Remembered, cancellationToken))
                .Where(outcome => string.Equals(outcome.ContactEmail, email, StringComparison.OrdinalIgnoreCase) && outcome.Type is OutcomeType.PositiveReply or OutcomeType.NegativeReply)
                .MaxBy(outcome => outcome.OccurredAt)
            : null;
        var renewal = item.ScoreInputs is { IsCustomer: true, Deadline: { } deadline } ? deadline : (DateTimeOffset?)null;
        return new(now, facts.LastTouch, meeting, risks, renewal, reply?.Type == OutcomeType.NegativeReply)
        {
            OpenTickets = await HubSpot.CountOpenTicketsAsync(facts.Company?.Id, facts.Contact?.Id, cancellationToken),
            ReadsUsage = properties.Value.Properties is { Usage: not null } or { OverdueInvoices: not null },
            Usage = facts.Company?.Usage,
            OverdueInvoices = facts.Company?.OverdueInvoices,
        };
    }

    private async Task<string?> EmailAsync(QueueItem item, CancellationToken cancellationToken) =>
        item.Contact is { } contact ? (await HubSpot.GetContactsAsync([contact.Id], cancellationToken)).GetValueOrDefault(contact.Id)?.Email : null;

    private static bool Same(Related? one, Related? other) => one is not null && one.Id == other?.Id;

    // One per report: the hash names the execution.
    private Signal CheckIn(Execution execution, QueueItem item, int health, string? email)
    {
        var entity = item.Company is { } company ? $"company:{company.Id}" : item.Contact is { } contact ? $"contact:{contact.Id}" : $"deal:{item.Deal!.Id}";
        return new Signal
        {
            Id = SignalId.New(Clock),
            Owner = execution.Owner,
            Type = SignalType,
            Source = SignalSource.Internal,
            Entity = entity,
            Hash = SignalHash.Of(SignalType, $"execution:{execution.Id}", SignalHash.Once),
            OccurredAt = execution.StartedAt,
            DetectedAt = Clock.GetUtcNow(),
            Proposal = new MoveProposal
            {
                Title = $"Check in with {item.Contact?.Name ?? item.Company?.Name ?? item.Title}: health {health} of 100",
                ActionType = ActionType.CheckIn,
                Domain = Domain.Cs,
                DueBy = Clock.GetUtcNow().AddDays(1),
                ScoreInputs = item.ScoreInputs with { ActionType = ActionType.CheckIn, BaseUrgency = 100 - health },
                ActionContext = new MailContext { To = email, ToName = item.Contact?.Name },
                Contact = item.Contact,
                Deal = item.Deal,
                Company = item.Company,
            },
        };
    }
}
