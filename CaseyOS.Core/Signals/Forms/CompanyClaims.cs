using System.Security.Cryptography;
using System.Text;
using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Signals.Forms;

/// <summary>
/// Who makes the company behind a domain. HubSpot takes two companies of one domain, and its search shows a new one late; so
/// one instance makes it, and whoever comes second takes what the first one made.
/// </summary>
public sealed class CompanyClaims(TableServiceClient tables, TimeProvider clock)
{
    private const string Partition = "companies";
    private const string Company = "Company";
    private const string At = "At";

    // By then HubSpot's search knows the company, and an instance that died has not made it.
    private static readonly TimeSpan Making = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly TableClient table = tables.GetTableClient("Cursors");

    /// <summary>The record id of the company that was just made for the domain; null when the caller is the one to make it.</summary>
    /// <exception cref="ConflictException">Another instance is making it at this moment.</exception>
    public async Task<string?> TakeAsync(string domain, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Key(domain), cancellationToken: cancellationToken);
        var age = row.HasValue ? clock.GetUtcNow() - row.Value!.GetDateTimeOffset(At)!.Value : TimeSpan.MaxValue;
        if (row.HasValue && row.Value!.GetString(Company) is { } made && age < Remembered)
        {
            return made;
        }

        if (row.HasValue && row.Value!.GetString(Company) is null && age < Making)
        {
            throw Busy(domain);
        }

        try
        {
            await (row.HasValue
                ? table.UpdateEntityAsync(Row(domain, null), row.Value!.ETag, TableUpdateMode.Replace, cancellationToken)
                : table.AddEntityAsync(Row(domain, null), cancellationToken));
            return null;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            throw Busy(domain);
        }
    }

    /// <summary>The company is there.</summary>
    public Task MadeAsync(string domain, string id, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(Row(domain, id), TableUpdateMode.Replace, cancellationToken);

    private TableEntity Row(string domain, string? company) => new(Partition, Key(domain)) { ["Schema"] = 1, [At] = clock.GetUtcNow(), [Company] = company };

    private static ConflictException Busy(string domain) => new("busy", $"The company {domain} is being made in HubSpot; try again in a moment.", TimeSpan.FromSeconds(2));

    private static string Key(string domain) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(domain.ToLowerInvariant())));
}
