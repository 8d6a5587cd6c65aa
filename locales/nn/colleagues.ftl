# Fleire om eitt innspel: kven som skriv med, kva kvar av dei kan, og lenkja som ikkje kom fram.
# Tekstar til den som samordnar, vel mellom «du» og «de» etter $who. Den som er beden om å vere med, er alltid «du».

# Kva nokon kan
right-read = Kan lese og kommentere
right-write = Kan skrive
right-send = Kan skrive og sende inn
right-coordinate = Kan samordne
right-coordinate-hint = Kan skrive og sende inn, og be fleire om å vere med.
you-may-read = Du kan lese og kommentere innspelet.
you-may-read-parts = Du er beden om å lese og kommentere { $parts }.
you-may-write = Du kan skrive i alle delane av innspelet.
you-may-write-parts = Du kan skrive i { $parts }. Resten av innspelet kan du lese.
you-may-send = Du kan skrive i alle delane av innspelet, og sende det inn.
you-may-coordinate = Du kan skrive, sende inn, og be fleire om å vere med.

# Kven skriv med?
colleagues-title = Kven skriv med?
colleagues-lead = { $who ->
    [du] Du kan be andre om å skrive, lese eller sende inn saman med deg. Kvar får si eiga lenkje på e-post, og treng ingen konto.
   *[dere] De kan vere fleire om å skrive, lese og sende inn. Kvar får si eiga lenkje på e-post, og treng ingen konto.
}
colleagues-one-can-send = Den som byrja på innspelet, eller har lenkja frå invitasjonen, samordnar det og kan alltid sende det inn.
colleagues-taking-part = Med på innspelet
colleagues-nobody = Ingen andre er bedne om å vere med enno.
colleagues-you = (deg)
colleagues-may = Rett
colleagues-parts = Delar
colleagues-all-parts = Alle
colleagues-added = Beden om å vere med
colleagues-opened = Opna lenkja
colleagues-not-opened = Ikkje enno
colleagues-ended = Teken ut
colleagues-ended-with-links = Lenkja avslutta
colleagues-change = Endre
colleagues-ended-heading = Ikkje lenger med
colleagues-ask-again = Be om å vere med igjen
colleagues-lost-links-heading = Innspelet har fått ny lenkje
colleagues-lost-links = Då lenkja til innspelet blei bytt ut, slutta òg dei personlege lenkjene å verke. Be dei som framleis skal vere med, på nytt. Det dei har skrive, står som det var.
colleagues-ask-heading = Be nokon om å vere med
colleagues-name = Namn
colleagues-name-hint = Blir vist for dei andre ved det som blir skrive.
colleagues-may-question = Kva skal dei kunne gjere?
colleagues-parts-question = Kva delar gjeld det?
colleagues-parts-hint = Vel ingen dersom det gjeld alle. Den som kan sende inn eller samordne, kan skrive i alle delane.
colleagues-language = Språket i e-posten
colleagues-letter = Vi sender ein e-post med kven som spør, kva høyring det gjeld, fristen og ei personleg lenkje.
colleagues-closed = Høyringa er ferdigbehandla, så ingen fleire kan bli med på innspelet.
colleagues-ask = Send e-posten
colleagues-save = Lagre
colleagues-change-at-once = Endringa gjeld med ein gong. Lenkja er den same.
colleagues-link-heading = Lenkja
colleagues-link-text = Har ikkje e-posten kome fram, kan han sendast på nytt. Har andre fått tak i lenkja, kan du lage ei ny. Den gamle sluttar å verke med ein gong.
colleagues-send-again = Send e-posten på nytt
colleagues-replace = Lag ei ny lenkje
colleagues-end-heading = Ta ut
colleagues-end-text = Lenkja sluttar å verke med ein gong. Det gjer òg lenkjer som den du tek ut, har fått sende på e-post. Det som er skrive, blir ståande. Det kan angrast.
colleagues-end = Ta ut
colleagues-done-asked = Vi har sendt ein e-post med ei personleg lenkje til { $name } ({ $email }).
colleagues-done-changed = Endringa er lagra for { $name } ({ $email }).
colleagues-done-sent = E-posten er send på nytt til { $name } ({ $email }).
colleagues-done-replaced = { $name } har fått ei ny lenkje på e-post ({ $email }). Den gamle verkar ikkje lenger.
colleagues-done-ended = { $name } ({ $email }) er teken ut, og lenkja verkar ikkje lenger.
error-contributor-there = Denne adressa er alt beden om å vere med. Finn personen i lista over for å endre noko eller sende e-posten på nytt
error-contributor-many = Det kan vere { $n } med på eit innspel. Ta ut nokon før de ber fleire
error-contributor-self = Dette kan berre ein annan som samordnar innspelet, gjere for deg
error-parts-of-sender = Den som kan sende inn eller samordne, kan skrive i alle delane. Ta bort valet av delar, eller vel noko anna over

# Sidene for den som ikkje kan alt
svar-your-part = Din del
svar-look-over = Sjå over
svar-open = Opne
svar-save-to-list = Lagre
read-only = Du kan lese og kommentere innspelet, men ikkje skrive i det.
read-write-in = Du kan lese denne delen. Du kan skrive i { $parts }.
read-answer = Svaret så langt
read-nothing = Det er ikkje skrive noko her enno.
read-next = Gå til { $part }
read-previous = Tilbake til { $part }
review-ask-heading = Du kan ikkje sende inn innspelet
review-ask = Be den som samordnar innspelet, eller { $names }, sende inn når det er klart.
review-ask-coordinator = Be den som samordnar innspelet, sende inn når det er klart.

