# Skjemaet som Word-fil
word-file-name = svarskjema
word-title = Svarskjema: { $title }
word-facts = Om høringen og saken
word-fact-reference = Referanse
word-fact-owner = Avsender
word-fact-deadline = Høringsfrist
word-fact-version = Utgave
word-fact-from = Svar fra
word-fact-case = Vårt saksnummer
word-fact-treated-in = Behandles i
word-fact-meets-on = Møtedato
word-version = Versjon { $no }, publisert { $date }
word-how-1 = Dette er hele høringen med alle råd og felt. Den kan sendes rundt, skrives i og legges ved en sak.
word-how-2 = Skriv svarene i høyre kolonne i tabellene. Ett felt er én celle, og alt i cellen blir lest som svaret. Fet skrift og andre utseender blir ikke med.
word-how-3 = Ikke endre kodene i venstre kolonne. De viser hvor teksten hører til når filen lastes opp.
word-how-4 = Last opp filen på siden der svaret skrives. Da vises alt som er lest, råd for råd, før noe blir lagret.
word-how-pdf-1 = Dette er hele høringen med alle råd og felt, til å lese, sende rundt og legge ved en sak.
word-how-pdf-2 = Svaret skrives på nettsiden eller i Word-filen. Det som skrives i denne filen, kan ikke lastes opp.
word-proposed = Forslag til vedtak
word-proposed-cell = Forslag til vedtak
word-decision = Vedtak
word-decision-cell = Vedtak
word-letter = Høringsbrev
word-background = Bakgrunn
word-rationale = Begrunnelse
word-practice = Praktisk gjennomføring
word-answer-to = Svar på { $part }
word-column-field = Felt
word-column-answer = Svar
word-code = Kode: { $code }
word-limit = Høyst { $n } tegn med mellomrom
word-choices = Velg én: { $choices }
word-choose = Velg her
word-tick = Sett kryss i ruten når det ikke er merknader.
word-tick-one = Sett ett kryss.

# På høringens side
word-empty-form = Last ned svarskjemaet som Word-fil
pdf-empty-form = Last ned svarskjemaet som PDF

# Der svaret skrives
word-case-paper = Last ned saksframlegget (Word)
word-case-paper-pdf = Last ned saksframlegget (PDF)
word-adopted = Last opp den vedtatte teksten som Word-fil
word-page-title = Svar i Word
word-page-lead = Hent hele høringen som Word-fil, skriv i den, og last den opp igjen. Ingenting blir endret før det som er lest, er sett over.
word-fetch = Hent Word-filen
word-fetch-text = Filen har alle råd med tekst og felt, det som står i svaret nå, og plass til saksnummer, møtedato og vedtak.
word-fetch-button = Last ned Word-filen
word-pdf = Hent svaret som PDF
word-pdf-text = Det samme som Word-filen, til å lese, sende rundt og legge ved en sak. Det kan ikke lastes opp igjen.
word-pdf-button = Last ned som PDF
word-send = Last opp filen
word-send-text = Teksten leses fra svarfeltene i filen. Det som er forskjellig fra det som står, blir vist, og ingenting tas inn før det er valgt.
word-send-locked = Du kan laste opp filen og se hva den sier, men den kan ikke tas inn før teksten er låst opp.
word-gone-heading = Det som ble lest, er borte
word-gone = Det som leses fra en fil, blir tatt vare på i 24 timer, og bare for de siste filene. Ingenting av svaret er endret. Last opp filen på nytt.
word-file = Word-filen
word-file-hint = En .docx-fil på høyst 5 MB.
word-send-button = Se hva filen sier
word-no-file = Velg Word-filen som skal lastes opp.
word-not-word = Filen kan ikke leses som en Word-fil. Lagre den som .docx og last den opp på nytt.
word-too-large = Filen er for stor. Fjern bilder og annet som ikke er svar, og last den opp på nytt.
word-nothing-to-take = Dette kan ikke tas inn fra filen.

