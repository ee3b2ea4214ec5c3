using System.Buffers.Text;
using System.Text;

namespace CaseyOS.Functions.Hosting;

/// <summary>Hides a storage position in an opaque word: clients hand it back, they do not read it.</summary>
public static class PageCursor
{
    /// <summary>Base64url of the position; null stays null ("no further page").</summary>
    public static string? Encode(string? position) => position is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position));

    /// <summary>The position within <paramref name="cursor"/>; null or empty means the first page.</summary>
    /// <exception cref="Core.ValidationException">It is not a cursor of ours.</exception>
    public static string? Decode(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        return Base64Url.IsValid(cursor)
            ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor))
            : throw new Core.ValidationException("cursor", "cursor must be the next_cursor of an earlier answer.");
    }
}
