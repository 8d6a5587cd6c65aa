# Fristen, som saksbehandlere ser den.
deadline-title = Frist
deadline-back = Frist
deadline-stands = Fristen er { $day } kl. 23.59.
deadline-passed-on = Fristen gikk ut { $day } kl. 23.59.
deadline-move-all = Utsett fristen for alle
deadline-move-all-what = Fristen kan bare flyttes fremover. Den nye fristen, den gamle og begrunnelsen vises på høringssiden.
deadline-not-open = Høringen er ikke lenger åpen. Fristen for alle kan ikke flyttes, men en enkelt instans kan få ny frist så lenge høringen er under behandling.
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
letter-deadline-all = Fristen for å gi innspill til { $name } er flyttet fra { $old } til { $new }.
letter-deadline-body = { $owner } har gitt { $body } ny frist for å gi innspill til { $name }: { $new }. Fristen var { $old }. Den nye fristen gjelder bare dere.
letter-deadline-you = { $owner } har gitt ny frist for innspillet til { $name }: { $new }. Fristen var { $old }. Den nye fristen gjelder bare dette innspillet.
letter-deadline-reason = Begrunnelse: { $reason }
letter-deadline-own-stands = Egen frist, som er gitt tidligere, gjelder fortsatt: { $date }.
letter-deadline-action = Åpne innspillet
letter-deadline-same-link = Lenken er den samme som før. Det som allerede er skrevet eller sendt inn, er tatt vare på.
