# Skjemaet som Word-fil
word-file-name = svarskjema
word-title = Svarskjema: { $title }
word-facts = Om høyringa og saka
word-fact-reference = Referanse
word-fact-owner = Avsendar
word-fact-deadline = Høyringsfrist
word-fact-version = Utgåve
word-fact-from = Svar frå
word-fact-case = Saksnummeret vårt
word-fact-treated-in = Blir behandla i
word-fact-meets-on = Møtedato
word-version = Versjon { $no }, publisert { $date }
word-how-1 = Dette er heile høyringa med alle råd og felt. Ho kan sendast rundt, skrivast i og leggjast ved ei sak.
word-how-2 = Skriv svara i høgre kolonne i tabellane. Eitt felt er éi celle, og alt i cella blir lese som svaret. Feit skrift og andre utsjånader blir ikkje med.
word-how-3 = Ikkje endre kodane i venstre kolonne. Dei viser kvar teksten høyrer til når fila blir lasta opp.
word-how-4 = Last opp fila på sida der svaret blir skrive. Då blir alt som er lese, vist råd for råd før noko blir lagra.
word-how-pdf-1 = Dette er heile høyringa med alle råd og felt, til å lese, sende rundt og leggje ved ei sak.
word-how-pdf-2 = Svaret blir skrive på nettsida eller i Word-fila. Det som blir skrive i denne fila, kan ikkje lastast opp.
word-proposed = Forslag til vedtak
word-proposed-cell = Forslag til vedtak
word-decision = Vedtak
word-decision-cell = Vedtak
word-letter = Høyringsbrev
word-background = Bakgrunn
word-rationale = Grunngiving
word-practice = Praktisk gjennomføring
word-answer-to = Svar på { $part }
word-column-field = Felt
word-column-answer = Svar
word-code = Kode: { $code }
word-limit = Høgst { $n } teikn med mellomrom
word-choices = Vel éin: { $choices }
word-choose = Vel her
word-tick = Set kryss i ruta når det ikkje er merknader.
word-tick-one = Set eitt kryss.

# På sida til høyringa
word-empty-form = Last ned svarskjemaet som Word-fil
pdf-empty-form = Last ned svarskjemaet som PDF

# Der svaret blir skrive
word-case-paper = Last ned saksframlegget (Word)
word-case-paper-pdf = Last ned saksframlegget (PDF)
word-adopted = Last opp den vedtekne teksten som Word-fil
word-page-title = Svar i Word
word-page-lead = Hent heile høyringa som Word-fil, skriv i ho, og last ho opp att. Ingenting blir endra før det som er lese, er sett over.
word-fetch = Hent Word-fila
word-fetch-text = Fila har alle råd med tekst og felt, det som står i svaret no, og plass til saksnummer, møtedato og vedtak.
word-fetch-button = Last ned Word-fila
word-pdf = Hent svaret som PDF
word-pdf-text = Det same som Word-fila, til å lese, sende rundt og leggje ved ei sak. Det kan ikkje lastast opp att.
word-pdf-button = Last ned som PDF
word-send = Last opp fila
word-send-text = Teksten blir lesen frå svarfelta i fila. Det som er ulikt det som står, blir vist, og ingenting blir teke inn før det er valt.
word-send-locked = Du kan laste opp fila og sjå kva ho seier, men ho kan ikkje takast inn før teksten er låst opp.
word-gone-heading = Det som blei lese, er borte
word-gone = Det som blir lese frå ei fil, blir teke vare på i 24 timar, og berre for dei siste filene. Ingenting av svaret er endra. Last opp fila på nytt.
word-file = Word-fila
word-file-hint = Ei .docx-fil på høgst 5 MB.
word-send-button = Sjå kva fila seier
word-no-file = Vel Word-fila som skal lastast opp.
word-not-word = Fila kan ikkje lesast som ei Word-fil. Lagre ho som .docx og last ho opp på nytt.
word-too-large = Fila er for stor. Ta bort bilete og anna som ikkje er svar, og last ho opp på nytt.
word-nothing-to-take = Dette kan ikkje takast inn frå fila.

