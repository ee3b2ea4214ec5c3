namespace CaseyOS.Core.Queue;

/// <summary>Which move is to change, who asks for it, and which version he saw.</summary>
/// <param name="Owner">Whose move.</param>
/// <param name="Id">The move.</param>
/// <param name="Actor">Address of the user, or <see cref="HistoryEntry.Program"/>; goes into the history.</param>
/// <param name="IfVersion">Only when the move still has this version; null takes the newest.</param>
public sealed record MoveRef(OwnerId Owner, QueueItemId Id, string Actor, long? IfVersion = null);
