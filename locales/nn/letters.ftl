# Letters about an answer.
letter-deadline = Høyringsfristen er { $when } kl. 23.59.
letter-deadline-was = Høyringsfristen var { $when } kl. 23.59.
letter-demo = Dette er eit eksempel. Høyringa blei i røynda publisert { $published } og hadde frist { $deadline }; datoane er flytte for at ho skal vere open.
letter-saved-subject = { $who ->
    [du] Lenkje til innspelet ditt – { $name }
   *[dere] Lenkje til innspelet dykkar – { $name }
}
letter-saved-lead = { $who ->
    [du] Innspelet ditt til høyringa { $name } er lagra. Det er ikkje sendt inn enno.
   *[dere] Innspelet dykkar til høyringa { $name } er lagra. Det er ikkje sendt inn enno.
}
letter-saved-action = Opne innspelet og skriv vidare
letter-link-many-times = { $who ->
    [du] Lenkja verkar så mange gonger du vil, også på ei anna maskin.
   *[dere] Lenkja verkar så mange gonger de vil, også på ei anna maskin.
}
letter-link-personal = { $who ->
    [du] Den som har lenkja, kan lese og endre innspelet. Send ho berre til dei som skal skrive saman med deg.
   *[dere] Den som har lenkja, kan lese og endre innspelet. Send ho berre til dei som skal skrive det saman med dykk.
}
letter-confirm-subject = { $who ->
    [du] Stadfest innspelet ditt – { $name }
   *[dere] Stadfest innspelet dykkar – { $name }
}
letter-confirm-lead = { $who ->
    [du] Vi fekk innspelet ditt til høyringa { $name } { $when }. Heile teksten er lagra.
   *[dere] Vi fekk innspelet dykkar til høyringa { $name } { $when }. Heile teksten er lagra.
}
letter-confirm-why = { $who ->
    [du] Stadfest at e-postadressa er di, så får innspelet nummeret sitt og du får kvittering. Tidspunktet vi fekk innspelet, er det som gjeld.
   *[dere] Stadfest at e-postadressa er dykkar, så får innspelet nummeret sitt og de får kvittering. Tidspunktet vi fekk innspelet, er det som gjeld.
}
letter-confirm-action = Stadfest innspelet og få kvittering
letter-confirm-not-you = { $who ->
    [du] Har du ikkje sendt noko innspel? Då treng du ikkje gjere noko. Innspel som ikkje blir stadfesta, blir sletta.
   *[dere] Har de ikkje sendt noko innspel? Då treng de ikkje gjere noko. Innspel som ikkje blir stadfesta, blir sletta.
}
letter-unconfirmed-subject = { $who ->
    [du] Innspelet ditt tel ikkje enno: stadfest e-postadressa – { $name }
   *[dere] Innspelet dykkar tel ikkje enno: stadfest e-postadressa – { $name }
}
letter-unconfirmed-lead = { $who ->
    [du] Vi tok imot innspelet ditt til høyringa { $name } { $when }. Det er ikkje stadfesta, og tel ikkje før det er gjort.
   *[dere] Vi tok imot innspelet dykkar til høyringa { $name } { $when }. Det er ikkje stadfesta, og tel ikkje før det er gjort.
}
letter-still-unconfirmed-subject = { $who ->
    [du] Innspelet ditt er IKKJE stadfesta og tel ikkje – { $name }
   *[dere] Innspelet dykkar er IKKJE stadfesta og tel ikkje – { $name }
}
letter-still-unconfirmed-lead = { $who ->
    [du] Fristen i høyringa { $name } gjekk ut { $deadline }. Vi tok imot innspelet ditt { $when }, men det er ikkje stadfesta, og tel ikkje før det er gjort.
   *[dere] Fristen i høyringa { $name } gjekk ut { $deadline }. Vi tok imot innspelet dykkar { $when }, men det er ikkje stadfesta, og tel ikkje før det er gjort.
}
letter-still-unconfirmed-until = Det kan framleis stadfestast til og med { $until }. Blir det ikkje stadfesta, blir heile innspelet sletta. Dette er den siste e-posten om det.
letter-receipt-subject = Kvittering for innspel { $number }
letter-receipt-lead = { $who ->
    [du] Innspelet ditt til høyringa { $name } er sendt inn.
   *[dere] Innspelet dykkar til høyringa { $name } er sendt inn.
}
letter-receipt-number = Nummer: { $number }
letter-receipt-time = Motteke: { $when } (norsk tid)
letter-receipt-versions = Versjon { $version } av innspelet, til versjon { $proposal } av høyringsutkastet.
letter-receipt-checksum = Kontrollsum (SHA-256): { $sum }
letter-receipt-late = Innspelet kom inn { $late } etter fristen. Det er motteke og merkt som for seint.
letter-receipt-action = Opne kvitteringa
letter-receipt-change = { $who ->
    [du] Du kan endre innspelet fram til fristen. Det innsende gjeld til du sender inn på nytt.
   *[dere] De kan endre innspelet fram til fristen. Det innsende gjeld til de sender inn på nytt.
}
letter-receipt-file = Vedlagd er kvitteringa som fil. Med ho kan kven som helst kontrollere at innspelet ikkje er endra.
letter-receipt-full-text = Dette er sendt inn:
letter-advice = Råd { $n }
letter-no-comment = Ingen merknad
letter-receipt-body = { $body } har sendt innspel til høyringa { $name }. Det blei sendt inn av { $who }. Dette er dykkar eksemplar av kvitteringa.
letter-claimed-subject = Eit innspel er sendt inn i dykkar namn – { $name }
letter-claimed-lead = Eit innspel til høyringa { $name } opplyser at det kjem frå dykk. Det har fått nummer { $number }.
letter-claimed-why = Innspelet er ikkje sendt inn med ei lenkje frå ein invitasjon til dykk. Difor seier vi frå til den registrerte adressa dykkar. Vi har ikkje kontrollert kven som har sendt det.
letter-claimed-action = Les om høyringa
letter-claimed-after = Kjenner de til innspelet, treng de ikkje gjere noko. Kjenner de ikkje til det, svarer de på denne e-posten, så følgjer vi det opp.

