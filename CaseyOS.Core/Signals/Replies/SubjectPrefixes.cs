namespace CaseyOS.Core.Signals.Replies;

/// <summary>How mail programs begin subjects in English, German, French, Spanish, Dutch and Polish.</summary>
internal static class SubjectPrefixes
{
    private static readonly string[] Automatic = Folded(
        "Automatic reply", "Auto reply:", "Auto-reply", "Autoreply", "Auto response", "Auto-response", "Autoresponse", "Auto:", "Vacation reply",
        "Out of office", "Out-of-office", "Out of the office", "I am out of the office", "I'm out of the office", "OOO:", "[OOO]", "On leave:", "Away from the office",
        "Automatische Antwort", "Automatische Rückmeldung", "Automatische Nachricht", "Abwesenheit", "Abwesend:", "Nicht im Büro", "Urlaubsabwesenheit",
        "Réponse automatique", "Réponse d'absence", "Message d'absence", "Notification d'absence", "Absence du bureau", "Absent du bureau", "Absence :", "Absence:", "Absent(e)",
        "Respuesta automática", "Fuera de la oficina", "Fuera de oficina", "Ausencia:", "Ausente", "Aviso de ausencia",
        "Automatisch antwoord", "Automatische beantwoording", "Afwezig", "Niet aanwezig", "Buiten kantoor", "Niet op kantoor",
        "Automatyczna odpowiedź", "Odpowiedź automatyczna", "Autoodpowiedź", "Poza biurem", "Nieobecność", "Nieobecny");

    private static readonly string[] Forward = Folded("Fwd:", "Fw:", "WG:", "TR:", "TR :", "RV:", "RV :", "Doorst:", "PD:", "Rif:", "Reenv:");

    private static readonly string[] Invitation = Folded(
        "Accepted:", "Declined:", "Tentative:", "Tentatively accepted:", "New time proposed:", "Canceled:", "Zugesagt:", "Abgelehnt:", "Mit Vorbehalt:", "Vorläufig:", "Accepté", "Refusé",
        "Provisoire", "Aceptado:", "Aceptada:", "Rechazado:", "Provisional:", "Geaccepteerd:", "Geweigerd:", "Voorlopig:", "Zaakceptowano:", "Odrzucono:", "Wstępnie:");

    public static bool IsAutomatic(string subject) => StartsWithAny(subject, Automatic);

    public static bool IsForward(string subject) => StartsWithAny(subject, Forward);

    public static bool IsInvitationAnswer(string subject) => StartsWithAny(subject, Invitation);

    private static bool StartsWithAny(string subject, string[] prefixes)
    {
        var text = Wording.Fold(subject).TrimStart();
        return prefixes.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Folded(params string[] prefixes) => [.. prefixes.Select(Wording.Fold)];
}
