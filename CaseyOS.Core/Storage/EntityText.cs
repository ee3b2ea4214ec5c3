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
    public static void SetText(this TableEntity entity, string name, string text)
    {
        var (part, start) = (0, 0);
        do
        {
            var length = Math.Min(MaxCharacters, text.Length - start);
            // Half of a surrogate pair would not survive the way to storage.
            length -= start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]) ? 1 : 0;
            entity[Name(name, part++)] = text.Substring(start, length);
            start += length;
        }
        while (start < text.Length);
    }

    /// <summary>The text as it was set; null when there is none.</summary>
    public static string? GetText(this TableEntity entity, string name)
    {
        var text = entity.GetString(name);
        for (var part = 1; entity.GetString(Name(name, part)) is { } more; part++)
        {
            text += more;
        }

        return text;
    }

    private static string Name(string name, int part) => part == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{part}");
}
