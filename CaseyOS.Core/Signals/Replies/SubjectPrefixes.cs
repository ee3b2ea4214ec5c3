namespace CaseyOS.Core.Signals.Replies;

/// <summary>How mail programs begin subjects in English, German, French, Spanish, Dutch and Polish.</summary>
internal static class SubjectPrefixes
{
    private static readonly string[] Automatic =
    [
        "Automatic reply:", "Auto reply:", "Auto-reply:", "Autoreply:", "Auto:", "Out of office", "Out of the office",
        "Automatische Antwort:", "Abwesenheitsnotiz", "Abwesenheitsnachricht", "Nicht im Büro",
        "Réponse automatique", "Absence du bureau", "Absent du bureau",
        "Respuesta automática", "Fuera de la oficina", "Fuera de oficina",
        "Automatisch antwoord", "Afwezig", "Niet aanwezig",
        "Automatyczna odpowiedź", "Odpowiedź automatyczna", "Poza biurem", "Nieobecność",
    ];

    private static readonly string[] Forward = ["Fwd:", "Fw:", "WG:", "TR:", "RV:", "Doorst:", "PD:"];

    private static readonly string[] Invitation =
    [
        "Accepted:", "Declined:", "Tentative:", "Tentatively accepted:", "Zugesagt:", "Abgelehnt:", "Accepté", "Refusé",
        "Aceptado:", "Rechazado:", "Geaccepteerd:", "Geweigerd:", "Zaakceptowano:", "Odrzucono:",
    ];

    public static bool IsAutomatic(string subject) => StartsWithAny(subject, Automatic);

    public static bool IsForward(string subject) => StartsWithAny(subject, Forward);

    public static bool IsInvitationAnswer(string subject) => StartsWithAny(subject, Invitation);

    private static bool StartsWithAny(string subject, string[] prefixes)
    {
        var text = subject.TrimStart();
        return prefixes.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }
}
