using CaseyOS.Core.Signals.Replies;
using static CaseyOS.Core.Signals.Replies.Sentiment;
using static CaseyOS.Core.Tests.Signals.Replies.Corpus.Program;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>Answers that people wrote. All of them quote our mail, which says "interested", "unsubscribe" and a date.</summary>
internal static class HumanReplies
{
    private static readonly (Program Program, string Charset, Sentiment Sentiment, string Text)[] Texts =
    [
        // English
        (Gmail, "utf-8", Positive, "Hi Casey,\n\ngood timing, we were talking about this yesterday. Could you do Thursday around 10?\n\nAda"),
        (Outlook, "windows-1252", Positive, "Casey – looks good to me. Please send the contract over and I’ll get it signed.\n\nAda Lund\nHead of Logistics"),
        (OutlookHtml, "utf-8", Positive, "Hello Casey,\n\nyes, still interested. Send me a proposal for the two northern lanes first & we can go from there.\n\nBest, Ada"),
        (Apple, "utf-8", Positive, "Happy to talk. Tuesday works for me, any time after lunch.\n\nA."),
        (Phone, "us-ascii", Positive, "Sounds good, let's do it"),
        (Thunderbird, "utf-8", Positive, "Hi,\n\nwe'd like to go ahead with the pilot. Can we speak tomorrow?\n\nAda"),
        (Gmail, "utf-8", Neutral, "Thanks for the mail. I need to check with our finance people before I can say anything. Does the price include onboarding?"),
        (Outlook, "utf-8", Neutral, "Casey, can you tell me how this would fit with the carrier portal that we have already?"),
        (Apple, "utf-8", Neutral, "Ping me in three weeks? We are in the middle of peak season.\n\nRegards\nAda"),
        (OutlookHtml, "iso-8859-1", Neutral, "Who else in the region uses it? And what does it cost per lane?"),
        (Thunderbird, "utf-8", Neutral, "Received, thank you. I have passed it to Bo, who runs procurement.\n\n-- \nAda Lund\nTo unsubscribe from our newsletter click the link below"),
        (Gmail, "utf-8", Neutral, "Our drivers can unsubscribe from the alerts in your app, can't they? That was the open question from legal."),
        (Gmail, "utf-8", Negative, "Hi Casey,\n\nthanks, but we decided to stay with what we have this year. No need to follow up for now.\n\nAda"),
        (Outlook, "utf-8", Negative, "Hello Casey,\n\nnot interested at the moment, the budget went to the new depot.\n\nAda"),
        (Apple, "utf-8", Negative, "Sorry, we went with another supplier last week. Good luck!"),
        (Phone, "utf-8", Negative, "No thanks"),
        (Thunderbird, "utf-8", Negative, "We will pass on this one. It isn't relevant for our fleet size.\n\nKind regards"),
        (OutlookHtml, "utf-8", Negative, "Dear Casey,\n\nI'm afraid we have no budget for new tools before 2028.\n\nAda Lund"),
        (Gmail, "utf-8", Unsubscribe, "Please remove me from your list and stop e-mailing me."),
        (Outlook, "utf-8", Unsubscribe, "Unsubscribe."),
        (Phone, "utf-8", Unsubscribe, "STOP"),
        (Apple, "utf-8", Unsubscribe, "Take me off your mailing list, this is the third message this month."),
        (OutlookHtml, "utf-8", Unsubscribe, "Do not contact me again."),
        (Thunderbird, "utf-8", Unsubscribe, "I don't want to receive any more of these. Delete my data under Art. 17 GDPR.\n\nA. Lund"),
        (Gmail, "utf-8", Unsubscribe, "Hi Casey, the product sounds good but I retire in May, so kindly unsubscribe this address. All the best!"),

        (Gmail, "utf-8", Positive, "Yes please! Book a demo for the two of us, Bo is in as well."),
        (Outlook, "utf-8", Neutral, "Which countries do you cover?\n\nThis e-mail and its attachments are confidential. If you are not the addressee, please delete it and notify the sender."),
        (Apple, "utf-8", Negative, "We don't see a need for it, our volume is too small."),
        (Thunderbird, "utf-8", Neutral, "Thanks, got it. I am back in the office on 3 December, let me look at it then."),
        (Gmail, "utf-8", Negative, "I'm going to give this one a miss, thanks anyway."),
        (Gmail, "utf-8", Neutral, "Interesting that you mention Rotterdam. Do your rates include port fees?"),

        // German
        (Outlook, "iso-8859-1", Positive, "Guten Tag Frau Mercer,\n\ndas klingt gut. Können wir nächste Woche telefonieren?\n\nViele Grüße\nUta Brandt"),
        (Thunderbird, "utf-8", Positive, "Guten Tag,\n\nwir sind grundsätzlich interessiert. Schicken Sie uns bitte das Angebot für zwei Standorte.\n\nMit freundlichen Grüßen\nJörg Weiß"),
        (Gmail, "utf-8", Positive, "Hallo Casey, Donnerstag passt mir gut, 14 Uhr? Gruß Uta"),
        (OutlookHtml, "windows-1252", Neutral, "Guten Tag Frau Mercer,\n\nich habe es an unsere Einkaufsabteilung weitergeleitet. Was kostet die Schulung?\n\nGrüße, Uta Brandt"),
        (Outlook, "utf-8", Negative, "Sehr geehrte Frau Mercer,\n\nvielen Dank, aber wir haben derzeit keinen Bedarf.\n\nFreundliche Grüße\nU. Brandt"),
        (Thunderbird, "iso-8859-1", Negative, "Guten Tag,\n\nwir haben uns leider für einen anderen Anbieter entschieden.\n\nMfG\nWeiß"),
        (Gmail, "utf-8", Negative, "Kein Interesse, danke."),
        (Apple, "utf-8", Unsubscribe, "Bitte nehmen Sie mich aus Ihrem Verteiler."),
        (Outlook, "windows-1252", Unsubscribe, "Bitte schreiben Sie mir nicht mehr. Löschen Sie meine Daten.\n\nGrüße\nBrandt"),
        (Phone, "utf-8", Unsubscribe, "Abmelden bitte"),

        (Gmail, "utf-8", Positive, "Gern, machen wir so. Ich freue mich auf das Gespräch."),
        (Thunderbird, "utf-8", Negative, "Guten Tag,\n\nich muss Ihnen leider absagen, das Thema ist bei uns vom Tisch.\n\nGrüße"),

        // French
        (Outlook, "iso-8859-1", Positive, "Bonjour Casey,\n\nmerci pour votre message. Cela nous intéresse, pouvons-nous fixer un rendez-vous jeudi ?\n\nCordialement\nLuc Févr"),
        (Thunderbird, "utf-8", Positive, "Bonjour,\n\navec plaisir. Envoyez-moi votre proposition pour dix camions.\n\nHélène"),
        (Gmail, "utf-8", Neutral, "Bonjour Casey, je transmets à notre directeur des achats. Quel est le délai de mise en place ?"),
        (OutlookHtml, "utf-8", Negative, "Bonjour,\n\nnous ne sommes pas intéressés pour le moment.\n\nBien à vous"),
        (Apple, "utf-8", Negative, "Non merci, nous avons déjà choisi un autre prestataire."),
        (Gmail, "utf-8", Unsubscribe, "Merci de me désinscrire de vos envois."),
        (Outlook, "windows-1252", Unsubscribe, "Bonjour,\n\nne m’écrivez plus, s’il vous plaît.\n\nL. Févr"),
        (Thunderbird, "utf-8", Unsubscribe, "Bonjour,\n\nveuillez supprimer mon adresse de votre liste.\n\nHélène Roux"),

        (Gmail, "utf-8", Negative, "Bonjour, nous ne donnerons pas suite. Bonne continuation."),

        // Spanish
        (Thunderbird, "utf-8", Positive, "Hola Casey,\n\nnos interesa mucho. ¿Podemos agendar una llamada el viernes?\n\nSaludos,\nÍñigo"),
        (Outlook, "iso-8859-1", Positive, "Hola,\n\nme parece bien la propuesta, adelante con el piloto.\n\nMaría Peña"),
        (Gmail, "utf-8", Neutral, "Hola Casey, lo consulto con el equipo de operaciones y te digo algo. ¿Incluye formación?"),
        (Apple, "utf-8", Negative, "Gracias, pero no nos interesa por ahora."),
        (OutlookHtml, "utf-8", Negative, "Hola,\n\nhemos decidido seguir con nuestro proveedor actual.\n\nUn saludo, María"),
        (Gmail, "utf-8", Unsubscribe, "Por favor, denme de baja de esta lista."),
        (Thunderbird, "utf-8", Unsubscribe, "Hola,\n\nno me escriban más. Eliminen mis datos.\n\nM. Peña"),

        (Outlook, "utf-8", Unsubscribe, "Buenos días:\n\nquiero darme de baja. Dejen de enviarme publicidad."),

        // Dutch
        (Thunderbird, "utf-8", Positive, "Hallo Casey,\n\nklinkt goed! Laten we volgende week een afspraak maken.\n\nGroet,\nPieter"),
        (Outlook, "utf-8", Positive, "Beste Casey,\n\nakkoord, stuur mij de offerte maar.\n\nMet vriendelijke groet\nAnneke de Wit"),
        (Gmail, "utf-8", Neutral, "Dag Casey, ik leg het voor aan onze planner. Werkt het ook met ons eigen TMS?"),
        (Apple, "utf-8", Negative, "Bedankt, maar wij hebben geen behoefte aan nieuwe software."),
        (OutlookHtml, "utf-8", Negative, "Beste Casey,\n\nwe hebben gekozen voor een andere partij.\n\nGroet, Anneke"),
        (Phone, "utf-8", Unsubscribe, "Graag uitschrijven"),
        (Gmail, "utf-8", Unsubscribe, "Haal mij van deze lijst af en stuur geen mails meer."),
        (Thunderbird, "utf-8", Unsubscribe, "Stop met mailen alstublieft.\n\nGroet, P. Oskam"),

        // Polish
        (Thunderbird, "iso-8859-2", Positive, "Dzień dobry,\n\nbrzmi ciekawie, chętnie porozmawiamy w czwartek.\n\nPozdrawiam\nŁukasz Wójcik"),
        (Outlook, "windows-1250", Positive, "Dzień dobry,\n\njesteśmy zainteresowani. Proszę o przesłanie oferty na dwa magazyny.\n\nZofia Żak"),
        (Gmail, "utf-8", Neutral, "Dzień dobry, przekażę do działu zakupów. Jaki jest czas wdrożenia?"),
        (Apple, "utf-8", Negative, "Dziękuję, ale nie jesteśmy zainteresowani."),
        (OutlookHtml, "utf-8", Negative, "Dzień dobry,\n\nwybraliśmy innego dostawcę.\n\nPozdrawiam, Zofia"),
        (Gmail, "utf-8", Unsubscribe, "Proszę o usunięcie mojego adresu z listy."),
        (Thunderbird, "utf-8", Unsubscribe, "Proszę więcej nie pisać.\n\nPozdrawiam\nWójcik"),
        (Outlook, "iso-8859-2", Unsubscribe, "Rezygnuję z otrzymywania wiadomości. Proszę mnie wypisać."),
    ];

    private static readonly string[] People = ["Ada Lund <ada@northwind.example>", "\"Lund, Ada\" <ada@northwind.example>", "Jörg Weiß <ada@northwind.example>", "ada@northwind.example", "Łukasz Wójcik <ada@northwind.example>"];

    public static IEnumerable<Case> All => Texts.Select((text, index) => new Case($"human {index}: {text.Text.ReplaceLineEndings(" ")}", ReplyKind.Genuine, new RawMail
    {
        From = Fits(People[index % People.Length], text.Charset),
        Subject = index % 7 == 0 ? "Re: Spring lanes – quick question" : index % 11 == 0 ? "AW: Spring lanes" : "Re: Spring lanes",
        Charset = text.Charset is "us-ascii" or "iso-8859-1" or "iso-8859-2" && index % 7 == 0 ? "utf-8" : text.Charset,
        Program = text.Program,
        Body = text.Text,
    })
    {
        Sentiment = text.Sentiment,
    });

    // A name that the old sets cannot write is written without accents there, as people do.
    private static string Fits(string person, string charset) => charset == "utf-8" ? person : "Ada Lund <ada@northwind.example>";
}
