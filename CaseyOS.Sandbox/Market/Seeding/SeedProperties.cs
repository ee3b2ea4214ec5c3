using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Properties that this account made for itself, as every account does.</summary>
internal static class SeedProperties
{
    public const string Renewal = "renewal_date";
    public const string Referenceable = "referenceable";
    public const string Usage = "seats_used";
    public const string OverdueInvoices = "overdue_invoices";

    public static void Run(World world)
    {
        Put(world, new(ObjectTypes.Companies.Name, Renewal, "date", "date", "Renewal date") { Group = "companyinformation", CreatedAt = world.Now });
        Put(world, new(ObjectTypes.Companies.Name, Referenceable, "bool", "booleancheckbox", "Referenceable")
        {
            Group = "companyinformation",
            CreatedAt = world.Now,
            Options = [new("true", "Yes"), new("false", "No")],
        });
        Put(world, new(ObjectTypes.Companies.Name, Usage, "number", "number", "Seats used (%)") { Group = "companyinformation", CreatedAt = world.Now });
        Put(world, new(ObjectTypes.Companies.Name, OverdueInvoices, "number", "number", "Overdue invoices") { Group = "companyinformation", CreatedAt = world.Now });
    }

    private static void Put(World world, PropertyDefinition property) => world.CustomProperties.Put(property.Key, property);
}
