using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>Somebody reads our mail again and again, or followed a link in it, and does not answer.</summary>
/// <remarks>
/// The last contact (<c>notes_last_contacted</c>) stands for the mail that was opened. HubSpot tells only the last open, so
/// opens are collected as they are seen; two between two looks count as one.
/// </remarks>
public sealed class EmailOpenedNoReplyRule : ISignalRule<LeadFacts>
{
    /// <summary>Opens older than this are nobody's interest any more.</summary>
    public static readonly TimeSpan News = TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public string Name => "email_opened_no_reply";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A mail was opened {opens} times, or a link in it was followed, and there was no answer for {reply_days} days.",
        Resolves = "They answer, or somebody is in touch with them again.",
        Action = ActionType.FollowUp,
        Urgency = 50,
        OncePer = "week",
        Reads =
        [
            "contacts.hs_email_last_open_date", "contacts.hs_email_last_click_date", "contacts.hs_email_last_reply_date",
            "contacts.notes_last_contacted",
        ],
        AlsoReads = "the opens seen so far",
        Thresholds =
        [
            new("opens", "Opens", "times", 1, 50, options => options.OpensThatCount, (options, value) => options.OpensThatCount = value),
            new("reply_days", "Days to answer", "days", 1, 90, options => options.OpenedReplyDays, (options, value) => options.OpenedReplyDays = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(LeadFacts facts, RuleContext context)
    {
        var contact = facts.Contact;
        if (contact.LastContactedAt is not { } delivered || context.Now - delivered < TimeSpan.FromDays(context.Options.OpenedReplyDays)
            || contact.LastRepliedAt >= delivered || !facts.IsNamed)
        {
            return null;
        }

        var opens = ReadMail.Count(facts.Opens.Append(contact.LastOpenedAt ?? delivered), delivered);
        var clicked = contact.LastClickedAt - delivered > ReadMail.Machine && context.Now - contact.LastClickedAt < News;
        if (!clicked && !(opens >= context.Options.OpensThatCount && context.Now - contact.LastOpenedAt < News))
        {
            return null;
        }

        var times = Words.Count(Math.Max(opens, 1), "time");
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Week(context.Now),
            OccurredAt = contact.LastClickedAt > contact.LastOpenedAt || contact.LastOpenedAt is null ? contact.LastClickedAt!.Value : contact.LastOpenedAt.Value,
            Payload = new FactSheet
            {
                ["contact"] = contact.DisplayName,
                ["company"] = facts.CompanyName,
                ["opens"] = FactSheet.Number(opens),
                ["clicked"] = FactSheet.Day(contact.LastClickedAt),
                ["last_contacted"] = FactSheet.Day(delivered),
            }.Known(),
            Proposal = facts.Propose(Name, $"{contact.DisplayName} read your mail {times}", ActionType.FollowUp, context.Now.AddDays(1), About.Urgency, delivered, context) with
            {
                Because = clicked ? "followed a link in your mail" : $"read your mail {times}",
                Description = clicked ? "Followed a link in your mail and has not answered." : $"Opened your mail {times} and has not answered.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(LeadFacts facts, RuleContext context) => facts.Contact switch
    {
        { LastRepliedAt: { } replied, LastContactedAt: var contacted } when !(replied < contacted) => "They have answered.",
        { LastContactedAt: { } contacted } when context.Now - contacted < TimeSpan.FromDays(context.Options.OpenedReplyDays) => "Somebody has been in touch with them again.",
        _ => null,
    };
}
