using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.State;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.Market;

/// <summary>Lets time pass: due answers arrive, and now and then a deal moves.</summary>
internal sealed partial class MarketLoop(World world, IOptions<SandboxOptions> options, ILogger<MarketLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>Everything that is due now; also called when the clock is moved by hand.</summary>
    public void CatchUp() => world.Do(_ =>
    {
        foreach (var plan in world.Plans.All.Where(plan => plan.DueAt <= world.Now).OrderBy(plan => plan.DueAt).ToArray())
        {
            world.Plans.Remove(plan.Id);
            if (world.Messages.Find(plan.MessageId) is { } sent)
            {
                People.Reply(world, sent, plan.Person, plan.Kind, plan.DueAt);
            }
        }

        AnswerInvitations();
        if (world.Tenant.NextDealMove <= world.Now)
        {
            MoveADeal();
        }
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Market)
        {
            return;
        }

        using var timer = new PeriodicTimer(Step);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                CatchUp();
            }
        }
        catch (OperationCanceledException)
        {
            Log.Stopped(logger);
        }
    }

    private void AnswerInvitations()
    {
        foreach (var due in world.Invitations.All.Where(one => one.DueAt <= world.Now).OrderBy(one => one.DueAt).ToArray())
        {
            world.Invitations.Remove(due.Id);
            if (world.FindEvent(due.Account, due.EventId) is { IsCancelled: false } item)
            {
                Guests.Answer(world, item, due.Person, due.Response);
            }
        }
    }

    private void MoveADeal()
    {
        var tenant = world.Tenant;
        var dice = Dice.For(tenant.Seed, tenant.NextDealMove.ToUnixTimeSeconds());
        world.Tenant = tenant with { NextDealMove = world.Now.AddMinutes(dice.Between(10, 30)) };
        var open = world.Objects(ObjectTypes.Deals).All.Where(deal => !deal.Archived && deal["hs_is_closed"] == "false")
            .OrderBy(deal => deal.Id, StringComparer.Ordinal).ToArray();
        if (open.Length == 0)
        {
            return;
        }

        var deal = dice.Pick(open);
        var stages = Pipelines.Stages.Select(stage => stage.Id).ToList();
        var next = dice.Chance(0.12) ? "closedlost" : stages[Math.Min(stages.IndexOf(deal["dealstage"] ?? "") + 1, stages.IndexOf("closedwon"))];
        world.Update(deal, new Dictionary<string, string?> { ["dealstage"] = next }, actor: null);
        Log.DealMoved(logger, deal.Id, next);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The market stopped")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Deal {DealId} moved to {Stage}")]
        public static partial void DealMoved(ILogger logger, string dealId, string stage);
    }
}
