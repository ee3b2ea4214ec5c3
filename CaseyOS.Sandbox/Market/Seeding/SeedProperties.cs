using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>Properties that this account made for itself, as every account does.</summary>
internal static class SeedProperties
{
    public const string Renewal = "renewal_date";
    public const string Referenceable = "referenceable";

    public static void Run(World world)
    {
        Put(world, new(ObjectTypes.Companies.Name, Renewal, "date", "date", "Renewal date") { Group = "companyinformation", CreatedAt = world.Now });
        Put(world, new(ObjectTypes.Companies.Name, Referenceable, "bool", "booleancheckbox", "Referenceable")
        {
            Group = "companyinformation",
            CreatedAt = world.Now,
            Options = [new("true", "Yes"), new("false", "No")],
        });
    }

    private static void Put(World world, PropertyDefinition property) => world.CustomProperties.Put(property.Key, property);
}
