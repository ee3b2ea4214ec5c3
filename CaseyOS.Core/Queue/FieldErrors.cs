namespace CaseyOS.Core.Queue;

/// <summary>Collects what is wrong with the fields of one request, so that the user hears everything at once.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> errors = new(StringComparer.Ordinal);

    /// <summary>Adds a sentence about <paramref name="field"/>, in the wire's spelling, when <paramref name="isWrong"/>.</summary>
    public FieldErrors Add(bool isWrong, string field, string message)
    {
        if (isWrong)
        {
            errors[field] = [.. errors.GetValueOrDefault(field, []), message];
        }

        return this;
    }

    /// <summary>A text that may not be longer than <paramref name="most"/> characters; null is fine.</summary>
    public FieldErrors AddIfTooLong(string field, string? text, int most) =>
        Add(text?.Length > most, field, FormattableString.Invariant($"{field} may have at most {most} characters."));

    /// <summary>As <see cref="AddIfTooLong"/>, and it may hold no control characters but line breaks and tabs.</summary>
    public FieldErrors AddIfUnfit(string field, string? text, int most) => AddIfTooLong(field, text, most)
        .Add(text?.Any(character => char.IsControl(character) && character is not ('\r' or '\n' or '\t')) == true, field, $"{field} may hold no control characters.");

    /// <summary>As <see cref="AddIfUnfit"/>, and it must be one line: in a mail's header a second one would be a header of its own.</summary>
    public FieldErrors AddIfNoLine(string field, string? text, int most) => AddIfUnfit(field, text, most)
        .Add(text?.AsSpan().IndexOfAny('\r', '\n') >= 0, field, $"{field} must be one line.");

    /// <summary>Does nothing when nothing is wrong.</summary>
    /// <exception cref="ValidationException">Something is.</exception>
    public void Throw()
    {
        if (errors.Count > 0)
        {
            throw new ValidationException(errors);
        }
    }
}
