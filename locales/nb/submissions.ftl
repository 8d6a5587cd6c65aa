# Å svare på en høring: begynne, skrive, se over, sende inn, kvitteringen.
# Tekster til den som svarer, velger mellom «du» og «dere» etter $who.

# Begynne
start-title = Send inn innspill
start-lead = Du kan begynne med en gang, uten å logge inn. Det du skriver, blir lagret underveis, og du kan fortsette senere.
start-on-behalf = Hvem svarer du for?
start-on-behalf-missing = Velg hvem du svarer for
start-person = Meg selv
start-organisation = En virksomhet eller organisasjon
start-public-body = Kommune eller annet offentlig organ
start-which = Hvilke råd vil du si noe om?
start-which-hint = Velg ingen hvis du vil ha alle i listen. Du kan ta med flere senere, og du kan alltid skrive generelt.
start-which-hint-only = Velg ingen hvis du vil ha alle i listen. Du kan ta med flere senere.
start-public-heading = Innspillet blir offentlig
start-public = Innspill til høringer er saksdokumenter, og de blir publisert. Du kan be om at noe unntas, og si hvorfor.
start-button = Start
start-cookie = Når du starter, setter vi én informasjonskapsel, som holder innspillet åpent for deg på denne maskinen i 24 timer etter at du sist brukte det. Den brukes ikke til noe annet. Vil du komme tilbake senere, velger du «Lagre og fortsett senere», så sender vi en lenke til e-postadressen din.
start-open = Du har et innspill åpent
start-open-text = På denne maskinen er det allerede begynt på et innspill til denne høringen. Fortsett på det, eller start på et nytt under.
start-open-draft = Fortsett på innspillet som sist ble lagret { $when }
start-open-sent = Åpne innspillet som er sendt inn (sist lagret { $when })
start-late-heading = Fristen har gått ut
start-late = Fristen gikk ut { $date } kl. 23.59. Innspill som kommer nå, blir mottatt og merket som for sent innkommet.
start-late-more-time = Trenger du mer tid, kan du be om å få svare likevel. Da får du svar på om innspillet kan komme senere.
start-more-time-button = Start, og be om å få svare likevel

# På alle sidene i et innspill
svar-from = Innspill fra { $name }
svar-yours = { $who ->
    [du] Innspillet ditt
   *[dere] Innspillet deres
}
svar-tag-draft = Utkast
svar-tag-sent = Sendt inn
svar-tag-changed = Endret etter innsending
svar-tag-unconfirmed = Ikke bekreftet
svar-saved = Lagret { $when }
svar-own-deadline = Ny frist for dette innspillet: { $date }
svar-own-deadline-of = Ny frist for { $body }: { $date }
svar-until = frist { $date }
svar-deadline-day = { $date } kl. 23.59
svar-days-left = { $n ->
    [0] Siste dag
    [one] 1 dag igjen
   *[other] { $n } dager igjen
}
svar-advice = Råd { $number }
svar-advice-retired = Råd { $number } (tatt ut av utkastet)
svar-field-retired = { $who ->
    [du] Dette spørsmålet er tatt ut av utkastet. Svaret blir sendt inn hvis du ikke fjerner det.
   *[dere] Dette spørsmålet er tatt ut av utkastet. Svaret blir sendt inn hvis dere ikke fjerner det.
}
svar-advice-of = Råd { $number } av { $total }
svar-general = Generelle innspill
svar-last-part = Siste del
svar-no-comment = Ingen merknad
svar-parts = Deler av svaret
svar-show-parts = Vis alle deler
svar-progress = { $done } av { $total } deler er ferdige
svar-status-not-started = Ikke startet
svar-status-started = Påbegynt
svar-status-ready = Klar
svar-status-too-long = Må kortes ned
svar-status-not-yet = Kan ikke starte ennå
svar-status-can-review = Kan gjøres når som helst
svar-status-closed = Kan ikke sendes inn lenger
svar-review = Se over og send inn
svar-later = Lagre og fortsett senere
svar-edit = Endre
svar-undo = Angre
svar-back-to-parts = Tilbake til delene
svar-back-to-review = Tilbake til oversikten
svar-open-receipt = Åpne kvitteringen
svar-open-unconfirmed = Se det som er lagret, eller rett e-postadressen
svar-about-answer = Om innspillet
svar-with-others = Sammen med andre

