using System.Globalization;
using System.Text;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>Text without accents, so that "Réponse" and "Reponse" are one word: people and gateways drop them.</summary>
internal static class Wording
{
    public static string Fold(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            _ = letter switch
            {
                'ł' => plain.Append('l'),
                'Ł' => plain.Append('L'),
                'ß' => plain.Append("ss"),
                'œ' => plain.Append("oe"),
                '’' or '‘' or '`' or '´' => plain.Append('\''),
                '\u00a0' or '\u202f' => plain.Append(' '),
                '‐' or '‑' or '–' or '—' => plain.Append('-'),
                _ => plain.Append(letter),
            };
        }

        return plain.ToString();
    }
}
