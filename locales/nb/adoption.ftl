# Godkjenning, lås, vedtak og det som skjer etter at innspillet er sendt inn.

# Godkjenning
approval-title = Godkjenning
approval-open = Godkjenning og lås
approval-lead = Her kan dere godkjenne innspillet før det sendes inn, og låse teksten mens den er til behandling. Godkjenningen er for dere selv. Innspillet kan sendes inn uten.
approval-draft = Innspillet er et utkast
approval-draft-text = Ingen har sagt at det er klart til godkjenning.
approval-ready = Klar til godkjenning
approval-ready-by = Meldt klar av { $name } { $when }.
approval-ready-at = Meldt klar { $when }.
approval-approved = Innspillet er godkjent
approval-approved-by = Godkjent av { $name }, { $role }, { $when }.
approval-changed = Endret etter godkjenningen
approval-changed-what = Dette er endret etter godkjenningen
approval-say-ready = Si at innspillet er klart til godkjenning
approval-ask-colleague = Send til kollega for godkjenning
approval-ask-colleague-how = Inviter en kollega som kan sende inn. Lenken kollegaen får, åpner innspillet.
approval-approve = Godkjenn innspillet
approval-read-first = Les gjennom innspillet
approval-moved = Noen lagret etter at siden ble åpnet, så ingenting er godkjent. Les innspillet slik det står nå, og godkjenn herfra.
approval-name = Navn på den som godkjenner
approval-role = Rolle eller stilling
approval-reopen = Ta tilbake, og gå videre med utkastet
approval-steps = Dette er gjort
approval-step-ready = Meldt klar til godkjenning
approval-step-reopened = Åpnet igjen for endringer
approval-wanting = Innspillet er ikke godkjent
approval-wanting-text = Dere har begynt på godkjenningen. Dere kan sende inn likevel.

# Lås
lock-title = Lås teksten mens den er til behandling
lock-lead = Når teksten er låst, kan ingen endre svarene eller hvem som svarer. Dere kan fortsatt sende inn det som står.
lock-where = Hvor behandles innspillet?
lock-where-hint = For eksempel formannskapet
lock-when = Når er møtet? (valgfritt)
lock-button = Lås teksten
lock-open = Lås opp teksten
lock-is-open = Teksten er ikke låst. Den som samordner innspillet, kan låse den.
lock-locked = Teksten er låst til behandling i { $where }
lock-unlocked = Teksten ble låst opp
lock-by = Låst av { $name } { $when }.
lock-by-coordinator = Låst { $when } av den som samordner innspillet.
lock-how-coordinator = Ingenting kan endres før teksten er låst opp.
lock-how-others = Ingenting kan endres nå. Den som samordner innspillet, kan låse opp teksten.
lock-not-saved = Ikke lagret. { $locked }. { $how }
lock-open-link = Lås opp
lock-see-link = Se godkjenning og lås
problem-locked-title = Teksten er låst
problem-locked-body = Innspillet er til behandling, og teksten er låst så lenge. Det du sendte, er ikke lagret. Den som samordner innspillet, låser opp under «Godkjenning».
problem-locked-detail = Teksten er låst mens innspillet er til behandling; «lock» sier hvor, av hvem og når. Ta vare på det som skulle skrives, lås opp med unlockDraft, og send det samme igjen.

