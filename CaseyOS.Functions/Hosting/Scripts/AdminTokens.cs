using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Hosting;

/// <summary>Judges admin tokens. After ten wrong ones in a minute the next are told to slow down; the right one is always taken.</summary>
internal sealed class AdminTokens(IOptions<AdminTokenOptions> options, TimeProvider clock)
{
    private const int MostWrong = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly byte[]? wanted = options.Value.Token is { Length: > 0 } token ? Digest(token) : null;
    private DateTimeOffset windowEnds;
    private int wrong;

    /// <summary>Whether it is the token. Takes as long for a token that is nearly right as for any other, whatever its length.</summary>
    public bool IsRight(string given) => wanted is not null && CryptographicOperations.FixedTimeEquals(Digest(given), wanted);

    /// <summary>Counts a wrong token; answers how long to wait when there were too many.</summary>
    public TimeSpan? CountWrong()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now >= windowEnds)
            {
                (windowEnds, wrong) = (now + Window, 0);
            }

            return ++wrong > MostWrong ? windowEnds - now : null;
        }
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
