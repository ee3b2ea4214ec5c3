using System.Globalization;

namespace CaseyOS.Sandbox.Market;

/// <summary>Automatic answers of people who are away, in six languages.</summary>
internal static class AbsenceNotes
{
    private static readonly Dictionary<string, (string Subject, string Culture, string Pattern, string Text)> Notes = new(StringComparer.Ordinal)
    {
        ["en"] = ("Automatic reply: ", "en-GB", "dddd, d MMMM yyyy", "Thank you for your message. I am out of the office and will be back on {0}. I will answer then.\n\nBest regards"),
        ["de"] = ("Automatische Antwort: ", "de-DE", "d. MMMM yyyy", "Vielen Dank für Ihre Nachricht. Ich bin nicht im Büro und ab dem {0} wieder erreichbar.\n\nMit freundlichen Grüßen"),
        ["fr"] = ("Réponse automatique : ", "fr-FR", "dddd d MMMM yyyy", "Bonjour,\n\nje suis absent du bureau et serai de retour le {0}.\n\nCordialement"),
        ["es"] = ("Respuesta automática: ", "es-ES", "d 'de' MMMM 'de' yyyy", "Hola, estoy fuera de la oficina. Regreso el {0}.\n\nUn saludo"),
        ["nl"] = ("Automatisch antwoord: ", "nl-NL", "d MMMM yyyy", "Bedankt voor uw bericht. Vanaf {0} ben ik weer op kantoor.\n\nMet vriendelijke groet"),
        ["pl"] = ("Automatyczna odpowiedź: ", "pl-PL", "dd.MM.yyyy", "Dziękuję za wiadomość. Jestem poza biurem, wracam {0}.\n\nPozdrawiam"),
    };

    public static IReadOnlyCollection<string> Languages => Notes.Keys;

    public static string Subject(string language) => Notes[language].Subject;

    public static string Text(string language, string first, DateTimeOffset back)
    {
        var note = Notes[language];
        return $"{string.Format(CultureInfo.InvariantCulture, note.Text, back.ToString(note.Pattern, CultureInfo.GetCultureInfo(note.Culture)))}\n{first}\n";
    }
}