# Er innspillet behandlet?
adoption-title = Vedtak om innspillet
adoption-open = Vedtak om innspillet
adoption-lead = Si hvem hos dere som har vedtatt eller godkjent innspillet. Det følger med når innspillet sendes inn, og står på kvitteringen.
adoption-question-public = Er innspillet behandlet i kommunen eller organet?
adoption-question-organisation = Er innspillet behandlet i organisasjonen?
adoption-political-public = Ja, vedtatt politisk
adoption-administrative-public = Ja, godkjent administrativt
adoption-reserved-public = Nei, vi sender inn nå med forbehold om politisk behandling
adoption-political-organisation = Ja, vedtatt i styret eller et annet organ
adoption-administrative-organisation = Ja, godkjent av ledelsen eller den som er ansvarlig
adoption-reserved-organisation = Nei, vi sender inn nå med forbehold om behandling
adoption-none = Det er ikke aktuelt hos oss
adoption-by = Vedtatt av
adoption-on = Dato for vedtaket
adoption-case = Saksnummer hos dere (valgfritt)
adoption-name = Godkjent av
adoption-role = Rolle eller stilling (valgfritt)
adoption-approved-on = Dato for godkjenningen
adoption-reserved-in = Hvor skal innspillet behandles?
adoption-reserved-on = Dato for møtet
adoption-reserved-then = Etter møtet kan dere bekrefte, endre eller trekke innspillet på det samme nummeret. Vi sender en påminnelse når møtet har vært.
adoption-of-person = Vedtak gjelder når en organisasjon eller et offentlig organ svarer. Dette innspillet er fra deg som privatperson.
error-adoption-not-asked = Noen har endret hvem som svarer, så her er det ikke lenger noe å si om vedtak. Det du fylte ut, er ikke lagret
adoption-of-person-change = Endre hvem som svarer
adoption-keep = Lagre svaret om vedtak
adoption-untold = ikke oppgitt
adoption-overtaken-heading = Noen har svart på dette imens
adoption-overtaken = Det som er fylt ut her, er ikke lagret. Lagre på nytt hvis det er det som skal gjelde.
adoption-follow-up = Si hva møtet vedtok
adoption-others-tell = Den som kan sende inn, sier hvem som har vedtatt innspillet.
error-adoption-choose = Si om innspillet er behandlet hos dere
error-meeting-passed = Møtet har vært. Velg et annet svar, eller skriv datoen for neste møte
error-adopted-ahead = Datoen kan ikke være frem i tid
adoption-waits-heading = Sendt inn med forbehold
adoption-waits = Innspillet er sendt inn med forbehold om behandling i { $where }. Si her hva som ble vedtatt.
adoption-confirmed-heading = Vedtaket er bekreftet
adoption-unchanged = Vedtatt uten endringer
adoption-unchanged-text = Innspillet står som det ble sendt inn. En bekreftelse er ikke noe nytt innspill, og den kommer aldri for sent.
adoption-holds-for = { $n ->
    [one] Bekreftelsen gjelder versjon { $versions } av innspillet.
   *[other] Bekreftelsen gjelder disse versjonene av innspillet: { $versions }.
}
adoption-confirm = Bekreft vedtaket
adoption-otherwise = Vedtatt med endringer
adoption-otherwise-text = Lim inn den vedtatte teksten, se hva som er endret, og send inn på det samme nummeret. Kommer den etter fristen, står det som kom i tide, til en saksbehandler har avgjort det.
adoption-otherwise-closed = Høringen er ferdigbehandlet, så innspillet kan ikke lenger endres eller trekkes her. Ble noe annet vedtatt, si fra til { $owner }: svar på en e-post om innspillet.
adoption-refused = Innspillet skal ikke stå
adoption-fact = Behandlet
adoption-fact-case = Saksnummer hos avsender
adoption-fact-political = Vedtatt av { $by } { $day }
adoption-fact-administrative = Godkjent av { $by } { $day }
adoption-fact-reserved = Sendt med forbehold om behandling i { $by } { $day }
adoption-fact-confirmed = Bekreftet etterpå

# Den vedtatte teksten
adopted-title = Lim inn den vedtatte teksten
adopted-link = Lim inn en vedtatt tekst
adopted-back = Tilbake til vedtaket
adopted-lead = Lim inn teksten i de feltene som ble endret. Dere ser hva som er forskjellig, ord for ord, før noe blir lagret.
adopted-unlock-keeps = Det som er limt inn her, blir stående på siden når du låser opp.
adopted-unlocked = Det som er limt inn, er ikke lagret ennå. Se over forskjellene, og lagre.
adopted-texts = Tekstene
adopted-rest = { $n ->
    [one] Ett felt uten tekst
   *[other] { $n } felt uten tekst
}
adopted-show = Vis forskjellene
adopted-save = Lagre den vedtatte teksten
adopted-differing = { $n ->
    [0] Ingenting er endret
    [one] Ett felt er endret
   *[other] { $n } felt er endret
}
adopted-overtaken-heading = Noen har lagret i mellomtiden
adopted-overtaken = Begge tekstene er tatt vare på. Her er den vedtatte teksten mot det som står nå. Se over forskjellene og lagre igjen.

