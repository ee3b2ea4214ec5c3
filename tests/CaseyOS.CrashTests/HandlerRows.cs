using static CaseyOS.CrashTests.OutsideCall;

namespace CaseyOS.CrashTests;

/// <summary>The crash matrix: one row per kind of action. A new handler adds its own.</summary>
internal static class HandlerRows
{
    public static IReadOnlyList<HandlerRow> All { get; } =
    [
        new("follow_up", [Gmail("POST", "drafts"), .. Record("emails")], "draft_created", "engagement_logged")
        {
            Context = Mail, Repair = Gmail("GET", "drafts"), UndoCalls = [Gmail("DELETE", "drafts/[^/]+"), Archive("emails")], Undone = ["draft_deleted", "engagement_archived"],
        },
        // The sending before the draft: it is what must be repaired twice; a draft is, in the row above.
        new("check_in", [Gmail("POST", "drafts/send"), Gmail("POST", "drafts"), .. Record("emails")], "draft_created", "mail_sent", "engagement_logged")
        {
            Context = Mail, Repair = Gmail("GET", "drafts/[^/]+"), Mode = "send", Overrides = ToAnybody,
        },
        new("create_task", Record("tasks"), "task_created") { UndoCalls = [Archive("tasks")], Undone = ["task_archived"] },
        new("review_deal", Record("tasks"), "task_created") { UndoCalls = [Archive("tasks")], Undone = ["task_archived"] },
        new("prep_meeting", Record("notes"), "note_created") { UndoCalls = [Archive("notes")], Undone = ["note_archived"] },
        new("book_meeting", [Calendar("POST", "events"), .. Record("meetings")], "event_created", "engagement_logged")
        {
            Context = Meeting, Repair = Calendar("GET", "events/[a-v0-9]+"), UndoCalls = [Calendar("DELETE", "events/[a-v0-9]+"), Archive("meetings")], Undone = ["event_cancelled", "engagement_archived"],
        },
        new("risk_escalation", [Gmail("POST", "drafts"), .. Record("tasks")], "draft_created", "task_created")
        {
            Repair = Gmail("GET", "drafts"), UndoCalls = [Gmail("DELETE", "drafts/[^/]+"), Archive("tasks")], Undone = ["draft_deleted", "task_archived"],
        },
        new("social_post", [Gmail("POST", "drafts")], "draft_created")
        {
            Context = Article, Overrides = ToMyself, Repair = Gmail("GET", "drafts"), UndoCalls = [Gmail("DELETE", "drafts/[^/]+")], Undone = ["draft_deleted"],
        },
        new("cs_health_check", Record("notes"), "note_created") { UndoCalls = [Archive("notes")], Undone = ["note_archived"] },
    ];

    /// <summary>A record in HubSpot, tied to the contact and the deal that every move of the matrix has.</summary>
    public static OutsideCall[] Record(string records) => [Upsert(records), Associate(records, "contacts"), Associate(records, "deals")];

    private static object Meeting(string address) => new { kind = "meeting", to = address, to_name = "Ada Lund" };

    // The addresses of the matrix belong to nobody.
    private static object ToAnybody => new { other_recipient = true };

    private static object ToMyself => new { draft_to_self = true };

    private static object Article(string address) => new { kind = "content", title = $"Lanes for {address}", text = "Everybody fights for the same ten lanes." };

    private static object Mail(string address) => new { kind = "mail", to = address, to_name = "Ada Lund" };
}
