using System.Runtime.CompilerServices;
using Azure;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>Follows continuation tokens until there is none; an empty page is not the end.</summary>
internal sealed class TablePageable<T>(
    Func<string?, int?, CancellationToken, Task<Page<T>>> readPage, int? pageSize, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        Pages(continuationToken, pageSizeHint ?? pageSize, CancellationToken);

    public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, cancellationToken);
        await foreach (var page in Pages(null, pageSize, either.Token))
        {
            foreach (var value in page.Values)
            {
                yield return value;
            }
        }
    }

    private async IAsyncEnumerable<Page<T>> Pages(string? continuation, int? size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await readPage(continuation, size, cancellationToken);
            continuation = page.ContinuationToken;
            yield return page;
        }
        while (!string.IsNullOrEmpty(continuation));
    }
}