# Invitasjonen
letter-invitation-subject = { $kind ->
    [hearing] Invitasjon til høyring { $name } – frist { $until }
   *[round] Invitasjon til innspelsrunde { $name } – frist { $until }
}
letter-invitation-late-subject = { $kind ->
    [hearing] Invitasjon til høyring { $name } – fristen var { $until }
   *[round] Invitasjon til innspelsrunde { $name } – fristen var { $until }
}
letter-invitation-late = Fristen gjekk ut { $until } kl. 23.59. Eit innspel som kjem no, blir teke imot og merkt som for seint. Treng de meir tid, kan de be om det med den same lenkja.
letter-invitation-lead = { $kind ->
    [hearing] { $owner } inviterer { $body } til å gi innspel til høyringa { $name }.
   *[round] { $owner } inviterer { $body } til å gi innspel til innspelsrunden { $name }.
}
letter-invitation-several = De kan vere fleire om å skrive. Alle som opnar lenkja, møtest i det same innspelet, og det blir lagra undervegs.
letter-invitation-action = Opne invitasjonen
letter-invitation-forward = Send gjerne e-posten vidare til den hos dykk som skal svare. Den som har lenkja, kan lese og endre innspelet dykkar, så send ho ikkje til andre.
letter-invitation-decline = Skal de ikkje svare, kan de seie frå med den same lenkja.
letter-invitation-read = Høyringsbrev og høyringsutkast kan alle lese her: { $url }
letter-invitation-reply = { $who ->
    [du] Har du spørsmål, kan du svare på denne e-posten.
   *[dere] Har de spørsmål, kan de svare på denne e-posten.
}
letter-invitation-file = høyringsfrist

# Det som er bestemt om eit for seint innspel
letter-standing-counts-subject = Innspel { $number } skal telje
letter-standing-not-subject = Innspel { $number } skal ikkje telje
letter-standing-lead = Innspel { $number } til { $name } kom inn { $late } etter fristen.
letter-standing-counts = { $owner } har bestemt at det skal telje likevel.
letter-standing-not = { $owner } har bestemt at det ikkje skal telje.
letter-standing-in-time = Versjon { $no }, som kom i tide, gjeld framleis.
letter-standing-kept = Innspelet er teke vare på slik det blei sendt inn, og kvitteringa gjeld framleis.

# Brevet om ein ny versjon av utkastet
letter-version-subject = { $kind ->
    [hearing] Høyringsutkastet er endra – { $name }
   *[round] Innspelsrunden er endra – { $name }
}
letter-version-lead = { $kind ->
    [hearing] { $owner } har publisert ein ny versjon av høyringsutkastet i { $name }.
   *[round] { $owner } har publisert ein ny versjon av innspelsrunden { $name }.
}
letter-version-note = Dette er nytt: { $note }
letter-version-changed = Endra: { $list }
letter-version-new = Nytt: { $list }
letter-version-retired = Teke ut: { $list }
letter-version-draft = { $who ->
    [du] Du har begynt på eit innspel. Det du har skrive, står som det var. Sjå om noko bør endrast.
   *[dere] De har begynt på eit innspel. Det de har skrive, står som det var. Sjå om noko bør endrast.
}
letter-version-sent = { $who ->
    [du] Innspelet du har sendt inn, gjeld som før. Du kan endre det fram til fristen. Det innsende gjeld til du sender inn på nytt.
   *[dere] Innspelet de har sendt inn, gjeld som før. De kan endre det fram til fristen. Det innsende gjeld til de sender inn på nytt.
}
letter-version-along-draft = Du er med på eit innspel som ikkje er sendt inn. Det som er skrive, står som det var. Sjå om noko bør endrast.
letter-version-along-sent = Du er med på eit innspel som er sendt inn. Det gjeld som før, og kan endrast fram til fristen. Det innsende gjeld til det blir sendt inn på nytt.
letter-version-member = De skriv innspel til { $umbrella }. Det de har skrive, står som det var. Sjå om noko bør endrast, og lever på nytt dersom de har levert før.
letter-version-differences = Sjå skilnadene ord for ord: { $url }
