# Godkjenning, lås, vedtak og det som skjer etter at innspelet er sendt inn.

# Godkjenning
approval-title = Godkjenning
approval-open = Godkjenning og lås
approval-lead = Her kan de godkjenne innspelet før det blir sendt inn, og låse teksten medan han er til behandling. Godkjenninga er for dykk sjølve. Innspelet kan sendast inn utan.
approval-draft = Innspelet er eit utkast
approval-draft-text = Ingen har sagt at det er klart til godkjenning.
approval-ready = Klart til godkjenning
approval-ready-by = Meldt klart av { $name } { $when }.
approval-ready-at = Meldt klart { $when }.
approval-approved = Innspelet er godkjent
approval-approved-by = Godkjent av { $name }, { $role }, { $when }.
approval-changed = Endra etter godkjenninga
approval-changed-what = Dette er endra etter godkjenninga
approval-say-ready = Sei at innspelet er klart til godkjenning
approval-ask-colleague = Send til kollega for godkjenning
approval-ask-colleague-how = Inviter ein kollega som kan sende inn. Lenkja kollegaen får, opnar innspelet.
approval-approve = Godkjenn innspelet
approval-read-first = Les gjennom innspelet
approval-moved = Nokon lagra etter at sida blei opna, så ingenting er godkjent. Les innspelet slik det står no, og godkjenn herfrå.
approval-name = Namn på den som godkjenner
approval-role = Rolle eller stilling
approval-reopen = Ta tilbake, og gå vidare med utkastet
approval-steps = Dette er gjort
approval-step-ready = Meldt klart til godkjenning
approval-step-reopened = Opna att for endringar
approval-wanting = Innspelet er ikkje godkjent
approval-wanting-text = De har byrja på godkjenninga. De kan sende inn likevel.

# Lås
lock-title = Lås teksten medan han er til behandling
lock-lead = Når teksten er låst, kan ingen endre svara eller kven som svarer. De kan framleis sende inn det som står.
lock-where = Kvar blir innspelet behandla?
lock-where-hint = Til dømes formannskapet
lock-when = Når er møtet? (valfritt)
lock-button = Lås teksten
lock-open = Lås opp teksten
lock-is-open = Teksten er ikkje låst. Den som samordnar innspelet, kan låse han.
lock-locked = Teksten er låst til behandling i { $where }
lock-unlocked = Teksten blei låst opp
lock-by = Låst av { $name } { $when }.
lock-by-coordinator = Låst { $when } av den som samordnar innspelet.
lock-how-coordinator = Ingenting kan endrast før teksten er låst opp.
lock-how-others = Ingenting kan endrast no. Den som samordnar innspelet, kan låse opp teksten.
lock-not-saved = Ikkje lagra. { $locked }. { $how }
lock-open-link = Lås opp
lock-see-link = Sjå godkjenning og lås
problem-locked-title = Teksten er låst
problem-locked-body = Innspelet er til behandling, og teksten er låst så lenge. Det du sende, er ikkje lagra. Den som samordnar innspelet, låser opp under «Godkjenning».
problem-locked-detail = Teksten er låst medan innspelet er til behandling; «lock» seier kvar, av kven og når. Ta vare på det som skulle skrivast, lås opp med unlockDraft, og send det same om att.

