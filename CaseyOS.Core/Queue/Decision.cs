namespace CaseyOS.Core.Queue;

/// <summary>What is to become of a move, decided from its present state and nothing else, so that it can be decided again.</summary>
internal abstract record Decision
{
    /// <summary>Store it.</summary>
    public sealed record Write(QueueItem Item, string Change, string? Note) : Decision;

    /// <summary>It is as wanted already.</summary>
    public sealed record Keep : Decision;

    /// <summary>The transition table says no.</summary>
    public sealed record Refuse(ItemStatus From, ItemStatus To) : Decision;

    /// <summary>The caller saw an older version.</summary>
    public sealed record Outdated : Decision;
}