# Oppgavelisten
svar-sent-as = Innspillet er sendt inn som { $number }
svar-can-change = { $who ->
    [du] Du kan endre innspillet frem til { $deadline }. Det innsendte gjelder til du sender inn på nytt.
   *[dere] Dere kan endre innspillet frem til { $deadline }. Det innsendte gjelder til dere sender inn på nytt.
}
svar-changing-sent = { $who ->
    [du] Du endrer et innsendt innspill. Det innsendte gjelder til du sender inn på nytt.
   *[dere] Dere endrer et innsendt innspill. Det innsendte gjelder til dere sender inn på nytt.
}
svar-changing-sent-late = { $who ->
    [du] Du endrer et innsendt innspill etter fristen. Det innsendte gjelder. Det du sender inn nå, blir merket som for sent innkommet.
   *[dere] Dere endrer et innsendt innspill etter fristen. Det innsendte gjelder. Det dere sender inn nå, blir merket som for sent innkommet.
}
svar-minutes-change = Referatet kan endres helt til høringen er avsluttet. Alle versjoner blir tatt vare på.
svar-can-supplement = { $who ->
    [du] Fristen har gått ut. Du kan fortsatt ettersende noe. Det blir merket som for sent innkommet.
   *[dere] Fristen har gått ut. Dere kan fortsatt ettersende noe. Det blir merket som for sent innkommet.
}
svar-unconfirmed = Innspillet er lagret, men ikke bekreftet
svar-unconfirmed-text = { $who ->
    [du] Trykk på lenken i e-posten vi har sendt deg. Da får innspillet nummer og du får kvittering.
   *[dere] Trykk på lenken i e-posten vi har sendt dere. Da får innspillet nummer og dere får kvittering.
}
svar-late-heading = Etter fristen
svar-late = { $who ->
    [du] Fristen gikk ut { $deadline }. Du kan fortsatt sende inn. Innspillet blir merket som for sent innkommet.
   *[dere] Fristen gikk ut { $deadline }. Dere kan fortsatt sende inn. Innspillet blir merket som for sent innkommet.
}
svar-closed = { $who ->
    [du] Høringen er ferdigbehandlet og tar ikke imot innspill. Du kan fortsatt lese det som er skrevet.
   *[dere] Høringen er ferdigbehandlet og tar ikke imot innspill. Dere kan fortsatt lese det som er skrevet.
}
svar-marked = { $n ->
    [one] Ett råd er merket «Ingen merknad»
   *[other] { $n } råd er merket «Ingen merknad»
}
svar-marked-text = { $who ->
    [du] Du merket dem samlet. Angre tar bort merket på alle sammen, og ingenting annet endres.
   *[dere] Dere merket dem samlet. Angre tar bort merket på alle sammen, og ingenting annet endres.
}
svar-rest = Marker resten som ingen merknad
svar-rest-text = { $who ->
    [du] { $n ->
        [one] Ett råd er uten svar. Har du ingen merknad til det, kan du si det her. Det kan angres.
       *[other] { $n } råd er uten svar. Har du ingen merknader til dem, kan du si det i ett steg. Det kan angres.
    }
   *[dere] { $n ->
        [one] Ett råd er uten svar. Har dere ingen merknad til det, kan dere si det her. Det kan angres.
       *[other] { $n } råd er uten svar. Har dere ingen merknader til dem, kan dere si det i ett steg. Det kan angres.
    }
}
svar-others = { $n ->
    [one] Ett råd som ikke ble valgt
   *[other] { $n } råd som ikke ble valgt
}
svar-show-all = Ta alle rådene med i listen
svar-newer = Utkastet er endret
svar-newer-text = { $who ->
    [du] Det er publisert en nyere versjon av høringsutkastet siden du begynte. Alt du har skrevet, står som det var. Se om noe bør endres.
   *[dere] Det er publisert en nyere versjon av høringsutkastet siden dere begynte. Alt dere har skrevet, står som det var. Se om noe bør endres.
}
svar-newer-version = Se hva som er endret i versjon { $no }, { $date }
svar-newer-seen = Jeg har sett endringene
svar-advice-changed = Endret { $date }
svar-advice-new = Nytt { $date }
svar-advice-differences = Se hva som er endret

