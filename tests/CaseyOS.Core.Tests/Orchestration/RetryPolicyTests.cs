using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Tests.Orchestration;

public sealed class RetryPolicyTests
{
    [Fact]
    public void DelayAfter_ManyAttempts_IsCappedAndDoesNotOverflow() =>
        Assert.Equal(TimeSpan.FromHours(1), new RetryPolicy(5_000, TimeSpan.FromSeconds(1), 10, TimeSpan.FromHours(1)).DelayAfter(4_000, TimeSpan.Zero));

    [Fact]
    public void DelayAfter_LastAttempt_IsNone() => Assert.Null(new RetryPolicy(2, TimeSpan.FromSeconds(1)).DelayAfter(2, TimeSpan.Zero));

    [Fact]
    public void DelayAfter_BeyondTheTimeout_IsNone() =>
        Assert.Null(new RetryPolicy(9, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromMinutes(1)).DelayAfter(1, TimeSpan.FromSeconds(55)));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0.5)]
    public void RetryPolicy_ThatMakesNoSense_IsRefused(int attempts, int seconds, double factor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(attempts, TimeSpan.FromSeconds(seconds), factor));
}
