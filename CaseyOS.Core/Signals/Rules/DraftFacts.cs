namespace CaseyOS.Core.Signals.Rules;

/// <summary>What rules know about a draft that we made.</summary>
public sealed record DraftFacts
{
    /// <summary>The execution that made it.</summary>
    public required ExecutionId Execution { get; init; }

    /// <summary>Recipient's address.</summary>
    public required string To { get; init; }

    /// <summary>Recipient's name, where known.</summary>
    public string? ToName { get; init; }

    /// <summary>Its subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Since when it lies there.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether it still lies there, by the last look into the mailbox.</summary>
    public required bool IsUnsent { get; init; }

    /// <summary>HubSpot contact.</summary>
    public Queue.Related? Contact { get; init; }

    /// <summary>HubSpot deal.</summary>
    public Queue.Related? Deal { get; init; }

    /// <summary>HubSpot company.</summary>
    public Queue.Related? Company { get; init; }

    /// <summary>Opens it in Gmail.</summary>
    public string? Link { get; init; }

    /// <summary>The entity of signals about it.</summary>
    public string Entity => $"draft:{Execution}";
}