# Å skrive
svar-example-title = Eksempeltekst
svar-write-title = Svar på råd { $number }: { $title }
svar-whole-advice = Les hele rådet med begrunnelse
svar-no-health = { $who ->
    [du] Ikke skriv navn, fødselsnummer eller helseopplysninger om deg selv eller andre.
   *[dere] Ikke skriv navn, fødselsnummer eller helseopplysninger om dere selv eller andre.
}
svar-ready = { $who ->
    [du] Jeg er ferdig med dette rådet
   *[dere] Vi er ferdige med dette rådet
}
svar-clear = Fjern valget
svar-save-next = Lagre og gå til råd { $number }
svar-save-next-general = Lagre og gå til generelle innspill
svar-save-next-review = Lagre og se over
svar-save-later = Lagre og fortsett senere
svar-save-previous = Lagre og gå tilbake til
svar-not-saved = Ikke lagret. { $why }.
svar-keeps-text-heading = Teksten sendes ikke inn
svar-keeps-text = { $who ->
    [du] Du har svart «Ingen merknad». Teksten under er tatt vare på, men den blir ikke sendt inn.
   *[dere] Dere har svart «Ingen merknad». Teksten under er tatt vare på, men den blir ikke sendt inn.
}
svar-take-text-along = Ta teksten med likevel
save-lifted = Rådet var merket «Ingen merknad». Merket er tatt bort, siden det er skrevet noe her.
error-no-comment-said = Det står noe i dette rådet, og det ville ikke blitt sendt inn. Les utkastet og send ETag-en med i If-Match, eller tøm feltene først
save-asks = Teksten er lagret, men ikke valget «Ingen merknad», fordi det står tekst i feltene. Trykk på en av knappene under, så spør vi om teksten skal sendes inn.
no-comment-ask = { $who ->
    [du] Vil du svare «Ingen merknad» på råd { $number }?
   *[dere] Vil dere svare «Ingen merknad» på råd { $number }?
}
no-comment-text = { $who ->
    [du] Det står tekst i feltene. Med «Ingen merknad» blir teksten tatt vare på, men ikke sendt inn. Du kan når som helst ta den med igjen.
   *[dere] Det står tekst i feltene. Med «Ingen merknad» blir teksten tatt vare på, men ikke sendt inn. Dere kan når som helst ta den med igjen.
}
no-comment-back = Tilbake til rådet
no-comment-yes = Ja, svar «Ingen merknad»
no-comment-no = Nei, send teksten inn

# To har lagret i samme felt
conflict-title = To har skrevet i samme felt
conflict-lead = Ingenting er tapt. Velg hvilken tekst som skal stå.
conflict-theirs = Det som står nå
conflict-mine = Teksten din
conflict-mine-kept = Tatt vare på ved siden av
conflict-choose = Hva skal stå?
conflict-keep-theirs = Behold det som står nå
conflict-keep-mine = Behold teksten min
conflict-keep-merged = Flett: bruk den sammenslåtte teksten under
conflict-merged = Sammenslått tekst
conflict-merged-hint = Begge tekstene er satt inn. Rediger til den er slik den skal være.
conflict-empty = (tomt)
conflict-save = Lagre valget

