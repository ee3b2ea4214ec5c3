namespace CaseyOS.Sandbox.Calendar;

/// <summary>Which scopes open which methods: any one of a list is enough.</summary>
internal static class CalendarScopes
{
    private const string Root = "https://www.googleapis.com/auth/";
    private const string All = Root + "calendar";
    private const string ReadOnly = Root + "calendar.readonly";

    public static readonly string[] Write = [All, Root + "calendar.app.created", Root + "calendar.events", Root + "calendar.events.owned"];

    public static readonly string[] Read =
    [
        .. Write, ReadOnly, Root + "calendar.events.freebusy", Root + "calendar.events.owned.readonly", Root + "calendar.events.public.readonly",
        Root + "calendar.events.readonly",
    ];

    public static readonly string[] FreeBusy = [All, ReadOnly, Root + "calendar.events.freebusy", Root + "calendar.freebusy"];

    public static readonly string[] Settings = [All, ReadOnly, Root + "calendar.settings.readonly"];
}
