using CaseyOS.Core;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>What an instance may be called, so that its id can be a key, a path and a queue message.</summary>
internal static class InstanceId
{
    private const int MaxLength = 100;

    /// <exception cref="ValidationException">It may not.</exception>
    public static string Check(string id) => id.Length is > 0 and <= MaxLength && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
        ? id
        : throw new ValidationException("instance_id", $"An instance id has 1 to {MaxLength} letters, digits, - and _.");
}
