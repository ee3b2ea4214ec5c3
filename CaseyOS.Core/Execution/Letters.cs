using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>The mails by occasion. A sentence whose fact is unknown is worded without it, never with a gap.</summary>
internal static class Letters
{
    public static Letter For(string? signalType, ActionType action, MailFacts facts) => (signalType, action) switch
    {
        ("email_replied", _) => Answer(facts),
        ("proposal_no_response", _) => ProposalUnanswered(facts),
        ("deal_stalled", _) => Stalled(facts),
        ("deal_close_date_passed", _) => DatePassed(facts),
        ("new_lead_uncontacted", _) => FirstContact(facts),
        ("no_response", _) => Unanswered(facts),
        (_, ActionType.SendProposal) => Proposal(facts),
        (_, ActionType.RenewalOutreach) => Renewal(facts),
        (_, ActionType.OnboardingFollowUp) => Onboarding(facts),
        (_, ActionType.CheckIn) => CheckIn(facts),
        _ when facts.Answers => Answer(facts),
        _ => FollowUp(facts),
    };

    private static Letter Answer(MailFacts facts) => new(
        facts.Topic ?? facts.Company ?? "Thank you",
        $"Thank you for coming back to me{On(facts.Deal)}. I would rather settle this in one go than in five mails.",
        "Do you have fifteen minutes this week or next? Two times that suit you are enough, and I will send the invitation.");

    private static Letter ProposalUnanswered(MailFacts facts) => new(
        $"{facts.Topic ?? facts.Company ?? "Our proposal"}: anything open in the proposal?",
        $"I am coming back to our proposal{For(facts.Deal)}{(facts.Since is { } since ? $"; the last word on it was on {since}" : "")}. A proposal usually raises a question or two that are quicker asked than written down.",
        $"Is there anything in it that has to change before it works for {facts.Company ?? "you"}?");

    private static Letter Unanswered(MailFacts facts) => new(
        facts.Topic ?? facts.Company ?? "Our next step",
        $"I am coming back to my mail{(facts.Since is { } since ? $" of {since}" : "")}{On(facts.Deal)}; it may have come at a bad moment.",
        "Is this still of interest, or should I ask again later? One word is enough, and a no is fine too.");

    private static Letter Stalled(MailFacts facts) => new(
        facts.Topic is { } topic ? $"{topic}: next step?" : $"Our next step{With(facts.Company)}",
        $"It has been quiet around {facts.Deal ?? "what we discussed"}{(facts.Since is { } since ? $" since {since}" : " for a while")}, and I would rather ask than guess where it stands.",
        "What is still missing on your side to take the next step? One line is enough.");

    private static Letter DatePassed(MailFacts facts) => new(
        facts.Topic is { } topic ? $"{topic}: which date is realistic?" : "Which date is realistic?",
        $"We had {facts.Deadline ?? "an earlier date"} in mind for {facts.Deal ?? "our project"}, and that has passed. No harm done; I only want to plan with a date that is real.",
        $"Which date works for {facts.Company ?? "you"} as things stand today?");

    private static Letter FirstContact(MailFacts facts) => new(
        facts.Company is { } company ? $"{company}: a short hello" : "A short hello",
        $"I am {facts.SignOff}, your contact here{For(facts.Company)}, and I wanted to say hello in person before any newsletter of ours does.",
        $"What would you like to solve first{With(facts.Deal)}? If a fifteen-minute call is easier than writing, name a time this week.");

    private static Letter Proposal(MailFacts facts) => new(
        $"Proposal{For(facts.Deal ?? facts.Company)}",
        $"I am preparing our proposal{For(facts.Deal)} and want it to fit{(facts.Company is { } company ? $" {company}" : "")} the first time, without rounds of corrections.",
        "Who besides you will read it, and is there one point that must be in it?");

    private static Letter Renewal(MailFacts facts) => new(
        facts.Company is { } company ? $"{company}: your renewal" : "Your renewal",
        $"Our current agreement runs out{(facts.Deadline is { } end ? $" on {end}" : " soon")}, and I would like to talk about it while there is still time to change something.",
        $"What should be different in the next term for it to be an easy yes for {facts.Company ?? "you"}?");

    private static Letter Onboarding(MailFacts facts) => new(
        facts.Company is { } company ? $"{company}: how is the start going?" : "How is the start going?",
        $"The first weeks decide whether {facts.Deal ?? "a new start"} becomes routine or work, so I would like to hear about the rough edges early.",
        $"What has cost {(facts.Company is { } team ? $"the team at {team}" : "your team")} the most time so far? I will see to it.");

    private static Letter CheckIn(MailFacts facts) => new(
        facts.Company is { } company ? $"{company}: how are things?" : "How are things?",
        $"We have not spoken{(facts.Since is { } since ? $" since {since}" : " for some time")}, and I would like to know how things are going{At(facts.Company)} before I assume anything.",
        "What is on your list for the next quarter that we could take off it?");

    private static Letter FollowUp(MailFacts facts) => new(
        facts.Topic is { } topic ? $"{topic}: next step?" : facts.Company is { } company ? $"{company}: next step?" : "Our next step",
        $"I want to follow up{On(facts.Deal)} before it slips among everything else that is going on{At(facts.Company)}.",
        "What is the best next step from your point of view, and when would it suit you?");

    private static string On(string? what) => what is null ? "" : $" on {what}";

    private static string For(string? what) => what is null ? "" : $" for {what}";

    private static string With(string? whom) => whom is null ? "" : $" with {whom}";

    private static string At(string? where) => where is null ? "" : $" at {where}";
}
