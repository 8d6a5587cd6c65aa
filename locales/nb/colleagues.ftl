# Flere om ett innspill: hvem som skriver med, hva hver av dem kan, og lenken som ikke kom frem.
# Tekster til den som samordner, velger mellom «du» og «dere» etter $who. Den som er bedt om å være med, er alltid «du».

# Hva noen kan
right-read = Kan lese og kommentere
right-write = Kan skrive
right-send = Kan skrive og sende inn
right-coordinate = Kan samordne
right-coordinate-hint = Kan skrive og sende inn, og be flere om å være med.
you-may-read = Du kan lese og kommentere innspillet.
you-may-read-parts = Du er bedt om å lese og kommentere { $parts }.
you-may-write = Du kan skrive i alle delene av innspillet.
you-may-write-parts = Du kan skrive i { $parts }. Resten av innspillet kan du lese.
you-may-send = Du kan skrive i alle delene av innspillet, og sende det inn.
you-may-coordinate = Du kan skrive, sende inn, og be flere om å være med.

# Hvem skriver med?
colleagues-title = Hvem skriver med?
colleagues-lead = { $who ->
    [du] Du kan be andre om å skrive, lese eller sende inn sammen med deg. Hver får sin egen lenke på e-post, og trenger ingen konto.
   *[dere] Dere kan være flere om å skrive, lese og sende inn. Hver får sin egen lenke på e-post, og trenger ingen konto.
}
colleagues-one-can-send = Den som begynte på innspillet, eller har lenken fra invitasjonen, samordner det og kan alltid sende det inn.
colleagues-taking-part = Med på innspillet
colleagues-nobody = Ingen andre er bedt om å være med ennå.
colleagues-you = (deg)
colleagues-may = Rettighet
colleagues-parts = Deler
colleagues-all-parts = Alle
colleagues-added = Bedt om å være med
colleagues-opened = Åpnet lenken
colleagues-not-opened = Ikke ennå
colleagues-ended = Tatt ut
colleagues-ended-with-links = Lenken avsluttet
colleagues-change = Endre
colleagues-ended-heading = Ikke lenger med
colleagues-ask-again = Be om å være med igjen
colleagues-lost-links-heading = Innspillet har fått ny lenke
colleagues-lost-links = Da lenken til innspillet ble byttet ut, sluttet også de personlige lenkene å virke. Be dem som fortsatt skal være med, på nytt. Det de har skrevet, står som det var.
colleagues-ask-heading = Be noen om å være med
colleagues-name = Navn
colleagues-name-hint = Vises for de andre ved det som blir skrevet.
colleagues-may-question = Hva skal de kunne gjøre?
colleagues-parts-question = Hvilke deler gjelder det?
colleagues-parts-hint = Velg ingen hvis det gjelder alle. Den som kan sende inn eller samordne, kan skrive i alle delene.
colleagues-language = Språket i e-posten
colleagues-letter = Vi sender en e-post med hvem som spør, hvilken høring det gjelder, fristen og en personlig lenke.
colleagues-closed = Høringen er ferdigbehandlet, så ingen flere kan bli med på innspillet.
colleagues-ask = Send e-posten
colleagues-save = Lagre
colleagues-change-at-once = Endringen gjelder med en gang. Lenken er den samme.
colleagues-link-heading = Lenken
colleagues-link-text = Har ikke e-posten kommet frem, kan den sendes på nytt. Har andre fått tak i lenken, kan du lage en ny. Den gamle slutter å virke med en gang.
colleagues-send-again = Send e-posten på nytt
colleagues-replace = Lag en ny lenke
colleagues-end-heading = Ta ut
colleagues-end-text = Lenken slutter å virke med en gang. Det gjør også lenker som den du tar ut, har fått sendt på e-post. Det som er skrevet, blir stående. Det kan angres.
colleagues-end = Ta ut
colleagues-done-asked = Vi har sendt en e-post med en personlig lenke til { $name } ({ $email }).
colleagues-done-changed = Endringen er lagret for { $name } ({ $email }).
colleagues-done-sent = E-posten er sendt på nytt til { $name } ({ $email }).
colleagues-done-replaced = { $name } har fått en ny lenke på e-post ({ $email }). Den gamle virker ikke lenger.
colleagues-done-ended = { $name } ({ $email }) er tatt ut, og lenken virker ikke lenger.
error-contributor-there = Denne adressen er allerede bedt om å være med. Finn personen i listen over for å endre noe eller sende e-posten på nytt
error-contributor-many = Det kan være { $n } med på et innspill. Ta ut noen før dere ber flere
error-contributor-self = Dette kan bare en annen som samordner innspillet, gjøre for deg
error-parts-of-sender = Den som kan sende inn eller samordne, kan skrive i alle delene. Ta bort valget av deler, eller velg noe annet over

# Sidene for den som ikke kan alt
svar-your-part = Din del
svar-look-over = Se over
svar-open = Åpne
svar-save-to-list = Lagre
read-only = Du kan lese og kommentere innspillet, men ikke skrive i det.
read-write-in = Du kan lese denne delen. Du kan skrive i { $parts }.
read-answer = Svaret så langt
read-nothing = Det er ikke skrevet noe her ennå.
read-next = Gå til { $part }
read-previous = Tilbake til { $part }
review-ask-heading = Du kan ikke sende inn innspillet
review-ask = Be den som samordner innspillet, eller { $names }, sende inn når det er klart.
review-ask-coordinator = Be den som samordner innspillet, sende inn når det er klart.