# Hvem som svarer
sender-title = Hvem svarer
sender-title-inline = hvem som svarer
sender-lead = { $who ->
    [du] Du kan fylle ut dette når som helst. Alt må være fylt ut før innspillet kan sendes inn.
   *[dere] Dere kan fylle ut dette når som helst. Alt må være fylt ut før innspillet kan sendes inn.
}
sender-on-behalf = Svarer for
sender-organisation = Virksomhet
sender-organisation-number = Organisasjonsnummer
sender-organisation-number-optional = Organisasjonsnummer (valgfritt)
sender-organisation-hint = Ni sifre. Navn og nummer vises som oppgitt av avsender, ikke kontrollert.
sender-person = Navn
sender-role = Rolle
sender-role-optional = Rolle eller stilling (valgfritt)
sender-email = E-postadresse
sender-email-hint = Dit sender vi kvitteringen og lenken til innspillet. Adressen blir ikke publisert.
sender-shown = Navnet vises
sender-shown-question = Hvordan skal navnet ditt vises?
sender-shown-named = Med navn
sender-shown-private = Som privatperson, uten navn
sender-shown-private-hint = Navnet blir ikke publisert. Det kan likevel bli bedt om innsyn i det.
sender-withhold = Bedt unntatt offentlighet
sender-withhold-question = Bør noe i innspillet unntas offentlighet? (valgfritt)
sender-withhold-hint = Skriv hva det gjelder, og hvorfor, med inntil 1000 tegn. En saksbehandler avgjør det etter loven.
sender-body-fixed = Dere er invitert til å svare, og innspillet gjelder for dere. Navnet kan ikke endres her.
sender-meeting-fixed = Referatet er fra møtet, og heter det som møtet heter, med dagen. Det rettes under «Møter».
sender-save = Lagre
sender-overtaken-heading = Noen andre har lagret noe annet her
sender-overtaken = { $who ->
    [du] Det du skrev, er ikke lagret ennå. Ved hvert felt som er forskjellig, ser du hva som står nå. Rett feltene slik de skal være, og lagre.
   *[dere] Det dere skrev, er ikke lagret ennå. Ved hvert felt som er forskjellig, ser dere hva som står nå. Rett feltene slik de skal være, og lagre.
}
sender-stands = Står nå: { $text }

# Lagre og fortsette senere
keep-title = Lagre og fortsett senere
keep-lead = { $who ->
    [du] Innspillet er lagret. Skriv en e-postadresse, så sender vi deg en lenke som åpner det igjen, også på en annen maskin.
   *[dere] Innspillet er lagret. Skriv en e-postadresse, så sender vi dere en lenke som åpner det igjen, også på en annen maskin.
}
keep-email-hint = Adressen brukes bare til dette innspillet.
keep-moves = Med en annen adresse enn { $email } slutter lenken vi har sendt dit, å virke.
keep-locked = Lenken blir sendt til { $email }. Adressen kan ikke endres så lenge teksten er låst.
keep-personal = Den som har lenken, kan lese og endre innspillet. Del den bare med dem som skal skrive.
keep-button = Send lenken
keep-again = Send lenken på nytt
keep-go-on = Fortsett å skrive
keep-sent-heading = Lenken er sendt
keep-sent = Vi har sendt en e-post med lenken til { $email }.
keep-sent-close = { $who ->
    [du] Du kan trygt lukke siden. Innspillet er ikke sendt inn ennå.
   *[dere] Dere kan trygt lukke siden. Innspillet er ikke sendt inn ennå.
}
keep-sent-close-after = { $who ->
    [du] Du kan trygt lukke siden.
   *[dere] Dere kan trygt lukke siden.
}
keep-days = Innspill som ikke blir sendt inn, slettes { $n } dager etter fristen, etter siste endring, eller etter møtet det er låst for, hvis det er senere.
keep-days-invited = Innspill som ikke blir sendt inn, er her til høringen er avsluttet, og i minst { $n } dager etter fristen og siste endring. Så lenge kan det sendes inn.

