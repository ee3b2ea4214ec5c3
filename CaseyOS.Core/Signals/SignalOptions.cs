using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Signals;

/// <summary>Thresholds of the rules and limits of the ingestion. Each owner may have thresholds of his own (<see cref="Copy"/>).</summary>
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

    /// <summary>Hours within which a form should be answered.</summary>
    [Range(1, 336)] public int FormWithinHours { get; set; } = 24;

    /// <summary>Minutes before a meeting by which it should be prepared.</summary>
    [Range(0, 1440)] public int MeetingPrepMinutes { get; set; } = 30;

    /// <summary>Days before its renewal date at which a contract counts as expiring.</summary>
    [Range(1, 365)] public int ContractExpiringDays { get; set; } = 30;

    /// <summary>Days before its renewal date at which the renewal should be talked about.</summary>
    [Range(0, 365)] public int RenewalDueDays { get; set; } = 14;

    /// <summary>Days without activity after which an open deal is at risk.</summary>
    [Range(1, 365)] public int DealRiskSilenceDays { get; set; } = 14;

    /// <summary>How often a deal's close date may be pushed back before it is at risk.</summary>
    [Range(1, 20)] public int DealRiskPushes { get; set; } = 2;

    /// <summary>Percent of its amount that a deal must lose to be at risk.</summary>
    [Range(1, 100)] public int DealRiskFallPercent { get; set; } = 20;

    /// <summary>Days for which a pushed close date and a fallen amount count.</summary>
    [Range(1, 365)] public int DealRiskMemoryDays { get; set; } = 30;

    /// <summary>Days over its close date from which an open deal is to be looked at.</summary>
    [Range(1, 365)] public int CloseDateDays { get; set; } = 1;

    /// <summary>Days without any touch after which a customer counts as quiet.</summary>
    [Range(1, 365)] public int CustomerQuietDays { get; set; } = 14;

    /// <summary>Days before the renewal within which a quiet customer matters.</summary>
    [Range(1, 365)] public int CustomerQuietRenewalDays { get; set; } = 60;

    /// <summary>Opens of a mail that count as reading it.</summary>
    [Range(1, 50)] public int OpensThatCount { get; set; } = 3;

    /// <summary>Days that a reader has for his answer.</summary>
    [Range(1, 90)] public int OpenedReplyDays { get; set; } = 3;

    /// <summary>Days after which an unsent draft is worth a reminder.</summary>
    [Range(1, 90)] public int DraftUnsentDays { get; set; } = 2;

    /// <summary>Days after the win of the first check.</summary>
    [Range(1, 365)] public int OnboardingFirstDays { get; set; } = 7;

    /// <summary>Days after the win of the second check.</summary>
    [Range(2, 365)] public int OnboardingSecondDays { get; set; } = 30;

    /// <summary>Days after the win at which a case study can be written.</summary>
    [Range(1, 365)] public int CaseStudyDays { get; set; } = 30;

    /// <summary>Days without touch after which a contact counts as inactive.</summary>
    [Range(7, 3650)] public int InactiveDays { get; set; } = 90;

    /// <summary>Fit with the ideal customer, in percent, from which a contact without a deal is worth keeping.</summary>
    [Range(0, 100)] public int InactiveFitPercent { get; set; } = 60;

    /// <summary>Days during which something published is still news.</summary>
    [Range(1, 90)] public int ContentNewsDays { get; set; } = 7;

    /// <summary>Days during which news about a company is news.</summary>
    [Range(1, 90)] public int CompanyNewsDays { get; set; } = 2;

    /// <summary>Feeds (RSS or Atom) of the user's newsletter, blog or video channel.</summary>
    public Uri[] ContentFeeds { get; set; } = [];

    /// <summary>The day of one issue of the newsletter; together with <see cref="NewsletterEveryDays"/> it makes the cadence.</summary>
    public DateOnly? NewsletterFrom { get; set; }

    /// <summary>Days from one issue to the next.</summary>
    [Range(1, 366)] public int NewsletterEveryDays { get; set; } = 14;

    /// <summary>Days before an issue at which its draft is due to be begun.</summary>
    [Range(0, 60)] public int NewsletterLeadDays { get; set; } = 3;

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

    /// <summary>Minutes after which a source that was not read counts as stale.</summary>
    [Range(1, 10_080)] public int StaleAfterMinutes { get; set; } = 15;

    /// <summary>The same for what is read with the sweep, hourly.</summary>
    [Range(1, 10_080)] public int SweepStaleAfterMinutes { get; set; } = 180;

    /// <summary>Signals that one batch of one source may hold.</summary>
    [Range(1, 1000)] public int BatchSize { get; set; } = 100;

    /// <summary>Batches that one run may send; what is left waits for the next run.</summary>
    [Range(1, 1000)] public int BatchesPerRun { get; set; } = 50;

    /// <summary>Messages that a resync of a mailbox examines when Gmail no longer knows the history.</summary>
    [Range(1, 20_000)] public int ResyncMessages { get; set; } = 2000;

    /// <summary>How often a signal that met a passing failure is put back before it counts as poison.</summary>
    [Range(1, 100)] public int RetriesOfSignal { get; set; } = 8;

    /// <summary>The same, to be changed for one owner.</summary>
    internal SignalOptions Copy()
    {
        var copy = (SignalOptions)MemberwiseClone();
        copy.Urgency = new(Urgency, StringComparer.Ordinal);
        return copy;
    }
}
