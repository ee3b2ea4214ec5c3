using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Signals;

/// <summary>Thresholds of the rules and limits of the ingestion.</summary>
public sealed class SignalOptions
{
    /// <summary>Section in the configuration.</summary>
    public const string SectionName = "Signals";

    /// <summary>Days in one stage after which an open deal counts as stalled.</summary>
    [Range(1, 365)] public int DealStalledDays { get; set; } = 7;

    /// <summary>Days without activity after which a proposal counts as unanswered.</summary>
    [Range(1, 365)] public int ProposalSilenceDays { get; set; } = 3;

    /// <summary>Days after its creation during which an uncontacted lead is still news.</summary>
    [Range(1, 365)] public int NewLeadDays { get; set; } = 7;

    /// <summary>Hours during which a deal's move to another stage is still news.</summary>
    [Range(1, 336)] public int StageChangeHours { get; set; } = 24;

    /// <summary>Hours within which a person who answered us should hear back.</summary>
    [Range(1, 336)] public int ReplyWithinHours { get; set; } = 4;

    /// <summary>A stage whose label contains one of these words is a proposal stage. HubSpot has no flag for it.</summary>
    [MinLength(1)] public string[] ProposalStageWords { get; set; } = ["proposal", "quote", "contract sent"];

    /// <summary>Ids of further proposal stages whose label does not say so.</summary>
    public string[] ProposalStageIds { get; set; } = [];

    /// <summary>Base urgency 0–100 by rule name, where it differs from the rule's own.</summary>
    public Dictionary<string, double> Urgency { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Names of rules that are switched off.</summary>
    public string[] DisabledRules { get; set; } = [];

    /// <summary>How far a poll looks back behind its cursor: HubSpot's search shows changes late.</summary>
    [Range(0, 3600)] public int OverlapSeconds { get; set; } = 120;

    /// <summary>Signals that one batch of one source may hold.</summary>
    [Range(1, 1000)] public int BatchSize { get; set; } = 100;

    /// <summary>Batches that one run may send; what is left waits for the next run.</summary>
    [Range(1, 1000)] public int BatchesPerRun { get; set; } = 50;

    /// <summary>Messages that a resync of a mailbox examines when Gmail no longer knows the history.</summary>
    [Range(1, 20_000)] public int ResyncMessages { get; set; } = 2000;

    /// <summary>How often a signal that met a passing failure is put back before it counts as poison.</summary>
    [Range(1, 100)] public int RetriesOfSignal { get; set; } = 8;
}
