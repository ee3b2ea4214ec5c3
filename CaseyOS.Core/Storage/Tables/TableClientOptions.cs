using Azure.Core;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>Settings of the Tables clients: Azure.Core's, with time-outs fit for rows of a few kilobytes.</summary>
public sealed class TableClientOptions : ClientOptions
{
    /// <summary>Settings with defaults.</summary>
    public TableClientOptions()
    {
        // The service gives up after 30 s itself; an answer later than this is as good as lost.
        Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        Diagnostics.ApplicationId = "CaseyOS";
    }

    /// <summary>Where requests are counted; clients that share one are counted together.</summary>
    public StorageRoundTrips RoundTrips { get; set; } = new();
}