# Det som ble lest
word-look-title = Dette står i Word-filen
word-look-lead = { $file }, lastet opp { $when }. Ingenting fra filen er lagret i svaret før noen trykker på «Ta inn det som er valgt».
word-saved = { $n ->
    [0] Ingenting var valgt, og ingenting er endret.
    [one] Ett felt er tatt inn fra filen.
   *[other] { $n } felt er tatt inn fra filen.
}
word-overtaken-heading = Noen har lagret i mellomtiden
word-overtaken = Begge tekstene er tatt vare på, og det andre har skrevet, står. Her er filen mot det som står nå. Se over forskjellene og velg på nytt.
word-locked-heading = Teksten er låst til behandling
word-locked = Her vises hva filen sier. Det kan tas inn når teksten er låst opp.
word-remarks = Om filen
word-other-consultation = Filen er laget for en annen høring.
word-nothing-placed = Ingen svarfelt ble funnet i filen.
word-earlier-version = Filen er laget med versjon { $no } av utkastet. En nyere versjon er publisert siden.
word-tracked = { $n ->
    [one] Filen har én sporet endring. Teksten er lest som om den var godtatt.
   *[other] Filen har { $n } sporede endringer. Teksten er lest som om alle var godtatt.
}
word-comments = { $n ->
    [one] Filen har én kommentar, som ikke er lest.
   *[other] Filen har { $n } kommentarer, som ikke er lest.
}
word-images = { $n ->
    [one] Filen har ett bilde, som ikke blir med.
   *[other] Filen har { $n } bilder, som ikke blir med.
}
word-hidden = { $n ->
    [one] Én skjult tekst er ikke lest.
   *[other] { $n } skjulte tekster er ikke lest.
}
word-struck = { $n ->
    [one] Én tekst er strøket over i filen og er lest som vanlig tekst: se over den.
   *[other] { $n } tekster er strøket over i filen og er lest som vanlig tekst: se over dem.
}
word-raised = { $n ->
    [one] Én hevet eller senket tekst kan ikke skrives slik her og er lest som vanlig tekst: se over den, et tall kan ha blitt et annet.
   *[other] { $n } hevede eller senkede tekster kan ikke skrives slik her og er lest som vanlig tekst: se over dem, et tall kan ha blitt et annet.
}
word-equations = { $n ->
    [one] Én formel er lest som vanlig tekst, uten brøkstrek, rottegn og parenteser: se over den.
   *[other] { $n } formler er lest som vanlig tekst, uten brøkstreker, rottegn og parenteser: se over dem.
}
word-tables = { $n ->
    [one] Én rad i en tabell inne i et svar er lest som tekst.
   *[other] { $n } rader i tabeller inne i svar er lest som tekst.
}
word-symbols = { $n ->
    [one] Ett tegn fra en symbolskrift kan ikke leses og står som �.
   *[other] { $n } tegn fra symbolskrifter kan ikke leses og står som �.
}
word-inserted = { $n ->
    [one] Én fil er satt inn i teksten. Den er ikke lest. Kopier teksten i den inn i svarfeltet.
   *[other] { $n } filer er satt inn i teksten. De er ikke lest. Kopier teksten i dem inn i svarfeltene.
}
word-differs = Forskjellig fra det som står
word-nothing-differs = Filen sier ikke noe annet enn det som står.
word-state-changed = Endret i filen
word-state-behind = Ikke endret i filen
word-state-both = Må vurderes
word-state-unfit = Kan ikke tas inn
word-state-same = Som det står
word-why-behind = Det som står, er endret etter at filen ble laget. Filen har det som sto før.
word-why-both = Både filen og det som står, er endret, eller filen sier ikke hva den ble laget av. Tas filen inn, blir det som står nå, liggende i historikken.
word-why-contradicted = Filen krysser av for «Ingen merknad», men det står noe i rådet. Velg på rådets side hva som gjelder.
word-why-no-mark = Det går ikke an å se om ruten er krysset av. Velg på rådets side.
word-why-no-choice = Dette er ikke ett av valgene. Velg på rådets side.
word-why-ceiling = Teksten er lengre enn et utkast kan være (40 000 tegn). Kort den ned i filen og last den opp på nytt.
word-why-not-yours = Dette skal andre skrive. Du kan ikke ta det inn.
word-too-long = Teksten kan lagres slik, men må kortes ned før svaret sendes.
word-under-mark = Rådet er merket «Ingen merknad». Tas teksten inn, blir merket tatt bort.
word-empties = Feltet er tomt i filen. Tas det inn, blir feltet tømt.
word-take = Ta inn dette
word-save = Ta inn det som er valgt
word-leave = Ikke ta inn noe
word-loose = Ikke plassert
word-loose-text = Dette står i filen, men ikke i ett bestemt svarfelt. Kopier det inn der det hører til, hvis det er en del av svaret.
word-no-heading = Uten overskrift
word-loose-outside = Står utenfor svarfeltene
word-loose-unclear = Koden, feltet og bokmerket i raden passer ikke sammen
word-loose-twice = Samme felt står flere ganger i filen, med forskjellig tekst
word-loose-note = Fotnote eller sluttnote
word-loose-margin = Topptekst eller bunntekst på sidene
word-loose-shown = Står i et svarfelt som filen sier at ingen har skrevet i
word-loose-retired = Feltet er ikke med i høringen lenger
word-same = Som det står
word-missing = Ikke i filen
word-missing-text = Disse feltene ble ikke funnet. De står som før.
word-again = Last opp en annen fil
