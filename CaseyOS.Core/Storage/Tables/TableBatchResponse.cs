using System.Globalization;
using Azure;
using CaseyOS.Core.Storage.Http;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>Reads the multipart answer to an entity group transaction.</summary>
internal static class TableBatchResponse
{
    /// <exception cref="TableTransactionFailedException">The service refused an action.</exception>
    public static IReadOnlyList<Response> Read(Response response, int expected)
    {
        var parts = Parts(response.Content.ToString()).ToList();
        if (parts.Find(part => part.Status >= 400) is { } refused)
        {
            // Carries "0:The specified entity already exists.": the index of the action comes before the colon.
            var error = new RequestFailedException(refused, null, new BatchErrorDetails());
            throw Failure(refused.Status, error.Message, error.ErrorCode, error);
        }

        return parts.Count == expected
            ? parts
            : throw new StorageUnavailableException(response.Status, $"Storage answered {parts.Count} of {expected} actions.", null, mayHaveHappened: true, null);
    }

    public static TableTransactionFailedException Failure(int status, string message, string? errorCode, Exception inner)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        int? index = colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new(status, message, errorCode, index, inner);
    }

    private static IEnumerable<TableBatchPart> Parts(string text)
    {
        TableBatchPart? part = null;
        var inHeaders = false;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                part = new(int.Parse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), line.Length > 13 ? line[13..] : "");
                inHeaders = true;
            }
            else if (part is not null && (line.StartsWith("--changeset", StringComparison.Ordinal) || line.StartsWith("--batch", StringComparison.Ordinal)))
            {
                yield return part;
                part = null;
            }
            else if (part is not null && inHeaders)
            {
                inHeaders = line.Length > 0;
                part.AddHeader(line);
            }
            else
            {
                part?.AddBody(line);
            }
        }

        if (part is not null)
        {
            yield return part;
        }
    }

    private sealed class BatchErrorDetails : Azure.Core.RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data) =>
            StorageErrorParser.Instance.TryParse(response, out error, out data);
    }
}