# Etter at innspillet er sendt inn
changed-title = Endret siden sist innsendt
changed-lead = { $who ->
    [du] Dette er forskjellen mellom det som står nå, og versjon { $no }, som ble sendt inn { $when }. Det innsendte gjelder til du sender inn på nytt.
   *[dere] Dette er forskjellen mellom det som står nå, og versjon { $no }, som ble sendt inn { $when }. Det innsendte gjelder til dere sender inn på nytt.
}
changed-nothing = Ingenting er endret siden innspillet ble sendt inn.
changed-texts = Svarene
changed-sender = Hvem som svarer, er endret.
changed-withhold = Det som er bedt unntatt offentlighet, er endret.
changed-adoption = Det som er sagt om vedtak, er endret.
changed-no-comment-set = Rådet er merket «Ingen merknad».
changed-no-comment-gone = Rådet er ikke lenger merket «Ingen merknad».
error-sent-since = Innspillet er sendt inn på nytt etter at du åpnet denne siden. Les det som er sendt inn nå, før du bestemmer deg
withdraw-title = Trekk innspillet
withdraw-back = Tilbake til kvitteringen
withdraw-lead = { $who ->
    [du] Innspillet skal da ikke telle lenger. Nummeret og kvitteringene blir tatt vare på, og saksbehandlerne ser at du har trukket det, og hvorfor.
   *[dere] Innspillet skal da ikke telle lenger. Nummeret og kvitteringene blir tatt vare på, og saksbehandlerne ser at dere har trukket det, og hvorfor.
}
withdraw-again = { $who ->
    [du] Vil du likevel svare, kan du sende inn på nytt. Da teller innspillet igjen.
   *[dere] Vil dere likevel svare, kan dere sende inn på nytt. Da teller innspillet igjen.
}
withdraw-again-late = { $who ->
    [du] Vil du likevel svare, kan du sende inn på nytt. Fristen har gått ut, så det blir merket som for sent innkommet, og en saksbehandler avgjør om det tas med.
   *[dere] Vil dere likevel svare, kan dere sende inn på nytt. Fristen har gått ut, så det blir merket som for sent innkommet, og en saksbehandler avgjør om det tas med.
}
withdraw-reason = Hvorfor trekkes innspillet?
withdraw-reason-hint = Høyst { $n } tegn. Ikke skriv fødselsnummer eller helseopplysninger.
withdraw-button = Trekk innspillet
withdraw-keep = La det stå
withdrawn-heading = Innspillet er trukket
withdrawn-text = { $who ->
    [du] Du trakk innspillet { $when }. Det teller ikke. Begrunnelsen var:
   *[dere] Dere trakk innspillet { $when }. Det teller ikke. Begrunnelsen var:
}
svar-withdrawn = Innspillet { $number } er trukket
svar-tag-withdrawn = Trukket
review-lead-withdrawn = { $who ->
    [du] Du har trukket innspillet. Sender du inn på nytt, er det det nye som blir vurdert.
   *[dere] Dere har trukket innspillet. Sender dere inn på nytt, er det det nye som blir vurdert.
}
receipt-send-again = Send inn på nytt

# Utkastet som ikke ble sendt
unsent-heading = Utkastet ble IKKE sendt inn
unsent-text = { $who ->
    [du] Fristen gikk ut { $deadline }. Alt du har skrevet, er tatt vare på. Vil du sende det som for sent innkommet?
   *[dere] Fristen gikk ut { $deadline }. Alt dere har skrevet, er tatt vare på. Vil dere sende det som for sent innkommet?
}
unsent-closed = { $who ->
    [du] Fristen gikk ut { $deadline }, og høringen er ferdigbehandlet. Du kan fortsatt lese det som er skrevet.
   *[dere] Fristen gikk ut { $deadline }, og høringen er ferdigbehandlet. Dere kan fortsatt lese det som er skrevet.
}
unsent-changes-heading = Endringene ble IKKE sendt inn
unsent-changes-text = { $who ->
    [du] Fristen gikk ut { $deadline }. Det du hadde sendt inn, gjelder. Det du endret etterpå, er tatt vare på, men ikke sendt. Vil du sende det som et tillegg?
   *[dere] Fristen gikk ut { $deadline }. Det dere hadde sendt inn, gjelder. Det dere endret etterpå, er tatt vare på, men ikke sendt. Vil dere sende det som et tillegg?
}
unsent-changes-closed = { $who ->
    [du] Fristen gikk ut { $deadline }, og høringen er ferdigbehandlet. Det du hadde sendt inn, gjelder. Du kan fortsatt lese det du endret etterpå.
   *[dere] Fristen gikk ut { $deadline }, og høringen er ferdigbehandlet. Det dere hadde sendt inn, gjelder. Dere kan fortsatt lese det dere endret etterpå.
}
unsent-changes-link = Se over og send som tillegg
unsent-link = Se over og send som for sent innkommet

