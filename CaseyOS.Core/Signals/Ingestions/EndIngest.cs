using CaseyOS.Core.Jobs;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Signals.Ingestions;

/// <summary>Says how the job went as a whole.</summary>
public sealed class EndIngest(JobStore jobs, TimeProvider clock) : TaskActivity<JobId, string>
{
    /// <inheritdoc/>
    public override async Task<string> RunAsync(TaskActivityContext context, JobId input)
    {
        if (await jobs.FindReportAsync(input, CancellationToken.None) is not { } report || report.Job.State.IsFinished())
        {
            return "finished already";
        }

        // Steps that could not even note their failure did not run.
        List<JobPart> parts = [.. report.Parts.Select(part => part.State.IsFinished() ? part : part with { State = JobState.Failed, Problem = part.Problem ?? "It could not be run." })];
        foreach (var part in parts.Except(report.Parts))
        {
            await jobs.SavePartAsync(input, part, CancellationToken.None);
        }

        var ended = report with { Parts = parts };
        var failed = parts.Count(part => part.State == JobState.Failed);
        await jobs.SaveAsync(
            report.Job with
            {
                State = ended.Verdict,
                EndedAt = clock.GetUtcNow(),
                Problem = failed == 0 ? null : $"{failed} of {parts.Count} sources could not be read.",
            },
            CancellationToken.None);
        return ended.Verdict.ToString();
    }
}
