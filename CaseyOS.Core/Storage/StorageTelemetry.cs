namespace CaseyOS.Core.Storage;

/// <summary>Names under which storage reports its work, for whoever collects traces and metrics.</summary>
public static class StorageTelemetry
{
    /// <summary>The source of one activity per storage operation.</summary>
    public const string ActivitySourceName = "CaseyOS.Storage";
}
