namespace CaseyOS.Core.Queue;

/// <summary>What a dedupe mark says.</summary>
/// <param name="Item">The move that the signal led to or strengthened.</param>
/// <param name="Signal">The signal that came first; a later one with the same hash is the same fact seen again.</param>
internal sealed record SignalMark(QueueItemId Item, SignalId? Signal);
