using CaseyOS.Benchmarks;

// All figures in one run on one machine: ratios are what counts. Nothing else should run meanwhile.
// Names of groups as arguments measure those only: while working on one.
var groups = new Dictionary<string, Func<Task<IReadOnlyList<Figure>>>>(StringComparer.Ordinal)
{
    ["computation"] = () => Task.FromResult<IReadOnlyList<Figure>>([.. ComputationFigures.Measure()]),
    ["execution"] = ExecutionFigures.MeasureAsync,
    ["hosted"] = HostedTurnFigures.MeasureAsync,
    ["orchestrations"] = OrchestrationFigures.MeasureAsync,
    ["service"] = ServiceFigures.MeasureAsync,
    ["sweep"] = SweepFigures.MeasureAsync,
    ["webhooks"] = WebhookFigures.MeasureAsync,
};
const string Report = "benchmarks.json";
List<Figure> figures = [];
foreach (var measure in groups.Where(group => args.Length == 0 || args.Contains(group.Key, StringComparer.Ordinal)).Select(group => group.Value))
{
    figures.AddRange(await measure());
}

Figure.Print(figures);
await Figure.SaveAsync(Report, figures);
Console.WriteLine($"{Environment.ProcessorCount} cores; written to {Report}");
