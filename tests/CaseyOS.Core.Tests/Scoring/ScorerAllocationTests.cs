using CaseyOS.Core.Scoring;
using static CaseyOS.Core.Tests.Scoring.ScoringSituation;

namespace CaseyOS.Core.Tests.Scoring;

public sealed class ScorerAllocationTests
{
    [Fact]
    public void Score_WithExplanation_AllocatesLittleBeyondItsResult()
    {
        var inputs = Deal(48_000) with { StageProbability = 0.4, Deadline = Now.AddDays(9), DeadlineVerb = "closes", IcpFit = 0.7 };
        var score = Usual.Score(inputs, Now.AddDays(12), Now, Now, Berlin);
        var texts = score.Drivers.Select(driver => driver.Reason).Append(score.Reasoning).Append(score.WouldChange!).ToList();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Usual.Score(inputs, Now.AddDays(12), Now, Now, Berlin);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // A string is 22 bytes and two a character; four drivers, their array and the score are some 450 bytes. The texts
        // are put together from parts of about their own length.
        var result = 450 + texts.Sum(text => 32 + (2 * text.Length));
        Assert.InRange(allocated, result / 2, result * 2);
    }
}
