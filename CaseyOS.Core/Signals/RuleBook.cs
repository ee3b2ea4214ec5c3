using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Sources;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals;

/// <summary>All rules, and the one place that turns what they find into signals.</summary>
public sealed class RuleBook(
    IEnumerable<ISignalRule<DealFacts>> dealRules,
    IEnumerable<ISignalRule<LeadFacts>> leadRules,
    IEnumerable<ISignalRule<ReplyFacts>> replyRules,
    IEnumerable<ISignalRule<FormFacts>> formRules,
    IEnumerable<ISignalRule<MeetingFacts>> meetingRules,
    IOptions<SignalOptions> options,
    IOptions<IdealCustomerOptions> idealCustomer,
    TimeProvider clock)
{
    private readonly IReadOnlyList<ISignalRule<DealFacts>> dealRules = [.. dealRules];
    private readonly IReadOnlyList<ISignalRule<LeadFacts>> leadRules = [.. leadRules];
    private readonly IReadOnlyList<ISignalRule<ReplyFacts>> replyRules = [.. replyRules];
    private readonly IReadOnlyList<ISignalRule<FormFacts>> formRules = [.. formRules];
    private readonly IReadOnlyList<ISignalRule<MeetingFacts>> meetingRules = [.. meetingRules];

    /// <summary>All signal types there are: those of rules, and those that only inform.</summary>
    public IReadOnlyList<string> SignalTypes { get; } =
        [.. dealRules.Select(rule => rule.Name), .. leadRules.Select(rule => rule.Name), .. replyRules.Select(rule => rule.Name), .. formRules.Select(rule => rule.Name), .. meetingRules.Select(rule => rule.Name), .. MailSignals.Types, FollowUps.SignalType];

    /// <summary>Signals about a deal.</summary>
    public IEnumerable<Signal> Detect(DealFacts facts, OwnerId owner, TimeZoneInfo zone) =>
        Detect(dealRules, facts, owner, zone, SignalSource.Hubspot);

    /// <summary>Signals about a lead.</summary>
    public IEnumerable<Signal> Detect(LeadFacts facts, OwnerId owner, TimeZoneInfo zone) =>
        Detect(leadRules, facts, owner, zone, SignalSource.Hubspot);

    /// <summary>Signals about a reply.</summary>
    public IEnumerable<Signal> Detect(ReplyFacts facts, OwnerId owner, TimeZoneInfo zone) =>
        Detect(replyRules, facts, owner, zone, SignalSource.Gmail);

    /// <summary>Signals about a submitted form.</summary>
    public IEnumerable<Signal> Detect(FormFacts facts, OwnerId owner, TimeZoneInfo zone) =>
        Detect(formRules, facts, owner, zone, SignalSource.Form);

    /// <summary>Signals about an event in the calendar.</summary>
    public IEnumerable<Signal> Detect(MeetingFacts facts, OwnerId owner, TimeZoneInfo zone) =>
        Detect(meetingRules, facts, owner, zone, SignalSource.Calendar);

    /// <summary>Why the rule named <paramref name="signalType"/> no longer calls for a move about this deal; null while it does, or when no such rule looks at deals.</summary>
    public string? WhyGone(string signalType, DealFacts facts, TimeZoneInfo zone) => WhyGone(dealRules, signalType, facts, zone);

    /// <summary>The same for a lead.</summary>
    public string? WhyGone(string signalType, LeadFacts facts, TimeZoneInfo zone) => WhyGone(leadRules, signalType, facts, zone);

    /// <summary>The same for a reply.</summary>
    public string? WhyGone(string signalType, ReplyFacts facts, TimeZoneInfo zone) => WhyGone(replyRules, signalType, facts, zone);

    /// <summary>The same for an event.</summary>
    public string? WhyGone(string signalType, MeetingFacts facts, TimeZoneInfo zone) => WhyGone(meetingRules, signalType, facts, zone);

    /// <summary>Whether a rule of this name looks at events.</summary>
    public bool IsMeetingRule(string? signalType) => meetingRules.Any(rule => rule.Name == signalType);

    /// <summary>Whether a rule of this name looks at deals.</summary>
    public bool IsDealRule(string? signalType) => dealRules.Any(rule => rule.Name == signalType);

    /// <summary>Whether a rule of this name looks at leads.</summary>
    public bool IsLeadRule(string? signalType) => leadRules.Any(rule => rule.Name == signalType);

    private IEnumerable<Signal> Detect<TFacts>(
        IReadOnlyList<ISignalRule<TFacts>> rules, TFacts facts, OwnerId owner, TimeZoneInfo zone, SignalSource source)
    {
        var context = ContextFor(zone);
        return
            from rule in rules
            where !options.Value.DisabledRules.Contains(rule.Name, StringComparer.Ordinal)
            let detection = rule.Detect(facts, context)
            where detection is not null
            select new Signal
            {
                Id = SignalId.New(clock),
                Owner = owner,
                Type = rule.Name,
                Source = source,
                Entity = detection.Entity,
                Hash = SignalHash.Of(rule.Name, detection.Entity, detection.Bucket),
                OccurredAt = detection.OccurredAt,
                DetectedAt = context.Now,
                Payload = detection.Payload,
                Proposal = detection.Proposal,
            };
    }

    private string? WhyGone<TFacts>(IReadOnlyList<ISignalRule<TFacts>> rules, string signalType, TFacts facts, TimeZoneInfo zone) =>
        rules.FirstOrDefault(rule => rule.Name == signalType)?.WhyGone(facts, ContextFor(zone));

    private RuleContext ContextFor(TimeZoneInfo zone) => new(clock.GetUtcNow(), zone, options.Value, idealCustomer.Value);
}
