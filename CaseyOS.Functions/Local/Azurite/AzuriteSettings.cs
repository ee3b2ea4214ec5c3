using System.Globalization;

namespace CaseyOS.Functions.Local.Azurite;

/// <summary>Where the local storage emulator keeps its data and listens.</summary>
public sealed record AzuriteSettings
{
    /// <summary>The folder of its files; made when missing. One emulator at a time uses it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The first of three ports (blob, queue, table) on 127.0.0.1. With 0 the operating system chooses free ones.</summary>
    public int BasePort { get; init; } = 10000;

    /// <summary>Keeps nothing on disk: for tests that do not ask for more.</summary>
    public bool InMemory { get; init; }

    /// <summary>The accounts it has, all with the emulator's key.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [StandardAccount];

    /// <summary>Where its npm packages are installed, once per checkout.</summary>
    public string ToolsDirectory { get; init; } = DefaultToolsDirectory();

    // The account and key that the emulator documents for everybody.
    internal const string StandardAccount = "devstoreaccount1";
    internal const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    internal int[] Ports => BasePort == 0 ? [0, 0, 0] : [BasePort, BasePort + 1, BasePort + 2];

    /// <summary><c>.local/tools/azurite</c> beside the solution; for a program outside its checkout, the user's application data.</summary>
    private static string DefaultToolsDirectory()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CaseyOS.slnx")))
            {
                return Path.Combine(folder.FullName, ".local", "tools", "azurite");
            }
        }

        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "CaseyOS", "azurite");
    }
}

/// <summary>The ports that the emulator listens on.</summary>
internal sealed record AzuritePorts(int Pid, int Blob, int Queue, int Table)
{
    public string ConnectionString(string account)
    {
        return $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={AzuriteSettings.Key};" +
            $"BlobEndpoint={Endpoint(Blob)};QueueEndpoint={Endpoint(Queue)};TableEndpoint={Endpoint(Table)};";

        string Endpoint(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{account}");
    }
}
