namespace CaseyOS.Functions.Queue;

/// <summary>Registers what the endpoints of the queue need.</summary>
internal static class QueueEdge
{
    public static IServiceCollection AddQueueEdge(this IServiceCollection services) =>
        services.AddSingleton<TodayBodies>().AddScoped<MoveAnswers>().AddTrigger<Scoring.RecalculateScoresTrigger>("RecalculateScores");
}
