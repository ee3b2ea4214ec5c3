using System.Globalization;
using CaseyOS.Sandbox.Faults;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.Market.Seeding;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.Market;

/// <summary>The hand on the world: start over, another world, another time, an answer now.</summary>
internal static class ControlEndpoints
{
    private static readonly Dictionary<string, ReplyKind> Kinds = new(StringComparer.Ordinal)
    {
        ["positive"] = ReplyKind.Positive,
        ["neutral"] = ReplyKind.Neutral,
        ["negative"] = ReplyKind.Negative,
        ["out_of_office"] = ReplyKind.OutOfOffice,
        ["bounce"] = ReplyKind.Bounce,
        ["forward"] = ReplyKind.Forward,
        ["unsubscribe"] = ReplyKind.Unsubscribe,
        ["soft_bounce"] = ReplyKind.SoftBounce,
        ["colleague"] = ReplyKind.Colleague,
        ["forwarded_mail"] = ReplyKind.ForwardedMail,
        ["blind_copy"] = ReplyKind.BlindCopy,
        ["team"] = ReplyKind.Team,
    };

    public static void MapControls(this RouteGroupBuilder sandbox)
    {
        sandbox.MapGet("/health", Health);
        sandbox.MapPost("/reset", Reset);
        sandbox.MapPost("/scenario/{name}", Choose);
        sandbox.MapPost("/advance", Advance);
        sandbox.MapPost("/people/{email}/reply", Reply);
        sandbox.MapOpens();
    }

    private static IResult Health(World world, IOptions<SandboxOptions> options) => world.Do(_ => Results.Json(new
    {
        status = "healthy",
        now = world.Now,
        world.Tenant.Seed,
        world.Tenant.Scenario,
        world.Tenant.SeededAt,
        persistent = options.Value.DataDirectory is not null,
    }, StateJson.Options));

    private static IResult Reset(HttpContext context, World world, Seeder seeder, FaultBook faults, RequestLog log, HubSpot.HubSpotTokens tokens, HubSpot.HubSpotLimits limits)
    {
        var current = world.Do(_ => world.Tenant);
        var seed = current.Seed;
        if (context.Request.Query["seed"].ToString() is { Length: > 0 } given && !int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed))
        {
            return Results.Problem("seed must be a whole number.", statusCode: StatusCodes.Status400BadRequest);
        }

        seeder.Seed(seed, Scenario.Find(current.Scenario) ?? Scenario.All[0], context.Request.Query["signOut"] != "true");
        faults.Clear();
        tokens.Install();
        limits.Set(null);
        log.Clear();
        return Summary(world);
    }

    private static IResult Choose(World world, Seeder seeder, string name)
    {
        if (Scenario.Find(name) is not { } scenario)
        {
            return Results.Problem($"Unknown scenario; there are: {string.Join(", ", Scenario.All.Select(known => known.Name))}.", statusCode: StatusCodes.Status404NotFound);
        }

        seeder.Seed(world.Do(_ => world.Tenant.Seed), scenario, keepSignIns: true);
        return Summary(world);
    }

    private static IResult Advance(HttpContext context, World world, SandboxClock clock, MarketLoop market, IOptions<SandboxOptions> options)
    {
        if (!double.TryParse(context.Request.Query["hours"], NumberStyles.Float, CultureInfo.InvariantCulture, out var hours) || hours is not (>= 0 and <= 24 * 366))
        {
            return Results.Problem("hours must be a number from 0 to 8784: time only moves forward.", statusCode: StatusCodes.Status400BadRequest);
        }

        clock.Advance(TimeSpan.FromHours(hours));
        if (options.Value.Market)
        {
            market.CatchUp();
        }

        // Written down, so that a restart does not fall back into the past.
        world.Do(_ => world.Tenant = world.Tenant);
        return Results.Json(new { now = clock.GetUtcNow() });
    }

    private static IResult Reply(HttpContext context, World world, string email)
    {
        var kind = context.Request.Query["kind"].ToString() is { Length: > 0 } given ? given : "positive";
        if (!Kinds.TryGetValue(kind, out var reply))
        {
            return Results.Problem($"kind must be one of {string.Join(", ", Kinds.Keys)}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var language = context.Request.Query["language"].ToString() is { Length: > 0 } chosen ? chosen : "en";
        if (!AbsenceNotes.Languages.Contains(language))
        {
            return Results.Problem($"language must be one of {string.Join(", ", AbsenceNotes.Languages)}.", statusCode: StatusCodes.Status400BadRequest);
        }

        return world.Do(_ => People.LatestMailTo(world, email) is { } sent
            ? Answered(People.Reply(world, sent, email.ToLowerInvariant(), reply, world.Now, language), kind)
            : Results.Problem($"Nobody has written to {email} yet.", statusCode: StatusCodes.Status404NotFound));
    }

    private static IResult Answered(Gmail.Message received, string kind) => Results.Json(new
    {
        received.Account,
        messageId = received.Id,
        received.ThreadId,
        from = received.Mime["From"],
        subject = received.Mime["Subject"],
        rfcMessageId = received.Mime["Message-ID"],
        kind,
    }, StateJson.Options);

    private static IResult Summary(World world) => world.Do(_ => Results.Json(new
    {
        world.Tenant.Seed,
        world.Tenant.Scenario,
        companies = world.Objects(HubSpot.ObjectTypes.Companies).Count,
        contacts = world.Objects(HubSpot.ObjectTypes.Contacts).Count,
        deals = world.Objects(HubSpot.ObjectTypes.Deals).Count,
        messages = world.Messages.Count,
    }, StateJson.Options));
}
