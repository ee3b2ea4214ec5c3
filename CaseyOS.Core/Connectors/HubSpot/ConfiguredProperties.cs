namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Properties that HubSpot has no standard name for, because each account keeps them under one of its own. Null: not configured.</summary>
public sealed record ConfiguredProperties
{
    /// <summary>Company property that holds the date on which the customer's contract ends or renews (<c>HubSpot:RenewalDateProperty</c>).</summary>
    public string? RenewalDate { get; init; }

    /// <summary>Company property that is true for customers who may be named and asked for references (<c>HubSpot:ReferenceableProperty</c>).</summary>
    public string? Referenceable { get; init; }

    /// <summary>Company property with the share of what a customer pays for that he uses, 0–100 (<c>HubSpot:UsageProperty</c>).</summary>
    public string? Usage { get; init; }

    /// <summary>Company property with the number of overdue invoices (<c>HubSpot:OverdueInvoicesProperty</c>).</summary>
    public string? OverdueInvoices { get; init; }

    /// <summary>Those that are configured.</summary>
    public IEnumerable<string> Names => new[] { RenewalDate, Referenceable, Usage, OverdueInvoices }.OfType<string>();
}
