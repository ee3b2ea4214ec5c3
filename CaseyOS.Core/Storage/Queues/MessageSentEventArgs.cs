namespace CaseyOS.Core.Storage.Queues;

/// <summary>A message was sent.</summary>
public sealed class MessageSentEventArgs(string queue, TimeSpan hiddenFor) : EventArgs
{
    /// <summary>The queue's name.</summary>
    public string Queue { get; } = queue;

    /// <summary>How long nobody sees it.</summary>
    public TimeSpan HiddenFor { get; } = hiddenFor;
}
