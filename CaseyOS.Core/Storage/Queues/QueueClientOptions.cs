using Azure.Core;

namespace CaseyOS.Core.Storage.Queues;

/// <summary>How message texts travel.</summary>
public enum QueueMessageEncoding
{
    /// <summary>As they are; characters that XML forbids are refused.</summary>
    None,

    /// <summary>As Base64 of their UTF-8 bytes, which is what the Functions host expects by default.</summary>
    Base64,
}

/// <summary>Settings of the Queues clients.</summary>
public sealed class QueueClientOptions : ClientOptions
{
    /// <summary>Settings with defaults.</summary>
    public QueueClientOptions()
    {
        Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        Diagnostics.ApplicationId = "CaseyOS";
    }

    /// <summary>How message texts travel; <see cref="QueueMessageEncoding.None"/> as in Azure.Storage.Queues.</summary>
    public QueueMessageEncoding MessageEncoding { get; set; } = QueueMessageEncoding.None;

    /// <summary>Where requests are counted; clients that share one are counted together.</summary>
    public StorageRoundTrips RoundTrips { get; set; } = new();
}
