using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

// the static members are the interface's
#pragma warning disable CA1000

namespace CaseyOS.Functions.Hosting;

/// <summary>An enum in the query string, spelled as in JSON (<c>send_email</c>); the framework's own binding wants C# names.</summary>
/// <remarks>Take it as <c>Word&lt;ActionType&gt;? action_type</c> in an endpoint; a wrong word is a 400 that lists the right ones.</remarks>
public readonly record struct Word<T>(T Value) : IParsable<Word<T>>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public static Word<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"'{s}' is not a word of {typeof(T).Name}.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<T> result)
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Words.Of(value) == s)
            {
                result = new(value);
                return true;
            }
        }

        result = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Value);
}

/// <summary>The wire's spelling of enum values.</summary>
public static class Words
{
    /// <summary>For example <c>send_email</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>All words of <paramref name="type"/> when it is a <see cref="Word{T}"/> or a nullable one, else null.</summary>
    internal static IReadOnlyList<string>? AllowedBy(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(Word<>)
            ? AllOf(inner.GetGenericArguments()[0])
            : null;
    }

    /// <summary>All words of an enum type.</summary>
    internal static IReadOnlyList<string> AllOf(Type type) => [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
}
