using System.Text.RegularExpressions;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>The words around a date that make it the end of an absence. For folded text.</summary>
internal static partial class AbsenceWords
{
    /// <summary>"back", in six languages; "get back to you" is none.</summary>
    [GeneratedRegex(@"\b(back(?!\s+to\s+(you|them|everyone|your))|(?<!please\s)return(s|ing)?(?!\s+(your|the|all|calls|any))|in the office again|available again|reachable again|resume|wieder|zuruck|ruckkehr|erreichbar ab|de retour|mon retour|reprendrai|reprends|reviens|reviendrai|rentre|rentrerai|regreso|regresare|vuelvo|vuelta|volvere|reincorporo|reincorporare|de nuevo|terug|weer|terugkomst|wracam|wroce|powrot\w*|ponownie|z powrotem|znow)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Back();

    /// <summary>At the end of what stands before a date: the absence lasts until it.</summary>
    [GeneratedRegex(@"(\b(until|till|through|thru|bis|jusqu'au|jusqu'a|hasta|tot|t/m|do)|\b(from|du|del|desde)\b.*\d.*\b(to|au|al))(\s+(and including|and|en met|inclusive|einschliesslich|einschl\.?|inclus|zum|zu|dnia|the|den|dem|le|el|dia|am|on))*,?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Until();

    /// <summary>"until and including", before the date.</summary>
    [GeneratedRegex(@"\b(through|thru|and including|einschliesslich|einschl\.?|inclus|inclusive|tot en met|t/m)\b[^\d]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex IncludingBefore();

    /// <summary>"inclusive", after the date.</summary>
    [GeneratedRegex(@"^,?\s*\(?(inclusive|included|incl\.|einschliesslich|inclus|incluido|inclusief|inbegrepen|wlacznie)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex IncludingAfter();

    /// <summary>A sentence about opening hours or offers is not about the writer.</summary>
    [GeneratedRegex(@"\b(open|opening|valid|geoffnet|gultig|ouvert|valable|abiert[oa]s?|valid[oa]s?|geopend|geldig|otwart\w+|wazn\w+|deadline|vertretung|replac\w+|colleague|kolleg\w*|collegue|collega|companer[oa]|zastep\w+)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex SomethingElse();

    /// <summary>Where a sentence ends.</summary>
    [GeneratedRegex(@"[.!?;](?=\s+\p{Lu})|[.!?;]\s*$|\n\s*\n|[.!?]\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    public static partial Regex SentenceEnd();
}