# Personvern
national-id-field = Det ser ut som det står et fødselsnummer eller D-nummer her. Innspillet blir offentlig. Ta det bort, eller gå videre hvis det er noe annet.
national-id-again = Ta det bort, eller trykk på knappen en gang til hvis det er noe annet.

# Brev
letter-withdrawn-subject = Innspillet { $number } er trukket – { $name }
letter-withdrawn-lead = { $who ->
    [du] Innspillet ditt { $number } til høringen { $name } ble trukket { $when }. Det teller ikke lenger.
   *[dere] Innspillet deres { $number } til høringen { $name } ble trukket { $when }. Det teller ikke lenger.
}
letter-withdrawn-action = Åpne innspillet
letter-withdrawn-after = { $who ->
    [du] Er dette feil, kan du sende inn på nytt med den samme lenken. Nummeret er det samme.
   *[dere] Er dette feil, kan dere sende inn på nytt med den samme lenken. Nummeret er det samme.
}
letter-meeting-subject = Hva ble vedtatt? Innspill { $number } – { $name }
letter-meeting-lead = Innspillet deres { $number } til høringen { $name } ble sendt inn med forbehold om behandling i { $body } { $day }.
letter-meeting-ways = Si fra hva som ble vedtatt: bekreft innspillet som det står, lim inn den vedtatte teksten, eller trekk innspillet. Nummeret er det samme.
letter-meeting-action = Si hva som ble vedtatt
letter-meeting-after = Velg «Si hva møtet vedtok» når innspillet er åpnet. Er møtet flyttet, kan dere sende inn på nytt med den nye datoen. Dette er den eneste påminnelsen.
letter-meeting-ways-closed = Høringen er ferdigbehandlet. Ble innspillet vedtatt som det står, kan dere fortsatt bekrefte det. Ble noe annet vedtatt, svarer dere på denne e-posten, så får { $owner } vite det.
letter-meeting-after-closed = Velg «Si hva møtet vedtok» når innspillet er åpnet. Dette er den eneste påminnelsen.
letter-locked-subject = Møtet har vært: Hva ble vedtatt? – { $name }
letter-locked-lead = Teksten i innspillet til høringen { $name } er låst til den er behandlet i et møte { $day }. Møtet har vært, og teksten er fortsatt låst.
letter-locked-ways = Er innspillet vedtatt som det står, kan det sendes inn. Er noe annet vedtatt, kan teksten låses opp og den vedtatte teksten limes inn.
letter-locked-action = Åpne innspillet
letter-locked-after = Er møtet flyttet, kan den nye datoen settes på siden for godkjenning. Dette er den eneste påminnelsen om møtet.
letter-unsent-subject = { $who ->
    [du] Innspillet ditt er ikke sendt inn – frist { $until } – { $name }
   *[dere] Innspillet deres er ikke sendt inn – frist { $until } – { $name }
}
letter-unsent-lead = { $who ->
    [du] Du har begynt på et innspill til høringen { $name }. Det er lagret, men ikke sendt inn.
   *[dere] Dere har begynt på et innspill til høringen { $name }. Det er lagret, men ikke sendt inn.
}
letter-unsent-own = Det gjelder innspillet dere gir alene, ikke det dere gir sammen med andre.
letter-unsent-joint = Det gjelder innspillet dere gir sammen med andre, ikke det dere gir alene.
letter-unsent-other = Lenken åpner det andre innspillet. Derfra er det en lenke til dette.
letter-unsent-action = Åpne innspillet
letter-unsent-after = { $who ->
    [du] Innspillet er ikke sendt inn før du har trykket på «Send inn innspill» og fått kvittering. Skal du ikke svare, trenger du ikke gjøre noe.
   *[dere] Innspillet er ikke sendt inn før dere har trykket på «Send inn innspill» og fått kvittering. Skal dere ikke svare, trenger dere ikke gjøre noe.
}

