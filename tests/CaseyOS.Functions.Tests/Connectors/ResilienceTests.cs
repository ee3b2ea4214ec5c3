using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>What is tried again, when, and what never is; through the real client over real HTTP, on a clock that we move.</summary>
public sealed class ResilienceTests
{
    private const string Owners = """{"results":[{"id":"1","email":"casey@dwtb.example"}]}""";
    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Read_TransientThreeTimes_SucceedsAtTheFourth(int status)
    {
        await using var server = await StandIn.WithStatusesAsync(Owners, status, status, status, 200);
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        var owners = await clock.RunAsync(services.GetRequiredService<HubSpotClient>().GetOwnersAsync());

        Assert.Equal("casey@dwtb.example", Assert.Single(owners).Email);
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task Read_Refused_IsNotTriedAgain(int status)
    {
        await using var server = await StandIn.WithStatusesAsync(Owners, status);
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(services.GetRequiredService<HubSpotClient>().GetOwnersAsync()));

        Assert.Equal((status, false), (error.Status, error.IsTransient));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Read_AlwaysFailing_EndsTransientAfterFourTries()
    {
        await using var server = await StandIn.WithStatusesAsync(Owners, 503);
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(services.GetRequiredService<HubSpotClient>().GetOwnersAsync()));

        Assert.Equal((503, true), (error.Status, error.IsTransient));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Search_PostThatOnlyReads_IsTriedAgain()
    {
        await using var server = await StandIn.WithStatusesAsync("""{"results":[]}""", 503, 200);
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        var found = await clock.RunAsync(services.GetRequiredService<HubSpotClient>().SearchDealsAsync(new()).ToListAsync().AsTask());

        Assert.Empty(found);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Write_AnswerLost_IsNotRepeated()
    {
        await using var server = await StandIn.StartAsync((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(services.GetRequiredService<HubSpotClient>().LogEmailAsync(Email)));

        Assert.True(error.IsTransient);
        Assert.Null(error.Status);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Write_Transient_IsNotRepeated(int status)
    {
        await using var server = await StandIn.WithStatusesAsync("{}", status);
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(services.GetRequiredService<HubSpotClient>().LogEmailAsync(Email)));

        Assert.True(error.IsTransient);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Read_ConnectionCutOrBodyBrokenOff_IsTriedAgain()
    {
        await using var server = await StandIn.StartAsync(async (context, number) =>
        {
            if (number < 3)
            {
                context.Response.ContentLength = number == 1 ? null : 1000;
                await context.Response.WriteAsync(number == 1 ? "" : """{"results":""");
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await context.Response.WriteAsync(Owners);
        });
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        Assert.Single(await clock.RunAsync(services.GetRequiredService<HubSpotClient>().GetOwnersAsync()));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Read_NoAnswer_EndsEachTryAfterTenSeconds()
    {
        await using var server = await StandIn.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => clock.RunAsync(services.GetRequiredService<HubSpotClient>().GetOwnersAsync(), TimeSpan.FromSeconds(0.5)));

        Assert.Contains("did not answer in time", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Requests.Count);
        Assert.InRange(clock.GetUtcNow() - clock.Start, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(90));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_TooManyCalls_WaitsAsLongAsAsked(bool asDate)
    {
        var arrivals = new List<DateTimeOffset>();
        await using var server = await StandIn.StartAsync((context, number) =>
        {
            arrivals.Add(clock.GetUtcNow());
            context.Response.StatusCode = number == 1 ? 429 : 200;
            context.Response.Headers.Date = clock.GetUtcNow().ToString("R");
            context.Response.Headers.RetryAfter = asDate ? clock.GetUtcNow().AddSeconds(7).ToString("R") : "7";
            return context.Response.WriteAsync(number == 1 ? "{}" : Owners);
        });
        await using var services = ConnectorServices.Create(server.Address, clock: clock);

        await clock.RunAsync(services.GetRequiredService<HubSpotClient>().GetOwnersAsync());

        Assert.InRange(arrivals[1] - arrivals[0], TimeSpan.FromSeconds(6.5), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task Read_AskedToWaitTooLong_TellsTheCallerInstead()
    {
        await using var server = await StandIn.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        });
        await using var services = ConnectorServices.Create(server.Address, clock: clock);
        var client = services.GetRequiredService<HubSpotClient>();

        var first = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(client.GetOwnersAsync()));
        var second = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(client.GetDealStagesAsync()));

        Assert.Equal((429, true, TimeSpan.FromSeconds(120)), (first.Status, first.IsTransient, first.RetryAfter));
        Assert.Equal((429, true), (second.Status, second.IsTransient));
        Assert.Single(server.Requests); // the second caller was told without asking HubSpot
    }

    [Fact]
    public async Task Circuit_ServiceFails_IsLeftAloneThenProbedOnce()
    {
        var broken = true;
        await using var server = await StandIn.StartAsync((context, _) =>
        {
            context.Response.StatusCode = broken ? 500 : 200;
            return context.Response.WriteAsync(broken ? "{}" : Owners);
        });
        await using var services = ConnectorServices.Create(server.Address, clock: clock);
        var client = services.GetRequiredService<HubSpotClient>();
        await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(client.GetOwnersAsync()));
        await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(client.GetOwnersAsync()));
        await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(client.GetOwnersAsync()));
        var asked = server.Requests.Count;

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(client.GetOwnersAsync()));

        Assert.InRange(asked, 10, 12);
        Assert.Equal(asked, server.Requests.Count);
        Assert.True(refused is { IsTransient: true, Status: null });
        broken = false;
        clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Single(await clock.RunAsync(client.GetOwnersAsync()));
    }

    [Fact]
    public async Task Circuit_TooManyCalls_DoNotOpenIt()
    {
        await using var server = await StandIn.WithStatusesAsync(Owners, [.. Enumerable.Repeat(429, 20), 200]);
        await using var services = ConnectorServices.Create(server.Address, clock: clock);
        var client = services.GetRequiredService<HubSpotClient>();

        for (var call = 0; call < 5; call++)
        {
            var error = await Assert.ThrowsAsync<ConnectorException>(() => clock.RunAsync(client.GetOwnersAsync()));
            Assert.Equal(429, error.Status);
        }

        Assert.Single(await clock.RunAsync(client.GetOwnersAsync()));
    }

    [Fact]
    public async Task Searches_InARow_StayUnderTheLimitPerSecond()
    {
        var arrivals = new List<DateTimeOffset>();
        await using var server = await StandIn.StartAsync((context, _) =>
        {
            lock (arrivals)
            {
                arrivals.Add(clock.GetUtcNow());
            }

            return context.Response.WriteAsync("""{"results":[]}""");
        });
        await using var services = ConnectorServices.Create(server.Address, clock: clock);
        var client = services.GetRequiredService<HubSpotClient>();

        await clock.RunAsync(Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.SearchDealsAsync(new()).ToListAsync().AsTask())), TimeSpan.FromMilliseconds(20));

        arrivals.Sort();
        Assert.All(arrivals.Zip(arrivals.Skip(5)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    private static EmailEngagement Email => new()
    {
        ExecutionId = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b",
        Subject = "Lanes",
        Text = "Hello",
        Timestamp = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        ContactId = "1",
    };
}
