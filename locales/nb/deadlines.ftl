# Fristen, som saksbehandlere ser den.
deadline-title = Frist
deadline-back = Frist
deadline-stands = Fristen er { $day } kl. 23.59.
deadline-passed-on = Fristen gikk ut { $day } kl. 23.59.
deadline-move-all = Utsett fristen for alle
deadline-move-all-what = Fristen kan bare flyttes fremover. Den nye fristen, den gamle og begrunnelsen vises på høringssiden.
deadline-not-open = Høringen er ikke lenger åpen. Fristen for alle kan ikke flyttes, men en enkelt instans kan få ny frist så lenge høringen er under behandling.
deadline-concluded = Høringen er ferdigbehandlet. Ingen frist kan flyttes lenger.
deadline-new = Ny frist
deadline-reason = Begrunnelse
deadline-reason-hint = Alle kan lese den. Høyst { $n } tegn.
deadline-reason-nn = Begrunnelse på nynorsk (valgfritt)
deadline-reason-nn-hint = Uten den får også de som leser nynorsk, begrunnelsen på bokmål.
deadline-go-on = Gå videre
deadline-own = Egne frister
deadline-own-none = Ingen har fått en egen frist.
deadline-own-how = Én instans får ny frist fra sin egen side under
deadline-history = Endret for alle
deadline-history-none = Fristen er ikke endret.
deadline-moved = Fra { $old } til { $new }
deadline-moved-by = { $when }, av { $who }
deadline-by-operator = drift
deadline-nameless = Uten navn
deadline-confirm = Ny frist { $new }?
deadline-confirm-one = Ny frist for { $body } { $new }?
deadline-confirm-what = Fristen flyttes fra { $old } til { $new } kl. 23.59.
deadline-concerns = Se på dagen en gang til
deadline-concerns-no-stop = Du kan velge dagen likevel.
deadline-concern-saturday = Den nye fristen er en lørdag.
deadline-concern-sunday = Den nye fristen er en søndag.
deadline-concern-holiday = Den nye fristen er en helligdag eller høytidsdag: { $name }.
deadline-concern-july = Den nye fristen er i fellesferien. Da har mange ferie, og kommunestyrene har ikke møter.
deadline-concern-christmas = Den nye fristen er i juleferien.
deadline-concern-easter = Den nye fristen er i påskeuken.
deadline-told = Dette skjer
deadline-told-all = { $invited ->
    [0] Ingen instanser
    [one] Én instans
   *[other] { $invited } instanser
} og { $drafts ->
    [0] ingen med utkast får e-post.
    [one] én med utkast får e-post.
   *[other] { $drafts } med utkast får e-post.
}
deadline-told-public = Endringen vises på høringssiden med den gamle fristen og begrunnelsen.
deadline-told-body = Instansen får e-post til { $address }. Lenken den har fått, virker som før.
deadline-told-nobody = Ingen får e-post nå. Fristen står i invitasjonen når den sendes.
deadline-told-public-one = På høringssiden står det hvor mange som har fått en egen frist, ikke hvem.
deadline-do = Flytt fristen
deadline-change = Endre
deadline-done-alle = Fristen er flyttet. E-posten er på vei.
deadline-done-instans = Instansen har fått ny frist.
deadline-one-title = Ny frist for { $body }
deadline-one-stands = Fristen for { $body } er { $day } kl. 23.59.
deadline-one-what = Den nye fristen gjelder bare denne instansen. Blir fristen for alle enda senere, er det den som gjelder.
deadline-one-reason-hint = Instansen får lese den. Høyst { $n } tegn.
deadline-one-untold-heading = Instansen er ikke invitert ennå
deadline-one-untold = Den får ikke noe brev nå. Den nye fristen står i invitasjonen når den sendes.
error-day-missing = Skriv en dato
error-day = Skriv datoen som dag, måned og år, for eksempel 15.08.2026
error-reason-missing = Skriv en begrunnelse
error-deadline-not-later = Den nye fristen må være senere enn den som gjelder. En frist kan ikke flyttes tilbake
error-deadline-past = Den nye fristen må være i dag eller senere
error-deadline-far = Den nye fristen er mer enn tre år frem i tid. Se om årstallet er riktig

# Brevet om ny frist
letter-deadline-subject = Ny frist { $until } – { $name }
letter-deadline-subject-own = Egen frist { $until } gjelder fortsatt – { $name }
letter-deadline-all = Fristen for å gi innspill til { $name } er flyttet fra { $old } til { $new }.
letter-deadline-all-others = Fristen for alle som gir innspill til { $name }, er flyttet fra { $old } til { $new }.
letter-deadline-body = { $owner } har gitt { $body } ny frist for å gi innspill til { $name }: { $new }. Fristen var { $old }. Den nye fristen gjelder bare dere.
letter-deadline-you = { $owner } har gitt ny frist for innspillet til { $name }: { $new }. Fristen var { $old }. Den nye fristen gjelder bare dette innspillet.
letter-deadline-reason = Begrunnelse: { $reason }
letter-deadline-own-stands = Egen frist, som er gitt tidligere, gjelder fortsatt: { $date }.
letter-deadline-action = Åpne innspillet
letter-deadline-same-link = Lenken er den samme som før. Det som allerede er skrevet eller sendt inn, er tatt vare på.
letter-deadline-reply = Er noe uklart, er det bare å svare på denne e-posten.

