namespace CaseyOS.Functions.Local;

/// <summary>Settings of a run without the Functions host.</summary>
internal sealed class LocalOptions
{
    public const string SectionName = "Local";

    /// <summary>Port of page and API.</summary>
    public int Port { get; set; } = 7071;

    /// <summary>Port of the sandbox.</summary>
    public int SandboxPort { get; set; } = 7072;

    /// <summary>First of the emulator's three ports: blobs, queues, tables.</summary>
    public int StoragePort { get; set; } = 10000;

    /// <summary>Where everything is kept between runs.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>Opens the page once it is ready.</summary>
    public bool OpenBrowser { get; set; }

    /// <summary>Whether the sandbox stands in for HubSpot and Google when no credentials are configured.</summary>
    public bool Sandbox { get; set; } = true;
}