# Er innspelet behandla?
adoption-title = Vedtak om innspelet
adoption-open = Vedtak om innspelet
adoption-lead = Sei kven hos dykk som har vedteke eller godkjent innspelet. Det følgjer med når innspelet blir sendt inn, og står på kvitteringa.
adoption-question-public = Er innspelet behandla i kommunen eller organet?
adoption-question-organisation = Er innspelet behandla i organisasjonen?
adoption-political-public = Ja, vedteke politisk
adoption-administrative-public = Ja, godkjent administrativt
adoption-reserved-public = Nei, vi sender inn no med atterhald om politisk behandling
adoption-political-organisation = Ja, vedteke i styret eller eit anna organ
adoption-administrative-organisation = Ja, godkjent av leiinga eller den som er ansvarleg
adoption-reserved-organisation = Nei, vi sender inn no med atterhald om behandling
adoption-none = Det er ikkje aktuelt hos oss
adoption-by = Vedteke av
adoption-on = Dato for vedtaket
adoption-case = Saksnummer hos dykk (valfritt)
adoption-name = Godkjent av
adoption-role = Rolle eller stilling (valfritt)
adoption-approved-on = Dato for godkjenninga
adoption-reserved-in = Kvar skal innspelet behandlast?
adoption-reserved-on = Dato for møtet
adoption-reserved-then = Etter møtet kan de stadfeste, endre eller trekkje innspelet på det same nummeret. Vi sender ei påminning når møtet har vore.
adoption-of-person = Vedtak gjeld når ein organisasjon eller eit offentleg organ svarer. Dette innspelet er frå deg som privatperson.
error-adoption-not-asked = Nokon har endra kven som svarer, så her er det ikkje lenger noko å seie om vedtak. Det du fylte ut, er ikkje lagra
adoption-of-person-change = Endre kven som svarer
adoption-keep = Lagre svaret om vedtak
adoption-untold = ikkje oppgitt
adoption-overtaken-heading = Nokon har svart på dette i mellomtida
adoption-overtaken = Det som er fylt ut her, er ikkje lagra. Lagre på nytt dersom det er det som skal gjelde.
adoption-follow-up = Sei kva møtet vedtok
adoption-others-tell = Den som kan sende inn, seier kven som har vedteke innspelet.
error-adoption-choose = Sei om innspelet er behandla hos dykk
error-meeting-passed = Møtet har vore. Vel eit anna svar, eller skriv datoen for neste møte
error-adopted-ahead = Datoen kan ikkje vere fram i tid
adoption-waits-heading = Sendt inn med atterhald
adoption-waits = Innspelet er sendt inn med atterhald om behandling i { $where }. Sei her kva som blei vedteke.
adoption-confirmed-heading = Vedtaket er stadfesta
adoption-unchanged = Vedteke utan endringar
adoption-unchanged-text = Innspelet står som det blei sendt inn. Ei stadfesting er ikkje noko nytt innspel, og ho kjem aldri for seint.
adoption-holds-for = { $n ->
    [one] Stadfestinga gjeld versjon { $versions } av innspelet.
   *[other] Stadfestinga gjeld desse versjonane av innspelet: { $versions }.
}
adoption-confirm = Stadfest vedtaket
adoption-otherwise = Vedteke med endringar
adoption-otherwise-text = Lim inn den vedtekne teksten, sjå kva som er endra, og send inn på det same nummeret. Kjem han etter fristen, står det som kom i tide, til ein saksbehandlar har avgjort det.
adoption-otherwise-closed = Høyringa er ferdigbehandla, så innspelet kan ikkje lenger endrast eller trekkjast her. Blei noko anna vedteke, sei frå til { $owner }: svar på ein e-post om innspelet.
adoption-refused = Innspelet skal ikkje stå
adoption-fact = Behandla
adoption-fact-case = Saksnummer hos avsendaren
adoption-fact-political = Vedteke av { $by } { $day }
adoption-fact-administrative = Godkjent av { $by } { $day }
adoption-fact-reserved = Sendt med atterhald om behandling i { $by } { $day }
adoption-fact-confirmed = Stadfesta etterpå

# Den vedtekne teksten
adopted-title = Lim inn den vedtekne teksten
adopted-link = Lim inn ein vedteken tekst
adopted-back = Tilbake til vedtaket
adopted-lead = Lim inn teksten i dei felta som blei endra. De ser kva som er ulikt, ord for ord, før noko blir lagra.
adopted-unlock-keeps = Det som er limt inn her, blir ståande på sida når du låser opp.
adopted-unlocked = Det som er limt inn, er ikkje lagra enno. Sjå over skilnadene, og lagre.
adopted-texts = Tekstane
adopted-rest = { $n ->
    [one] Eitt felt utan tekst
   *[other] { $n } felt utan tekst
}
adopted-show = Vis skilnadene
adopted-save = Lagre den vedtekne teksten
adopted-differing = { $n ->
    [0] Ingenting er endra
    [one] Eitt felt er endra
   *[other] { $n } felt er endra
}
adopted-overtaken-heading = Nokon har lagra i mellomtida
adopted-overtaken = Begge tekstane er tekne vare på. Her er den vedtekne teksten mot det som står no. Sjå over skilnadene og lagre om att.

