namespace CaseyOS.Sandbox.OAuth;

/// <summary>Scope names, and which of them open which method: any one of a list is enough.</summary>
internal static class GoogleScopes
{
    private const string Root = "https://www.googleapis.com/auth/";
    private const string Mail = "https://mail.google.com/";
    private const string Modify = Root + "gmail.modify";
    private const string Compose = Root + "gmail.compose";
    private const string ReadOnly = Root + "gmail.readonly";
    private const string Metadata = Root + "gmail.metadata";

    public static readonly string[] Profile = [Mail, Compose, Metadata, Modify, ReadOnly];

    public static readonly string[] WriteDrafts = [Mail, Root + "gmail.addons.current.action.compose", Compose, Modify];

    public static readonly string[] ReadDrafts = [Mail, Compose, Modify, ReadOnly];

    public static readonly string[] Read = [Mail, Metadata, Modify, ReadOnly];

    public static readonly string[] Send = [.. WriteDrafts, Root + "gmail.send"];

    public static readonly string[] Change = [Mail, Modify];

    public static readonly string[] Labels = [Mail, Root + "gmail.labels", Metadata, Modify, ReadOnly];

    public static readonly string[] Settings = [Mail, Modify, ReadOnly, Root + "gmail.settings.basic"];

    public static readonly string[] UserInfo = ["openid", Root + "userinfo.email", Root + "userinfo.profile"];

    /// <summary>Headers only: no bodies, no search.</summary>
    public static bool IsMetadataOnly(IReadOnlyList<string> scopes) => scopes.Contains(Metadata) && !scopes.Any(scope => scope is Mail or Modify or ReadOnly);

    public static bool HasEmail(IReadOnlyList<string> scopes) => scopes.Contains("email") || scopes.Contains(Root + "userinfo.email");

    public static bool HasProfile(IReadOnlyList<string> scopes) => scopes.Contains("profile") || scopes.Contains(Root + "userinfo.profile");

    /// <summary>What a user reads beside the tick box.</summary>
    public static string Describe(string scope) => scope switch
    {
        Compose => "Write drafts and send mail",
        ReadOnly => "Read mail and settings",
        Modify => "Read, write and send mail",
        Metadata => "See headers and labels of mail",
        Root + "gmail.send" => "Send mail",
        Root + "calendar.events" or Root + "calendar" => "See and change the calendar",
        Root + "calendar.readonly" or Root + "calendar.freebusy" => "See the calendar",
        Root + "drive.file" => "See and change files that it made",
        _ => "Other access",
    };

    /// <summary>Google answers with the long names of the two short scopes.</summary>
    public static IReadOnlyList<string> Granted(IReadOnlyList<string> scopes) =>
        [.. scopes.Select(scope => scope switch
        {
            "email" => Root + "userinfo.email",
            "profile" => Root + "userinfo.profile",
            _ => scope,
        }).Distinct()];
}
