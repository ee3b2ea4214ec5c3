using CaseyOS.Core.Orchestration;
using CaseyOS.Functions.Local;
using CaseyOS.Testing;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>Real programs on one storage account, with <see cref="Marathon"/> in them; and a client that works on nothing itself.</summary>
internal sealed class ProcessRig(string storage) : IAsyncDisposable
{
    private readonly string folder = TemporaryFolder.Create("processes");
    private readonly List<CaseyProgram> programs = [];
    private readonly HubRig outside = HubRig.Idle(storage);

    public MarkFile Marks => new(Path.Combine(folder, "marks"));

    public DurableTaskClient Client => outside.Client;

    public async Task<CaseyProgram> StartAsync()
    {
        var program = await CaseyProgram.StartAsync(settings =>
        {
            foreach (var (name, value) in LocalDefaults.Sandbox(port: 9))
            {
                settings[name.Replace(":", "__", StringComparison.Ordinal)] = value!;
            }

            settings["Local__Sandbox"] = "false";
            settings["Storage__ConnectionString"] = storage;
            settings["Local__DataDirectory"] = folder; // both know the key of the key ring
            settings["Local__Pump__Enabled"] = "false";
            settings["Local__TaskHub__Enabled"] = "true";
            settings["Local__TaskHub__MaxPause"] = "00:00:00.5";
            ExtraFlows.AddTo(settings, Path.Combine(folder, "marks"));
        });
        programs.Add(program);
        return program;
    }

    /// <summary>Starts so many of them and tells each to finish, long before it listens.</summary>
    public Task BeginAsync(int first, int count, int steps) => Task.WhenAll(Enumerable.Range(first, count).Select(async number =>
    {
        await outside.BeginAsync(nameof(Marathon), steps, Name(number));
        await outside.Client.RaiseEventAsync(Name(number), "finish", $"done {number}");
    }));

    /// <summary>Until all have ended well, each with every step done once and the event heard.</summary>
    public async Task EndAsync(int instances, int steps)
    {
        foreach (var number in Enumerable.Range(0, instances))
        {
            var end = await outside.EndOfAsync(Name(number));
            Assert.Equal((OrchestrationRuntimeStatus.Completed, $"\"done {number}\""), (end.RuntimeStatus, end.SerializedOutput));
        }

        var expected = Enumerable.Range(0, instances).SelectMany(number => Enumerable.Range(0, steps).Select(step => (Name(number), step)));
        Assert.Equal(expected.Order(), Marks.Read().Where(mark => mark.Began).Select(mark => (mark.Instance, mark.Step)).Order());
    }

    public Task ReachAsync(int marks) =>
        Eventually.TrueAsync(() => Task.FromResult(Marks.Read().Count >= marks), () => $"Only {Marks.Read().Count} marks; {string.Join('\n', programs.Select(one => one.Output))}", TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }

        await outside.DisposeAsync();
    }

    private static string Name(int number) => $"marathon-{number:D3}";
}
