# Letters about an answer.
letter-deadline = Høringsfristen er { $when } kl. 23.59.
letter-deadline-was = Høringsfristen var { $when } kl. 23.59.
letter-demo = Dette er et eksempel. Høringen ble i virkeligheten publisert { $published } og hadde frist { $deadline }; datoene er flyttet for at den skal være åpen.
letter-saved-subject = { $who ->
    [du] Lenke til innspillet ditt – { $name }
   *[dere] Lenke til innspillet deres – { $name }
}
letter-saved-lead = { $who ->
    [du] Innspillet ditt til høringen { $name } er lagret. Det er ikke sendt inn ennå.
   *[dere] Innspillet deres til høringen { $name } er lagret. Det er ikke sendt inn ennå.
}
letter-saved-action = Åpne innspillet og skriv videre
letter-link-many-times = { $who ->
    [du] Lenken virker så mange ganger du vil, også på en annen maskin.
   *[dere] Lenken virker så mange ganger dere vil, også på en annen maskin.
}
letter-link-personal = { $who ->
    [du] Den som har lenken, kan lese og endre innspillet. Send den bare til dem som skal skrive sammen med deg.
   *[dere] Den som har lenken, kan lese og endre innspillet. Send den bare til dem som skal skrive det sammen med dere.
}
letter-confirm-subject = { $who ->
    [du] Bekreft innspillet ditt – { $name }
   *[dere] Bekreft innspillet deres – { $name }
}
letter-confirm-lead = { $who ->
    [du] Vi mottok innspillet ditt til høringen { $name } { $when }. Hele teksten er lagret.
   *[dere] Vi mottok innspillet deres til høringen { $name } { $when }. Hele teksten er lagret.
}
letter-confirm-why = { $who ->
    [du] Bekreft at e-postadressen er din, så får innspillet sitt nummer og du får kvittering. Tidspunktet vi mottok innspillet, er det som gjelder.
   *[dere] Bekreft at e-postadressen er deres, så får innspillet sitt nummer og dere får kvittering. Tidspunktet vi mottok innspillet, er det som gjelder.
}
letter-confirm-action = Bekreft innspillet og få kvittering
letter-confirm-not-you = { $who ->
    [du] Har du ikke sendt noe innspill? Da trenger du ikke gjøre noe. Innspill som ikke blir bekreftet, slettes.
   *[dere] Har dere ikke sendt noe innspill? Da trenger dere ikke gjøre noe. Innspill som ikke blir bekreftet, slettes.
}
letter-unconfirmed-subject = { $who ->
    [du] Innspillet ditt teller ikke ennå: bekreft e-postadressen – { $name }
   *[dere] Innspillet deres teller ikke ennå: bekreft e-postadressen – { $name }
}
letter-unconfirmed-lead = { $who ->
    [du] Vi mottok innspillet ditt til høringen { $name } { $when }. Det er ikke bekreftet, og teller ikke før det er gjort.
   *[dere] Vi mottok innspillet deres til høringen { $name } { $when }. Det er ikke bekreftet, og teller ikke før det er gjort.
}
letter-still-unconfirmed-subject = { $who ->
    [du] Innspillet ditt er IKKE bekreftet og teller ikke – { $name }
   *[dere] Innspillet deres er IKKE bekreftet og teller ikke – { $name }
}
letter-still-unconfirmed-lead = { $who ->
    [du] Fristen i høringen { $name } gikk ut { $deadline }. Vi mottok innspillet ditt { $when }, men det er ikke bekreftet, og teller ikke før det er gjort.
   *[dere] Fristen i høringen { $name } gikk ut { $deadline }. Vi mottok innspillet deres { $when }, men det er ikke bekreftet, og teller ikke før det er gjort.
}
letter-still-unconfirmed-until = Det kan fortsatt bekreftes til og med { $until }. Blir det ikke bekreftet, blir hele innspillet slettet. Dette er den siste e-posten om det.
letter-receipt-subject = Kvittering for innspill { $number }
letter-receipt-lead = { $who ->
    [du] Innspillet ditt til høringen { $name } er sendt inn.
   *[dere] Innspillet deres til høringen { $name } er sendt inn.
}
letter-receipt-number = Nummer: { $number }
letter-receipt-time = Mottatt: { $when } (norsk tid)
letter-receipt-versions = Versjon { $version } av innspillet, til versjon { $proposal } av høringsutkastet.
letter-receipt-checksum = Kontrollsum (SHA-256): { $sum }
letter-receipt-late = Innspillet kom inn { $late } etter fristen. Det er mottatt og merket som for sent.
letter-receipt-action = Åpne kvitteringen
letter-receipt-change = { $who ->
    [du] Du kan endre innspillet frem til fristen. Det innsendte gjelder til du sender inn på nytt.
   *[dere] Dere kan endre innspillet frem til fristen. Det innsendte gjelder til dere sender inn på nytt.
}
letter-receipt-file = Vedlagt er kvitteringen som fil. Med den kan hvem som helst kontrollere at innspillet ikke er endret.
letter-receipt-full-text = Dette er sendt inn:
letter-advice = Råd { $n }
letter-no-comment = Ingen merknad
letter-receipt-body = { $body } har sendt innspill til høringen { $name }. Det ble sendt inn av { $who }. Dette er deres eksemplar av kvitteringen.
letter-claimed-subject = Et innspill er sendt inn i deres navn – { $name }
letter-claimed-lead = Et innspill til høringen { $name } oppgir å komme fra dere. Det har fått nummer { $number }.
letter-claimed-why = Innspillet er ikke sendt inn med en lenke fra en invitasjon til dere. Derfor sier vi fra til den registrerte adressen deres. Vi har ikke kontrollert hvem som har sendt det.
letter-claimed-action = Les om høringen
letter-claimed-after = Kjenner dere til innspillet, trenger dere ikke gjøre noe. Kjenner dere ikke til det, svarer dere på denne e-posten, så følger vi det opp.

