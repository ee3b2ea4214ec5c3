using System.Globalization;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Storage;

/// <summary>
/// Text of any length in a row: a string property holds at most 64 KiB (32 768 characters), so longer text is split over
/// <c>name</c>, <c>name_1</c>, <c>name_2</c> … A whole row holds 1 MiB; who takes text from outside limits it before.
/// </summary>
public static class EntityText
{
    private const int MaxCharacters = 32 * 1024;

    /// <summary>Sets <paramref name="name"/> and as many numbered properties as the text needs.</summary>
    public static void SetText(this TableEntity entity, string name, string text)
    {
        entity[name] = text[..Math.Min(text.Length, MaxCharacters)];
        for (var part = 1; part * MaxCharacters < text.Length; part++)
        {
            entity[Name(name, part)] = text[(part * MaxCharacters)..Math.Min(text.Length, (part + 1) * MaxCharacters)];
        }
    }

    /// <summary>The text as it was set; null when there is none.</summary>
    public static string? GetText(this TableEntity entity, string name)
    {
        if (entity.GetString(name) is not { Length: MaxCharacters } text)
        {
            return entity.GetString(name);
        }

        for (var part = 1; entity.GetString(Name(name, part)) is { } more; part++)
        {
            text += more;
        }

        return text;
    }

    private static string Name(string name, int part) => string.Create(CultureInfo.InvariantCulture, $"{name}_{part}");
}
