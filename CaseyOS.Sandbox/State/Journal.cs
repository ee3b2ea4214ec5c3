using System.Text;
using System.Text.Json;

namespace CaseyOS.Sandbox.State;

/// <summary>
/// Append-only file of changes. One line is one change as a whole: a line that was cut off by a kill is ignored, so
/// nothing is ever half done. The file is rewritten from memory at each start and reset, and when it has grown large.
/// </summary>
internal sealed class Journal(string? directory) : IDisposable
{
    private const string FileName = "sandbox.jsonl";
    private const long CompactAbove = 32 * 1024 * 1024;

    private readonly List<JournalWrite> pending = [];
    private FileStream? file;
    private long compactAt = CompactAbove;

    public bool Wanted => directory is not null;

    /// <summary>True when so much was appended that rewriting the file pays off.</summary>
    public bool IsLarge => file is not null && file.Length > compactAt;

    public void Add(string set, string id, object? value)
    {
        if (Wanted)
        {
            pending.Add(new(set, id, value is null ? null : JsonSerializer.SerializeToElement(value, StateJson.Options)));
        }
    }

    public void Commit(DateTimeOffset now)
    {
        if (file is null || pending.Count == 0)
        {
            return;
        }

        Append(file, new JournalLine(now, pending));
        pending.Clear();
    }

    public void Dispose() => file?.Dispose();

    /// <summary>Reads what earlier runs left.</summary>
    public IEnumerable<JournalLine> Read()
    {
        var path = PathIn(directory);
        if (path is null || !File.Exists(path))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            if (Parse(line) is { } parsed)
            {
                yield return parsed;
            }
        }
    }

    /// <summary>Replaces the file by the given state; the old one stays until the new one is complete.</summary>
    public void Rewrite(DateTimeOffset now, IEnumerable<JournalWrite> state)
    {
        pending.Clear();
        if (PathIn(directory) is not { } path)
        {
            return;
        }

        Directory.CreateDirectory(directory!);
        var fresh = path + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            foreach (var chunk in state.Chunk(500))
            {
                Append(stream, new JournalLine(now, chunk));
            }
        }

        file?.Dispose();
        File.Move(fresh, path, overwrite: true);
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        compactAt = file.Length + CompactAbove;
    }

    private static string? PathIn(string? directory) => directory is null ? null : Path.Combine(directory, FileName);

    private static JournalLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(line, StateJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Append(FileStream stream, JournalLine line)
    {
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, StateJson.Options), (byte)'\n']);
        stream.Flush();
    }
}

internal sealed record JournalWrite(string Set, string Id, JsonElement? Value);

internal sealed record JournalLine(DateTimeOffset At, IReadOnlyList<JournalWrite> Writes);
