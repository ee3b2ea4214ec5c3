namespace CaseyOS.Sandbox.Gmail.Mime;

/// <summary>One address of a From, To or Cc header.</summary>
internal sealed record Address(string Name, string Email)
{
    public string Domain => Email[(Email.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public override string ToString() => Name.Length == 0 ? Email : $"{Name} <{Email}>";

    public static IReadOnlyList<Address> Parse(string? header)
    {
        var addresses = new List<Address>();
        foreach (var piece in Split(header ?? "").Where(piece => piece.Contains('@', StringComparison.Ordinal)))
        {
            var open = piece.LastIndexOf('<');
            var close = piece.IndexOf('>', Math.Max(open, 0));
            addresses.Add(open >= 0 && close > open
                ? new Address(piece[..open].Trim().Trim('"').Trim(), piece[(open + 1)..close].Trim().ToLowerInvariant())
                : new Address("", piece.Trim().ToLowerInvariant()));
        }

        return addresses;
    }

    private static List<string> Split(string header)
    {
        var pieces = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < header.Length; i++)
        {
            quoted ^= header[i] == '"';
            if (header[i] is ',' or ';' && !quoted)
            {
                pieces.Add(header[start..i]);
                start = i + 1;
            }
        }

        pieces.Add(header[start..]);
        return pieces;
    }
}
