using CaseyOS.Sandbox.State;
using static CaseyOS.Sandbox.HubSpot.StandardProperty;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>The properties that exist: HubSpot's standard ones that this stand-in knows, and those created through the API.</summary>
internal static class PropertyCatalogue
{
    private static readonly string[] ContactProperties =
    [
        "email", "firstname", "lastname", "jobtitle", "company", "phone", "city", "country", "website", "hs_timezone",
        "message", "numemployees",
    ];

    private static readonly Dictionary<string, IReadOnlyDictionary<string, PropertyDefinition>> Standard = ObjectTypes.All.ToDictionary(
        type => type.Name,
        type => (IReadOnlyDictionary<string, PropertyDefinition>)Of(type).ToDictionary(property => property.Name, StringComparer.Ordinal),
        StringComparer.Ordinal);

    public static PropertyDefinition? Find(World world, ObjectType type, string name)
    {
        if (Standard[type.Name].TryGetValue(name, out var standard))
        {
            return standard;
        }

        // HubSpot keeps one such date for every stage of every pipeline.
        if (type == ObjectTypes.Deals && name.StartsWith("hs_v2_date_entered_", StringComparison.Ordinal)
            && Pipelines.FindStage(name["hs_v2_date_entered_".Length..]) is not null)
        {
            return Date(type, name, readOnly: true);
        }

        return world.CustomProperties.Find(type.Name + "." + name);
    }

    public static IEnumerable<PropertyDefinition> List(World world, ObjectType type) =>
        Standard[type.Name].Values.Concat(world.CustomProperties.All.Where(property => property.ObjectType == type.Name));

    private static IEnumerable<PropertyDefinition> Of(ObjectType type)
    {
        var common = new[]
        {
            Number(type, "hs_object_id", readOnly: true), Date(type, type.Created, readOnly: true),
            Date(type, type.Modified, readOnly: true), Text(type, "hubspot_owner_id"),
        };
        var own = type.Name switch
        {
            "contacts" => Contacts(type),
            "companies" => Companies(type),
            "deals" => Deals(type),
            "tasks" => Tasks(type),
            "emails" => Emails(type),
            "meetings" => Meetings(type),
            "calls" => Calls(type),
            "tickets" => Tickets(type),
            _ => [Date(type, "hs_timestamp"), Text(type, "hs_note_body")],
        };
        return common.Concat(own).Concat(type.IsEngagement ? [] : Touches(type));
    }

    private static IEnumerable<PropertyDefinition> Touches(ObjectType type) =>
    [
        Date(type, "notes_last_contacted", readOnly: true), Date(type, "notes_last_updated", readOnly: true),
        Date(type, "notes_next_activity_date", readOnly: true), Number(type, "num_contacted_notes", readOnly: true),
        Number(type, "num_notes", readOnly: true),
    ];

    private static IEnumerable<PropertyDefinition> Contacts(ObjectType type) =>
    [
        .. ContactProperties.Select(name => Text(type, name) with { Unique = name == "email" }),
        Choice(type, "lifecyclestage", "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist", "other"),
        Choice(type, "hs_lead_status", "NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED", "ATTEMPTED_TO_CONTACT", "CONNECTED", "BAD_TIMING"),
        Date(type, "hs_email_last_open_date", readOnly: true), Date(type, "hs_email_last_click_date", readOnly: true),
        Date(type, "hs_email_last_reply_date", readOnly: true), Date(type, "hs_email_last_send_date", readOnly: true),
    ];

    private static IEnumerable<PropertyDefinition> Companies(ObjectType type) =>
    [
        Text(type, "name"), Text(type, "domain"), Text(type, "industry"), Number(type, "numberofemployees"), Number(type, "annualrevenue"),
        Text(type, "city"), Text(type, "country"), Text(type, "phone"), Text(type, "website"), Text(type, "description"),
        Choice(type, "lifecyclestage", "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist", "other"),
    ];

    private static IEnumerable<PropertyDefinition> Deals(ObjectType type) =>
    [
        Text(type, "dealname"), Number(type, "amount"), Date(type, "closedate"), Text(type, "pipeline"), Text(type, "dealstage"),
        Choice(type, "dealtype", "newbusiness", "existingbusiness"), Text(type, "hs_next_step"), Text(type, "description"),
        Text(type, "closed_lost_reason"), Text(type, "closed_won_reason"), Choice(type, "hs_priority", "low", "medium", "high"),
        Number(type, "hs_deal_stage_probability", readOnly: true), Flag(type, "hs_is_closed"), Flag(type, "hs_is_closed_won"),
        Date(type, "hs_v2_date_entered_current_stage", readOnly: true),
    ];

    private static IEnumerable<PropertyDefinition> Tasks(ObjectType type) =>
    [
        Date(type, "hs_timestamp"), Text(type, "hs_task_subject"), Text(type, "hs_task_body"),
        Choice(type, "hs_task_status", "NOT_STARTED", "IN_PROGRESS", "COMPLETED", "WAITING", "DEFERRED"),
        Choice(type, "hs_task_priority", "NONE", "LOW", "MEDIUM", "HIGH"), Choice(type, "hs_task_type", "EMAIL", "CALL", "TODO"),
    ];

    private static IEnumerable<PropertyDefinition> Emails(ObjectType type) =>
    [
        Date(type, "hs_timestamp"), Choice(type, "hs_email_direction", "EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"),
        Choice(type, "hs_email_status", "BOUNCED", "FAILED", "SCHEDULED", "SENDING", "SENT"), Text(type, "hs_email_subject"),
        Text(type, "hs_email_text"), Text(type, "hs_email_html"), Text(type, "hs_email_headers"),
    ];

    private static IEnumerable<PropertyDefinition> Meetings(ObjectType type) =>
    [
        Date(type, "hs_timestamp"), Text(type, "hs_meeting_title"), Text(type, "hs_meeting_body"), Date(type, "hs_meeting_start_time"),
        Date(type, "hs_meeting_end_time"), Text(type, "hs_meeting_location"), Text(type, "hs_internal_meeting_notes"),
        Choice(type, "hs_meeting_outcome", "SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED"),
    ];

    private static IEnumerable<PropertyDefinition> Tickets(ObjectType type) =>
    [
        Text(type, "subject"), Text(type, "content"), Text(type, "hs_pipeline"), Text(type, "hs_pipeline_stage"),
        Choice(type, "hs_ticket_priority", "LOW", "MEDIUM", "HIGH", "URGENT"), Text(type, "hs_ticket_category"),
    ];

    private static IEnumerable<PropertyDefinition> Calls(ObjectType type) =>
    [
        Date(type, "hs_timestamp"), Text(type, "hs_call_title"), Text(type, "hs_call_body"), Number(type, "hs_call_duration"),
        Choice(type, "hs_call_direction", "INBOUND", "OUTBOUND"), Choice(type, "hs_call_status", "COMPLETED", "NO_ANSWER", "BUSY", "CANCELED"),
    ];
}
