using System.Diagnostics;
using System.Globalization;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Testing.Orchestration;

/// <summary>Many activities, a timer in the middle and an event at the end, which as a rule comes long before.</summary>
public sealed class Marathon : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        for (var step = 0; step < input; step++)
        {
            await context.CallActivityAsync<int>(nameof(Mark), step);
            if (step == input / 2)
            {
                await context.CreateTimer(TimeSpan.FromMilliseconds(500), CancellationToken.None);
            }
        }

        return await context.WaitForExternalEvent<string>("finish");
    }
}

/// <summary>Takes a moment and leaves lines in <see cref="MarkFile"/>, for processes other than the test's.</summary>
public sealed class Mark(MarkFile file, TimeProvider clock) : TaskActivity<int, int>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(40);

    public override async Task<int> RunAsync(TaskActivityContext context, int input)
    {
        file.Write("begin", context.InstanceId, input);
        await Task.Delay(Moment, clock);
        file.Write("end", context.InstanceId, input);
        return input;
    }
}

/// <summary>Lines that several processes leave, each in a file of its own, with the machine's monotonic clock to tell their order.</summary>
public sealed class MarkFile(string path)
{
    private readonly Lock gate = new();

    public void Write(string what, string instance, int step)
    {
        lock (gate)
        {
            File.AppendAllText(
                $"{path}.{Environment.ProcessId}",
                string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()} {what} {instance} {step} {Environment.ProcessId}\n"));
        }
    }

    /// <summary>All lines so far, in their order.</summary>
    public IReadOnlyList<MarkLine> Read() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.*")
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' '))
            .Where(words => words is [.., { Length: > 0 }] && words.Length == 5) // the last line may be half written
            .OrderBy(words => Number<long>(words[0]))
            .Select(words => new MarkLine(words[1] == "begin", words[2], Number<int>(words[3]), Number<int>(words[4]))),
    ];

    private static T Number<T>(string word)
        where T : ISpanParsable<T> => T.Parse(word, CultureInfo.InvariantCulture);
}

/// <summary>An activity has begun or ended somewhere.</summary>
public sealed record MarkLine(bool Began, string Instance, int Step, int Process);
