using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CaseyOS.Functions.Local.Azurite;

/// <summary>Runs <c>node</c> and <c>npm</c> from the path, and says in one line when they are missing or too old.</summary>
internal static class NodeTool
{
    private const int OldestMajor = 20;
    private const string Advice = $"Install Node.js 20 or newer (nodejs.org) and start again: the local storage emulator runs on it.";

    /// <exception cref="LocalStartException">Node is missing or too old.</exception>
    public static async Task CheckAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync("node", Environment.CurrentDirectory, cancellationToken, "--version");
        var version = output.Trim();
        var known = int.TryParse(version.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major);
        if (exitCode != 0 || !known)
        {
            throw new LocalStartException($"Node.js does not start (it said '{version}'). {Advice}");
        }

        if (major < OldestMajor)
        {
            throw new LocalStartException($"Node.js {version} is too old. {Advice}");
        }
    }

    public static ProcessStartInfo Command(string tool, string workingDirectory, params string[] arguments)
    {
        // On Windows npm is a script, which must be named in full.
        var file = tool == "npm" && OperatingSystem.IsWindows() ? "npm.cmd" : tool;
        return new(file, arguments)
        {
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
    }

    /// <exception cref="LocalStartException">There is no such program on the path.</exception>
    public static Process Start(ProcessStartInfo command)
    {
        try
        {
            return Process.Start(command)!;
        }
        catch (Win32Exception error)
        {
            throw new LocalStartException($"{command.FileName} was not found. {Advice}", error);
        }
    }

    /// <summary>Runs to the end and returns everything that was written, errors last.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string tool, string workingDirectory, CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Start(Command(tool, workingDirectory, arguments));
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
