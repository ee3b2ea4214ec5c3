namespace CaseyOS.Core.Guards;

/// <summary>Why nothing is done outside at present.</summary>
/// <param name="By">Address of who pressed the emergency stop; null when the configuration says so.</param>
/// <param name="At">When; null when the configuration says so.</param>
/// <param name="Reason">Why, in his words.</param>
public sealed record ActionStop(string? By, DateTimeOffset? At, string? Reason)
{
    /// <summary>The installation is configured to do nothing outside.</summary>
    public static ActionStop Configured { get; } = new(null, null, null);

    /// <summary>In a sentence for whoever is refused.</summary>
    public string Explain() => By is null
        ? "Actions are switched off for this installation (ACTIONS_ENABLED), and only whoever runs it can switch them on. Previews still work."
        : $"Actions were stopped by {By} at {At:yyyy-MM-dd HH:mm} UTC{(Reason is null ? "" : $": {Reason.TrimEnd('.')}")}. Previews still work; what was under way goes on once an admin resumes, and whatever is refused until then can be tried again.";
}

/// <summary>Nothing may be done outside at present.</summary>
public sealed class ActionsDisabledException(ActionStop stop) : CaseyOsException("actions_disabled", stop.Explain());
