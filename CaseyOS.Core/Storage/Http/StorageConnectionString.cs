using System.Globalization;

namespace CaseyOS.Core.Storage.Http;

/// <summary>
/// The part of an Azure Storage connection string that the clients need: account, key and the two endpoints.
/// Shared access signatures are refused in words, because nothing here would renew them.
/// </summary>
internal sealed record StorageConnectionString(string AccountName, byte[] AccountKey, Uri TableEndpoint, Uri QueueEndpoint)
{
    // The account and key that every storage emulator documents; they open nothing but an emulator.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">The text is not a usable connection string; the message says what is missing, never the key.</exception>
    public static StorageConnectionString Parse(string text)
    {
        var settings = Split(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out var use) && bool.TryParse(use, out var emulator) && emulator)
        {
            return ForEmulator(10000);
        }

        var account = Required(settings, "AccountName");
        var protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new(account, Key(settings), Endpoint("table"), Endpoint("queue"));

        Uri Endpoint(string service)
        {
            var name = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(service) + "Endpoint";
            var value = settings.GetValueOrDefault(name, $"{protocol}://{account}.{service}.{suffix}");
            return Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new FormatException($"{name} is not an http(s) address");
        }
    }

    /// <summary>The connection of an emulator whose blob, queue and table services listen on three ports in a row.</summary>
    public static StorageConnectionString ForEmulator(int basePort) =>
        new(EmulatorAccount, Convert.FromBase64String(EmulatorKey), EmulatorEndpoint(basePort + 2), EmulatorEndpoint(basePort + 1));

    private static Uri EmulatorEndpoint(int port) => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/{EmulatorAccount}");

    private static Dictionary<string, string> Split(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("it must consist of Name=Value pairs separated by semicolons");
            }

            settings[part[..equals]] = part[(equals + 1)..];
        }

        return settings;
    }

    private static byte[] Key(Dictionary<string, string> settings)
    {
        if (settings.ContainsKey("SharedAccessSignature"))
        {
            throw new FormatException("a shared access signature is not supported; use an account key or a managed identity");
        }

        var text = Required(settings, "AccountKey");
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0
            ? key[..length]
            : throw new FormatException("AccountKey is not Base64");
    }

    private static string Required(Dictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var value) && value.Length > 0 ? value : throw new FormatException($"{name} is missing");
}
