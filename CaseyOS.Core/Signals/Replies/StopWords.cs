namespace CaseyOS.Core.Signals.Replies;

/// <summary>How people ask not to be written to any more. Without accents, see <see cref="Wording"/>; patterns, so that word order may vary.</summary>
internal static class StopWords
{
    /// <summary>Enough when nothing else stands in the first sentence.</summary>
    public static readonly string[] Alone =
    [
        "unsubscribe", "stop", "remove", "opt[ -]?out", "abmelden", "abmeldung", "austragen", "desabonnement", "desinscription", "desabonner",
        "baja", "cancelar suscripcion", "afmelden", "uitschrijven", "wypisz", "rezygnuje", "wypisanie",
    ];

    /// <summary>Anywhere in the sender's own text.</summary>
    public static readonly string[] Phrases =
    [
        // English
        @"(?<!n't |not )(please )?(remove|delete|unsubscribe) (me|us|my (name|address|e-?mail|data|details)|this address|our address)",
        @"(?<!n't |not )take (me|us|my (name|address|e-?mail)) off", @"(please|kindly|want to|like to|wish to) unsubscribe",
        @"stop (e-?mailing|writing|contacting|messaging|spamming|sending|these|the|all|this)( \w+)?( \w+)?",
        @"(do not|don't|never) (contact|e-?mail|write to|message|bother) (me|us)( (again|any ?more|any further))?",
        @"(do not|don't) (want|wish) (to (receive|get|hear)|any more|more|any further) .{0,25}(e-?mails?|mails?|messages?|from you|letters?)",
        @"no (more|further) (e-?mails?|mails?|messages?)", @"(please|want to|like to) opt (me )?out", @"off (your|this|the) (mailing )?list",

        // German
        @"(nehmen|streichen|entfernen|loschen|tragen) sie (mich|uns|meine (adresse|daten|e-?mail-?adresse)|diese adresse)( bitte)?( aus\w*)?",
        @"(bitte )?(nimm|streiche?|losche?|entferne?|trag) (mich|uns|meine (adresse|daten))", @"(mich|uns|meine adresse) (bitte )?(aus|von) \w+ (verteiler|liste|mailingliste|newsletter)",
        @"aus (ihrem|dem|eurem|deinem|ihrer|der|eurer) (e-?mail-?)?(verteiler|mailing-?liste|liste|newsletter) (zu )?(nehmen|streichen|entfernen|loschen|austragen)",
        @"keine (weiteren )?(e-?mails?|mails|nachrichten|werbung|zuschriften)( \w+){0,3} (mehr|zusenden|schicken|erhalten|bekommen)",
        @"(schreiben|kontaktieren) sie (mir|mich|uns) (bitte )?nicht (mehr|weiter|erneut)", @"nicht (mehr|weiter|langer) (anzuschreiben|anschreiben|zu kontaktieren|kontaktieren|kontaktiert)",
        @"(mochte|will|bitte) (mich|uns) (hiermit )?(vom \w+ |von \w+ \w+ )?(abmelden|austragen)", "abbestellen",

        // French
        @"(me|nous) (desabonner|desinscrire)", @"desinscri(vez|s|re)[ -](moi|nous)", @"desabonne[rz]?[ -](moi|nous)",
        @"ne (plus |pas )?(me |m'|nous )?(ecrivez|ecrire|contactez|contacter|envoyez|envoyer|sollicitez|solliciter)( plus)?( de (mails?|courriels?|messages?))?",
        @"(retire[rz]|supprime[rz]|enleve[rz]|efface[rz])([ -](moi|nous|mon adresse|mes coordonnees|notre adresse))", @"(souhaite|veux|desire) plus recevoir",
        @"(retirer|supprimer|enlever) de (votre|la|vos) listes?", @"(cessez|arretez) de (m'|me |nous )\w+",

        // Spanish
        @"(dar|den|de|da)(me|nos) de baja", @"(darme|darnos|dadme) de baja", @"(elimin|borr|quit)(eme|enme|en?nos|ame|arme)", @"(eliminen?|borren?|quiten?|retiren?) (mi|mis|nuestr[ao]s?) (correo|direccion|datos|email)\w*",
        @"no (me|nos) (escriban?|contacten?|envien?|manden?|molesten?)( \w+)? mas", @"no (me|nos) (vuelvan?|vuelva) a (escribir|contactar|enviar)",
        @"dejen? de (escribirme|enviarme|mandarme|contactarme|escribirnos|enviar)", @"no (quiero|deseo|queremos|deseamos) recibir mas",

        // Dutch
        @"(schrijf|meld) (mij|me|ons) (a\.?u\.?b\.? |alstublieft |graag )?(uit|af)", @"(wil|willen|graag) (mij|me|ons)?( \w+){0,3} ?(uitschrijven|afmelden)",
        @"(haal|verwijder|schrap) (mij|me|ons|mijn (adres|gegevens|e-?mail\w*))", @"geen (e-?)?(mails?|berichten|reclame)( \w+){0,2} meer",
        @"niet (meer|langer) (te )?(mailen|benaderen|contacteren|aanschrijven)", @"stop(pen)? (a\.?u\.?b\.? )?met (mailen|het sturen|e-?mailen|mij|sturen)",

        // Polish
        @"(prosze|prosimy) (o wypisanie|o usuniecie|mnie wypisac|wypisac|mnie usunac|usunac (mnie|moj|nas|nasz))( \w+)?", @"(wypisz|usun)(cie)? (mnie|moj adres|nas)",
        @"(prosze|prosimy) (wiecej |juz )?nie (pisac|wysylac|kontaktowac|przysylac)( \w+){0,3}", @"nie (chce|zycze sobie|chcemy)( \w+){0,2} (otrzymywac|dostawac|maili|wiadomosci|kontaktu)",
        @"rezygnuje z (subskrypcji|otrzymywania|newslettera|dalszych)",
    ];
}
