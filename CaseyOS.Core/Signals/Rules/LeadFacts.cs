using CaseyOS.Core.Connectors.HubSpot;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What rules know about a contact that may become a customer.</summary>
/// <param name="Contact">The record.</param>
/// <param name="Company">The associated company.</param>
public sealed record LeadFacts(Contact Contact, Company? Company)
{
    /// <summary>The entity of all signals about this contact.</summary>
    public string Entity => $"contact:{Contact.Id}";

    /// <summary>The company's name: the associated record's, else what the contact wrote.</summary>
    public string? CompanyName => Company?.Name ?? (string.IsNullOrWhiteSpace(Contact.CompanyName) ? null : Contact.CompanyName);

    /// <summary>Whether there is anybody to name: without name, address and company a move would be noise.</summary>
    public bool IsNamed => Contact.Email is not null || CompanyName is not null || !string.IsNullOrWhiteSpace(Contact.FirstName + Contact.LastName);

    /// <summary>"Ada Lund at Northwind", or what of it is known.</summary>
    public string Label => CompanyName is { } company ? $"{Contact.DisplayName} at {company}" : Contact.DisplayName;
}
