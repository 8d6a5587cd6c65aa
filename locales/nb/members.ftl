# En paraplyorganisasjon hører medlemmene sine: runden, medlemmenes innspill og det som blir tatt inn.
members-title = Innspill fra medlemmene
members-lead = Send høringen videre til medlemmene deres, med en egen og tidligere frist. Innspillene kommer hit, råd for råd, og dere setter dem sammen til ett svar.
members-only-you = Hvem som har skrevet hva, ser bare dere som har tilgang til dette svaret. Det blir aldri sendt inn.
members-ask-link = Be medlemmene om innspill
members-heard = { $n } av { $asked } har levert
members-link-have = Innspill fra medlemmene: { $n } av { $asked } har levert
members-first = Dette må være på plass først
members-confirm-link = Få lenken tilsendt
members-none = Ingen medlemmer er spurt.
members-round = Runden
members-day = Frist for medlemmene
members-day-hint = Må være før deres egen frist, { $day }.
members-new-day = Ny frist for medlemmene
members-message = Melding til medlemmene
members-message-hint = Står i e-posten til medlemmene, og øverst på siden der de skriver. Den kan være tom.
members-language = Språket i e-postene
members-begin = Begynn runden
members-ended = Avsluttet
members-ended-heading = Runden er avsluttet
members-ended-text = Medlemmene kan ikke levere mer. Det de har levert, kan dere fortsatt ta inn.
members-who = Hvem som er spurt
members-state-asked = Spurt
members-state-opened = Åpnet
members-state-begun = Begynt
members-state-handed-over = Levert
members-state-late = Levert etter fristen
members-state-out = Tatt ut
members-asked-when = Spurt { $when }
members-reminded = Påminnet { $when }
members-last = Sist levert { $when }
members-more-since = Sist levert { $when }. Har skrevet mer siden.
members-take-out = Ta ut
members-take-out-text = Lenken slutter å virke, og det medlemmet har levert, vises ikke lenger. Det dere alt har tatt inn, blir stående.
members-ask = Spør medlemmer
members-ask-text = Hvert medlem får en e-post med en egen lenke. Der kan de skrive om de rådene de vil, og levere til dere.
members-name = Navnet på medlemmet
members-ask-one = Spør medlemmet
members-ask-many = Lim inn en liste
members-list = Medlemmene, ett på hver linje
members-list-hint = Skriv navn, semikolon og e-postadresse: «Eksempel lag; post@lag.example». Den som er spurt før på samme adresse, får ingen ny e-post.
members-ask-all = Spør alle på listen
members-line = Linje { $line }: { $text }
members-remind = Minn om fristen
members-remind-text = { $n ->
    [0] Ingen kan få påminnelse nå. Et medlem som ikke har levert, kan få én e-post om dagen.
    [one] Ett medlem har ikke levert og kan få en påminnelse nå.
   *[other] { $n } medlemmer har ikke levert og kan få en påminnelse nå.
}
members-change-day = Endre fristen
members-change-day-text = Alle som er spurt, får en e-post om den nye fristen.
members-open-again = Åpne runden igjen
members-open-again-text = Sett en ny frist, så kan medlemmene levere igjen. Alle som er spurt, får en e-post om det.
members-end = Avslutt runden
members-end-text = Etter det kan ingen levere. Dere kan åpne runden igjen med en ny frist.
members-done-begynt = Runden er begynt. Nå kan dere spørre medlemmene.
members-done-spurt = Medlemmene får en e-post med lenken sin.
members-done-ingen-nye = Alle var spurt fra før. Ingen har fått ny e-post.
members-done-minnet = De som ikke har levert, får en påminnelse.
members-done-dag = Fristen er endret, og medlemmene får en e-post om det.
members-done-ut = Medlemmet er tatt ut.
members-done-avsluttet = Runden er avsluttet.

# Hos medlemmet
members-input-to = Innspill til { $umbrella }
members-landing = Dere er bedt om innspill av { $umbrella }. Det dere skriver, blir lagret underveis, og dere kan komme tilbake med den samme lenken.
members-goes-to = Det dere skriver, går til { $umbrella } og ikke til { $owner }. { $umbrella } ser det først når dere leverer, og setter det sammen med innspill fra andre medlemmer til sitt eget svar.
members-message-from = Fra { $umbrella }
members-until = Frist: { $day }
members-due = Frist for innspillet
members-hand-over-to = Lever til { $umbrella }
members-your-input = Dette blir levert
members-handed-over = Levert
members-handed-over-when = Levert til { $umbrella } { $when }
members-handed-over-late-when = Levert til { $umbrella } etter fristen, { $when }
members-can-change = Dere kan endre og levere på nytt så lenge { $umbrella } tar imot. Det siste dere leverer, gjelder.
members-changed-since = Noe er endret siden dere leverte. { $umbrella } ser det ikke før dere leverer på nytt.
members-late-heading = Fristen er ute
members-late = Fristen er ute. Dere kan fortsatt levere, og { $umbrella } ser at det kom etter fristen.
members-closed-heading = Høringen er avsluttet
members-closed = { $umbrella } kan ikke ta imot mer. Det dere har skrevet, står her fortsatt, og det dere leverte, er kommet frem.
members-round-over-heading = Runden er avsluttet
members-round-over = { $umbrella } tar ikke imot mer. Det dere leverte, er kommet frem.
members-moved = Noe er lagret siden du åpnet siden. Se over teksten under, og lever på nytt.

