using CaseyOS.Benchmarks;

// All figures in one run on one machine: ratios are what counts. Nothing else should run meanwhile.
Figure[] figures = [.. ComputationFigures.Measure(), .. await OrchestrationFigures.MeasureAsync(), .. await ServiceFigures.MeasureAsync()];
Figure.Print(figures);
var file = args.FirstOrDefault() ?? "benchmarks.json";
await Figure.SaveAsync(file, figures);
Console.WriteLine($"{Environment.ProcessorCount} cores; written to {file}");