# Se over og sende inn
review-lead = { $who ->
    [du] Les gjennom svarene. Du kan endre innspillet frem til { $deadline }, også etter at det er sendt inn.
   *[dere] Les gjennom svarene. Dere kan endre innspillet frem til { $deadline }, også etter at det er sendt inn.
}
review-lead-late = { $who ->
    [du] Fristen gikk ut { $deadline }. Du kan fortsatt sende inn. Innspillet blir merket som for sent innkommet, og en saksbehandler avgjør om det tas med.
   *[dere] Fristen gikk ut { $deadline }. Dere kan fortsatt sende inn. Innspillet blir merket som for sent innkommet, og en saksbehandler avgjør om det tas med.
}
review-lead-supplement = { $who ->
    [du] Fristen har gått ut. Innspillet som ble sendt inn i tide, gjelder fortsatt. Det du sender nå, blir et tillegg som er merket som for sent innkommet.
   *[dere] Fristen har gått ut. Innspillet som ble sendt inn i tide, gjelder fortsatt. Det dere sender nå, blir et tillegg som er merket som for sent innkommet.
}
review-answers = Svarene
review-whole-text = Vis hele teksten ({ $n } tegn)
review-too-long = { $n } tegn for mye i «{ $label }»
error-minutes-cancelled = Møtet det skulle skrives referat fra, er avlyst. Referatet kan ikke sendes inn. Det som er skrevet, er tatt vare på
error-minutes-early = Møtet har ikke begynt etter tiden det er varslet med, så referatet kan ikke sendes inn ennå. Er tiden feil, rett den under «Møter»; ellers send referatet når møtet har vært. Det som er skrevet, er tatt vare på
review-nothing-written = Skriv innspill til minst ett råd, eller svar «Ingen merknad»
review-keeps-text = { $who ->
    [du] Teksten du har skrevet her, er tatt vare på og sendes ikke inn.
   *[dere] Teksten dere har skrevet her, er tatt vare på og sendes ikke inn.
}
review-unanswered = Ikke besvart
review-unanswered-fine = { $who ->
    [du] Det er helt greit. Du svarer bare på det du vil.
   *[dere] Det er helt greit. Dere svarer bare på det dere vil.
}
review-show-unanswered = Vis hvilke
review-add = Legg til svar
review-rest = { $n ->
    [one] Ett råd
   *[other] { $n } råd
}
review-rest-and-general = { $n ->
    [one] Ett råd og generelle innspill
   *[other] { $n } råd og generelle innspill
}
review-sender = Avsender
review-sender-missing = Noe mangler før innspillet kan sendes inn
review-id-heading = Det ser ut som det står et fødselsnummer i innspillet
review-id = Innspillet blir offentlig. Fjern nummeret, eller send inn likevel hvis det ikke er et fødselsnummer.
review-moved-heading = Innspillet er endret
review-moved = Noe ble lagret etter at siden ble åpnet, så ingenting er sendt. Her er innspillet slik det står nå. Se over det, og send inn herfra.
review-public-body = Det blir publisert med navnet på virksomheten etter høringsfristen. Navn og e-postadresse til den som sender, blir ikke publisert.
review-public-person = Det blir publisert med navnet ditt etter høringsfristen, etter at en saksbehandler har sett på det. E-postadressen blir ikke publisert.
review-public-private = Det blir publisert uten navnet ditt etter høringsfristen, etter at en saksbehandler har sett på det. Det kan likevel bli bedt om innsyn i navnet.
review-after = { $who ->
    [du] Du får kvittering på siden og på e-post til { $email }.
   *[dere] Dere får kvittering på siden og på e-post til { $email }.
}
review-after-confirm = { $who ->
    [du] Når du har sendt inn, sender vi en e-post til { $email }. Trykk på lenken i den for å bekrefte, så får innspillet nummer og du får kvittering.
   *[dere] Når dere har sendt inn, sender vi en e-post til { $email }. Trykk på lenken i den for å bekrefte, så får innspillet nummer og dere får kvittering.
}
review-unchanged-heading = Dette er sendt inn
review-unchanged = Ingenting er endret siden innspillet ble sendt inn, så det er ikke noe nytt å sende.
review-unchanged-unconfirmed = Ingenting er endret siden innspillet ble sendt inn. Det mangler bare at e-postadressen blir bekreftet med lenken i e-posten.
review-send = Send inn innspill

