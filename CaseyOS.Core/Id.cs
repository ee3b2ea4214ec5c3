using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

// The alias (QueueItemId.New) names the entity, so a static member on the generic type reads well here.
#pragma warning disable CA1000

namespace CaseyOS.Core;

/// <summary>
/// A UUIDv7 that names one <typeparamref name="T"/>. Time-ordered, so that storage keys computed from it sort by
/// creation, and typed, so that an execution's id cannot be passed where an item's is wanted.
/// </summary>
/// <remarks>Used through the aliases <c>QueueItemId</c>, <c>ExecutionId</c>, <c>SignalId</c>, <c>OutcomeId</c>.</remarks>
[JsonConverter(typeof(IdJsonConverterFactory))]
public readonly record struct Id<T>(Guid Value) : IParsable<Id<T>>
{
    /// <summary>A new id that carries the clock's present time.</summary>
    public static Id<T> New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    // 48 bits reach further than the calendar, and callers may ask for an id that nobody made.
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>When the id was made, to the millisecond (RFC 9562, first 48 bits).</summary>
    public DateTimeOffset CreatedAt =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(Latest, long.Parse(Value.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    /// <summary>The bitwise complement as 32 hex digits: sorts newest first in a table, which only sorts ascending.</summary>
    public string Inverted =>
        (UInt128.MaxValue - UInt128.Parse(Value.ToString("N"), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The id whose <see cref="Inverted"/> key is <paramref name="inverted"/>.</summary>
    public static Id<T> FromInverted(string inverted) =>
        new(Guid.ParseExact((UInt128.MaxValue - UInt128.Parse(inverted, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString("x32", CultureInfo.InvariantCulture), "N"));

    /// <inheritdoc/>
    public static Id<T> Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        var parsed = Guid.TryParseExact(s, "D", out var value);
        result = new(value);
        return parsed;
    }

    /// <summary>Lower-case with hyphens, as on the wire and in keys; its ordinal order is the order of creation.</summary>
    public override string ToString() => Value.ToString("D");
}