# Etter at innspelet er sendt inn
changed-title = Endra sidan sist innsendt
changed-lead = { $who ->
    [du] Dette er skilnaden mellom det som står no, og versjon { $no }, som blei send inn { $when }. Det innsende gjeld til du sender inn på nytt.
   *[dere] Dette er skilnaden mellom det som står no, og versjon { $no }, som blei send inn { $when }. Det innsende gjeld til de sender inn på nytt.
}
changed-nothing = Ingenting er endra sidan innspelet blei sendt inn.
changed-texts = Svara
changed-sender = Kven som svarer, er endra.
changed-withhold = Det som er bedt unntatt offentlegheit, er endra.
changed-adoption = Det som er sagt om vedtak, er endra.
changed-no-comment-set = Rådet er merkt «Ingen merknad».
changed-no-comment-gone = Rådet er ikkje lenger merkt «Ingen merknad».
error-sent-since = Innspelet er sendt inn på nytt etter at du opna denne sida. Les det som er sendt inn no, før du bestemmer deg
withdraw-title = Trekk innspelet
withdraw-back = Tilbake til kvitteringa
withdraw-lead = { $who ->
    [du] Innspelet skal då ikkje telje lenger. Nummeret og kvitteringane blir tekne vare på, og saksbehandlarane ser at du har trekt det, og kvifor.
   *[dere] Innspelet skal då ikkje telje lenger. Nummeret og kvitteringane blir tekne vare på, og saksbehandlarane ser at de har trekt det, og kvifor.
}
withdraw-again = { $who ->
    [du] Vil du likevel svare, kan du sende inn på nytt. Då tel innspelet igjen.
   *[dere] Vil de likevel svare, kan de sende inn på nytt. Då tel innspelet igjen.
}
withdraw-again-late = { $who ->
    [du] Vil du likevel svare, kan du sende inn på nytt. Fristen har gått ut, så det blir merkt som for seint innkome, og ein saksbehandlar avgjer om det blir teke med.
   *[dere] Vil de likevel svare, kan de sende inn på nytt. Fristen har gått ut, så det blir merkt som for seint innkome, og ein saksbehandlar avgjer om det blir teke med.
}
withdraw-reason = Kvifor blir innspelet trekt?
withdraw-reason-hint = Høgst { $n } teikn. Ikkje skriv fødselsnummer eller helseopplysningar.
withdraw-button = Trekk innspelet
withdraw-keep = Lat det stå
withdrawn-heading = Innspelet er trekt
withdrawn-text = { $who ->
    [du] Du trekte innspelet { $when }. Det tel ikkje. Grunngivinga var:
   *[dere] De trekte innspelet { $when }. Det tel ikkje. Grunngivinga var:
}
svar-withdrawn = Innspelet { $number } er trekt
svar-tag-withdrawn = Trekt
review-lead-withdrawn = { $who ->
    [du] Du har trekt innspelet. Sender du inn på nytt, er det det nye som blir vurdert.
   *[dere] De har trekt innspelet. Sender de inn på nytt, er det det nye som blir vurdert.
}
receipt-send-again = Send inn på nytt

# Utkastet som ikkje blei sendt
unsent-heading = Utkastet blei IKKJE sendt inn
unsent-text = { $who ->
    [du] Fristen gjekk ut { $deadline }. Alt du har skrive, er teke vare på. Vil du sende det som for seint innkome?
   *[dere] Fristen gjekk ut { $deadline }. Alt de har skrive, er teke vare på. Vil de sende det som for seint innkome?
}
unsent-closed = { $who ->
    [du] Fristen gjekk ut { $deadline }, og høyringa er ferdigbehandla. Du kan framleis lese det som er skrive.
   *[dere] Fristen gjekk ut { $deadline }, og høyringa er ferdigbehandla. De kan framleis lese det som er skrive.
}
unsent-changes-heading = Endringane blei IKKJE sende inn
unsent-changes-text = { $who ->
    [du] Fristen gjekk ut { $deadline }. Det du hadde sendt inn, gjeld. Det du endra etterpå, er teke vare på, men ikkje sendt. Vil du sende det som eit tillegg?
   *[dere] Fristen gjekk ut { $deadline }. Det de hadde sendt inn, gjeld. Det de endra etterpå, er teke vare på, men ikkje sendt. Vil de sende det som eit tillegg?
}
unsent-changes-closed = { $who ->
    [du] Fristen gjekk ut { $deadline }, og høyringa er ferdigbehandla. Det du hadde sendt inn, gjeld. Du kan framleis lese det du endra etterpå.
   *[dere] Fristen gjekk ut { $deadline }, og høyringa er ferdigbehandla. Det de hadde sendt inn, gjeld. De kan framleis lese det de endra etterpå.
}
unsent-changes-link = Sjå over og send som tillegg
unsent-link = Sjå over og send som for seint innkome

