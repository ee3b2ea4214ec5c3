using System.Diagnostics;
using System.Text.Json;

namespace CaseyOS.Functions.Local.Azurite;

/// <summary>
/// The emulator that used the same data before. When its program was killed it needs a moment to write everything down and let
/// go of its ports; a new one must wait for that. When its program still runs, waiting would be in vain.
/// </summary>
internal static class PreviousAzurite
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <exception cref="LocalStartException">Another program uses the data, or the previous emulator does not end.</exception>
    public static async Task WaitForEndAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(dataDirectory, "running.json");
        if (Read(path) is not { } mark)
        {
            return;
        }

        using var previous = mark.Pid > 0 ? Find(mark.Pid, dataDirectory) : null;
        if (previous is not null)
        {
            if (IsAlive(mark.OwnerPid))
            {
                throw new LocalStartException(
                    $"Another CaseyOS (process {mark.OwnerPid}) uses the data in {dataDirectory}: stop it, or set Local__DataDirectory and Local__StoragePort for this one.");
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            try
            {
                await previous.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new LocalStartException(
                    $"The previous storage emulator (process {mark.Pid}) still holds {dataDirectory} after {Patience.TotalSeconds:0} s: end that process and start again.");
            }
        }

        // It died without tidying up, or has just gone: the mark means nothing any more.
        File.Delete(path);
    }

    private static Mark? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Mark>(File.ReadAllText(path), Json);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            // Cut off while it was written: its writer did not live long enough to open any data.
            return new Mark(0, 0);
        }
    }

    // The number may belong to somebody else by now.
    private static Process? Find(int pid, string dataDirectory)
    {
        try
        {
            var process = Process.GetProcessById(pid);
            var commandLine = $"/proc/{pid}/cmdline";
            var isAzurite = File.Exists(commandLine)
                ? File.ReadAllText(commandLine).Contains(JsonEncodedText.Encode(dataDirectory).ToString(), StringComparison.Ordinal)
                : process.ProcessName.StartsWith("node", StringComparison.OrdinalIgnoreCase);
            if (isAzurite)
            {
                return process;
            }

            process.Dispose();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IOException)
        {
            // There is no such process, or it ended while we looked.
        }

        return null;
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private sealed record Mark(int Pid, int OwnerPid);
}