letter-not-sent-subject = { $who ->
    [du] Innspillet ditt ble IKKE sendt inn – { $name }
   *[dere] Innspillet deres ble IKKE sendt inn – { $name }
}
letter-not-sent-lead = { $who ->
    [du] Fristen i høringen { $name } gikk ut { $until }. Du har begynt på et innspill, men det ble ikke sendt inn.
   *[dere] Fristen i høringen { $name } gikk ut { $until }. Dere har begynt på et innspill, men ingen av dere sendte det inn.
}
letter-withdrawn-not-sent-lead = { $who ->
    [du] Fristen i høringen { $name } gikk ut { $until }. Du har trukket innspillet { $number }, og det du har skrevet siden, er ikke sendt inn.
   *[dere] Fristen i høringen { $name } gikk ut { $until }. Dere har trukket innspillet { $number }, og det dere har skrevet siden, er ikke sendt inn.
}
letter-not-sent-late = { $who ->
    [du] Du kan fortsatt sende det inn, helt til høringen er ferdigbehandlet. Da blir det merket som for sent innkommet, og { $owner } avgjør om det skal regnes med.
   *[dere] Dere kan fortsatt sende det inn, helt til høringen er ferdigbehandlet. Da blir det merket som for sent innkommet, og { $owner } avgjør om det skal regnes med.
}
letter-not-sent-action = Se over og send inn
letter-not-sent-kept = { $who ->
    [du] Alt du har skrevet, er tatt vare på. Blir det ikke sendt inn, blir det slettet når det har gått { $days } dager både fra fristen og fra noe sist ble lagret i det.
   *[dere] Alt dere har skrevet, er tatt vare på. Blir det ikke sendt inn, blir det slettet når det har gått { $days } dager både fra fristen og fra noe sist ble lagret i det.
}
letter-not-sent-no-answer = { $who ->
    [du] Skal du ikke svare, trenger du ikke gjøre noe. Dette er den eneste e-posten om det.
   *[dere] Skal dere ikke svare, trenger dere ikke gjøre noe. Dette er den eneste e-posten om det. Alle som skriver i innspillet, har fått den.
}
letter-changes-not-sent-subject = { $who ->
    [du] Endringene i innspillet ditt ble IKKE sendt inn – { $name }
   *[dere] Endringene i innspillet deres ble IKKE sendt inn – { $name }
}
letter-changes-not-sent-lead = { $who ->
    [du] Fristen i høringen { $name } gikk ut { $until }. Innspillet ditt { $number } er sendt inn, men det du endret etterpå, ble ikke sendt.
   *[dere] Fristen i høringen { $name } gikk ut { $until }. Innspillet deres { $number } er sendt inn, men det dere endret etterpå, ble ikke sendt.
}
letter-changes-not-sent-late = { $who ->
    [du] Det du har sendt inn, gjelder. Du kan fortsatt sende endringene som et tillegg, helt til høringen er ferdigbehandlet. Da blir de merket som for sent innkommet, og { $owner } avgjør om de skal regnes med.
   *[dere] Det dere har sendt inn, gjelder. Dere kan fortsatt sende endringene som et tillegg, helt til høringen er ferdigbehandlet. Da blir de merket som for sent innkommet, og { $owner } avgjør om de skal regnes med.
}
letter-changes-not-sent-no-answer = { $who ->
    [du] Skal ikke endringene sendes, trenger du ikke gjøre noe. Dette er den eneste e-posten om det.
   *[dere] Skal ikke endringene sendes, trenger dere ikke gjøre noe. Dette er den eneste e-posten om det. Alle som skriver i innspillet, har fått den.
}
letter-link-lost-action = Få lenken tilsendt
letter-link-lost = Innspillet åpnes med lenken i invitasjonen til { $body }. Har du den ikke, kan du få den sendt på nytt til adressen der { $body } er registrert.
letter-link-ended-action = Åpne høringen
letter-link-ended = Lenken til innspillet som ble sendt til denne adressen, er avsluttet. Den åpner ikke innspillet lenger.

# Hos saksbehandlerne
review-by-adoption = Vedtak hos avsender
review-adoption-politisk = Vedtatt
review-adoption-administrativt = Godkjent administrativt
review-adoption-forbehold = Sendt med forbehold, ikke bekreftet
review-adoption-bekreftet = Sendt med forbehold, bekreftet
review-adoption-ikke-oppgitt = Ikke oppgitt
review-decided-by-sender = av avsender
export-col-adoption = Vedtak hos avsender
export-col-adopted-by = Vedtatt eller godkjent av
export-col-adopted-on = Vedtaksdato
export-col-adoption-case = Saksnummer hos avsender