# Ved rådet
members-on-part = Innspill fra medlemmer ({ $n })
members-source = { $name } ({ $when })
members-taken-from = Tatt inn fra { $names }
members-taken-from-rewritten = Tatt inn fra { $names }. Teksten er endret siden.
members-input-title = Innspill fra medlemmer: { $part }
members-said = { $n ->
    [0] Ingen medlemmer har sagt noe om dette ennå.
    [one] Ett medlem har sagt noe om dette.
   *[other] { $n } medlemmer har sagt noe om dette.
}
members-n = { $n ->
    [one] Ett medlem
   *[other] { $n } medlemmer
}
members-to-part = Til deres egen tekst
members-own = Deres eget svar
members-own-empty = Dere har ikke svart på dette ennå.
members-over = Teksten er lagret. Den må kortes ned før svaret kan sendes inn.
members-changed-tag = Endret siden det ble levert
members-unsent-heading = Innspillet er IKKE levert
members-unsent-changes-heading = Endringene er IKKE levert
members-unsent-text = Fristen for å levere til { $umbrella } gikk ut { $deadline }. Alt dere har skrevet, er tatt vare på, og dere kan fortsatt levere. { $umbrella } ser at det kom etter fristen.
members-unsent-closed = Fristen for å levere til { $umbrella } gikk ut { $deadline }, og { $umbrella } tar ikke imot mer. Dere kan fortsatt lese det som er skrevet.
members-unsent-link = Se over og lever
members-status-closed = Kan ikke leveres lenger
members-late-tag = Etter fristen
members-taken-in = Tatt inn
members-changed-since-taken = Endret siden det ble tatt inn
members-take-in = Ta inn i svaret
members-choose = Velg
members-take-in-chosen = Ta inn de valgte
members-overtaken-heading = Teksten er endret i mellomtiden
members-overtaken = Noen andre lagret i feltet etter at du åpnet siden. Ingenting er tatt inn. Se på teksten som står der nå, og prøv igjen.

error-members-day-past = Fristen må være i dag eller senere
error-members-day-late = Fristen for medlemmene må være før deres egen frist
error-members-not-here = Her kan ingen medlemmer spørres
error-members-confirm = Bekreft e-postadressen deres først: få lenken tilsendt, og trykk på knappen den fører til
error-members-who = Skriv navnet på organisasjonen deres først
error-members-begun = Runden er alt begynt. Endre fristen i stedet
error-members-ended = Runden er avsluttet
error-members-nobody = Skriv minst ett medlem
error-members-name = Skriv navnet på medlemmet
error-members-twice = Adressen står flere ganger
error-members-many = Dere kan spørre høyst { $n } medlemmer i én runde
error-members-what = Velg hva som skal gjøres
error-members-nothing = Det er ikke skrevet noe ennå
error-members-choice = Bare tekster kan tas inn
error-members-choose = Velg minst ett innspill
error-members-gone = Et av innspillene finnes ikke lenger. Velg på nytt

# E-postene
letter-member-asked-subject = { $umbrella } ber om innspill: { $name }
letter-member-asked-lead = { $umbrella } ber { $member } om innspill til høringen { $name }, som { $owner } har sendt ut.
letter-member-reminder-subject = Påminnelse fra { $umbrella }: { $name }
letter-member-reminder-lead = { $umbrella } har ikke fått innspill fra { $member } til høringen { $name }.
letter-member-day-subject = Ny frist hos { $umbrella }: { $name }
letter-member-day-lead = { $umbrella } har endret fristen for innspill fra { $member } til høringen { $name }.
letter-member-message = { $umbrella } skriver:
letter-member-until = Fristen hos { $umbrella } er { $day }.
letter-member-day-line = Frist hos { $umbrella }: { $day }
letter-member-action = Skriv innspillet
letter-member-goes-to = Det dere skriver, går til { $umbrella } og ikke til { $owner }. { $umbrella } ser det når dere leverer.
letter-member-link = Lenken er til dere. Den kan brukes flere ganger, og av flere hos dere.
letter-member-input-subject = { $member } har levert innspill: { $name }
letter-member-input-lead = { $member } har levert innspill til { $umbrella } om høringen { $name }.
letter-member-input-count = { $n } av { $asked } har levert.
letter-member-all-subject = Alle har levert innspill: { $name }
letter-member-all-have = { $asked ->
    [one] Dermed har den ene dere spurte, levert.
   *[other] Dermed har alle de { $asked } som er spurt, levert.
}
letter-member-input-action = Åpne svaret
letter-member-input-after = Innspillene står ved hvert råd, og dere kan bygge på dem i svaret. Leverer noen på nytt, kommer det høyst ett brev i timen om det.