# Det som kom etter fristen, når det er mer tid igjen
late-again-heading = Det er gitt mer tid
late-again = { $who ->
    [du] Det du sendte sist, kom etter fristen. Nå har du tid til { $deadline }: Send det inn på nytt, så er det i tide.
   *[dere] Det dere sendte sist, kom etter fristen. Nå har dere tid til { $deadline }: Send det inn på nytt, så er det i tide.
}
late-again-link = Send inn på nytt

# Kvitteringen
receipt-title = Innspillet er sendt inn
receipt-earlier-title = Tidligere versjon { $no } av innspillet
receipt-number = Nummer
receipt-late = Innspillet kom inn { $late } etter fristen. Det er mottatt og merket som for sent innkommet. En saksbehandler avgjør om det tas med.
receipt-other-stands = En annen versjon gjelder
receipt-supplement = Denne versjonen kom etter fristen. Versjon { $no }, som kom i tide, gjelder fortsatt. Denne står som et tillegg til en saksbehandler har avgjort det.
receipt-replaced = Innspillet er sendt inn på nytt. Det er versjon { $no } som gjelder.
receipt-received = Mottatt
receipt-when = { $day } { $time } (norsk tid)
receipt-deadline = Høringsfrist
receipt-version = Versjon av innspillet
receipt-proposal-version = Svarer på versjon av høringsutkastet
receipt-invited = { $text } (invitert høringsinstans)
receipt-claimed = { $text } (oppgitt av avsender, ikke kontrollert)
receipt-next = Hva skjer nå
receipt-next-mail = Vi sender kvitteringen til { $email }. Den samme kvitteringen finnes alltid her.
receipt-next-change = { $who ->
    [du] Du kan endre innspillet til { $deadline } med den samme lenken. Alle versjoner blir tatt vare på.
   *[dere] Dere kan endre innspillet til { $deadline } med den samme lenken. Alle versjoner blir tatt vare på.
}
receipt-next-read = Alle innspill blir lest og vurdert råd for råd når fristen er ute.
receipt-next-public = Innspillene blir publisert etter fristen.
receipt-change = Endre innspillet
receipt-change-late = Ettersend et tillegg
receipt-file = Last ned kvitteringen (JSON)
receipt-pdf = Last ned kvitteringen med hele teksten (PDF)
receipt-print = Skriv ut eller lagre som PDF
receipt-about = Om innsendingen
receipt-checksum = Kontrollsum (SHA-256)
receipt-checksum-what = Kontrollsummen er regnet ut av hele innspillet. Med den nedlastede filen kan hvem som helst kontrollere at ikke ett tegn er endret.
receipt-text = Dette er sendt inn
receipt-versions = Alle versjoner
receipt-version-link = Versjon { $no }, { $when }
receipt-shown-here = (vises her)
paper-title = Kvittering { $number }: { $title }
paper-consultation = Høring
paper-proves = Kontrollsummen er regnet ut av hele innspillet slik det kom inn: hvem som svarer, når det kom, hver tekst, hvert valg og hvert vedlegg. Er ett tegn endret, blir summen en annen. Den kontrolleres med kvitteringen som fil (JSON), ikke med denne filen.
paper-file = Fil
paper-size = Størrelse

