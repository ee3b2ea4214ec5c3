using System.Collections.Frozen;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Records;

/// <summary>Moves that prepare a meeting: a briefing as a note in HubSpot, kept on the execution.</summary>
public sealed class BriefingHandler(HubSpotClient hubSpot, IOptions<ExecutionOptions> options, TimeProvider clock) : RecordHandler(hubSpot, options, clock)
{
    /// <inheritdoc/>
    public override IReadOnlySet<ActionType> Actions { get; } = new[] { ActionType.PrepMeeting }.ToFrozenSet();

    /// <inheritdoc/>
    public override EffectWords Words { get; } = new(
        "Keeps this briefing as a note in HubSpot.", "briefing kept", "The briefing is in HubSpot.", "The note was archived.", "HubSpot has not answered in time. We try again shortly; there will be one note.");

    /// <inheritdoc/>
    public override async Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        var facts = await AccountFacts.ReadAsync(HubSpot, item, cancellationToken);
        var written = Briefing.Write(item, facts, Clock.GetUtcNow(), About(item));
        return new(overrides?.ApplyTo(written) ?? written, written);
    }
}
