using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Webhooks;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>What a run has just read, by which pending moves are judged.</summary>
/// <param name="Deals">Deals.</param>
/// <param name="Contacts">Contacts.</param>
public sealed record SeenRecords(IReadOnlyCollection<Deal> Deals, IReadOnlyCollection<Contact> Contacts)
{
    /// <summary>Customers whose renewal comes near; null when nobody looked.</summary>
    public IReadOnlyCollection<Company>? Customers { get; init; }

    /// <summary>Whether moves about other records are left alone; otherwise those records are read.</summary>
    public bool OnlyThese { get; init; }

    /// <summary>Records that are known to be gone.</summary>
    public GoneRecords Gone { get; init; } = GoneRecords.None;
}
