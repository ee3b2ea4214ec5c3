namespace CaseyOS.Sandbox.HubSpot;

/// <summary>A kind of CRM record and what differs between kinds.</summary>
/// <param name="Defaults">Properties returned when a request names none.</param>
/// <param name="Created">Name of the property that holds the time of creation.</param>
/// <param name="Modified">Name of the property that holds the time of the last change: contacts have their own.</param>
internal sealed record ObjectType(
    string Name, string Singular, string TypeId, string Created, string Modified, string[] Defaults, string[] Required)
{
    /// <summary>E-mails, meetings, notes, calls and tasks: what happens to a contact, company or deal.</summary>
    public bool IsEngagement { get; init; }
}

internal static class ObjectTypes
{
    public static readonly ObjectType Contacts = new(
        "contacts", "contact", "0-1", "createdate", "lastmodifieddate", ["createdate", "email", "firstname", "lastmodifieddate", "lastname"], []);

    public static readonly ObjectType Companies = new(
        "companies", "company", "0-2", "createdate", "hs_lastmodifieddate", ["createdate", "domain", "hs_lastmodifieddate", "name"], []);

    public static readonly ObjectType Deals = new(
        "deals", "deal", "0-3", "createdate", "hs_lastmodifieddate",
        ["amount", "closedate", "createdate", "dealname", "dealstage", "hs_lastmodifieddate", "pipeline"], ["dealname", "dealstage"]);

    public static readonly ObjectType Tasks = Engagement("tasks", "task", "0-27");

    public static readonly ObjectType Emails = Engagement("emails", "email", "0-49");

    public static readonly ObjectType Meetings = Engagement("meetings", "meeting", "0-47");

    public static readonly ObjectType Notes = Engagement("notes", "note", "0-46");

    public static readonly ObjectType Calls = Engagement("calls", "call", "0-48");

    public static readonly ObjectType Tickets = new(
        "tickets", "ticket", "0-5", "createdate", "hs_lastmodifieddate",
        ["content", "createdate", "hs_lastmodifieddate", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_category", "hs_ticket_priority", "subject"], ["hs_pipeline_stage"]);

    public static readonly IReadOnlyList<ObjectType> All = [Contacts, Companies, Deals, Tasks, Emails, Meetings, Notes, Calls, Tickets];

    /// <summary>By plural, singular or type id, as HubSpot accepts them in paths.</summary>
    public static ObjectType? Find(string name) =>
        All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || type.Singular.Equals(name, StringComparison.OrdinalIgnoreCase)
            || type.TypeId == name);

    public static ObjectType Get(string name) =>
        Find(name) ?? throw HubSpotError.BadRequest($"Unable to infer object type from: {name}");

    private static ObjectType Engagement(string name, string singular, string typeId) =>
        new(name, singular, typeId, "hs_createdate", "hs_lastmodifieddate", ["hs_createdate", "hs_lastmodifieddate"], ["hs_timestamp"])
        {
            IsEngagement = true,
        };
}
