using System.Diagnostics;
using System.Text.Json;
using CaseyOS.Functions.Local.Azurite;
using CaseyOS.Testing;

namespace CaseyOS.Functions.Tests.Connectors.Mime;

/// <summary>A MIME parser from elsewhere (npm's postal-mime), which cannot share a mistake with the writer. One process for all messages.</summary>
public sealed class MimeParser : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "CaseyOS.Functions.Tests", "Connectors", "Mime");
    private readonly Lock turn = new();
    private Process node = null!;

    public async ValueTask InitializeAsync()
    {
        // npm writes this file last: it says what is installed.
        var (installed, wanted) = (new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json")), new FileInfo(Path.Combine(Folder, "package-lock.json")));
        if (!installed.Exists || installed.LastWriteTimeUtc < wanted.LastWriteTimeUtc)
        {
            var (code, output) = await NodeTool.RunAsync("npm", Folder, TestContext.Current.CancellationToken, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            Assert.True(code == 0, output);
            File.SetLastWriteTimeUtc(installed.FullName, TimeProvider.System.GetUtcNow().UtcDateTime);
        }

        node = NodeTool.Start(NodeTool.Command("node", Folder, "parse.mjs"));
    }

    /// <summary>What a mail program would make of the message.</summary>
    internal ParsedMail Parse(byte[] message)
    {
        lock (turn)
        {
            node.StandardInput.WriteLine(Convert.ToBase64String(message));
            node.StandardInput.Flush();
            var line = node.StandardOutput.ReadLine();
            return line is null ? throw new InvalidOperationException(node.StandardError.ReadToEnd()) : JsonSerializer.Deserialize<ParsedMail>(line, JsonSerializerOptions.Web)!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }
}

/// <summary>A mail as the parser sees it.</summary>
internal sealed record ParsedMail(ParsedAddress? From, IReadOnlyList<ParsedAddress>? To, string? Subject, string? Text, string? InReplyTo, string? References, IReadOnlyList<ParsedHeader> Headers)
{
    /// <summary>Its text, with one kind of line ends and none at the end.</summary>
    public string Body => (Text ?? "").ReplaceLineEndings("\n").TrimEnd('\n');

    /// <summary>Its headers' names.</summary>
    public IEnumerable<string> Names => Headers.Select(header => header.Key);
}

internal sealed record ParsedAddress(string? Address, string? Name);

internal sealed record ParsedHeader(string Key, string Value);
