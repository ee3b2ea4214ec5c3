using System.Security.Cryptography;

namespace CaseyOS.Functions.Local.Azurite;

/// <summary>Azurite's npm packages, installed by <c>npm ci</c> when they are missing or the lock file is another.</summary>
internal static partial class AzuriteModules
{
    private static readonly string[] Files = ["package.json", "package-lock.json", "absent/package.json", "absent/index.js"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The files that are published beside the program.</summary>
    public static string Source { get; } = Path.Combine(AppContext.BaseDirectory, "Local", "Azurite");

    /// <summary>Makes sure that the packages are there. Safe when several programs do it at once: one works, the others wait.</summary>
    /// <exception cref="LocalStartException">npm is missing or failed.</exception>
    public static async Task EnsureAsync(string directory, ILogger logger, CancellationToken cancellationToken)
    {
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Source, "package-lock.json"), cancellationToken)));
        var stamp = Path.Combine(directory, "installed");
        if (IsInstalled())
        {
            return;
        }

        await using var turn = await FileLock.TryTakeAsync(Path.Combine(directory, ".lock"), Patience, cancellationToken)
            ?? throw new LocalStartException($"Another program has been installing into {directory} for {Patience.TotalMinutes:0} minutes; end it and start again.");
        if (IsInstalled())
        {
            return;
        }

        Log.Installing(logger, directory);
        File.Delete(stamp);
        foreach (var file in Files)
        {
            var target = Path.Combine(directory, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Source, file), target, overwrite: true);
        }

        // Its package asks for Node 22 but runs on 20, which is what this program asks for. Nothing of it needs install scripts.
        var (exitCode, output) = await NodeTool.RunAsync(
            "npm", directory, cancellationToken, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--engine-strict=false", "--loglevel=error");
        if (exitCode != 0)
        {
            throw new LocalStartException($"npm could not install the local storage emulator: {FirstError(output)} Check the network and the npm registry, and start again.");
        }

        // Written last: an installation that was interrupted has no stamp and is done again.
        await File.WriteAllTextAsync(stamp, wanted, cancellationToken);

        bool IsInstalled() => File.Exists(stamp) && File.ReadAllText(stamp) == wanted;
    }

    private static string FirstError(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith("npm error", StringComparison.Ordinal) && !line.StartsWith("npm error code", StringComparison.Ordinal))
            .Select(line => line["npm error".Length..].Trim().TrimEnd('.') + ".")
            .FirstOrDefault("it gave no reason.");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Installing the local storage emulator into {Directory} (once)")]
        public static partial void Installing(ILogger logger, string directory);
    }
}
