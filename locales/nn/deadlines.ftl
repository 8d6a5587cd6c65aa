# Fristen, som saksbehandlarar ser han.
deadline-title = Frist
deadline-back = Frist
deadline-stands = Fristen er { $day } kl. 23.59.
deadline-passed-on = Fristen gjekk ut { $day } kl. 23.59.
deadline-move-all = Utset fristen for alle
deadline-move-all-what = Fristen kan berre flyttast framover. Den nye fristen, den gamle og grunngivinga blir viste på høyringssida.
deadline-not-open = Høyringa er ikkje open lenger. Fristen for alle kan ikkje flyttast, men ein einskild instans kan få ny frist så lenge høyringa er under behandling.
deadline-concluded = Høyringa er ferdigbehandla. Ingen frist kan flyttast lenger.
deadline-new = Ny frist
deadline-reason = Grunngiving
deadline-reason-hint = Alle kan lese ho. Høgst { $n } teikn.
deadline-reason-nn = Grunngiving på nynorsk (valfritt)
deadline-reason-nn-hint = Utan ho får også dei som les nynorsk, grunngivinga på bokmål.
deadline-go-on = Gå vidare
deadline-own = Eigne fristar
deadline-own-none = Ingen har fått ein eigen frist.
deadline-own-how = Éin instans får ny frist frå si eiga side under
deadline-history = Endra for alle
deadline-history-none = Fristen er ikkje endra.
deadline-moved = Frå { $old } til { $new }
deadline-moved-by = { $when }, av { $who }
deadline-by-operator = drift
deadline-nameless = Utan namn
deadline-confirm = Ny frist { $new }?
deadline-confirm-one = Ny frist for { $body } { $new }?
deadline-confirm-what = Fristen blir flytt frå { $old } til { $new } kl. 23.59.
deadline-concerns = Sjå på dagen ein gong til
deadline-concerns-no-stop = Du kan velje dagen likevel.
deadline-concern-saturday = Den nye fristen er ein laurdag.
deadline-concern-sunday = Den nye fristen er ein søndag.
deadline-concern-holiday = Den nye fristen er ein heilagdag eller høgtidsdag: { $name }.
deadline-concern-july = Den nye fristen er i fellesferien. Då har mange ferie, og kommunestyra har ikkje møte.
deadline-concern-christmas = Den nye fristen er i juleferien.
deadline-concern-easter = Den nye fristen er i påskeveka.
deadline-told = Dette skjer
deadline-told-all = { $invited ->
    [0] Ingen instansar
    [one] Éin instans
   *[other] { $invited } instansar
} og { $drafts ->
    [0] ingen med utkast får e-post.
    [one] éin med utkast får e-post.
   *[other] { $drafts } med utkast får e-post.
}
deadline-told-public = Endringa blir vist på høyringssida med den gamle fristen og grunngivinga.
deadline-told-body = Instansen får e-post til { $address }. Lenkja han har fått, verkar som før.
deadline-told-nobody = Ingen får e-post no. Fristen står i invitasjonen når han blir send.
deadline-told-public-one = På høyringssida står det kor mange som har fått ein eigen frist, ikkje kven.
deadline-do = Flytt fristen
deadline-change = Endre
deadline-done-alle = Fristen er flytt. E-posten er på veg.
deadline-done-instans = Instansen har fått ny frist.
deadline-one-title = Ny frist for { $body }
deadline-one-stands = Fristen for { $body } er { $day } kl. 23.59.
deadline-one-what = Den nye fristen gjeld berre denne instansen. Blir fristen for alle endå seinare, er det han som gjeld.
deadline-one-reason-hint = Instansen får lese ho. Høgst { $n } teikn.
deadline-one-untold-heading = Instansen er ikkje invitert enno
deadline-one-untold = Han får ikkje noko brev no. Den nye fristen står i invitasjonen når han blir send.
error-day-missing = Skriv ein dato
error-day = Skriv datoen som dag, månad og år, til dømes 15.08.2026
error-reason-missing = Skriv ei grunngiving
error-deadline-not-later = Den nye fristen må vere seinare enn den som gjeld. Ein frist kan ikkje flyttast tilbake
error-deadline-past = Den nye fristen må vere i dag eller seinare
error-deadline-far = Den nye fristen er meir enn tre år fram i tid. Sjå om årstalet er rett

# Brevet om ny frist
letter-deadline-subject = Ny frist { $until } – { $name }
letter-deadline-subject-own = Eigen frist { $until } gjeld framleis – { $name }
letter-deadline-all = Fristen for å gi innspel til { $name } er flytt frå { $old } til { $new }.
letter-deadline-all-others = Fristen for alle som gir innspel til { $name }, er flytta frå { $old } til { $new }.
letter-deadline-body = { $owner } har gitt { $body } ny frist for å gi innspel til { $name }: { $new }. Fristen var { $old }. Den nye fristen gjeld berre dykk.
letter-deadline-you = { $owner } har gitt ny frist for innspelet til { $name }: { $new }. Fristen var { $old }. Den nye fristen gjeld berre dette innspelet.
letter-deadline-reason = Grunngiving: { $reason }
letter-deadline-own-stands = Eigen frist, som er gitt tidlegare, gjeld framleis: { $date }.
letter-deadline-action = Opne innspelet
letter-deadline-same-link = Lenkja er den same som før. Det som alt er skrive eller sendt inn, er teke vare på.
letter-deadline-reply = Er noko uklart, er det berre å svare på denne e-posten.

