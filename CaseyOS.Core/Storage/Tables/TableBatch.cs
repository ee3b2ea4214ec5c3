using System.Globalization;
using System.Text;
using Azure;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>An entity group transaction as the multipart body that the service expects: one change set in one batch.</summary>
internal sealed record TableBatch(byte[] Body, string ContentType, int Count)
{
    private const int MaxActions = 100;

    public static TableBatch Create(Uri endpoint, string table, IReadOnlyList<TableTransactionAction> actions)
    {
        Check(actions);
        var batch = $"batch_{Guid.NewGuid()}";
        var changeSet = $"changeset_{Guid.NewGuid()}";
        using var body = new MemoryStream();
        Line(body, $"--{batch}");
        Line(body, $"Content-Type: multipart/mixed; boundary={changeSet}");
        Line(body, "");
        foreach (var action in actions)
        {
            Line(body, $"--{changeSet}");
            Line(body, "Content-Type: application/http");
            Line(body, "Content-Transfer-Encoding: binary");
            Line(body, "");
            Write(body, endpoint, table, action);
        }

        Line(body, $"--{changeSet}--");
        Line(body, $"--{batch}--");
        return new(body.ToArray(), $"multipart/mixed; boundary={batch}", actions.Count);
    }

    private static void Write(MemoryStream body, Uri endpoint, string table, TableTransactionAction action)
    {
        var (verb, ifMatch) = action.ActionType switch
        {
            TableTransactionActionType.Add => ("POST", null),
            TableTransactionActionType.UpdateMerge => ("PATCH", Version(action)),
            TableTransactionActionType.UpdateReplace => ("PUT", Version(action)),
            TableTransactionActionType.Delete => ("DELETE", (action.ETag == default ? ETag.All : action.ETag).ToString("H")),
            TableTransactionActionType.UpsertMerge => ("PATCH", null),
            TableTransactionActionType.UpsertReplace => ("PUT", null),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.ActionType, "Unknown kind of action."),
        };
        var path = verb == "POST" ? table : TableKeys.Path(table, action.Entity.PartitionKey, action.Entity.RowKey);
        Line(body, $"{verb} {endpoint.AbsoluteUri.TrimEnd('/')}/{path} HTTP/1.1");
        Line(body, "Accept: application/json");
        Line(body, "DataServiceVersion: 3.0");
        if (ifMatch is not null)
        {
            Line(body, $"If-Match: {ifMatch}");
        }

        if (verb == "DELETE")
        {
            Line(body, "");
        }
        else
        {
            Line(body, "Prefer: return-no-content");
            WriteContent(body, TableJson.Write(action.Entity));
        }
    }

    private static void WriteContent(MemoryStream body, byte[] content)
    {
        Line(body, "Content-Type: application/json");
        Line(body, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}"));
        Line(body, "");
        body.Write(content);
        Line(body, "");
    }

    private static string Version(TableTransactionAction action) => action.ETag != default
        ? action.ETag.ToString("H")
        : throw new ArgumentException("An update in a transaction needs the version it insists on; ETag.All takes any.", nameof(action));

    private static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count is 0 or > MaxActions)
        {
            throw new ArgumentException($"A transaction holds 1 to {MaxActions} actions, not {actions.Count}.", nameof(actions));
        }

        if (actions.DistinctBy(action => action.Entity.PartitionKey).Count() > 1)
        {
            throw new ArgumentException("A transaction changes rows of one partition only.", nameof(actions));
        }

        if (actions.GroupBy(action => action.Entity.RowKey).FirstOrDefault(rows => rows.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"A transaction changes each row once, but row {twice.Key} is in it {twice.Count()} times.", nameof(actions));
        }
    }

    private static void Line(MemoryStream body, string text)
    {
        body.Write(Encoding.UTF8.GetBytes(text));
        body.Write("\r\n"u8);
    }
}
