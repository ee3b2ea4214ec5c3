using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Testing.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Wire = CaseyOS.Functions.Hosting.Durable.Wire;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

/// <summary>The functions of orchestrators and activities over HTTP, called with what the Durable extension sends.</summary>
public class HostedSetting : ModelSetting, IAsyncLifetime
{
    private DurableHost? host;

    private DurableHost Host => host ?? throw new InvalidOperationException("The program has not started.");

    public async ValueTask InitializeAsync() => host = await DurableHost.StartAsync(Register);

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>The orchestrators and activities that there are.</summary>
    protected virtual void Register(IServiceCollection services) => services.AddFlows(Log);

    protected override async Task<TurnResult> TurnAsync(ModelInstance instance, IReadOnlyList<HistoryEvent> news)
    {
        var request = new Wire.OrchestratorRequest { InstanceId = instance.Id, ExecutionId = $"{instance.Generation}" };
        request.PastEvents.Add(instance.Past.Select(ExtensionWire.Write));
        request.NewEvents.Add(news.Select(ExtensionWire.Write));
        var answer = await Host.TurnAsync(instance.Name, request);
        Assert.Equal(instance.Id, answer.InstanceId);
        return new([.. answer.Actions.Select(action => ExtensionWire.Read(action, Now))], answer.CustomStatus);
    }

    // The extension keeps what the function returned as the task's result, whatever it means.
    protected override async Task<HistoryEvent> RunAsync(ModelInstance instance, ScheduleTask task)
    {
        var body = new JsonObject
        {
            ["Data"] = new JsonObject { ["input"] = task.Input is null ? null : JsonSerializer.Serialize(task.Input) },
            ["Metadata"] = new JsonObject { ["instanceId"] = JsonSerializer.Serialize(instance.Id) },
        };
        var returned = await Host.CallAsync(task.Name, body.ToJsonString());
        return new TaskCompleted(Now, task.Id, returned.GetRawText());
    }
}
