namespace CaseyOS.Sandbox.Gmail.Mime;

/// <summary>A Content-Type or Content-Disposition value: what it is and its parameters.</summary>
internal sealed record ContentType(string MediaType, IReadOnlyDictionary<string, string> Parameters)
{
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    public static ContentType Parse(string? value, string fallback)
    {
        var pieces = Split(value ?? "");
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var piece in pieces.Skip(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parameters.TryAdd(piece[..equals].Trim().TrimEnd('*'), piece[(equals + 1)..].Trim().Trim('"'));
            }
        }

        var type = pieces[0].Trim().ToLowerInvariant();
        return new ContentType(type.Length == 0 ? fallback : type, parameters);
    }

    /// <summary>At semicolons, but not at those inside quotes.</summary>
    private static List<string> Split(string value)
    {
        var pieces = new List<string>();
        var start = 0;
        var quoted = false;
        for (var i = 0; i < value.Length; i++)
        {
            quoted ^= value[i] == '"';
            if (value[i] == ';' && !quoted)
            {
                pieces.Add(value[start..i]);
                start = i + 1;
            }
        }

        pieces.Add(value[start..]);
        return pieces;
    }
}
