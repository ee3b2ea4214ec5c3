using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Outcomes.Deals;

/// <summary>Takes in how all closed deals ended, page by page. How far it is stands with the job, so a repeated step goes on where the last one stopped.</summary>
public sealed class BackfillDealOutcomes : TaskOrchestrator<JobId, string>
{
    // Each page adds to the history; beginning anew keeps turns short however many deals there are.
    private const int PagesInOneRun = 50;

    private static readonly TaskOptions Patiently = new(new RetryPolicy(6, TimeSpan.FromSeconds(5), 3, TimeSpan.FromMinutes(5)));

    /// <inheritdoc/>
    public override async Task<string> RunAsync(TaskOrchestrationContext context, JobId input)
    {
        if (!await context.CallActivityAsync<bool>(nameof(BeginBackfill), input, Patiently))
        {
            return "finished already";
        }

        try
        {
            for (var page = 0; page < PagesInOneRun; page++)
            {
                if (!await context.CallActivityAsync<bool>(nameof(ImportClosedDeals), input, Patiently))
                {
                    return await context.CallActivityAsync<string>(nameof(EndBackfill), input, Patiently);
                }
            }
        }
        catch (TaskFailedException)
        {
            // The step has noted why.
            return await context.CallActivityAsync<string>(nameof(EndBackfill), input, Patiently);
        }

        context.ContinueAsNew(input);
        return "";
    }
}
