namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Kinds of records that the product works with.</summary>
public enum HubSpotObject
{
    /// <summary>0-1.</summary>
    Contacts,

    /// <summary>0-2.</summary>
    Companies,

    /// <summary>0-3.</summary>
    Deals,

    /// <summary>0-27.</summary>
    Tasks,

    /// <summary>0-49.</summary>
    Emails,

    /// <summary>0-47.</summary>
    Meetings,

    /// <summary>0-46.</summary>
    Notes,

    /// <summary>0-5.</summary>
    Tickets,
}

/// <summary>A record of any kind, with the properties that were asked for; a property without a value is absent.</summary>
public sealed record CrmRecord(string Id, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Value of a property; null when it has none.</summary>
    public string? this[string property] => Properties.GetValueOrDefault(property);

    /// <summary>A property that holds a time.</summary>
    public DateTimeOffset? Time(string property) => Wire.Time(property);

    /// <summary>A property that holds a number.</summary>
    public double? Number(string property) => Wire.Number(property);

    private WireObject Wire => new(Id, new Dictionary<string, string?>(Properties.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)), StringComparer.Ordinal));
}

/// <summary>One record beside another.</summary>
/// <param name="To">Kind of the other record.</param>
/// <param name="Id">Its id.</param>
/// <param name="TypeId">HubSpot's id of the relation, see <see cref="HubSpotRelations"/>.</param>
public sealed record HubSpotLink(HubSpotObject To, string Id, int TypeId);

/// <summary>A condition of a search. Several hold together.</summary>
/// <param name="Property">Property.</param>
/// <param name="Operator">EQ, NEQ, LT, LTE, GT, GTE, HAS_PROPERTY, NOT_HAS_PROPERTY, CONTAINS_TOKEN, NOT_CONTAINS_TOKEN.</param>
/// <param name="Value">What it is compared with; null for the two HAS_PROPERTY operators.</param>
public sealed record HubSpotFilter(string Property, string Operator, string? Value = null);

/// <summary>A property that the portal has.</summary>
/// <param name="Name">Name on the wire.</param>
/// <param name="Label">What its users see.</param>
/// <param name="Type">string, number, date, datetime, enumeration, bool.</param>
/// <param name="Options">Allowed values of an enumeration.</param>
public sealed record HubSpotProperty(string Name, string Label, string Type, IReadOnlyList<string> Options);

/// <summary>What HubSpot says about our token.</summary>
/// <param name="PortalId">The account.</param>
/// <param name="Scopes">What it may.</param>
public sealed record HubSpotTokenInfo(long PortalId, IReadOnlyList<string> Scopes);

/// <summary>HubSpot's own relations between records, by their ids.</summary>
public static class HubSpotRelations
{
    private static readonly Dictionary<(HubSpotObject From, HubSpotObject To), int> Ids = new()
    {
        [(HubSpotObject.Contacts, HubSpotObject.Companies)] = 279,
        [(HubSpotObject.Contacts, HubSpotObject.Deals)] = 4,
        [(HubSpotObject.Deals, HubSpotObject.Contacts)] = 3,
        [(HubSpotObject.Deals, HubSpotObject.Companies)] = 341,
        [(HubSpotObject.Companies, HubSpotObject.Contacts)] = 280,
        [(HubSpotObject.Companies, HubSpotObject.Deals)] = 342,
        [(HubSpotObject.Tasks, HubSpotObject.Contacts)] = 204,
        [(HubSpotObject.Tasks, HubSpotObject.Companies)] = 192,
        [(HubSpotObject.Tasks, HubSpotObject.Deals)] = 216,
        [(HubSpotObject.Emails, HubSpotObject.Contacts)] = 198,
        [(HubSpotObject.Emails, HubSpotObject.Companies)] = 186,
        [(HubSpotObject.Emails, HubSpotObject.Deals)] = 210,
        [(HubSpotObject.Meetings, HubSpotObject.Contacts)] = 200,
        [(HubSpotObject.Meetings, HubSpotObject.Companies)] = 188,
        [(HubSpotObject.Meetings, HubSpotObject.Deals)] = 212,
        [(HubSpotObject.Notes, HubSpotObject.Contacts)] = 202,
        [(HubSpotObject.Notes, HubSpotObject.Companies)] = 190,
        [(HubSpotObject.Notes, HubSpotObject.Deals)] = 214,
    };

    /// <summary>The plain relation from one kind to another.</summary>
    /// <exception cref="ArgumentException">HubSpot has none.</exception>
    public static HubSpotLink To(HubSpotObject from, HubSpotObject to, string id) => Ids.TryGetValue((from, to), out var type)
        ? new(to, id, type)
        : throw new ArgumentException($"HubSpot has no relation from {from} to {to}.", nameof(to));
}