# Invitasjonen
letter-invitation-subject = { $kind ->
    [hearing] Invitasjon til høring { $name } – frist { $until }
   *[round] Invitasjon til innspillsrunde { $name } – frist { $until }
}
letter-invitation-late-subject = { $kind ->
    [hearing] Invitasjon til høring { $name } – fristen var { $until }
   *[round] Invitasjon til innspillsrunde { $name } – fristen var { $until }
}
letter-invitation-late = Fristen gikk ut { $until } kl. 23.59. Et innspill som kommer nå, blir tatt imot og merket som for sent. Trenger dere mer tid, kan dere be om det med den samme lenken.
letter-invitation-lead = { $kind ->
    [hearing] { $owner } inviterer { $body } til å gi innspill til høringen { $name }.
   *[round] { $owner } inviterer { $body } til å gi innspill til innspillsrunden { $name }.
}
letter-invitation-several = Dere kan være flere om å skrive. Alle som åpner lenken, møtes i det samme innspillet, og det lagres underveis.
letter-invitation-action = Åpne invitasjonen
letter-invitation-forward = Send gjerne e-posten videre til den hos dere som skal svare. Den som har lenken, kan lese og endre innspillet deres, så send den ikke til andre.
letter-invitation-decline = Skal dere ikke svare, kan dere si fra med den samme lenken.
letter-invitation-read = Høringsbrev og høringsutkast kan alle lese her: { $url }
letter-invitation-reply = { $who ->
    [du] Har du spørsmål, kan du svare på denne e-posten.
   *[dere] Har dere spørsmål, kan dere svare på denne e-posten.
}
letter-invitation-file = høringsfrist

# Det som er bestemt om et for sent innspill
letter-standing-counts-subject = Innspill { $number } skal telle
letter-standing-not-subject = Innspill { $number } skal ikke telle
letter-standing-lead = Innspill { $number } til { $name } kom inn { $late } etter fristen.
letter-standing-counts = { $owner } har bestemt at det skal telle likevel.
letter-standing-not = { $owner } har bestemt at det ikke skal telle.
letter-standing-in-time = Versjon { $no }, som kom i tide, gjelder fortsatt.
letter-standing-kept = Innspillet er tatt vare på slik det ble sendt inn, og kvitteringen gjelder fortsatt.

# Brevet om en ny versjon av utkastet
letter-version-subject = { $kind ->
    [hearing] Høringsutkastet er endret – { $name }
   *[round] Innspillsrunden er endret – { $name }
}
letter-version-lead = { $kind ->
    [hearing] { $owner } har publisert en ny versjon av høringsutkastet i { $name }.
   *[round] { $owner } har publisert en ny versjon av innspillsrunden { $name }.
}
letter-version-note = Dette er nytt: { $note }
letter-version-changed = Endret: { $list }
letter-version-new = Nytt: { $list }
letter-version-retired = Tatt ut: { $list }
letter-version-draft = { $who ->
    [du] Du har begynt på et innspill. Det du har skrevet, står som det var. Se om noe bør endres.
   *[dere] Dere har begynt på et innspill. Det dere har skrevet, står som det var. Se om noe bør endres.
}
letter-version-sent = { $who ->
    [du] Innspillet du har sendt inn, gjelder som før. Du kan endre det frem til fristen. Det innsendte gjelder til du sender inn på nytt.
   *[dere] Innspillet dere har sendt inn, gjelder som før. Dere kan endre det frem til fristen. Det innsendte gjelder til dere sender inn på nytt.
}
letter-version-along-draft = Du er med på et innspill som ikke er sendt inn. Det som er skrevet, står som det var. Se om noe bør endres.
letter-version-along-sent = Du er med på et innspill som er sendt inn. Det gjelder som før, og kan endres frem til fristen. Det innsendte gjelder til det sendes inn på nytt.
letter-version-member = Dere skriver innspill til { $umbrella }. Det dere har skrevet, står som det var. Se om noe bør endres, og lever på nytt hvis dere har levert før.
letter-version-differences = Se forskjellene ord for ord: { $url }