# Innspill som kom etter fristen
late-title = Kom etter fristen
late-link = { $n ->
    [0] Ingen innspill har kommet etter fristen.
    [one] Ett innspill kom etter fristen
   *[other] { $n } innspill kom etter fristen
}
late-undecided = { $n ->
    [0] Alle er avgjort.
    [one] Ett er ikke avgjort.
   *[other] { $n } er ikke avgjort.
}
late-lead = Et innspill som kommer etter fristen, er tatt imot og teller ikke før noen bestemmer det. Avsenderen får vite hva som er bestemt, og hvorfor.
late-none = Ingen innspill har kommet etter fristen.
late-number = Nummer
late-who = Avsender
late-how = Hvor sent
late-standing = Står nå
late-choose = Velg { $number }
late-by = { $late } etter { $deadline }
late-before-new = Kom før fristen som gjelder nå
late-version = versjon { $no }
late-is-late = Ikke avgjort
late-is-supplement = Ikke avgjort; versjon { $no } teller
late-counts = Teller
late-not = Teller ikke
late-not-supplement = Teller ikke; versjon { $no } teller
late-decided = { $when }, av { $who }
late-decide = Avgjør de valgte
late-what = Hva skal skje?
late-do-counts = Skal telle
late-do-not = Skal ikke telle
late-reason-hint = Avsenderen får lese den. Den samme begrunnelsen gjelder alle de valgte. Høyst { $n } tegn.
late-do = Lagre avgjørelsen
late-done = { $n ->
    [one] Avgjørelsen er lagret. Avsenderen får e-post.
   *[other] { $n } avgjørelser er lagret. Avsenderne får e-post.
}
late-overtaken = Noen andre var før deg
late-overtaken-means = Ingenting er lagret. Se hva som er bestemt, og velg på nytt hvis det fortsatt skal endres. Begrunnelsen din står der den sto.
late-overtaken-one = { $number } ({ $body }): { $standing }. { $when }
error-late-none = Velg minst ett innspill
error-late-what = Velg om det skal telle eller ikke

work-requests = { $n ->
    [one] én anmodning
   *[other] { $n } anmodninger
}

# De som ber om mer tid
request-heading = Ber om mer tid
request-title = { $who } ber om mer tid
request-open = Ikke besvart
request-tag-granted = Innvilget
request-tag-refused = Avslått
request-wanted = Ønsket frist
request-at = Bedt om
request-why = Hvorfor
request-what = Svar
request-grant = Gi ny frist
request-refuse = Avslå
request-concluded = Høringen er ferdigbehandlet, så det kan ikke gis ny frist. Anmodningen kan bare avslås.
request-day = Ny frist, når den gis
request-reason-hint = Den som ber, får lese den. Høyst { $n } tegn.
request-send = Send svaret
request-answered = Besvart
request-granted = Innvilget { $when }, av { $who }
request-refused = Avslått { $when }, av { $who }
deadline-done-svar = Svaret er sendt.
error-request-what = Velg om det skal gis ny frist

# Brevet om avslag
letter-refused-subject = Svar på anmodningen om ny frist – { $name }
letter-refused-lead = Det er bedt om frist til { $wanted } for å gi innspill til { $name }. { $owner } gir ikke ny frist. Fristen er { $stands }.
letter-refused-late = Et innspill som kommer etter fristen, blir tatt imot og merket som for sent. Lenken er den samme som før.
letter-refused-concluded = Høringen er ferdigbehandlet og tar ikke imot flere innspill. Lenken er den samme som før.

# Etter fristen.
advance-heading = Etter fristen
advance-now-open = Etter fristen vises høringen som «Under behandling» av seg selv, men fristen kan fortsatt flyttes for alle.
advance-now-processing = Høringen er under behandling. Sene innspill tas fortsatt imot.
advance-wait = Du kan si at behandlingen er i gang, eller at høringen er ferdigbehandlet, når den siste fristen er ute. Den er { $day }.
advance-processing-do = Sett under behandling
advance-processing-ask = Sette høringen under behandling?
advance-processing-means = Fristen kan da ikke lenger flyttes for alle. Sene innspill tas fortsatt imot.
advance-concluded-do = Sett som ferdigbehandlet
advance-concluded-ask = Er høringen ferdigbehandlet?
advance-concluded-means = Ingen kan sende inn noe mer, heller ikke for sent. Høringen vises som ferdigbehandlet for alle.
advance-never-back = Dette kan ikke gjøres om.
advance-cancel = Avbryt
deadline-done-processing = Høringen er nå under behandling.
deadline-done-concluded = Høringen er nå ferdigbehandlet.
advance-undecided = { $n ->
    [one] Ett sent innspill er ikke avgjort
   *[other] { $n } sene innspill er ikke avgjort
}
advance-undecided-means = Det teller ikke før noen avgjør det. Det kan avgjøres etterpå også, men da er behandlingen over.
advance-undecided-link = Gå til sene innspill
advance-waiting = { $n ->
    [one] Én som ber om mer tid, har ikke fått svar
   *[other] { $n } som ber om mer tid, har ikke fått svar
}
advance-waiting-means = Etterpå kan ingen få ny frist. En anmodning kan da bare avslås.
advance-waiting-link = Gå til dem som ber om mer tid
advance-minutes = { $n ->
    [one] Ett referat er begynt og ikke sendt inn
   *[other] { $n } referater er begynt og ikke sendt inn
}
advance-minutes-means = Etterpå kan det ikke sendes inn, og det som er skrevet, blir slettet.
advance-minutes-link = Gå til møtene
error-advance-back = Det går bare fremover: åpen, under behandling, ferdigbehandlet. Høringen kan ikke settes tilbake
error-advance-early = Den siste fristen er ikke ute ennå
