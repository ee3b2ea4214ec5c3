using CaseyOS.Core.Signals.Replies;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>One message of the corpus and what a person who reads it says it is.</summary>
internal sealed record Case(string Name, ReplyKind Kind, RawMail Mail)
{
    public Sentiment? Sentiment { get; init; }

    /// <summary>ISO date; empty when the message states none clearly.</summary>
    public string BackOn { get; init; } = "";

    public BounceKind Bounce { get; init; }

    /// <summary>To whom we wrote.</summary>
    public string SentTo { get; init; } = "Ada Lund <ada@northwind.example>";

    /// <summary>Whether the conversation has mail of ours.</summary>
    public bool WeWrote { get; init; } = true;
}
