namespace CaseyOS.Sandbox.HubSpot;

/// <summary>The association type ids that HubSpot defines between the kinds of record kept here.</summary>
internal static class AssociationTypes
{
    /// <summary>From, to, the unlabelled id, and the id of the primary label where there is one.</summary>
    private static readonly (ObjectType From, ObjectType To, int Id, int? Primary)[] Table =
    [
        (ObjectTypes.Contacts, ObjectTypes.Companies, 279, 1), (ObjectTypes.Companies, ObjectTypes.Contacts, 280, 2),
        (ObjectTypes.Contacts, ObjectTypes.Deals, 4, null), (ObjectTypes.Deals, ObjectTypes.Contacts, 3, null),
        (ObjectTypes.Deals, ObjectTypes.Companies, 341, 5), (ObjectTypes.Companies, ObjectTypes.Deals, 342, 6),
        (ObjectTypes.Contacts, ObjectTypes.Contacts, 449, null), (ObjectTypes.Companies, ObjectTypes.Companies, 450, null),
        (ObjectTypes.Deals, ObjectTypes.Deals, 451, null),
        (ObjectTypes.Tasks, ObjectTypes.Contacts, 204, null), (ObjectTypes.Contacts, ObjectTypes.Tasks, 203, null),
        (ObjectTypes.Tasks, ObjectTypes.Companies, 192, null), (ObjectTypes.Companies, ObjectTypes.Tasks, 191, null),
        (ObjectTypes.Tasks, ObjectTypes.Deals, 216, null), (ObjectTypes.Deals, ObjectTypes.Tasks, 215, null),
        (ObjectTypes.Emails, ObjectTypes.Contacts, 198, null), (ObjectTypes.Contacts, ObjectTypes.Emails, 197, null),
        (ObjectTypes.Emails, ObjectTypes.Companies, 186, null), (ObjectTypes.Companies, ObjectTypes.Emails, 185, null),
        (ObjectTypes.Emails, ObjectTypes.Deals, 210, null), (ObjectTypes.Deals, ObjectTypes.Emails, 209, null),
        (ObjectTypes.Meetings, ObjectTypes.Contacts, 200, null), (ObjectTypes.Contacts, ObjectTypes.Meetings, 199, null),
        (ObjectTypes.Meetings, ObjectTypes.Companies, 188, null), (ObjectTypes.Companies, ObjectTypes.Meetings, 187, null),
        (ObjectTypes.Meetings, ObjectTypes.Deals, 212, null), (ObjectTypes.Deals, ObjectTypes.Meetings, 211, null),
        (ObjectTypes.Notes, ObjectTypes.Contacts, 202, null), (ObjectTypes.Contacts, ObjectTypes.Notes, 201, null),
        (ObjectTypes.Notes, ObjectTypes.Companies, 190, null), (ObjectTypes.Companies, ObjectTypes.Notes, 189, null),
        (ObjectTypes.Notes, ObjectTypes.Deals, 214, null), (ObjectTypes.Deals, ObjectTypes.Notes, 213, null),
        (ObjectTypes.Tickets, ObjectTypes.Contacts, 16, null), (ObjectTypes.Contacts, ObjectTypes.Tickets, 15, null),
        (ObjectTypes.Tickets, ObjectTypes.Companies, 339, 26), (ObjectTypes.Companies, ObjectTypes.Tickets, 340, 25),
        (ObjectTypes.Tickets, ObjectTypes.Deals, 28, null), (ObjectTypes.Deals, ObjectTypes.Tickets, 27, null),
        (ObjectTypes.Calls, ObjectTypes.Contacts, 194, null), (ObjectTypes.Contacts, ObjectTypes.Calls, 193, null),
        (ObjectTypes.Calls, ObjectTypes.Companies, 182, null), (ObjectTypes.Companies, ObjectTypes.Calls, 181, null),
        (ObjectTypes.Calls, ObjectTypes.Deals, 206, null), (ObjectTypes.Deals, ObjectTypes.Calls, 205, null),
    ];

    public static int? Default(ObjectType from, ObjectType to) => Row(from, to)?.Id;

    public static int? Primary(ObjectType from, ObjectType to) => Row(from, to)?.Primary;

    public static string? Label(ObjectType from, ObjectType to, int id) => Row(from, to)?.Primary == id ? "Primary" : null;

    /// <summary>Which kind of record an association type id points to, from the given kind; null for an unknown pair.</summary>
    public static ObjectType? Target(ObjectType from, int id) =>
        Table.Where(row => row.From == from && (row.Id == id || row.Primary == id)).Select(row => row.To).FirstOrDefault();

    public static bool IsValid(ObjectType from, ObjectType to, int id) => Row(from, to) is { } row && (row.Id == id || row.Primary == id);

    /// <summary>The id that the same association has when read from the other side.</summary>
    public static int Reverse(ObjectType from, ObjectType to, int id) =>
        (Label(from, to, id) is null ? null : Primary(to, from)) ?? Default(to, from) ?? id;

    private static (ObjectType From, ObjectType To, int Id, int? Primary)? Row(ObjectType from, ObjectType to)
    {
        foreach (var row in Table)
        {
            if (row.From == from && row.To == to)
            {
                return row;
            }
        }

        return null;
    }
}
