using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Meetings;

/// <summary>What an invitation says: whom it is for, what it is called, and an agenda that its reader may see.</summary>
/// <param name="To">The guest's address.</param>
/// <param name="ToName">His name.</param>
/// <param name="Title">What the meeting is called in both calendars.</param>
/// <param name="Agenda">What it is about; goes into the invitation.</param>
/// <param name="Length">How long it lasts.</param>
internal sealed record Invitation(string To, string? ToName, string Title, string Agenda, TimeSpan Length)
{
    /// <summary>The invitation that a move calls for; the same for the same facts.</summary>
    /// <exception cref="ValidationException">There is nobody to invite; names <c>action_context.to</c> and what to do.</exception>
    public static Invitation Write(QueueItem item, MeetingContext context, string? knownAddress, Sender sender, int minutes)
    {
        var to = Guest(item, context, knownAddress);
        var facts = MailFacts.Of(item, new MailContext { To = to, ToName = context.ToName }, sender);
        return new(
            to,
            context.ToName ?? item.Contact?.Name,
            context.Title ?? $"{facts.Topic ?? facts.Company ?? "Next steps"}: {facts.Person ?? facts.Company ?? to} and {facts.SignOff}",
            context.Agenda ?? Points(facts),
            TimeSpan.FromMinutes(context.Minutes ?? minutes));
    }

    private static string Points(MailFacts facts) => string.Join(
        '\n',
        "1. What has changed on your side since we last spoke",
        $"2. {facts.Topic ?? "What you want to get done next"}{(facts.Topic is null ? "" : ": where it stands, and what is still missing")}",
        "3. The next step, with a name and a date");

    private static string Guest(QueueItem item, MeetingContext context, string? knownAddress) => RecipientAddress.Check(
        context.To ?? knownAddress,
        $"{context.ToName ?? item.Contact?.Name ?? item.Company?.Name ?? "This move"} has no e-mail address to invite. Add one to the contact in HubSpot, or set action_context.to on the move.");
}
