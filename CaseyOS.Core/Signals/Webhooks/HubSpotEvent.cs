using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>What HubSpot reports of a record.</summary>
public enum HubSpotEventKind
{
    /// <summary>It was made.</summary>
    Creation,

    /// <summary>It was deleted.</summary>
    Deletion,

    /// <summary>A person was deleted for good; the ordinary deletion is reported as well.</summary>
    PrivacyDeletion,

    /// <summary>It came back.</summary>
    Restore,

    /// <summary>It took in other records.</summary>
    Merge,

    /// <summary>One of its properties changed.</summary>
    PropertyChange,

    /// <summary>It was tied to another record, or untied.</summary>
    AssociationChange,
}

/// <summary>One event of a webhook, reduced to what is used: ids, times, and of the value only a hash that tells it from others.</summary>
public sealed record HubSpotEvent
{
    /// <summary>The HubSpot account.</summary>
    public required long Portal { get; init; }

    /// <summary>What happened.</summary>
    public required HubSpotEventKind Kind { get; init; }

    /// <summary>The record; of a merge, the one that remains.</summary>
    public required HubSpotRecord Record { get; init; }

    /// <summary>When it happened, in Unix milliseconds. Deliveries come in any order; this is the order.</summary>
    public required long OccurredAt { get; init; }

    /// <summary>Name of the property that changed.</summary>
    public string? Property { get; init; }

    /// <summary>First 16 hex digits of SHA-256 over the new value; equal values have equal ones.</summary>
    public string? Value { get; init; }

    /// <summary>The records that a merge took in, or the other end of an association.</summary>
    public IReadOnlyList<HubSpotRecord> Others { get; init; } = [];

    /// <summary>
    /// What of the record the event says something about. Of the events of one aspect only the newest counts. Neither
    /// <c>eventId</c>, which HubSpot repeats, nor the subscription is part of it: two subscriptions may report the same change.
    /// </summary>
    [JsonIgnore]
    public string Aspect => Kind switch
    {
        HubSpotEventKind.PropertyChange => $"property|{Property}",
        HubSpotEventKind.Merge => $"merge|{string.Join(',', Others.Select(other => other.Id))}",
        HubSpotEventKind.AssociationChange => $"association|{string.Join(',', Others)}",
        _ => "existence",
    };

    /// <summary>What the aspect is from this event on.</summary>
    [JsonIgnore]
    public string Content => Kind == HubSpotEventKind.PropertyChange ? Value ?? "" : $"{Kind}|{Value}";

    /// <summary>The hash under which a value travels.</summary>
    public static string HashOf(string? value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value ?? "")).AsSpan(0, 8));
}

/// <summary>A record of a kind that the rules look at.</summary>
/// <param name="Type"><see cref="Contact"/>, <see cref="Company"/> or <see cref="Deal"/>.</param>
/// <param name="Id">HubSpot's id.</param>
public readonly record struct HubSpotRecord(string Type, string Id)
{
    /// <summary>A person.</summary>
    public const string Contact = "contact";

    /// <summary>A company.</summary>
    public const string Company = "company";

    /// <summary>A deal.</summary>
    public const string Deal = "deal";

    /// <summary>The kind behind HubSpot's name or number of an object type; null for those that no rule looks at.</summary>
    public static string? TypeOf(string? objectType) => objectType?.ToUpperInvariant() switch
    {
        "0-1" or "CONTACT" => Contact,
        "0-2" or "COMPANY" => Company,
        "0-3" or "DEAL" => Deal,
        _ => null,
    };

    /// <summary>For example <c>deal|123</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Type}|{Id}");
}
