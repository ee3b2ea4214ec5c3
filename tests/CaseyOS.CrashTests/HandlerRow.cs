namespace CaseyOS.CrashTests;

/// <summary>A call to the outside; <paramref name="Path"/> is a pattern as the sandbox's faults have it.</summary>
internal sealed record OutsideCall(string Provider, string Method, string Path)
{
    public static OutsideCall Gmail(string method, string rest) => new("google", method, $"^/gmail/v1/users/me/{rest}$");

    public static OutsideCall Calendar(string method, string rest) => new("google", method, $"^/calendar/v3/calendars/primary/{rest}$");

    public static OutsideCall Upsert(string records) => new("hubspot", "POST", $"^/crm/objects/.*/{records}/batch/upsert$");

    public static OutsideCall Associate(string records, string with) => new("hubspot", "POST", $"^/crm/associations/.*/{records}/{with}/batch/create$");

    public static OutsideCall Archive(string records) => new("hubspot", "DELETE", $"^/crm/objects/.*/{records}/[0-9]+$");

    public override string ToString() => $"{Method} {Path.Trim('^', '$')}";
}

/// <summary>What an action does outside, and what of it may be in the truth log afterwards: each effect once.</summary>
/// <param name="Action">The move's action type.</param>
/// <param name="Calls">Its calls that change something, in the order in which they are made.</param>
/// <param name="Effects">Kinds of effects that one execution has, one of each.</param>
internal sealed record HandlerRow(string Action, OutsideCall[] Calls, params string[] Effects)
{
    /// <summary>The calls that take it back.</summary>
    public OutsideCall[] UndoCalls { get; init; } = [];

    /// <summary>What taking it back adds to the truth log, one of each.</summary>
    public string[] Undone { get; init; } = [];

    /// <summary>The first call of whoever repairs a call that was cut off; else that call is made again.</summary>
    public OutsideCall? Repair { get; init; }

    /// <summary>Draft or send.</summary>
    public string Mode { get; init; } = "draft";

    /// <summary>What is overruled in the confirmation.</summary>
    public object? Overrides { get; init; }

    /// <summary>The move's context, given an address that no other move has; null where the action needs none.</summary>
    public Func<string, object>? Context { get; init; }

    /// <summary>The click that confirms it.</summary>
    public object Confirmed(string? token) => new { mode = Mode, overrides = Overrides, confirm_token = token };

    /// <summary>Every moment at which the program is to die.</summary>
    public IEnumerable<Stop> Stops() =>
    [
        .. Calls.SelectMany(call => new[] { Moment.Before, Moment.Inside, Moment.After }.Select(moment => new Stop(this, call, moment, Undoing: false))),
        .. Calls.Take(1).Select(call => new Stop(this, call, Moment.Twice, Undoing: false)),
        .. UndoCalls.SelectMany(call => new[] { Moment.Before, Moment.Inside, Moment.After }.Select(moment => new Stop(this, call, moment, Undoing: true))),
    ];
}

/// <summary>When the program dies.</summary>
internal enum Moment
{
    /// <summary>The call is on its way; nothing has happened yet.</summary>
    Before,

    /// <summary>It has happened, and the answer has not come.</summary>
    Inside,

    /// <summary>The answer is there.</summary>
    After,

    /// <summary>As <see cref="Inside"/>, and once more while that is being repaired.</summary>
    Twice,
}

/// <summary>A moment at which the program dies: around which call of which action.</summary>
internal sealed record Stop(HandlerRow Row, OutsideCall Call, Moment Moment, bool Undoing)
{
    /// <summary>
    /// Whether one kill can serve both: neither makes calls at which the other waits, or they come to the same one equally soon.
    /// </summary>
    public bool GoesWith(Stop other) =>
        (Moment == Moment.Twice) == (other.Moment == Moment.Twice)
        && ((Call == other.Call && Moment == other.Moment && Row.Mode == other.Row.Mode) || !AllCalls.Intersect(other.AllCalls).Any());

    public override string ToString() => $"{(Undoing ? "undoing " : "")}{Row.Action} ({Row.Mode}), {Moment.ToString().ToLowerInvariant()}: {Call}";

    private IEnumerable<OutsideCall> AllCalls => Row.Calls.Concat(Row.UndoCalls);
}
