namespace CaseyOS.Core.Connectors.Google;

/// <summary>Google's names for what a user can grant.</summary>
public static class GoogleScopes
{
    /// <summary>Reads mail, threads, history and send-as addresses.</summary>
    public const string GmailReadOnly = "https://www.googleapis.com/auth/gmail.readonly";

    /// <summary>Makes, reads, sends and deletes drafts. <c>gmail.send</c> alone cannot.</summary>
    public const string GmailCompose = "https://www.googleapis.com/auth/gmail.compose";

    /// <summary>All that one consent asks for.</summary>
    public static IReadOnlyList<string> SignIn { get; } =
    [
        "openid",
        "email",
        "profile",
        "https://www.googleapis.com/auth/gmail.send",
        GmailCompose,
        GmailReadOnly,
        "https://www.googleapis.com/auth/calendar",
        "https://www.googleapis.com/auth/calendar.events",
        "https://www.googleapis.com/auth/drive.readonly",
    ];
}
