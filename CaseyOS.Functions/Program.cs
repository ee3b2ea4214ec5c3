using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Jobs;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage;
using CaseyOS.Functions.Execution;
using CaseyOS.Functions.Guards;
using CaseyOS.Functions.Hosting.Durable;
using CaseyOS.Functions.Jobs;
using CaseyOS.Functions.Local;
using CaseyOS.Functions.Orchestrations;
using CaseyOS.Functions.Outcomes;
using CaseyOS.Functions.Poison;
using CaseyOS.Functions.Queue;
using CaseyOS.Functions.Scoring;
using CaseyOS.Functions.Signals;
using CaseyOS.Functions.Suppression;

try
{
    var builder = WebApplication.CreateBuilder(args);
    await using var local = FunctionsHost.IsPresent(builder.Configuration) ? null : await LocalRun.StartAsync(builder);
    if (local is null)
    {
        FunctionsHost.Listen(builder);
        builder.Services.AddDurableTaskClient();
    }

    // one line per feature
    builder.Services.AddStorage();
    builder.Services.AddAccounts(builder.Configuration);
    builder.Services.AddConnectors(builder.Configuration);
    builder.Services.AddScoring(builder.Configuration);
    builder.Services.AddQueue(builder.Configuration);
    builder.Services.AddQueueEdge();
    builder.Services.AddExecution(builder.Configuration);
    builder.Services.AddExecutionEdge();
    builder.Services.AddUnsubscribe();
    builder.Services.AddOutcomes();
    builder.Services.AddExecuteAndWatch();
    builder.Services.AddJobs();
    builder.Services.AddSignals(builder.Configuration);
    builder.Services.AddSignalsEdge();
    builder.Services.AddPoison();
    builder.Services.AddHosting(builder.Configuration);

    var app = builder.Build();
    app.UseHosting();

    // one line per feature
    app.MapTriggers();
    app.MapDurableTasks();
    app.MapQueue();
    app.MapScoring();
    app.MapExecution();
    app.MapGuards();
    app.MapUnsubscribe();
    app.MapExclusions();
    app.MapOutcomes();
    app.MapSignals();
    app.MapPoison();
    app.MapDealOutcomes();
    app.MapJobs();
    app.MapOrchestrations();
    app.MapWebhooks();
    app.MapDashboard();
    app.MapSession();
    app.MapConnections();
    app.MapHubSpotInstall();
    app.MapHealth();
    app.MapPages();
    app.MapOpenApiDocument();

    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } reason)
{
    await Console.Error.WriteLineAsync(reason);
    return 1;
}
