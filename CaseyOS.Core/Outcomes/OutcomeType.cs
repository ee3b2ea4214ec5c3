#pragma warning disable CS1591 // the names are the field's own words
namespace CaseyOS.Core.Outcomes;

/// <summary>What an execution led to.</summary>
public enum OutcomeType
{
    EmailReplied,
    NoResponse,
    DraftAbandoned,
    PositiveReply,
    NegativeReply,
    AutoReply,
    EmailBounced,
    Unsubscribed,
    MeetingBooked,
    MeetingCancelled,
    MeetingRescheduled,
}
