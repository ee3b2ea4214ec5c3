using CaseyOS.Core.Storage;

namespace CaseyOS.Core.Tests.Storage;

public sealed class SharedReadsTests
{
    private readonly SharedReads<string, int> reads = new();
    private TaskCompletionSource<int> answer = new();
    private int asked;

    [Fact]
    public async Task Read_WhileOneIsUnderWay_SharesItsAnswer()
    {
        var all = Enumerable.Range(0, 100).Select(_ => ReadAsync("a")).ToList();
        answer.SetResult(7);

        Assert.All(await Task.WhenAll(all), value => Assert.Equal(7, value));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Read_AfterTheAnswer_AsksAnew()
    {
        answer.SetResult(7);
        await ReadAsync("a");
        answer = new();
        answer.SetResult(8);

        Assert.Equal(8, await ReadAsync("a"));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Read_OfSomethingElse_IsItsOwn()
    {
        answer.SetResult(7);
        await Task.WhenAll(ReadAsync("a"), ReadAsync("b"));

        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Read_AfterAWrite_DoesNotGetTheAnswerOfAnEarlierRead()
    {
        var before = ReadAsync("a");
        reads.Forget("a");
        var earlier = answer;
        answer = new();
        var after = ReadAsync("a");
        answer.SetResult(8);
        earlier.SetResult(7);

        Assert.Equal((7, 8), (await before, await after));
    }

    [Fact]
    public async Task Read_OneGivesUp_TheOthersGetTheirAnswer()
    {
        using var impatient = new CancellationTokenSource();
        var first = ReadAsync("a", impatient.Token);
        var second = ReadAsync("a");
        await impatient.CancelAsync();
        answer.SetResult(7);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(7, await second);
    }

    [Fact]
    public async Task Read_Failing_FailsForAllAndIsAskedAnew()
    {
        var all = Enumerable.Range(0, 3).Select(_ => ReadAsync("a")).ToList();
        answer.SetException(new IOException("away"));
        foreach (var one in all)
        {
            await Assert.ThrowsAsync<IOException>(() => one);
        }

        answer = new();
        answer.SetResult(8);
        Assert.Equal(8, await ReadAsync("a"));
    }

    private Task<int> ReadAsync(string key, CancellationToken cancellationToken = default) => reads.ReadAsync(
        key,
        _ =>
        {
            Interlocked.Increment(ref asked);
            return answer.Task;
        },
        cancellationToken);
}