# Personvern
national-id-field = Det ser ut som det står eit fødselsnummer eller D-nummer her. Innspelet blir offentleg. Ta det bort, eller gå vidare dersom det er noko anna.
national-id-again = Ta det bort, eller trykk på knappen ein gong til dersom det er noko anna.

# Brev
letter-withdrawn-subject = Innspelet { $number } er trekt – { $name }
letter-withdrawn-lead = { $who ->
    [du] Innspelet ditt { $number } til høyringa { $name } blei trekt { $when }. Det tel ikkje lenger.
   *[dere] Innspelet dykkar { $number } til høyringa { $name } blei trekt { $when }. Det tel ikkje lenger.
}
letter-withdrawn-action = Opne innspelet
letter-withdrawn-after = { $who ->
    [du] Er dette feil, kan du sende inn på nytt med den same lenkja. Nummeret er det same.
   *[dere] Er dette feil, kan de sende inn på nytt med den same lenkja. Nummeret er det same.
}
letter-meeting-subject = Kva blei vedteke? Innspel { $number } – { $name }
letter-meeting-lead = Innspelet dykkar { $number } til høyringa { $name } blei sendt inn med atterhald om behandling i { $body } { $day }.
letter-meeting-ways = Sei frå kva som blei vedteke: stadfest innspelet som det står, lim inn den vedtekne teksten, eller trekk innspelet. Nummeret er det same.
letter-meeting-action = Sei kva som blei vedteke
letter-meeting-after = Vel «Sei kva møtet vedtok» når innspelet er opna. Er møtet flytta, kan de sende inn på nytt med den nye datoen. Dette er den einaste påminninga.
letter-meeting-ways-closed = Høyringa er ferdigbehandla. Blei innspelet vedteke som det står, kan de framleis stadfeste det. Blei noko anna vedteke, svarer de på denne e-posten, så får { $owner } vite det.
letter-meeting-after-closed = Vel «Sei kva møtet vedtok» når innspelet er opna. Dette er den einaste påminninga.
letter-locked-subject = Møtet har vore: Kva blei vedteke? – { $name }
letter-locked-lead = Teksten i innspelet til høyringa { $name } er låst til han er behandla i eit møte { $day }. Møtet har vore, og teksten er framleis låst.
letter-locked-ways = Er innspelet vedteke som det står, kan det sendast inn. Er noko anna vedteke, kan teksten låsast opp og den vedtekne teksten limast inn.
letter-locked-action = Opne innspelet
letter-locked-after = Er møtet flytta, kan den nye datoen setjast på sida for godkjenning. Dette er den einaste påminninga om møtet.
letter-unsent-subject = { $who ->
    [du] Innspelet ditt er ikkje sendt inn – frist { $until } – { $name }
   *[dere] Innspelet dykkar er ikkje sendt inn – frist { $until } – { $name }
}
letter-unsent-lead = { $who ->
    [du] Du har byrja på eit innspel til høyringa { $name }. Det er lagra, men ikkje sendt inn.
   *[dere] De har byrja på eit innspel til høyringa { $name }. Det er lagra, men ikkje sendt inn.
}
letter-unsent-own = Det gjeld innspelet de gir aleine, ikkje det de gir saman med andre.
letter-unsent-joint = Det gjeld innspelet de gir saman med andre, ikkje det de gir aleine.
letter-unsent-other = Lenkja opnar det andre innspelet. Derfrå er det ei lenkje til dette.
letter-unsent-action = Opne innspelet
letter-unsent-after = { $who ->
    [du] Innspelet er ikkje sendt inn før du har trykt på «Send inn innspel» og fått kvittering. Skal du ikkje svare, treng du ikkje gjere noko.
   *[dere] Innspelet er ikkje sendt inn før de har trykt på «Send inn innspel» og fått kvittering. Skal de ikkje svare, treng de ikkje gjere noko.
}