# Der lenken lander
landing-asked = Du er bedt om å være med på et innspill
landing-asked-whose = Innspillet er fra { $whose }.
landing-asked-personal = Lenken er din egen. Det du skriver, står med navnet ditt.
landing-ended = Lenken er avsluttet
landing-ended-taken-out = Du er ikke lenger med på dette innspillet, så lenken åpner det ikke. Det du har skrevet, er tatt vare på. Er det en misforståelse, kan den som samordner innspillet, be deg om å være med igjen.
landing-ended-with-links = Innspillet har fått ny lenke, og da sluttet denne å virke. Det du har skrevet, er tatt vare på. Be den som samordner innspillet, om en ny lenke.
landing-ended-minutes = Noen som skrev på referatet, skal ikke det lenger, og da sluttet lenkene til det å virke. Det som er skrevet, er tatt vare på. Er du saksbehandler, trykker du på «Skriv referat» på siden med møter.
landing-ended-replaced = Bruk lenken i den nyeste e-posten. Det som er skrevet, er tatt vare på.

# Lenken som ikke kom frem
lost-title = Jeg har ikke fått lenken
lost-ask = Har dere alt begynt, eller er dere invitert?
lost-lead = Er dere invitert til å svare, eller har du begynt på et innspill, sender vi lenken på nytt.
lost-who = Hvem gjelder det?
lost-who-hint = Skriv navnet eller organisasjonsnummeret til den som er invitert, eller e-postadressen din.
lost-only-registered = Lenken sendes bare til e-postadressen som er registrert hos oss, og høyst én gang i timen.
lost-button = Send lenken
lost-asked-heading = Takk, vi har tatt imot
lost-asked = Har vi en lenke til den som ble skrevet, sender vi den til e-postadressen som er registrert. Av hensyn til personvernet sier vi ikke her om vi har en.
lost-asked-wait = Kommer det ingenting i løpet av noen minutter, se i mappen for søppelpost. Er adressen feil, eller er flere invitert med samme navn, skriv organisasjonsnummeret eller ta kontakt:
lost-which-title = Hvilken høring gjelder lenken?
lost-which = Velg høringen, så sender vi lenken på nytt.
lost-open = Åpne for innspill
lost-processing = Fristen har gått ut
lost-all = Se alle høringene

# E-postene
letter-asked-subject = Vil du være med på et innspill? – { $name }
letter-asked-lead = Du er bedt om å være med på et innspill til høringen { $name }.
letter-asked-whose = Innspillet er fra { $whose }.
letter-asked-who = Det er { $who } som spør.
letter-asked-action = Åpne innspillet
letter-asked-no-account = Du trenger ingen konto og ikke noe passord. Lenken virker så mange ganger du vil, også på en annen maskin.
letter-asked-personal = Lenken er din egen. Send den ikke videre: Det som blir skrevet med den, står med navnet ditt.
letter-asked-not-you = Kjenner du ikke til dette, trenger du ikke gjøre noe.
letter-lost-subject = Lenken til innspillet – { $name }
letter-lost-lead = Noen har bedt om å få lenken til innspillet til høringen { $name } på nytt.
letter-lost-action = Åpne innspillet
letter-lost-more = Denne adressen har også en annen lenke til høringen: { $url }
letter-lost-personal = Den som har lenken, kan åpne innspillet. Send den bare til dem som skal være med på det.
letter-lost-not-you = Har dere ikke bedt om dette, trenger dere ikke gjøre noe. Lenken virker som før.

# Lenker som står i e-post
colleagues-links-heading = Lenker vi har sendt på e-post
colleagues-links-text = Kvitteringen og «Lagre og fortsett senere» har en lenke som åpner innspillet. Avslutt den hvis den som fikk e-posten, ikke lenger skal kunne det.
colleagues-link-opens = Åpner
colleagues-link-whole = Hele innspillet, med rett til å sende inn og samordne
colleagues-link-of = Det samme som { $name } kan, så lenge { $name } er med
colleagues-link-made = Laget
colleagues-link-yours = (lenken du bruker nå)
colleagues-link-end = Avslutt lenken
colleagues-done-link-ended = Lenken er avsluttet og åpner ikke lenger innspillet.
last-link-title = Avslutte den eneste lenken?
last-link-lead = Lenken til { $email } er den eneste vi har sendt som åpner hele innspillet.
last-link-heading = Uten den er det ingen vei tilbake
last-link-means = { $who ->
    [du] Avslutter du lenken, kommer du bare inn i innspillet fra denne nettleseren, til den har vært ubrukt i ett døgn. «Jeg har ikke fått lenken» sender ingen ny lenke til { $email }.
   *[dere] Avslutter dere lenken, kommer dere bare inn i innspillet fra denne nettleseren, til den har vært ubrukt i ett døgn. «Jeg har ikke fått lenken» sender ingen ny lenke til { $email }.
}
last-link-first = Er det noen andre som leser e-posten der?
last-link-other = Send lenken til en annen adresse først
last-link-end = Avslutt lenken likevel
last-link-keep = Behold lenken