# Innspel som kom etter fristen
late-title = Kom etter fristen
late-link = { $n ->
    [0] Ingen innspel har kome etter fristen.
    [one] Eitt innspel kom etter fristen
   *[other] { $n } innspel kom etter fristen
}
late-undecided = { $n ->
    [0] Alle er avgjorde.
    [one] Eitt er ikkje avgjort.
   *[other] { $n } er ikkje avgjorde.
}
late-lead = Eit innspel som kjem etter fristen, er teke imot og tel ikkje før nokon bestemmer det. Avsendaren får vite kva som er bestemt, og kvifor.
late-none = Ingen innspel har kome etter fristen.
late-number = Nummer
late-who = Avsendar
late-how = Kor seint
late-standing = Står no
late-choose = Vel { $number }
late-by = { $late } etter { $deadline }
late-before-new = Kom før fristen som gjeld no
late-version = versjon { $no }
late-is-late = Ikkje avgjort
late-is-supplement = Ikkje avgjort; versjon { $no } tel
late-counts = Tel
late-not = Tel ikkje
late-not-supplement = Tel ikkje; versjon { $no } tel
late-decided = { $when }, av { $who }
late-decide = Avgjer dei valde
late-what = Kva skal skje?
late-do-counts = Skal telje
late-do-not = Skal ikkje telje
late-reason-hint = Avsendaren får lese ho. Den same grunngivinga gjeld alle dei valde. Høgst { $n } teikn.
late-do = Lagre avgjerda
late-done = { $n ->
    [one] Avgjerda er lagra. Avsendaren får e-post.
   *[other] { $n } avgjerder er lagra. Avsendarane får e-post.
}
late-overtaken = Nokon andre var før deg
late-overtaken-means = Ingenting er lagra. Sjå kva som er bestemt, og vel på nytt dersom det framleis skal endrast. Grunngivinga di står der ho stod.
late-overtaken-one = { $number } ({ $body }): { $standing }. { $when }
error-late-none = Vel minst eitt innspel
error-late-what = Vel om det skal telje eller ikkje

work-requests = { $n ->
    [one] éi oppmoding
   *[other] { $n } oppmodingar
}

# Dei som ber om meir tid
request-heading = Ber om meir tid
request-title = { $who } ber om meir tid
request-open = Ikkje svart på
request-tag-granted = Innvilga
request-tag-refused = Avslått
request-wanted = Ønskt frist
request-at = Bede om
request-why = Kvifor
request-what = Svar
request-grant = Gi ny frist
request-refuse = Avslå
request-concluded = Høyringa er ferdigbehandla, så ingen kan få ny frist. Oppmodinga kan berre avslåast.
request-day = Ny frist, når han blir gitt
request-reason-hint = Den som ber, får lese ho. Høgst { $n } teikn.
request-send = Send svaret
request-answered = Svart på
request-granted = Innvilga { $when }, av { $who }
request-refused = Avslått { $when }, av { $who }
deadline-done-svar = Svaret er sendt.
error-request-what = Vel om det skal givast ny frist

# Brevet om avslag
letter-refused-subject = Svar på oppmodinga om ny frist – { $name }
letter-refused-lead = Det er bede om frist til { $wanted } for å gi innspel til { $name }. { $owner } gir ikkje ny frist. Fristen er { $stands }.
letter-refused-late = Eit innspel som kjem etter fristen, blir teke imot og merkt som for seint. Lenkja er den same som før.
letter-refused-concluded = Høyringa er ferdigbehandla og tek ikkje imot fleire innspel. Lenkja er den same som før.

# Etter fristen.
advance-heading = Etter fristen
advance-now-open = Etter fristen blir høyringa vist som «Under behandling» av seg sjølv, men fristen kan framleis flyttast for alle.
advance-now-processing = Høyringa er under behandling. Seine innspel blir framleis tekne imot.
advance-wait = Du kan seie at behandlinga er i gang, eller at høyringa er ferdigbehandla, når den siste fristen er ute. Han er { $day }.
advance-processing-do = Set under behandling
advance-processing-ask = Setje høyringa under behandling?
advance-processing-means = Fristen kan då ikkje lenger flyttast for alle. Seine innspel blir framleis tekne imot.
advance-concluded-do = Set som ferdigbehandla
advance-concluded-ask = Er høyringa ferdigbehandla?
advance-concluded-means = Ingen kan sende inn noko meir, heller ikkje for seint. Høyringa blir vist som ferdigbehandla for alle.
advance-never-back = Dette kan ikkje gjerast om.
advance-cancel = Avbryt
deadline-done-processing = Høyringa er no under behandling.
deadline-done-concluded = Høyringa er no ferdigbehandla.
advance-undecided = { $n ->
    [one] Eitt seint innspel er ikkje avgjort
   *[other] { $n } seine innspel er ikkje avgjorde
}
advance-undecided-means = Det tel ikkje før nokon avgjer det. Det kan avgjerast etterpå òg, men då er behandlinga over.
advance-undecided-link = Gå til seine innspel
advance-waiting = { $n ->
    [one] Éin som ber om meir tid, har ikkje fått svar
   *[other] { $n } som ber om meir tid, har ikkje fått svar
}
advance-waiting-means = Etterpå kan ingen få ny frist. Ei oppmoding kan då berre avslåast.
advance-waiting-link = Gå til dei som ber om meir tid
advance-minutes = { $n ->
    [one] Eitt referat er påbyrja og ikkje sendt inn
   *[other] { $n } referat er påbyrja og ikkje sende inn
}
advance-minutes-means = Etterpå kan det ikkje sendast inn, og det som er skrive, blir sletta.
advance-minutes-link = Gå til møta
error-advance-back = Det går berre framover: open, under behandling, ferdigbehandla. Høyringa kan ikkje setjast tilbake
error-advance-early = Den siste fristen er ikkje ute enno
