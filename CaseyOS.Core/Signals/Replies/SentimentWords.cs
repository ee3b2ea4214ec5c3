namespace CaseyOS.Core.Signals.Replies;

/// <summary>Words of yes and no in business mail, in six languages. Without accents, see <see cref="Wording"/>. Thanks are no yes.</summary>
internal static class SentimentWords
{
    /// <summary>A decline. Matched first, so that "not interested" never counts as interest.</summary>
    public static readonly string[] Negative =
    [
        // English
        @"(not|isn't|aren't|no longer|n't) (really |currently |particularly )?(interested|interesting|relevant|a (good )?fit|a priority|looking|what we need|in the market)",
        @"no (interest|need|budget|thanks|thank you|requirement)",
        "(have|had|see) no (interest|need|budget)",
        @"(we|i)('ll| will|'d| would)? (have to |rather )?(pass|decline)( on)?",
        @"(decided|chosen|opted) (to (stay|go|stick|continue|work)|against|on another|for another)",
        @"(went|gone|going|signed) with (another|a different|someone|somebody|your competitor)( \w+)?",
        @"stay(ing)? with (our|what|the) (current|present|existing|we|supplier)",
        @"(budget|money) (is|was|has|went|has been) (gone|cut|spent|frozen|to)",
        "budget went",
        @"not (this year|this quarter|at the moment|at this time|for us|for now)",
        @"(don't|do not|won't|cannot|can't) (need|see (a|the) (need|fit|use)|move (ahead|forward)|proceed)",
        "(please )?(close|drop) (the|this|our) (file|project|topic)",

        // German
        @"kein(e|en)? (interesse|bedarf|budget|verwendung)",
        @"nicht (interessiert|interessant|relevant|infrage|in frage)",
        "(leider )?absagen",
        @"(sehen|haben) (wir )?(derzeit |aktuell |momentan |leider )?(hier )?keinen?( \w+)? bedarf",
        @"(anderen?|anderweitig|fur einen anderen|gegen)( \w+){0,2} (entschieden|vergeben|beauftragt)",
        @"bleiben (bei|wir bei) \w+",
        "(mussen|muss) (ich |wir )?(ihnen )?(leider )?absagen",
        "danke,? nein",
        "nein,? danke",

        // French
        @"(pas|plus|aucunement) (du tout )?(interesse|interessee|interesses|d'actualite|de besoin|le budget|de budget)",
        @"(aucun|pas de) (besoin|interet|budget)",
        @"(sans|ne donner\w*|ne donnons|ne donne) (pas )?suite",
        @"(choisi|retenu|opte pour|signe avec) (un|une) autre( \w+)?",
        "non merci",
        "(nous )?declin(ons|er)",
        "restons (chez|avec)",

        // Spanish
        @"no (me|nos|estamos|estoy|tenemos|tengo)( \w+)? ?(interesa\w*|interes|necesidad|presupuesto)",
        "no (es|sera) (posible|de nuestro interes|el momento)",
        "sin presupuesto",
        @"(elegido|escogido|contratado|optado por|decidido por) (a )?(otro|otra)( \w+)?",
        "no,? gracias",
        "(vamos a )?seguir(emos)? con (nuestro|el) (proveedor|actual)",

        // Dutch
        @"(geen|niet) (interesse|geinteresseerd|behoefte|budget|belangstelling|nodig|van toepassing|aan de orde)",
        @"(gekozen|besloten|gegaan)( \w+){0,2} (voor|met|om) (een )?(andere?|niet)( \w+)?",
        @"nee,? (dank|bedankt)\w*",
        "zien (ervan|er van) af",
        "blijven bij (onze|de)",

        // Polish
        @"nie (jestesmy|jestem|bedziemy)( \w+)? (zainteresowani|zainteresowany|zainteresowana)",
        "(brak|bez) (zainteresowania|budzetu|potrzeby)",
        @"nie (mamy|widze|widzimy)( \w+)? (budzetu|potrzeby|zapotrzebowania)",
        @"(wybralismy|zdecydowalismy sie na) (inn\w+)( \w+)?",
        @"nie,? dziekuj\w+",
        "(musimy|musze) (niestety )?(odmowic|zrezygnowac)",
        @"zostajemy (przy|z) \w+",
    ];

