using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Contracts;
using static CaseyOS.Core.Tests.Storage.ScriptedService;

namespace CaseyOS.Core.Tests.Storage;

/// <summary>The requests are those that the service's official description knows, which is stricter than the emulator.</summary>
public sealed partial class TableContractTests
{
    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public async Task Requests_OfEveryOperation_AreDescribed()
    {
        var oneRow = Answer(HttpStatusCode.OK, """{"PartitionKey":"p","RowKey":"r"}""");
        using var service = new ScriptedService(oneRow, oneRow, oneRow, oneRow, oneRow, oneRow, oneRow, oneRow, Answer(
            HttpStatusCode.OK, """{"value":[]}""", ("x-ms-continuation-NextPartitionKey", "1!4!cA--"), ("x-ms-continuation-NextRowKey", "1!4!cg--")));
        var table = service.Table();
        var row = new TableEntity("p's", "r") { ["N"] = 1L };

        await table.CreateIfNotExistsAsync();
        await table.DeleteAsync();
        await table.AddEntityAsync(row);
        await table.GetEntityAsync<TableEntity>("p's", "r", ["N"]);
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
        await table.UpdateEntityAsync(row, new ETag("W/\"1\""));
        await table.UpsertEntityAsync(row);
        await table.DeleteEntityAsync("p's", "r");
        await table.QueryAsync<TableEntity>("N eq 1L", 10, ["N"]).AsPages().Take(2).ToListAsync();
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, row)]));

        Assert.Equal(11, service.Requests.Count);
        Assert.Empty(service.Requests.SelectMany(Complaints));
    }

    private static IEnumerable<string> Complaints(HttpRequestMessage request)
    {
        var description = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(ContractFolder.Path!, "azure", "storage-tables.swagger.json"))).RootElement;
        var method = request.Method.Method.ToLowerInvariant();
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        var operations = description.GetProperty("paths").EnumerateObject()
            .Where(candidate => candidate.Value.TryGetProperty(method, out _) && Template(candidate.Name).IsMatch(path)).ToList();
        if (operations.Count == 0)
        {
            return [$"{method} {path} is not described"];
        }

        // /{table} matches everything; the longest template is the closest.
        var operation = operations.MaxBy(candidate => candidate.Name.Length).Value.GetProperty(method);
        var parameters = operation.GetProperty("parameters").EnumerateArray().Select(Resolve).ToList();
        return Unknown().Concat(Missing()).Select(complaint => $"{method} {path}: {complaint}");

        JsonElement Resolve(JsonElement parameter) => parameter.TryGetProperty("$ref", out var reference)
            ? description.GetProperty("parameters").GetProperty(reference.GetString()!.Split('/')[^1])
            : parameter;

        IEnumerable<string> Unknown() => QueryNames(request).Except(Names("query", onlyRequired: false)).Select(name => $"query parameter {name} is unknown");

        IEnumerable<string> Missing() => Names("header", onlyRequired: true)
            .Where(name => !request.Headers.Contains(name) && request.Content?.Headers.NonValidated.Contains(name) is not true)
            .Select(name => $"header {name} is missing");

        IEnumerable<string> Names(string place, bool onlyRequired) => parameters
            .Where(parameter => parameter.GetProperty("in").GetString() == place)
            .Where(parameter => !onlyRequired || (parameter.TryGetProperty("required", out var required) && required.GetBoolean()))
            .Select(parameter => parameter.GetProperty("name").GetString()!);
    }

    private static IEnumerable<string> QueryNames(HttpRequestMessage request) =>
        request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]));

    private static Regex Template(string path) => new($"^{Hole().Replace(Regex.Escape(path), ".+")}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\\\{[^}]+}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
