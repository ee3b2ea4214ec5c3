namespace CaseyOS.Sandbox.Market;

/// <summary>Repeatable chance (SplitMix64): the same seed gives the same company on every machine and version.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public static Dice For(params object[] key)
    {
        // FNV-1a: string hash codes differ from run to run.
        var hash = 14695981039346656037UL;
        foreach (var letter in string.Join('/', key))
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return new Dice(hash);
    }

    public double Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }

    /// <summary>From <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int Between(int min, int max) => min + (int)(Next() * (max - min + 1));

    public double Between(double min, double max) => min + (Next() * (max - min));

    public bool Chance(double probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Between(0, from.Count - 1)];
}