# Lagret, men ikke bekreftet
unconfirmed-heading = Bekreft e-postadressen
unconfirmed-nobody-heading = Ingen kan bekrefte innspillet ennå
unconfirmed-nobody = Adressen er endret eller lenken avsluttet, og ingen ny e-post er sendt. Skriv adressen nedenfor, så sender vi lenken dit.
unconfirmed-sent-to = Vi har sendt en e-post til
unconfirmed-press = { $who ->
    [du] Åpne lenken i den og trykk på knappen «Bekreft innspillet». Da er du ferdig.
   *[dere] Åpne lenken i den og trykk på knappen «Bekreft innspillet». Da er dere ferdige.
}
unconfirmed-time-counts = { $who ->
    [du] Hele innspillet er lagret. Tidspunktet det kom inn, er det som gjelder mot fristen, også om du bekrefter senere.
   *[dere] Hele innspillet er lagret. Tidspunktet det kom inn, er det som gjelder mot fristen, også om dere bekrefter senere.
}
unconfirmed-number = Det får nummer og kvittering når det er bekreftet.
unconfirmed-days = Innspill som aldri blir bekreftet, slettes { $n } dager etter fristen, eller etter at de kom hvis det er senere.
unconfirmed-nothing-came = Har det ikke kommet noen e-post?
unconfirmed-look = Se i søppelposten, eller rett adressen og få e-posten sendt på nytt. Lenken som gikk til en feil adresse, slutter å virke.
unconfirmed-again = Send e-posten på nytt
unconfirmed-stored = Dette er lagret

# Lenken i et brev
landing-about = Om høringen
landing-draft = { $who ->
    [du] Fortsett på innspillet ditt
   *[dere] Fortsett på innspillet deres
}
landing-draft-text-minutes = Her skrives referatet fra møtet. Det kan sendes inn og endres helt til høringen er avsluttet.
landing-draft-text = Innspillet er lagret og ikke sendt inn ennå. Fristen er { $date }.
landing-draft-text-late = { $who ->
    [du] Innspillet er lagret og ikke sendt inn. Fristen gikk ut { $date }. Du kan fortsatt sende inn, men det blir merket som for sent innkommet.
   *[dere] Innspillet er lagret og ikke sendt inn. Fristen gikk ut { $date }. Dere kan fortsatt sende inn, men det blir merket som for sent innkommet.
}
landing-draft-text-closed = { $who ->
    [du] Innspillet er lagret og ble ikke sendt inn. Høringen er ferdigbehandlet og tar ikke imot innspill. Du kan fortsatt lese det som er skrevet.
   *[dere] Innspillet er lagret og ble ikke sendt inn. Høringen er ferdigbehandlet og tar ikke imot innspill. Dere kan fortsatt lese det som er skrevet.
}
landing-draft-button = Åpne innspillet
landing-confirm = Bekreft innspillet
landing-confirm-text = { $who ->
    [du] Innspillet ditt er lagret. Trykk på knappen for å bekrefte at e-postadressen er din. Da får innspillet nummer og du får kvittering.
   *[dere] Innspillet deres er lagret. Trykk på knappen for å bekrefte at e-postadressen er deres. Da får innspillet nummer og dere får kvittering.
}
landing-confirm-button = Bekreft innspillet
landing-confirms = Adressen som blir bekreftet:
landing-sent-text-minutes = Her skrives referatet fra møtet. Det kan sendes inn og endres helt til høringen er avsluttet.
landing-sent-text = { $who ->
    [du] Her kan du lese kvitteringen, og endre innspillet frem til fristen.
   *[dere] Her kan dere lese kvitteringen, og endre innspillet frem til fristen.
}
landing-sent-text-late = { $who ->
    [du] Her kan du lese kvitteringen. Fristen har gått ut, men du kan fortsatt ettersende noe. Det blir merket som for sent innkommet.
   *[dere] Her kan dere lese kvitteringen. Fristen har gått ut, men dere kan fortsatt ettersende noe. Det blir merket som for sent innkommet.
}
landing-sent-text-closed = { $who ->
    [du] Her kan du lese kvitteringen. Høringen er ferdigbehandlet og tar ikke imot innspill.
   *[dere] Her kan dere lese kvitteringen. Høringen er ferdigbehandlet og tar ikke imot innspill.
}
landing-sent-button = Åpne kvitteringen
landing-unconfirmed-text = { $who ->
    [du] Bekreft innspillet med lenken i e-posten vi har sendt deg.
   *[dere] Bekreft innspillet med lenken i e-posten vi har sendt dere.
}
landing-unconfirmed-button = Åpne innspillet
landing-cookie = Når du trykker, setter vi én informasjonskapsel, som holder innspillet åpent på denne maskinen.

