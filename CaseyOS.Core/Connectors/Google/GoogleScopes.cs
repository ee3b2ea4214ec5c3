namespace CaseyOS.Core.Connectors.Google;

/// <summary>Google's names for what a user can grant.</summary>
public static class GoogleScopes
{
    /// <summary>Reads mail, threads, history and send-as addresses.</summary>
    public const string GmailReadOnly = "https://www.googleapis.com/auth/gmail.readonly";

    /// <summary>Makes, reads, sends and deletes drafts. <c>gmail.send</c> alone cannot.</summary>
    public const string GmailCompose = "https://www.googleapis.com/auth/gmail.compose";

    /// <summary>Reads and changes calendars, their settings and busy times.</summary>
    public const string Calendar = "https://www.googleapis.com/auth/calendar";

    /// <summary>Reads and changes events; not the settings, nor other people's busy times.</summary>
    public const string CalendarEvents = "https://www.googleapis.com/auth/calendar.events";

    /// <summary>All that one consent asks for.</summary>
    public static IReadOnlyList<string> SignIn { get; } =
    [
        "openid",
        "email",
        "profile",
        "https://www.googleapis.com/auth/gmail.send",
        GmailCompose,
        GmailReadOnly,
        Calendar,
        CalendarEvents,
        "https://www.googleapis.com/auth/drive.readonly",
    ];
}
