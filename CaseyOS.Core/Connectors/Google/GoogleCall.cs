namespace CaseyOS.Core.Connectors.Google;

/// <summary>What is asked of Google.</summary>
/// <param name="Service">Whose words an error uses.</param>
/// <param name="Method">Verb.</param>
/// <param name="Address">Where.</param>
/// <param name="What">The doing, as the beginning of a sentence that says it did not work.</param>
/// <param name="Body">Sent as JSON; null for none.</param>
internal sealed record GoogleCall(GoogleService Service, HttpMethod Method, Uri Address, string What, object? Body = null)
{
    /// <summary>Whether it only reads, though its verb does not say so.</summary>
    public bool IsRead { get; init; }

    /// <summary>What it costs of the owner's quota; 0 for what is not paced: a user waits for what he asked for, not for a poll.</summary>
    public int Units { get; init; }
}