# Å forlate innspillet
leave-title = Forlat innspillet på denne maskinen
leave-lead = { $who ->
    [du] Den neste som bruker maskinen, kan da ikke lese det du har skrevet. Alle innspill som er åpne i denne nettleseren, blir lukket. Ingenting blir slettet.
   *[dere] Den neste som bruker maskinen, kan da ikke lese det dere har skrevet. Alle innspill som er åpne i denne nettleseren, blir lukket. Ingenting blir slettet.
}
leave-lead-sign = Den neste som bruker maskinen, kan da ikke lese svaret. Alle innspill som er åpne i denne nettleseren, blir lukket. Ingenting blir slettet.
leave-way-back = { $who ->
    [du] Du kommer tilbake med lenken i e-posten.
   *[dere] Dere kommer tilbake med lenken i e-posten.
}
leave-back-to-sign = Til svaret dere er bedt om å stå bak
leave-no-way-back-heading = Ingen lenke er sendt
leave-no-way-back = { $who ->
    [du] Du har ikke fått noen lenke til innspillet. Forlater du det nå, er det ingen vei tilbake til det.
   *[dere] Dere har ikke fått noen lenke til innspillet. Forlater dere det nå, er det ingen vei tilbake til det.
}
leave-button = Forlat innspillet

# Det som er bestemt om et for sent innspill
receipt-late-decided = Innspillet kom inn { $late } etter fristen.
receipt-decided-counts = Det er bestemt { $day } at innspillet skal telle.
receipt-decided-not = Det er bestemt { $day } at innspillet ikke skal telle.

# Be om mer tid
more-time-title = Be om utsatt frist
more-time-late-title = Be om å få svare likevel
more-time-lead = { $who ->
    [du] Skriv når du kan svare, og hvorfor du trenger mer tid. Du får svar på e-post. Du kan skrive videre imens.
   *[dere] Skriv når dere kan svare, og hvorfor dere trenger mer tid. Dere får svar på e-post. Dere kan skrive videre imens.
}
more-time-day = Dagen svaret kan komme
more-time-reason-hint = { $who ->
    [du] For eksempel sykdom. Ikke skriv helseopplysninger eller fødselsnummer. Høyst { $n } tegn.
   *[dere] For eksempel datoen for det politiske møtet. Høyst { $n } tegn.
}
more-time-email-hint = Hit sender vi svaret, med en lenke til innspillet.
more-time-ask = Send anmodningen
more-time-asked = Bedt om { $when }: frist { $wanted }
error-more-time-waits = Den forrige anmodningen om mer tid har ikke fått svar ennå
more-time-waits = Anmodningen er sendt
more-time-granted = Anmodningen er innvilget
more-time-refused = Anmodningen er avslått
error-more-time-not-sent = Det er alt sendt en anmodning om mer tid fra dette innspillet, og den har ikke fått svar ennå. Anmodningen din er ikke sendt
more-time-one = { $who ->
    [du] Du får svar på e-post. Til da kan du ikke be om noe nytt.
   *[dere] Dere får svar på e-post. Til da kan dere ikke be om noe nytt.
}
