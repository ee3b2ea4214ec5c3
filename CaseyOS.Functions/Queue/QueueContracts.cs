using System.Text.Json.Serialization;
using CaseyOS.Core.Queue;

namespace CaseyOS.Functions.Queue;

/// <summary>A page of moves; <c>total</c> is null when counting would mean reading the whole closed history.</summary>
public sealed record MovesResponse(IReadOnlyList<MoveResponse> Items, int? Total, string? NextCursor);

/// <summary>Today's Moves; <c>total_pending</c> counts all pending and accepted moves, due or not.</summary>
public sealed record TodayResponse(IReadOnlyList<MoveResponse> TodayMoves, int TotalPending, int TopCount, DateTimeOffset GeneratedAt);

/// <summary>A move's history, newest first.</summary>
public sealed record HistoryResponse(IReadOnlyList<HistoryEntry> Items);

/// <summary>Why a move is dismissed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DismissRequest(string? Reason = null, string? Note = null);

/// <summary>Until when a move is put off.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SnoozeRequest(DateTimeOffset Until);

/// <summary>Kinds of <c>action_context</c>.</summary>
public enum ContextKind
{
    /// <summary>For e-mail actions.</summary>
    Mail,

    /// <summary>For CRM tasks.</summary>
    Task,

    /// <summary>For meetings.</summary>
    Meeting,

    /// <summary>For content.</summary>
    Content,
}

/// <summary><c>action_context</c> as a caller writes it: flat, the kind first or last or not at all (then it is a mail).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ContextRequest(
    ContextKind? Kind = null, string? To = null, string? ToName = null, string? Subject = null, string? Body = null, string? ThreadId = null, string? InReplyTo = null, string? Notes = null,
    string? Title = null, string? Agenda = null, int? Minutes = null, string? Link = null, string? Text = null)
{
    /// <summary>As the product has it.</summary>
    public ActionContext ToContext() => Kind switch
    {
        ContextKind.Task => new TaskContext { Subject = Subject, Notes = Notes },
        ContextKind.Meeting => new MeetingContext { To = To, ToName = ToName, Title = Title, Agenda = Agenda, Minutes = Minutes },
        ContextKind.Content => new ContentContext { Title = Title, Link = Link, Text = Text },
        _ => new MailContext { To = To, ToName = ToName, Subject = Subject, Body = Body, ThreadId = ThreadId, InReplyTo = InReplyTo },
    };
}

/// <summary>A move added by hand.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewMoveRequest
{
    /// <summary>What to do and with whom.</summary>
    public required string Title { get; init; }

    /// <summary>What executing it does.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>More, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Part of the business; sales unless said.</summary>
    public Domain Domain { get; init; }

    /// <summary>What executing it needs.</summary>
    public ContextRequest? ActionContext { get; init; }

    /// <summary>When it should be done.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>HubSpot contact.</summary>
    public Related? Contact { get; init; }

    /// <summary>HubSpot deal.</summary>
    public Related? Deal { get; init; }

    /// <summary>HubSpot company.</summary>
    public Related? Company { get; init; }

    /// <summary><c>me</c>, <c>automated</c> or a colleague's address.</summary>
    public string Assignee { get; init; } = "me";

    /// <summary>Who or what must happen first.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>What waits for it.</summary>
    public IReadOnlyList<string> Unblocks { get; init; } = [];

    /// <summary>What is at stake, in account currency.</summary>
    public double? RevenueImpact { get; init; }

    /// <summary>0–1.</summary>
    public double? StageProbability { get; init; }

    /// <summary>Existing customer.</summary>
    public bool IsCustomer { get; init; }

    /// <summary>How long it takes.</summary>
    public double? EffortMinutes { get; init; }

    /// <summary>Fit with the ideal customer, 0–1.</summary>
    public double? IcpScore { get; init; }

    /// <summary>A logo worth naming.</summary>
    public bool NamedLogo { get; init; }

    /// <summary>As the product has it.</summary>
    public NewMove ToMove() => new()
    {
        Title = Title,
        Description = Description,
        Domain = Domain,
        ActionType = ActionType,
        ActionContext = ActionContext?.ToContext(),
        DueBy = DueBy?.ToUniversalTime(),
        Contact = Contact,
        Deal = Deal,
        Company = Company,
        Assignee = Assignee,
        BlockedBy = BlockedBy,
        Unblocks = Unblocks,
        ScoreInputs = new()
        {
            Subject = Deal is null ? null : "deal",
            Value = RevenueImpact,
            StageProbability = StageProbability,
            IsCustomer = IsCustomer,
            EffortMinutes = EffortMinutes,
            IcpFit = IcpScore,
            NamedLogo = NamedLogo,
        },
    };
}
