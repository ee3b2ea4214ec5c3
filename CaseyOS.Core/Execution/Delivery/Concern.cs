namespace CaseyOS.Core.Executions.Delivery;

/// <summary>Why a mail should perhaps not be sent. Each may be overruled, knowingly: a draft of it only carries a warning.</summary>
public enum ConcernKind
{
    /// <summary>They were written to within a day.</summary>
    SecondMail,

    /// <summary>The address is not the one of the move's contact.</summary>
    OtherRecipient,
}

/// <summary>Something that speaks against sending a mail.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">In a sentence.</param>
/// <param name="Overruled">Whether the user says that it be sent all the same.</param>
public sealed record Concern(ConcernKind Kind, string Text, bool Overruled)
{
    /// <summary>The member of the overrides that overrules it.</summary>
    public string Field => Kind == ConcernKind.SecondMail ? "overrides.second_mail" : "overrides.other_recipient";

    /// <summary>Lets a mail pass against which nothing speaks that is not overruled.</summary>
    /// <exception cref="ValidationException">Something does; names what overrules it.</exception>
    public static void Check(IEnumerable<Concern> concerns)
    {
        var open = concerns.Where(concern => !concern.Overruled).ToDictionary(concern => concern.Field, concern => new[] { concern.Text }, StringComparer.Ordinal);
        if (open.Count > 0)
        {
            throw new ValidationException(open);
        }
    }
}
