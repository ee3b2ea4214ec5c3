using System.Text.Json.Nodes;

namespace CaseyOS.Sandbox.HubSpot;

internal sealed record Owner(string Id, string Email, string FirstName, string LastName, int UserId);

internal static class Owners
{
    public static readonly Owner Casey = new("81520001", "casey@dwtb.example", "Casey", "Larkin", 61520001);

    public static readonly Owner Alex = new("81520002", "alex@dwtb.example", "Alex", "Moreno", 61520002);

    public static readonly IReadOnlyList<Owner> All = [Casey, Alex];

    private static readonly DateTimeOffset Created = new(2024, 3, 4, 9, 0, 0, TimeSpan.Zero);

    public static JsonObject ToJson(Owner owner) => new()
    {
        ["id"] = owner.Id,
        ["email"] = owner.Email,
        ["type"] = "PERSON",
        ["firstName"] = owner.FirstName,
        ["lastName"] = owner.LastName,
        ["userId"] = owner.UserId,
        ["userIdIncludingInactive"] = owner.UserId,
        ["createdAt"] = Wire.Time(Created),
        ["updatedAt"] = Wire.Time(Created),
        ["archived"] = false,
    };
}
