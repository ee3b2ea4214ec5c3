using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Market;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>Invited people: who they are, and how they answer.</summary>
internal static class Guests
{
    public static readonly string[] Responses = ["accepted", "declined", "tentative"];
    private const int SoonestSeconds = 8;
    private const int LatestSeconds = 19;

    public static string[] Addresses(CalendarEvent item) => item.Body.TryGetProperty("attendees", out var list) && list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(Address).OfType<string>()]
        : [];

    /// <summary>Whoever was told of an invitation answers it within half a minute; who was not told never does.</summary>
    public static void Invite(World world, CalendarEvent item, string sendUpdates)
    {
        if (sendUpdates == "none")
        {
            return;
        }

        foreach (var person in Addresses(item).Where(email => !Accounts.All.Any(account => account.Owns(email))))
        {
            var dice = Dice.For(world.Tenant.Seed, item.Id, person);
            var response = dice.Next() switch { < 0.7 => "accepted", < 0.82 => "tentative", < 0.95 => "declined", _ => null };
            if (response is not null)
            {
                var id = $"{item.Key}/{person}";
                world.Invitations.Put(id, new(id, world.Now.AddSeconds(dice.Between((double)SoonestSeconds, LatestSeconds)), item.Account, item.Id, person, response));
            }
        }
    }

    /// <summary>The newest event that this person was invited to and that is still on.</summary>
    public static CalendarEvent? LatestInvitationOf(World world, string email) => world.Events.All
        .Where(item => !item.IsCancelled && Addresses(item).Contains(email, StringComparer.OrdinalIgnoreCase))
        .OrderByDescending(item => item.Created)
        .ThenByDescending(item => item.Change)
        .FirstOrDefault();

    /// <summary>The person answers; the organiser's calendar shows it.</summary>
    public static CalendarEvent Answer(World world, CalendarEvent item, string person, string response)
    {
        world.Invitations.Remove($"{item.Key}/{person}");
        var body = JsonObject.Create(item.Body)!;
        foreach (var guest in body["attendees"]!.AsArray().OfType<JsonObject>()
            .Where(guest => string.Equals((string?)guest["email"], person, StringComparison.OrdinalIgnoreCase)))
        {
            guest["responseStatus"] = response;
        }

        return world.PutEvent(item with { Body = JsonSerializer.SerializeToElement(body), Updated = world.Now });
    }

    private static string? Address(JsonElement guest) =>
        guest.ValueKind == JsonValueKind.Object && guest.TryGetProperty("email", out var email) && email.ValueKind == JsonValueKind.String
            ? email.GetString()!.ToLowerInvariant()
            : null;
}
