using CaseyOS.Core.Signals.Replies;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>Absence notes and other mail of machines, written on Wednesday 18 November 2026.</summary>
internal static class AutomaticAnswers
{
    private static readonly (string Subject, string Header, string BackOn, string Text)[] Texts =
    [
        // English
        ("Automatic reply: Spring lanes", "Auto-Submitted: auto-replied", "2026-11-24", "Thank you for your message. I am out of the office and will be back on Tuesday, 24 November 2026. I will answer then."),
        ("Out of Office: Spring lanes", "X-Autoreply: yes", "2026-11-30", "I'm on annual leave until November 30th. For urgent matters call Bo on 555 0100."),
        ("Re: Spring lanes", "Auto-Submitted: auto-replied (vacation)", "2026-12-01", "Hi, I am travelling from 16 November and return on 1 December."),
        ("Auto-Reply: Spring lanes", "Precedence: bulk", "2026-11-23", "I am away this week, back on Monday."),
        ("Automatic reply: Re: Spring lanes", "X-Auto-Response-Suppress: All", "2026-11-19", "Training all day today. I'll be back tomorrow and get back to you by Friday."),
        ("Spring lanes", "Precedence: auto_reply", "2027-01-04", "Our office is closed for the holidays from 21 December through January 3rd. Happy new year!"),
        ("Automatic reply: Spring lanes", "Auto-Submitted: auto-replied", "", "I am out until 03/04/2027."),
        ("Automatic reply: Spring lanes", "Auto-Submitted: auto-replied", "2026-11-25", "I am out of office, returning 11/25/2026, with limited access to e-mail."),
        ("Automatic reply: Spring lanes", "Auto-Submitted: auto-replied", "", "I am currently out of the office with limited access to email. I will respond on my return."),
        ("OOO: Spring lanes", "X-Autorespond: Spring lanes", "", "I'm out. I should be back next Friday."),
        ("Automatic reply: Spring lanes", "Auto-Submitted: auto-replied", "", "I was back in the office on 2 November 2026 but this note is still on, sorry."),
        ("Automatic reply: Spring lanes", "Auto-Submitted: auto-replied", "", "I am on parental leave. My colleague Ben is back on 23 November."),
        ("Automatic reply: Spring lanes", "Auto-Submitted: auto-replied", "2026-11-26", "Out of office\nStart: now\nI will be back in the office 2026-11-26 at 09:00."),
        ("Auto: Spring lanes", "Precedence: junk", "", "Your message has been received by our ticket system under number 48-11-2026. Our shop is open until 20 December."),
        ("Your request [#48112]", "Auto-Submitted: auto-generated", "", "Thank you for contacting us. An agent will answer within 2 working days."),
        ("Automatic reply: Spring lanes", "Auto-Submitted: auto-replied", "", "I will be back on Monday, 24 November 2026."),

        // German
        ("Automatische Antwort: Spring lanes", "Auto-Submitted: auto-generated", "2026-11-24", "Guten Tag,\n\nich bin bis einschließlich 23.11.2026 nicht im Büro.\n\nMit freundlichen Grüßen\nUta Brandt"),
        ("Abwesenheitsnotiz: Spring lanes", "X-Autoreply: yes", "2026-11-30", "Ich bin vom 16.11. bis 27.11. im Urlaub und ab dem 30.11. wieder erreichbar."),
        ("Automatische Antwort: Spring lanes", "X-Auto-Response-Suppress: All", "2026-12-07", "Vielen Dank für Ihre Nachricht. Ab Montag, dem 7. Dezember bin ich wieder für Sie da."),
        ("Abwesend: Spring lanes", "Precedence: bulk", "2026-11-19", "Heute bin ich auf einer Schulung, ab morgen wieder im Büro."),
        ("AW: Spring lanes", "Auto-Submitted: auto-replied", "2027-01-04", "Unser Büro ist zwischen den Jahren geschlossen. Wir sind am 4. Januar 2027 zurück."),
        ("Abwesenheitsnotiz: Spring lanes", "Auto-Submitted: auto-replied", "", "Ich bin zurzeit nicht im Haus. In dringenden Fällen wenden Sie sich an Herrn Weiß."),
        ("Automatische Antwort: Spring lanes", "Auto-Submitted: auto-replied", "2026-11-23", "Guten Morgen,\n\nich bin ab Montag wieder erreichbar."),
        ("Urlaubsabwesenheit", "Auto-Submitted: auto-replied", "2026-12-03", "Ich bin bis zum 03.12.26 abwesend. Ihre Mail wird nicht weitergeleitet."),

        // French
        ("Réponse automatique : Spring lanes", "Auto-Submitted: auto-replied", "2026-11-24", "Bonjour,\n\nje suis absent du bureau et serai de retour le mardi 24 novembre 2026.\n\nCordialement\nLuc"),
        ("Réponse automatique : Spring lanes", "X-Autoreply: yes", "2026-12-01", "Je suis en congés jusqu’au 1er décembre. En cas d’urgence : 01 55 01 00 00."),
        ("Message d'absence", "Precedence: auto_reply", "2026-12-04", "Absente du bureau du 16/11 au 04/12, je ne peux pas répondre à votre message."),
        ("Absence du bureau : Spring lanes", "X-Auto-Response-Suppress: All", "2026-11-19", "En déplacement aujourd’hui, je serai de retour demain."),
        ("Re: Spring lanes", "Auto-Submitted: auto-replied", "2026-11-30", "Bonjour, votre message a bien été reçu. Je reprends lundi 30 novembre."),
        ("Réponse automatique", "Auto-Submitted: auto-replied", "", "Je suis actuellement en congé et répondrai dès que possible."),

        // Spanish
        ("Respuesta automática: Spring lanes", "Auto-Submitted: auto-replied", "2026-11-24", "Estoy fuera de la oficina hasta el 24 de noviembre de 2026."),
        ("Fuera de la oficina: Spring lanes", "X-Autorespond: yes", "2026-11-30", "Hola, estoy de vacaciones. Regreso el lunes 30 de noviembre."),
        ("Respuesta automática", "Precedence: bulk", "2026-12-09", "Del 20/11 al 08/12 no estaré disponible; vuelvo el 09/12/2026."),
        ("Ausente: Spring lanes", "X-Auto-Response-Suppress: OOF", "2026-11-19", "Hoy estoy de viaje. Estaré de vuelta mañana."),
        ("Aviso de ausencia", "Auto-Submitted: auto-replied", "", "Gracias por su mensaje. Le responderé lo antes posible."),

        // Dutch
        ("Automatisch antwoord: Spring lanes", "Auto-Submitted: auto-replied", "2026-11-24", "Ik ben afwezig tot en met 23 november. Bij spoed: bel Anneke."),
        ("Afwezigheidsbericht: Spring lanes", "X-Autoreply: yes", "2026-11-30", "Wegens vakantie ben ik niet bereikbaar. Vanaf maandag 30 november ben ik weer op kantoor."),
        ("Afwezig: Spring lanes", "Precedence: auto_reply", "2026-12-02", "Ik ben terug op 2-12-2026."),
        ("Niet aanwezig", "Auto-Submitted: auto-replied", "2026-11-19", "Vandaag ben ik vrij, morgen ben ik er weer."),
        ("Automatisch antwoord: Spring lanes", "X-Auto-Response-Suppress: All", "", "Bedankt voor uw bericht, wij antwoorden binnen twee werkdagen."),

        // Polish
        ("Odpowiedź automatyczna: Spring lanes", "Auto-Submitted: auto-replied", "2026-11-24", "Jestem poza biurem do 24 listopada 2026 r."),
        ("Automatyczna odpowiedź: Spring lanes", "X-Autoreply: yes", "2026-11-30", "Przebywam na urlopie. Wracam w poniedziałek, 30 listopada."),
        ("Nieobecność: Spring lanes", "Precedence: bulk", "2026-12-01", "Dzień dobry, jestem nieobecna do dnia 30.11.2026 włącznie."),
        ("Poza biurem", "X-Auto-Response-Suppress: All", "2026-11-19", "Dzisiaj jestem na szkoleniu, wracam jutro."),
        ("Autoodpowiedź: Spring lanes", "Auto-Submitted: auto-replied", "", "Dziękuję za wiadomość. Odpowiem tak szybko, jak to możliwe."),

        // Machines that answer, and are nobody
        ("Read: Spring lanes", "Auto-Submitted: auto-replied", "", "Your message was read on Wednesday, November 18, 2026 9:14:02 AM."),
        ("Re: Spring lanes", "Precedence: Bulk", "", "Ticket 7781 has been opened. Interested in our premium support? Sounds good, doesn't it."),
        ("Re: Spring lanes", "X-Autorespond: ", "", "This mailbox is not monitored. Please remove it from your list."),
    ];

    public static IEnumerable<Case> All => Texts.Select((text, index) => new Case($"automatic {index}: {text.Subject} | {text.Text}", ReplyKind.Automatic, new RawMail
    {
        From = index % 3 == 0 ? "Ada Lund <ada@northwind.example>" : index % 3 == 1 ? "Jörg Weiß <ada@northwind.example>" : "ada@northwind.example",
        Subject = text.Subject,
        Program = (Program)(index % 6),
        Quotes = index % 4 == 0,
        Answers = index % 5 != 0,
        Headers = [.. index % 2 == 0 ? new[] { ("Return-Path", "<>") } : [], (text.Header.Split(": ")[0].TrimEnd(':', ' '), text.Header.Contains(": ", StringComparison.Ordinal) ? text.Header.Split(": ")[1] : "")],
        Body = text.Text,
    })
    {
        BackOn = text.BackOn,
    });
}
