using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Builds a whole world from a seed and a scenario; the same two give the same world, shifted to the present.</summary>
internal sealed class Seeder(World world)
{
    /// <param name="keepSignIns">Tokens survive, as a user's sign-in has nothing to do with his customers.</param>
    public void Seed(int seed, Scenario scenario, bool keepSignIns)
    {
        // Mail history and calendars never run backwards: a client's old position must be recognised as too old.
        var history = world.Tenants.Count > 0 ? world.Do(_ => world.Tenant.NextHistoryId + 1000) : 0;
        var calendars = world.Do(_ => OAuth.Accounts.All.ToDictionary(account => account.Email, account => world.CalendarOf(account.Email).LastChange, StringComparer.Ordinal));
        IDocumentSet[] keep = keepSignIns ? [world.Codes, world.Grants, world.AccessTokens] : [];
        world.Replace(keep, _ =>
        {
            var fresh = Tenant.Fresh(seed, scenario.Name, world.Now);
            world.Tenant = fresh with { NextHistoryId = Math.Max(fresh.NextHistoryId, history) };
            foreach (var account in OAuth.Accounts.All)
            {
                world.Mailboxes.Put(account.Email, new(account.Email, world.Tenant.NextHistoryId, world.Tenant.NextHistoryId));
                world.Calendars.Put(account.Email, new(account.Email, calendars[account.Email] + 1000, 0));
            }

            var context = new SeedContext(world, scenario, seed);
            SeedCompanies.Run(context);
            SeedDeals.Run(context);
            SeedActivities.Run(context);
            SeedMail.Run(context);
            SeedCalendar.Run(context);
            SeedAnswers.Run(context);
            SeedProperties.Run(world);
            SeedCustomers.Run(context);
            if (scenario.HasCases)
            {
                SeedCases.Run(context);
            }

            Backdate(context);
        });
    }

    /// <summary>Records were last changed when something happened to them, not while we were seeding.</summary>
    private static void Backdate(SeedContext seed)
    {
        foreach (var type in new[] { ObjectTypes.Contacts, ObjectTypes.Companies, ObjectTypes.Deals })
        {
            foreach (var record in seed.World.Objects(type).All.ToArray())
            {
                var touched = Wire.ParseTime(record["notes_last_updated"]) ?? record.CreatedAt;
                var moved = Wire.ParseTime(record["hs_v2_date_entered_current_stage"]) ?? record.CreatedAt;
                var at = new[] { touched, moved, record.CreatedAt }.Max();
                seed.World.Objects(type).Put(record.Id, record.With(at, [new(type.Modified, Wire.Time(at))]));
            }
        }
    }
}