# Der lenkja landar
landing-asked = Du er beden om å vere med på eit innspel
landing-asked-whose = Innspelet er frå { $whose }.
landing-asked-personal = Lenkja er di eiga. Det du skriv, står med namnet ditt.
landing-ended = Lenkja er avslutta
landing-ended-taken-out = Du er ikkje lenger med på dette innspelet, så lenkja opnar det ikkje. Det du har skrive, er teke vare på. Er det ei misforståing, kan den som samordnar innspelet, be deg om å vere med igjen.
landing-ended-with-links = Innspelet har fått ny lenkje, og då slutta denne å verke. Det du har skrive, er teke vare på. Be den som samordnar innspelet, om ei ny lenkje.
landing-ended-minutes = Nokon som skreiv på referatet, skal ikkje det lenger, og då slutta lenkjene til det å verke. Det som er skrive, er teke vare på. Er du saksbehandlar, trykkjer du på «Skriv referat» på sida med møte.
landing-ended-replaced = Bruk lenkja i den nyaste e-posten. Det som er skrive, er teke vare på.

# Lenkja som ikkje kom fram
lost-title = Eg har ikkje fått lenkja
lost-ask = Har de alt byrja, eller er de inviterte?
lost-lead = Er de inviterte til å svare, eller har du byrja på eit innspel, sender vi lenkja på nytt.
lost-who = Kven gjeld det?
lost-who-hint = Skriv namnet eller organisasjonsnummeret til den som er invitert, eller e-postadressa di.
lost-only-registered = Lenkja blir berre send til e-postadressa som er registrert hos oss, og høgst éin gong i timen.
lost-button = Send lenkja
lost-asked-heading = Takk, vi har teke imot
lost-asked = Har vi ei lenkje til den som blei skriven, sender vi ho til e-postadressa som er registrert. Av omsyn til personvernet seier vi ikkje her om vi har ei.
lost-asked-wait = Kjem det ingenting i løpet av nokre minutt, sjå i mappa for søppelpost. Er adressa feil, eller er fleire inviterte med same namn, skriv organisasjonsnummeret eller ta kontakt:
lost-which-title = Kva høyring gjeld lenkja?
lost-which = Vel høyringa, så sender vi lenkja på nytt.
lost-open = Opne for innspel
lost-processing = Fristen har gått ut
lost-all = Sjå alle høyringane

# E-postane
letter-asked-subject = Vil du vere med på eit innspel? – { $name }
letter-asked-lead = Du er beden om å vere med på eit innspel til høyringa { $name }.
letter-asked-whose = Innspelet er frå { $whose }.
letter-asked-who = Det er { $who } som spør.
letter-asked-action = Opne innspelet
letter-asked-no-account = Du treng ingen konto og ikkje noko passord. Lenkja verkar så mange gonger du vil, òg på ei anna maskin.
letter-asked-personal = Lenkja er di eiga. Send ho ikkje vidare: Det som blir skrive med henne, står med namnet ditt.
letter-asked-not-you = Kjenner du ikkje til dette, treng du ikkje gjere noko.
letter-lost-subject = Lenkja til innspelet – { $name }
letter-lost-lead = Nokon har bede om å få lenkja til innspelet til høyringa { $name } på nytt.
letter-lost-action = Opne innspelet
letter-lost-more = Denne adressa har òg ei anna lenkje til høyringa: { $url }
letter-lost-personal = Den som har lenkja, kan opne innspelet. Send ho berre til dei som skal vere med på det.
letter-lost-not-you = Har de ikkje bede om dette, treng de ikkje gjere noko. Lenkja verkar som før.

# Lenkjer som står i e-post
colleagues-links-heading = Lenkjer vi har sendt på e-post
colleagues-links-text = Kvitteringa og «Lagre og hald fram seinare» har ei lenkje som opnar innspelet. Avslutt ho dersom den som fekk e-posten, ikkje lenger skal kunne det.
colleagues-link-opens = Opnar
colleagues-link-whole = Heile innspelet, med rett til å sende inn og samordne
colleagues-link-of = Det same som { $name } kan, så lenge { $name } er med
colleagues-link-made = Laga
colleagues-link-yours = (lenkja du bruker no)
colleagues-link-end = Avslutt lenkja
colleagues-done-link-ended = Lenkja er avslutta og opnar ikkje lenger innspelet.
last-link-title = Avslutte den einaste lenkja?
last-link-lead = Lenkja til { $email } er den einaste vi har sendt som opnar heile innspelet.
last-link-heading = Utan ho er det ingen veg tilbake
last-link-means = { $who ->
    [du] Avsluttar du lenkja, kjem du berre inn i innspelet frå denne nettlesaren, til han har vore ubrukt i eitt døgn. «Eg har ikkje fått lenkja» sender inga ny lenkje til { $email }.
   *[dere] Avsluttar de lenkja, kjem de berre inn i innspelet frå denne nettlesaren, til han har vore ubrukt i eitt døgn. «Eg har ikkje fått lenkja» sender inga ny lenkje til { $email }.
}
last-link-first = Er det nokon andre som les e-posten der?
last-link-other = Send lenkja til ei anna adresse først
last-link-end = Avslutt lenkja likevel
last-link-keep = Behald lenkja
