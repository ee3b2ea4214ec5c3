using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Suppression;

/// <summary>
/// Companies that an owner leaves alone, by their domains: no rule proposes to write to anybody there. One row in the owner's
/// partition of <c>Settings</c>; every instance asks again after seconds.
/// </summary>
public sealed class ExcludedCompanies(TableServiceClient tables, CommandQueue queue, QueueStore moves, TimeProvider clock)
{
    /// <summary>So many fit into the row, and into a person's head.</summary>
    public const int Most = 500;

    private const string Row = "excluded-companies";
    private const string Json = "Json";
    private const int LongestDomain = 253;
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(3);

    private readonly TableClient table = tables.GetTableClient("Settings");
    private readonly ConcurrentDictionary<OwnerId, (IReadOnlyList<string> Domains, long ReadAt)> known = new();

    /// <summary>The domains in the order of the alphabet, at most seconds old.</summary>
    public async ValueTask<IReadOnlyList<string>> GetAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(owner, out var held) && clock.GetElapsedTime(held.ReadAt) < KeepFor)
        {
            return held.Domains;
        }

        return Keep(owner, await ReadAsync(owner, cancellationToken));
    }

    /// <summary>Replaces the list; pending moves that would write to one of them leave the page.</summary>
    /// <exception cref="ValidationException">One of them is no domain, or there are too many.</exception>
    public async Task<IReadOnlyList<string>> ReplaceAsync(OwnerId owner, IReadOnlyList<string> domains, CancellationToken cancellationToken)
    {
        List<string> wanted = [.. domains.Select(domain => (domain ?? "").Trim().TrimStart('@').ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (wanted.Find(domain => !IsDomain(domain)) is { } wrong)
        {
            throw new ValidationException("domains", $"\"{wrong}\" is not a domain such as example.com.");
        }

        if (wanted.Count > Most)
        {
            throw new ValidationException("domains", $"domains must have at most {Most} entries.");
        }

        await table.CreateIfNotExistsAsync(cancellationToken);
        var row = new TableEntity(owner.Value, Row) { ["Schema"] = 1 };
        row.SetText(Json, JsonSerializer.Serialize(wanted, CaseyJson.Rows));
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        Keep(owner, wanted);
        foreach (var item in (await moves.ReadOpenAsync(owner, cancellationToken)).Items.Where(item => item.Status == ItemStatus.Pending))
        {
            if (Match(wanted, item.ActionContext, null) is { } domain)
            {
                await queue.ResolveAsync(owner, item.Id, Explain(domain), cancellationToken);
            }
        }

        return wanted;
    }

    /// <summary>Why a move must not be made; null when it may.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="context">What the move would do.</param>
    /// <param name="companyDomain">The domain of the company that it is about, for people who write from elsewhere.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<string?> WhyNotAsync(OwnerId owner, ActionContext? context, string? companyDomain, CancellationToken cancellationToken) =>
        context is MailContext && Match(await GetAsync(owner, cancellationToken), context, companyDomain) is { } domain ? Explain(domain) : null;

    private static string Explain(string domain) => $"{domain} is one of the companies that you leave alone.";

    private static string? Match(IReadOnlyList<string> excluded, ActionContext? context, string? companyDomain) =>
        excluded.FirstOrDefault(domain => IsAt(DomainOf(context), domain) || IsAt(companyDomain, domain));

    private static string? DomainOf(ActionContext? context) =>
        context is MailContext { To: { } to } && to.LastIndexOf('@') is >= 0 and var at ? to[(at + 1)..] : null;

    // People at mail.northwind.example are people of northwind.example.
    private static bool IsAt(string? host, string domain) =>
        host is not null && (host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase));

    private static bool IsDomain(string text) =>
        text.Length <= LongestDomain && text.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(text) == UriHostNameType.Dns;

    private IReadOnlyList<string> Keep(OwnerId owner, IReadOnlyList<string> domains)
    {
        known[owner] = (domains, clock.GetTimestamp());
        return domains;
    }

    private async Task<IReadOnlyList<string>> ReadAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        try
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(owner.Value, Row, cancellationToken: cancellationToken);
            return row.HasValue ? JsonSerializer.Deserialize<List<string>>(row.Value!.GetText(Json)!, CaseyJson.Rows)! : [];
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            return []; // nobody has set anything yet
        }
    }
}
