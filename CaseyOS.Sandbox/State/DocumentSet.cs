using System.Text.Json;

namespace CaseyOS.Sandbox.State;

internal interface IDocumentSet
{
    string Name { get; }

    IEnumerable<JournalWrite> Snapshot();

    void Load(string id, JsonElement? value);

    void Clear();
}

/// <summary>Immutable documents by id. Every change goes to the journal and to whoever keeps an index.</summary>
internal sealed class DocumentSet<T>(string name, Journal journal) : IDocumentSet
    where T : class
{
    private readonly Dictionary<string, T> documents = new(StringComparer.Ordinal);

    /// <summary>Id, document before (null when new), document after (null when removed).</summary>
    public Action<string, T?, T?>? Changed { get; set; }

    public string Name => name;

    public IReadOnlyCollection<T> All => documents.Values;

    public int Count => documents.Count;

    public T? Find(string id) => documents.GetValueOrDefault(id);

    public void Put(string id, T value)
    {
        var before = Find(id);
        documents[id] = value;
        journal.Add(name, id, value);
        Changed?.Invoke(id, before, value);
    }

    public bool Remove(string id)
    {
        if (!documents.Remove(id, out var before))
        {
            return false;
        }

        journal.Add(name, id, value: null);
        Changed?.Invoke(id, before, null);
        return true;
    }

    public void Clear()
    {
        foreach (var id in documents.Keys.ToArray())
        {
            Remove(id);
        }
    }

    public void Load(string id, JsonElement? value)
    {
        var before = Find(id);
        if (value?.Deserialize<T>(StateJson.Options) is { } document)
        {
            documents[id] = document;
            Changed?.Invoke(id, before, document);
        }
        else if (documents.Remove(id))
        {
            Changed?.Invoke(id, before, null);
        }
    }

    public IEnumerable<JournalWrite> Snapshot() =>
        documents.Select(pair => new JournalWrite(name, pair.Key, JsonSerializer.SerializeToElement(pair.Value, StateJson.Options)));
}