# Det som blei lese
word-look-title = Dette står i Word-fila
word-look-lead = { $file }, lasta opp { $when }. Ingenting frå fila er lagra i svaret før nokon trykkjer på «Ta inn det som er valt».
word-saved = { $n ->
    [0] Ingenting var valt, og ingenting er endra.
    [one] Eitt felt er teke inn frå fila.
   *[other] { $n } felt er tekne inn frå fila.
}
word-overtaken-heading = Nokon har lagra i mellomtida
word-overtaken = Begge tekstane er tekne vare på, og det andre har skrive, står. Her er fila mot det som står no. Sjå over skilnadene og vel på nytt.
word-locked-heading = Teksten er låst til behandling
word-locked = Her står det kva fila seier. Det kan takast inn når teksten er låst opp.
word-remarks = Om fila
word-other-consultation = Fila er laga for ei anna høyring.
word-nothing-placed = Ingen svarfelt blei funne i fila.
word-earlier-version = Fila er laga med versjon { $no } av utkastet. Ein nyare versjon er publisert sidan.
word-tracked = { $n ->
    [one] Fila har éi spora endring. Teksten er lesen som om ho var godteken.
   *[other] Fila har { $n } spora endringar. Teksten er lesen som om alle var godtekne.
}
word-comments = { $n ->
    [one] Fila har éin kommentar, som ikkje er lesen.
   *[other] Fila har { $n } kommentarar, som ikkje er lesne.
}
word-images = { $n ->
    [one] Fila har eitt bilete, som ikkje blir med.
   *[other] Fila har { $n } bilete, som ikkje blir med.
}
word-hidden = { $n ->
    [one] Éin skjult tekst er ikkje lesen.
   *[other] { $n } skjulte tekstar er ikkje lesne.
}
word-struck = { $n ->
    [one] Éin tekst er stroken over i fila og er lesen som vanleg tekst: sjå over han.
   *[other] { $n } tekstar er strokne over i fila og er lesne som vanleg tekst: sjå over dei.
}
word-raised = { $n ->
    [one] Éin heva eller senka tekst kan ikkje skrivast slik her og er lesen som vanleg tekst: sjå over han, eit tal kan ha blitt eit anna.
   *[other] { $n } heva eller senka tekstar kan ikkje skrivast slik her og er lesne som vanleg tekst: sjå over dei, eit tal kan ha blitt eit anna.
}
word-equations = { $n ->
    [one] Éin formel er lesen som vanleg tekst, utan brøkstrek, rotteikn og parentesar: sjå over han.
   *[other] { $n } formlar er lesne som vanleg tekst, utan brøkstrekar, rotteikn og parentesar: sjå over dei.
}
word-tables = { $n ->
    [one] Éi rad i ein tabell inne i eit svar er lesen som tekst.
   *[other] { $n } rader i tabellar inne i svar er lesne som tekst.
}
word-symbols = { $n ->
    [one] Eitt teikn frå ei symbolskrift kan ikkje lesast og står som �.
   *[other] { $n } teikn frå symbolskrifter kan ikkje lesast og står som �.
}
word-inserted = { $n ->
    [one] Éi fil er sett inn i teksten. Ho er ikkje lesen. Kopier teksten i ho inn i svarfeltet.
   *[other] { $n } filer er sette inn i teksten. Dei er ikkje lesne. Kopier teksten i dei inn i svarfelta.
}
word-differs = Ulikt det som står
word-nothing-differs = Fila seier ikkje noko anna enn det som står.
word-state-changed = Endra i fila
word-state-behind = Ikkje endra i fila
word-state-both = Må vurderast
word-state-unfit = Kan ikkje takast inn
word-state-same = Som det står
word-why-behind = Det som står, er endra etter at fila blei laga. Fila har det som stod før.
word-why-both = Både fila og det som står, er endra, eller fila seier ikkje kva ho blei laga av. Blir fila teken inn, ligg det som står no, i historikken.
word-why-contradicted = Fila kryssar av for «Ingen merknad», men det står noko i rådet. Vel på sida til rådet kva som gjeld.
word-why-no-mark = Det går ikkje an å sjå om ruta er kryssa av. Vel på sida til rådet.
word-why-no-choice = Dette er ikkje eitt av vala. Vel på sida til rådet.
word-why-ceiling = Teksten er lengre enn eit utkast kan vere (40 000 teikn). Kort han ned i fila og last ho opp på nytt.
word-why-not-yours = Dette skal andre skrive. Du kan ikkje ta det inn.
word-too-long = Teksten kan lagrast slik, men må kortast ned før svaret blir sendt.
word-under-mark = Rådet er merkt «Ingen merknad». Blir teksten teken inn, blir merket teke bort.
word-empties = Feltet er tomt i fila. Blir det teke inn, blir feltet tømt.
word-take = Ta inn dette
word-save = Ta inn det som er valt
word-leave = Ikkje ta inn noko
word-loose = Ikkje plassert
word-loose-text = Dette står i fila, men ikkje i eitt bestemt svarfelt. Kopier det inn der det høyrer til, om det er ein del av svaret.
word-no-heading = Utan overskrift
word-loose-outside = Står utanfor svarfelta
word-loose-unclear = Koden, feltet og bokmerket i rada passar ikkje saman
word-loose-twice = Same felt står fleire gonger i fila, med ulik tekst
word-loose-note = Fotnote eller sluttnote
word-loose-margin = Topptekst eller botntekst på sidene
word-loose-shown = Står i eit svarfelt som fila seier at ingen har skrive i
word-loose-retired = Feltet er ikkje med i høyringa lenger
word-same = Som det står
word-missing = Ikkje i fila
word-missing-text = Desse felta blei ikkje funne. Dei står som før.
word-again = Last opp ei anna fil
