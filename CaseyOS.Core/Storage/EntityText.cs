using System.Globalization;
using System.Text;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Storage;

/// <summary>
/// Text of any length in a row: a string property holds at most 64 KiB, so longer text is split over <c>name</c>,
/// <c>name_1</c>, <c>name_2</c> … Write such rows whole (<see cref="TableUpdateMode.Replace"/>): a merge would leave
/// parts of a longer predecessor behind.
/// </summary>
public static class EntityText
{
    /// <summary>The longest text that a row keeps, in bytes of UTF-8. A row holds 1 MiB in all, at two bytes a character.</summary>
    public const int MaxBytes = 200 * 1000;

    // The service counts two bytes a character, the emulator up to three: this fits both.
    private const int MaxCharacters = 21 * 1024;

    /// <summary>Sets <paramref name="name"/> and as many numbered properties as the text needs.</summary>
    /// <param name="entity">The row.</param>
    /// <param name="name">The property.</param>
    /// <param name="text">At most <see cref="MaxBytes"/>.</param>
    /// <param name="field">What the user calls it, if that is not <paramref name="name"/>.</param>
    /// <exception cref="ValidationException">The text is too long.</exception>
    public static void SetText(this TableEntity entity, string name, string text, string? field = null)
    {
        if (Encoding.UTF8.GetByteCount(text) is var bytes and > MaxBytes)
        {
            throw new ValidationException(field ?? name, $"{field ?? name} has {bytes / 1000} kB; at most {MaxBytes / 1000} kB can be kept.");
        }

        var part = 0;
        var rest = text.AsSpan();
        do
        {
            var length = Length(rest);
            entity[Name(name, part++)] = rest[..length].ToString();
            rest = rest[length..];
        }
        while (!rest.IsEmpty);
    }

    /// <summary>The text as it was set; null when there is none.</summary>
    public static string? GetText(this TableEntity entity, string name)
    {
        var text = entity.GetString(name);
        if (!IsFull(text))
        {
            return text;
        }

        var whole = new StringBuilder(text);
        for (var part = 1; IsFull(text) && (text = entity.GetString(Name(name, part))) is not null; part++)
        {
            whole.Append(text);
        }

        return whole.ToString();
    }

    // Half of a surrogate pair is no character and would be lost on the way, so a part may be one shorter.
    private static int Length(ReadOnlySpan<char> rest) =>
        rest.Length <= MaxCharacters ? rest.Length : char.IsHighSurrogate(rest[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;

    private static bool IsFull(string? part) => part is { Length: >= MaxCharacters - 1 };

    private static string Name(string name, int part) => part == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{part}");
}
