using System.Text.Json;

namespace CaseyOS.Sandbox.Truth;

/// <summary>Something that really happened outside because of a request, or because the user pressed a button here.</summary>
internal sealed record Effect(long Seq, DateTimeOffset At, string Kind, string Actor, JsonElement Content);

internal static class Actors
{
    /// <summary>A program, through a provider's API.</summary>
    public const string Api = "api";

    /// <summary>A person, in the sandbox's own mailbox.</summary>
    public const string User = "user";

    /// <summary>HubSpot itself, which calls the program by webhook.</summary>
    public const string HubSpot = "hubspot";
}