    /// <summary>A wish to go on.</summary>
    public static readonly string[] Positive =
    [
        // English
        "(still |very |definitely |quite |really )?interested",
        @"(sounds|looks|that's|is) (good|great|perfect|excellent|interesting|promising)",
        @"(that |this |tuesday |monday |wednesday |thursday |friday )?works( (well|fine|great))? for (me|us)",
        @"(let's|let us|happy to|glad to|would love to|i'd love to|keen to|shall we) (get|set|do|book|arrange|schedule|talk|meet|speak|go|chat|discuss|have|see|hop|jump|find|start|move)",
        @"(could|can) (you|we) (do|meet|talk|speak) \w+",
        @"(send|share)( me| us)?( over)? (a|the|your|an) (proposal|contract|offer|quote|calendar|invite|agreement)",
        @"(book|schedule|set up|arrange) (a|the|some) (call|meeting|demo|time)",
        "go ahead",
        "(we|i) (accept|agree)",
        "yes,? please",
        "good timing",
        "looking forward to (it|the|our|meeting|talking|speaking)",
        "count (me|us) in",
        "sign(ed)? (it|the contract)",

        // German
        "(sehr |durchaus |weiterhin |grundsatzlich )?interessiert",
        "(grosses |weiterhin )?interesse",
        @"klingt (gut|spannend|interessant|super|prima|sehr \w+)",
        "(passt|passen) (mir|uns|gut|sehr gut|perfekt|bei mir)",
        @"(gerne|gern)( \w+){0,6} (termin|telefonieren|sprechen|treffen|kennenlernen|angebot|austauschen|gesprach|vertrag)",
        @"(termin|gesprach|angebot|telefonat)( \w+){0,5} (gerne?|vereinbaren|machen|zusenden|schicken|ausmachen)",
        @"(schicken|senden) sie (mir|uns)( \w+){0,2} (das|ein|den|die|ihr) (angebot|vertrag|unterlagen)",
        "freue mich auf (das|unser|den|ihr)",
        "machen wir so",
        "einverstanden",

        // French
        "(tres |toujours |bien )?interesse(e|s|ons)?",
        "(bonne|excellente) idee",
        "avec (grand )?plaisir",
        "(cela|ca) (me|nous) (convient|va|interesse)",
        @"(convenir|fixer|caler|organiser|prendre|planifier)( \w+)? (un |une )?(rendez-vous|rdv|appel|reunion|date|creneau)",
        @"(envoyez|transmettez|pouvez-vous)[ -](moi|nous|m'envoyer|nous envoyer)( \w+){0,2} (proposition|devis|contrat|offre)",
        "d'accord pour",
        "volontiers",
        "me convient",

        // Spanish
        "(muy |si |sigo |seguimos )?interesad(o|a|os|as)",
        "(me|nos) interesa( mucho)?",
        "(me|nos) (parece|viene|va) (bien|perfecto|genial|muy bien|estupendo)",
        @"(agendar|concertar|fijar|organizar|tener|cerrar)( \w+)? (una |la )?(llamada|reunion|cita|fecha)",
        @"(envieme|envienos|enviame|mandeme|puede enviar\w*|pueden enviar\w*)( \w+){0,2} (propuesta|oferta|contrato|presupuesto)",
        "de acuerdo",
        "con mucho gusto",
        "adelante con",
        "perfecto",

        // Dutch
        "(zeer |erg |zeker |nog steeds )?geinteresseerd",
        "interesse",
        "klinkt (goed|interessant|prima|leuk)",
        @"(past|schikt)( \w+)? (goed|prima|ons|mij|me)",
        @"(graag|laten we)( \w+){0,5} (afspraak|afspreken|bellen|offerte|kennismaken|gesprek|inplannen|voorstel)",
        @"(stuur|mail) (mij|me|ons|maar)( \w+){0,2} (de|een|het) (offerte|contract|voorstel|uitnodiging)",
        "akkoord",
        "prima voorstel",
        "doen we",

        // Polish
        "(bardzo |nadal )?(zainteresowany|zainteresowana|zainteresowani)",
        "(brzmi|wyglada) (dobrze|ciekawie|interesujaco|swietnie)",
        @"chetnie( \w+){0,4} (porozmawia\w*|spotka\w*|umowi\w*|zobacz\w*|poznam\w*)",
        "(umowmy|umowic|spotkajmy|zdzwonmy) sie",
        "(odpowiada|pasuje) (mi|nam)",
        @"prosze (o )?(przeslac|przeslanie|wyslac|wyslanie)( \w+){0,2} (oferte|oferty|umowe|umowy|propozycje|propozycji|wyceny)",
        "(zgadzam|zgadzamy) sie",
        "super,? dzialamy",
    ];
}
