using System.ComponentModel.DataAnnotations;
using CaseyOS.Core.Connectors.HubSpot;

namespace CaseyOS.Core.Signals;

/// <summary>The ideal customer profile. Empty means "not configured": the strategic driver then says unknown.</summary>
public sealed class IdealCustomerOptions
{
    /// <summary>Section in the configuration.</summary>
    public const string SectionName = "IdealCustomer";

    /// <summary>Values of HubSpot's <c>industry</c> that fit, for example <c>LOGISTICS_AND_SUPPLY_CHAIN</c>.</summary>
    public string[] Industries { get; set; } = [];

    /// <summary>Smallest fitting number of employees.</summary>
    [Range(0, int.MaxValue)] public int? MinEmployees { get; set; }

    /// <summary>Largest fitting number of employees.</summary>
    [Range(0, int.MaxValue)] public int? MaxEmployees { get; set; }

    /// <summary>Domains of companies whose logo is worth naming.</summary>
    public string[] NamedLogos { get; set; } = [];

    /// <summary>Share of the configured criteria that a company meets, 0–1; null when none is configured or none is known of it.</summary>
    public double? FitOf(Company? company)
    {
        bool?[] criteria =
        [
            Industries.Length == 0 || company?.Industry is not { } industry ? null : Industries.Contains(industry, StringComparer.OrdinalIgnoreCase),
            (MinEmployees is null && MaxEmployees is null) || company?.Employees is not { } employees
                ? null
                : employees >= (MinEmployees ?? 0) && employees <= (MaxEmployees ?? int.MaxValue),
        ];
        var known = criteria.Where(criterion => criterion is not null).ToList();
        return known.Count == 0 ? null : known.Count(criterion => criterion == true) / (double)known.Count;
    }

    /// <summary>Whether the company's logo is worth naming.</summary>
    public bool IsNamedLogo(Company? company) =>
        company?.Domain is { } domain && NamedLogos.Contains(domain, StringComparer.OrdinalIgnoreCase);
}
