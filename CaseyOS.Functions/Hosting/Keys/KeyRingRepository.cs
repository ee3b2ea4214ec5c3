using System.Xml.Linq;
using CaseyOS.Core.Storage.Tables;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CaseyOS.Functions.Hosting;

/// <summary>Keeps the data-protection key ring in storage, so that all instances, also later ones, read each other's cookies.</summary>
/// <remarks>
/// The framework asks synchronously, at start and then about once a day; the waits are on pool threads, where nothing they
/// wait for needs the caller's thread.
/// </remarks>
internal sealed class KeyRingRepository(TableServiceClient tables) : IXmlRepository
{
    public const string Table = "Settings";
    private const string Partition = "system";
    private const string Prefix = "key-ring|";
    private const string After = "key-ring}"; // the character after '|'
    private const int SchemaVersion = 1;

    private readonly TableClient table = tables.GetTableClient(Table);

    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => WriteAsync(element, friendlyName)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        await table.CreateIfNotExistsAsync();
        var elements = new List<XElement>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {Prefix} and RowKey lt {After}")))
        {
            elements.Add(XElement.Parse(row.GetString("Xml")!));
        }

        return elements;
    }

    private Task WriteAsync(XElement element, string friendlyName) => table.UpsertEntityAsync(
        new TableEntity(Partition, Prefix + friendlyName) { ["Xml"] = element.ToString(SaveOptions.DisableFormatting), ["SchemaVersion"] = SchemaVersion },
        TableUpdateMode.Replace);
}
