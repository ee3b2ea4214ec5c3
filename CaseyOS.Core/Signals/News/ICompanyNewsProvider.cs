namespace CaseyOS.Core.Signals.News;

/// <summary>Knows what is said in public about companies. None ships with the program: whoever has one registers it with <c>AddCompanyNews</c>.</summary>
public interface ICompanyNewsProvider
{
    /// <summary>Names it in the status.</summary>
    string Name { get; }

    /// <summary>What was published at or after a moment, about any company; the same may be told again.</summary>
    Task<IReadOnlyList<CompanyNews>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>A piece of news.</summary>
/// <param name="Domain">The company's web domain, by which the CRM knows it.</param>
/// <param name="Headline">What is said.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="Link">Where.</param>
public sealed record CompanyNews(string Domain, string Headline, DateTimeOffset PublishedAt, Uri? Link = null);
