using System.Text.Json;
using CaseyOS.Core;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>What is to be done with an instance.</summary>
internal enum OrchestrationCommandKind
{
    Start,
    Raise,
    Terminate,
    Purge,

    /// <summary>Nothing: the function that is called for it then knows the extension's address and key.</summary>
    Hello,
}

/// <summary>What travels on the queue <c>orchestrations</c>.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="InstanceId">With which instance.</param>
/// <param name="Name">The orchestrator, or the event.</param>
/// <param name="Payload">Input, what comes with the event, or output, as JSON.</param>
/// <param name="Attempt">How often it was put back.</param>
internal sealed record OrchestrationCommand(OrchestrationCommandKind Kind, string InstanceId, string? Name = null, string? Payload = null, int Attempt = 0)
{
    /// <summary>Name of the queue.</summary>
    public const string Queue = "orchestrations";

    /// <summary>The command that does nothing.</summary>
    public static OrchestrationCommand Hello { get; } = new(OrchestrationCommandKind.Hello, "none");

    /// <summary>How often a command is put back before it counts as failed: some two hours.</summary>
    public const int MaxAttempts = 30;

    /// <summary>The text of the message.</summary>
    public string Encode() => JsonSerializer.Serialize(this, CaseyJson.Options);

    /// <summary>Reads a message strictly.</summary>
    /// <exception cref="JsonException">It is not one of ours.</exception>
    public static OrchestrationCommand Decode(string text) =>
        JsonSerializer.Deserialize<OrchestrationCommand>(text, CaseyJson.Options) is { InstanceId.Length: > 0, Attempt: >= 0 } command
        && (command.Kind is not (OrchestrationCommandKind.Start or OrchestrationCommandKind.Raise) || command.Name is { Length: > 0 })
            ? command
            : throw new JsonException("The message holds no command.");

    /// <summary>1 s, 2 s, 4 s … up to five minutes.</summary>
    public TimeSpan Pause => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(Attempt, 10))));
}
