using System.Buffers.Binary;

namespace CaseyOS.Core.Guards;

/// <summary>Something that was done, as the limits count it.</summary>
/// <param name="Execution">By which execution: a draft and its sending are one.</param>
/// <param name="Group">What it was.</param>
/// <param name="At">When it was reserved.</param>
/// <param name="To">Short keyed hash of whom a mail goes to; 0 for nobody.</param>
public sealed record LimitEntry(ExecutionId Execution, ActionGroup Group, DateTimeOffset At, ulong To);

/// <summary>What an owner did in the last day, oldest first. Immutable.</summary>
/// <remarks>
/// One row for all limits: "everything together" and the daily one need them all, and one row is one ETag to win. It is
/// packed because it travels with every reservation: 33 bytes an entry.
/// </remarks>
public sealed record LimitLedger(IReadOnlyList<LimitEntry> Entries)
{
    /// <summary>Highest limit that can be set: what the row has room for.</summary>
    public const int Most = 4000;

    private const int Size = 16 + 1 + 8 + 8;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Nothing was done.</summary>
    public static LimitLedger Empty { get; } = new([]);

    /// <summary>With one more entry, and without what no window reaches any more.</summary>
    public LimitLedger With(LimitEntry entry) =>
        new([.. Entries.Where(known => known.At > entry.At - Longest && known.Execution != entry.Execution).TakeLast(Most - 1), entry]);

    /// <summary>Without an execution that left nothing outside.</summary>
    public LimitLedger Without(ExecutionId execution) => new([.. Entries.Where(entry => entry.Execution != execution)]);

    /// <summary>The same, but nobody was written to: the draft was taken back.</summary>
    public LimitLedger WithoutRecipient(ExecutionId execution) =>
        new([.. Entries.Select(entry => entry.Execution == execution ? entry with { To = 0 } : entry)]);

    /// <summary>As it is stored.</summary>
    public string Pack()
    {
        var bytes = new byte[Entries.Count * Size];
        for (var index = 0; index < Entries.Count; index++)
        {
            var entry = Entries[index];
            var part = bytes.AsSpan(index * Size, Size);
            entry.Execution.Value.TryWriteBytes(part);
            part[16] = (byte)entry.Group;
            BinaryPrimitives.WriteInt64LittleEndian(part[17..], entry.At.UtcTicks);
            BinaryPrimitives.WriteUInt64LittleEndian(part[25..], entry.To);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>As it was packed.</summary>
    public static LimitLedger Unpack(string text)
    {
        var bytes = Convert.FromBase64String(text);
        var entries = new LimitEntry[bytes.Length / Size];
        for (var index = 0; index < entries.Length; index++)
        {
            var part = bytes.AsSpan(index * Size, Size);
            entries[index] = new(
                new(new Guid(part[..16])),
                (ActionGroup)part[16],
                new(BinaryPrimitives.ReadInt64LittleEndian(part[17..]), TimeSpan.Zero),
                BinaryPrimitives.ReadUInt64LittleEndian(part[25..]));
        }

        return new(entries);
    }
}
