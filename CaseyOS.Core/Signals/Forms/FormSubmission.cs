using System.Text.Json;

namespace CaseyOS.Core.Signals.Forms;

/// <summary>What of a submitted form is used; everything else in it is left behind at the door.</summary>
public sealed record FormSubmission
{
    /// <summary>What makes it one: the sender's id of the submission, else a hash of what was submitted.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the form.</summary>
    public required string FormName { get; init; }

    /// <summary>When it was handed in.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Address, lower case.</summary>
    public required string Email { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Company as they wrote it.</summary>
    public string? Company { get; init; }

    /// <summary>What they wrote.</summary>
    public string? Message { get; init; }
}

/// <summary>A form on its way through the queue <c>signals</c>.</summary>
public sealed record FormMessage(FormSubmission Form, int Attempt = 0)
{
    /// <summary>Whether a message of the queue holds a form.</summary>
    public static bool Is(string text) => text.StartsWith("{\"form\":", StringComparison.Ordinal);

    /// <summary>The text of the message.</summary>
    public string Encode() => JsonSerializer.Serialize(this, CaseyJson.Rows);

    /// <summary>Reads a message strictly.</summary>
    /// <exception cref="JsonException">It is not one of ours.</exception>
    public static FormMessage Decode(string text) =>
        JsonSerializer.Deserialize<FormMessage>(text, CaseyJson.Options) ?? throw new JsonException("The message holds no form.");
}
