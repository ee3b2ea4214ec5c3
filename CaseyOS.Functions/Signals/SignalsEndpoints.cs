using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Jobs;
using CaseyOS.Core.Signals;
using CaseyOS.Functions.Jobs;
using CaseyOS.Functions.Poison;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Signals;

/// <summary>What was detected, where it came from, what it led to, and how the detection fares.</summary>
public static class SignalsEndpoints
{
    private const int MaxLimit = 200;

    /// <summary>Registers the detection with its triggers.</summary>
    public static IServiceCollection AddSignalsEdge(this IServiceCollection services) => services
        .AddSingleton<FormEndpoint>()
        .AddTrigger<PollHubSpotTrigger>("PollHubSpot")
        .AddTrigger<PollGmailTrigger>("PollGmail")
        .AddTrigger<PollCalendarTrigger>("PollCalendar")
        .AddTrigger<SweepSignalsTrigger>("SweepSignals")
        .AddTrigger<ProcessSignalsTrigger>("ProcessSignals");

    /// <summary>Maps <c>/api/signals</c>.</summary>
    public static RouteGroupBuilder MapSignals(this IEndpointRouteBuilder routes)
    {
        var signals = routes.MapGroup("/api/signals").RequireAuthorization().WithTags("Signals");
        signals.MapGet("", List).WithSummary("Signals, newest first, with what each led to");
        signals.MapGet("/{id}", Find).WithSummary("One signal");
        signals.MapGet("/status", Status).WithSummary("Where every source stands");
        signals.MapPost("/refresh", Refresh).WithSummary("Read all sources now, as a job; one that is at work already is answered");
        routes.MapPost("/api/admin/trigger-poll", Refresh).RequireAuthorization(AuthPolicies.Admin).WithTags("Signals")
            .WithName("TriggerPoll").WithSummary("The same for scripts and admins")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        routes.MapRules();
        return signals;
    }

    private static async Task<Ok<SignalListResponse>> List(
        Word<SignalSource>? source, string? type, int? limit, string? cursor, SignalStore store, RuleBook rules, CurrentUser user, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MaxLimit)
        {
            throw new ValidationException("limit", $"limit must be from 1 to {MaxLimit}.");
        }

        if (type is not null && !rules.SignalTypes.Contains(type, StringComparer.Ordinal))
        {
            throw new ValidationException("type", $"type must be one of: {string.Join(", ", rules.SignalTypes)}.");
        }

        var after = PageCursor.Decode(cursor);
        if (after is not null && !SignalId.TryParse(after, null, out _))
        {
            throw new ValidationException("cursor", "cursor must be the next_cursor of an earlier answer.");
        }

        await store.EnsureAsync(cancellationToken);
        var page = await store.ListAsync(user.Owner, new(source?.Value, type, limit ?? 50, after), cancellationToken);
        return TypedResults.Ok(new SignalListResponse([.. page.Items.Select(SignalResponse.From)], PageCursor.Encode(page.Next)));
    }

    private static async Task<Results<Ok<SignalResponse>, ProblemHttpResult>> Find(SignalId id, SignalStore store, CurrentUser user, CancellationToken cancellationToken)
    {
        await store.EnsureAsync(cancellationToken);
        return await store.FindAsync(user.Owner, id, cancellationToken) is { } signal
            ? TypedResults.Ok(SignalResponse.From(signal))
            : Problems.NotFound($"There is no signal {id}.");
    }

    private static async Task<Ok<SignalStatusResponse>> Status(
        Ingestion ingestion, Freshness freshness, HubSpotClient hubSpot, PoisonDesk poison, TimeProvider clock, CurrentUser user, CancellationToken cancellationToken)
    {
        var poisoned = (await poison.CountAsync(cancellationToken)).Values.Sum();
        return TypedResults.Ok(SignalStatusResponse.From(await ingestion.GetStatusAsync(user.Owner, cancellationToken), freshness, hubSpot.Quota?.Remaining, poisoned, clock.GetUtcNow()));
    }

    // Reading everything may take longer than a request should; a second click while it goes on gets the same job.
    private static async Task<Accepted<JobResponse>> Refresh(JobDesk jobs, CurrentUser user, CancellationToken cancellationToken) =>
        JobEndpoints.Started(await jobs.StartAsync(JobKind.Ingest, user.Owner, cancellationToken), user);
}
