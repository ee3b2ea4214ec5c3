using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Pages;

/// <summary>A face for an account: its initials.</summary>
internal static class Picture
{
    public static void MapPictures(this RouteGroupBuilder sandbox) => sandbox.MapGet("/people/{email}/picture.svg", (string email) =>
        Accounts.Find(email) is { } account
            ? Results.Content(
                Html.Of($"""
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#0f766e"/><text x="48" y="60" font-family="sans-serif" font-size="36" text-anchor="middle" fill="#fff">{account.GivenName[..1]}{account.FamilyName[..1]}</text></svg>
                    """).Text,
                "image/svg+xml")
            : Results.NotFound());
}