letter-not-sent-subject = { $who ->
    [du] Innspelet ditt blei IKKJE sendt inn – { $name }
   *[dere] Innspelet dykkar blei IKKJE sendt inn – { $name }
}
letter-not-sent-lead = { $who ->
    [du] Fristen i høyringa { $name } gjekk ut { $until }. Du har byrja på eit innspel, men det blei ikkje sendt inn.
   *[dere] Fristen i høyringa { $name } gjekk ut { $until }. De har byrja på eit innspel, men ingen av dykk sende det inn.
}
letter-withdrawn-not-sent-lead = { $who ->
    [du] Fristen i høyringa { $name } gjekk ut { $until }. Du har trekt innspelet { $number }, og det du har skrive sidan, er ikkje sendt inn.
   *[dere] Fristen i høyringa { $name } gjekk ut { $until }. De har trekt innspelet { $number }, og det de har skrive sidan, er ikkje sendt inn.
}
letter-not-sent-late = { $who ->
    [du] Du kan framleis sende det inn, heilt til høyringa er ferdigbehandla. Då blir det merkt som for seint innkome, og { $owner } avgjer om det skal reknast med.
   *[dere] De kan framleis sende det inn, heilt til høyringa er ferdigbehandla. Då blir det merkt som for seint innkome, og { $owner } avgjer om det skal reknast med.
}
letter-not-sent-action = Sjå over og send inn
letter-not-sent-kept = { $who ->
    [du] Alt du har skrive, er teke vare på. Blir det ikkje sendt inn, blir det sletta når det har gått { $days } dagar både frå fristen og frå noko sist blei lagra i det.
   *[dere] Alt de har skrive, er teke vare på. Blir det ikkje sendt inn, blir det sletta når det har gått { $days } dagar både frå fristen og frå noko sist blei lagra i det.
}
letter-not-sent-no-answer = { $who ->
    [du] Skal du ikkje svare, treng du ikkje gjere noko. Dette er den einaste e-posten om det.
   *[dere] Skal de ikkje svare, treng de ikkje gjere noko. Dette er den einaste e-posten om det. Alle som skriv i innspelet, har fått han.
}
letter-changes-not-sent-subject = { $who ->
    [du] Endringane i innspelet ditt blei IKKJE sende inn – { $name }
   *[dere] Endringane i innspelet dykkar blei IKKJE sende inn – { $name }
}
letter-changes-not-sent-lead = { $who ->
    [du] Fristen i høyringa { $name } gjekk ut { $until }. Innspelet ditt { $number } er sendt inn, men det du endra etterpå, blei ikkje sendt.
   *[dere] Fristen i høyringa { $name } gjekk ut { $until }. Innspelet dykkar { $number } er sendt inn, men det de endra etterpå, blei ikkje sendt.
}
letter-changes-not-sent-late = { $who ->
    [du] Det du har sendt inn, gjeld. Du kan framleis sende endringane som eit tillegg, heilt til høyringa er ferdigbehandla. Då blir dei merkte som for seint innkomne, og { $owner } avgjer om dei skal reknast med.
   *[dere] Det de har sendt inn, gjeld. De kan framleis sende endringane som eit tillegg, heilt til høyringa er ferdigbehandla. Då blir dei merkte som for seint innkomne, og { $owner } avgjer om dei skal reknast med.
}
letter-changes-not-sent-no-answer = { $who ->
    [du] Skal ikkje endringane sendast, treng du ikkje gjere noko. Dette er den einaste e-posten om det.
   *[dere] Skal ikkje endringane sendast, treng de ikkje gjere noko. Dette er den einaste e-posten om det. Alle som skriv i innspelet, har fått han.
}
letter-link-lost-action = Få lenkja tilsend
letter-link-lost = Innspelet blir opna med lenkja i invitasjonen til { $body }. Har du ho ikkje, kan du få ho send på nytt til adressa der { $body } er registrert.
letter-link-ended-action = Opne høyringa
letter-link-ended = Lenkja til innspelet som blei send til denne adressa, er avslutta. Ho opnar ikkje innspelet lenger.

# Hos saksbehandlarane
review-by-adoption = Vedtak hos avsendaren
review-adoption-politisk = Vedteke
review-adoption-administrativt = Godkjent administrativt
review-adoption-forbehold = Sendt med atterhald, ikkje stadfesta
review-adoption-bekreftet = Sendt med atterhald, stadfesta
review-adoption-ikke-oppgitt = Ikkje oppgitt
review-decided-by-sender = av avsendaren
export-col-adoption = Vedtak hos avsendaren
export-col-adopted-by = Vedteke eller godkjent av
export-col-adopted-on = Vedtaksdato
export-col-adoption-case = Saksnummer hos avsendaren
