# Å svare på ei høyring: byrje, skrive, sjå over, sende inn, kvitteringa.
# Tekstar til den som svarer, vel mellom «du» og «de» etter $who.

# Byrje
start-title = Send inn innspel
start-lead = Du kan byrje med ein gong, utan å logge inn. Det du skriv, blir lagra undervegs, og du kan halde fram seinare.
start-on-behalf = Kven svarer du for?
start-on-behalf-missing = Vel kven du svarer for
start-person = Meg sjølv
start-organisation = Ei verksemd eller ein organisasjon
start-public-body = Kommune eller anna offentleg organ
start-which = Kva råd vil du seie noko om?
start-which-hint = Vel ingen om du vil ha alle i lista. Du kan ta med fleire seinare, og du kan alltid skrive generelt.
start-which-hint-only = Vel ingen om du vil ha alle i lista. Du kan ta med fleire seinare.
start-public-heading = Innspelet blir offentleg
start-public = Innspel til høyringar er saksdokument, og dei blir publiserte. Du kan be om at noko blir unnateke, og seie kvifor.
start-button = Start
start-cookie = Når du startar, set vi éin informasjonskapsel, som held innspelet ope for deg på denne maskina i 24 timar etter at du sist brukte det. Han blir ikkje brukt til noko anna. Vil du kome tilbake seinare, vel du «Lagre og hald fram seinare», så sender vi ei lenkje til e-postadressa di.
start-open = Du har eit innspel ope
start-open-text = På denne maskina er det alt byrja på eit innspel til denne høyringa. Hald fram på det, eller start på eit nytt under.
start-open-draft = Hald fram på innspelet som sist blei lagra { $when }
start-open-sent = Opne innspelet som er sendt inn (sist lagra { $when })
start-late-heading = Fristen har gått ut
start-late = Fristen gjekk ut { $date } kl. 23.59. Innspel som kjem no, blir mottekne og merkte som komne for seint.
start-late-more-time = Treng du meir tid, kan du be om å få svare likevel. Då får du svar på om innspelet kan kome seinare.
start-more-time-button = Start, og be om å få svare likevel

# På alle sidene i eit innspel
svar-from = Innspel frå { $name }
svar-yours = { $who ->
    [du] Innspelet ditt
   *[dere] Innspelet dykkar
}
svar-tag-draft = Utkast
svar-tag-sent = Sendt inn
svar-tag-changed = Endra etter innsending
svar-tag-unconfirmed = Ikkje stadfesta
svar-saved = Lagra { $when }
svar-own-deadline = Ny frist for dette innspelet: { $date }
svar-own-deadline-of = Ny frist for { $body }: { $date }
svar-until = frist { $date }
svar-deadline-day = { $date } kl. 23.59
svar-days-left = { $n ->
    [0] Siste dag
    [one] 1 dag att
   *[other] { $n } dagar att
}
svar-advice = Råd { $number }
svar-advice-retired = Råd { $number } (teke ut av utkastet)
svar-field-retired = { $who ->
    [du] Dette spørsmålet er teke ut av utkastet. Svaret blir sendt inn om du ikkje fjernar det.
   *[dere] Dette spørsmålet er teke ut av utkastet. Svaret blir sendt inn om de ikkje fjernar det.
}
svar-advice-of = Råd { $number } av { $total }
svar-general = Generelle innspel
svar-last-part = Siste del
svar-no-comment = Ingen merknad
svar-parts = Delar av svaret
svar-show-parts = Vis alle delar
svar-progress = { $done } av { $total } delar er ferdige
svar-status-not-started = Ikkje starta
svar-status-started = Påbyrja
svar-status-ready = Klar
svar-status-too-long = Må kortast ned
svar-status-not-yet = Kan ikkje starte enno
svar-status-can-review = Kan gjerast når som helst
svar-status-closed = Kan ikkje sendast inn lenger
svar-review = Sjå over og send inn
svar-later = Lagre og hald fram seinare
svar-edit = Endre
svar-undo = Angre
svar-back-to-parts = Tilbake til delane
svar-back-to-review = Tilbake til oversikta
svar-open-receipt = Opne kvitteringa
svar-open-unconfirmed = Sjå det som er lagra, eller rett e-postadressa
svar-about-answer = Om innspelet
svar-with-others = Saman med andre

# Oppgåvelista
svar-sent-as = Innspelet er sendt inn som { $number }
svar-can-change = { $who ->
    [du] Du kan endre innspelet fram til { $deadline }. Det innsende gjeld til du sender inn på nytt.
   *[dere] De kan endre innspelet fram til { $deadline }. Det innsende gjeld til de sender inn på nytt.
}
svar-changing-sent = { $who ->
    [du] Du endrar eit innsendt innspel. Det innsende gjeld til du sender inn på nytt.
   *[dere] De endrar eit innsendt innspel. Det innsende gjeld til de sender inn på nytt.
}
svar-changing-sent-late = { $who ->
    [du] Du endrar eit innsendt innspel etter fristen. Det innsende gjeld. Det du sender inn no, blir merkt som kome for seint.
   *[dere] De endrar eit innsendt innspel etter fristen. Det innsende gjeld. Det de sender inn no, blir merkt som kome for seint.
}
svar-minutes-change = Referatet kan endrast heilt til høyringa er avslutta. Alle versjonar blir tekne vare på.
svar-can-supplement = { $who ->
    [du] Fristen har gått ut. Du kan framleis ettersende noko. Det blir merkt som kome for seint.
   *[dere] Fristen har gått ut. De kan framleis ettersende noko. Det blir merkt som kome for seint.
}
svar-unconfirmed = Innspelet er lagra, men ikkje stadfesta
svar-unconfirmed-text = { $who ->
    [du] Trykk på lenkja i e-posten vi har sendt deg. Då får innspelet nummer og du får kvittering.
   *[dere] Trykk på lenkja i e-posten vi har sendt dykk. Då får innspelet nummer og de får kvittering.
}
svar-late-heading = Etter fristen
svar-late = { $who ->
    [du] Fristen gjekk ut { $deadline }. Du kan framleis sende inn. Innspelet blir merkt som kome for seint.
   *[dere] Fristen gjekk ut { $deadline }. De kan framleis sende inn. Innspelet blir merkt som kome for seint.
}
svar-closed = { $who ->
    [du] Høyringa er ferdigbehandla og tek ikkje imot innspel. Du kan framleis lese det som er skrive.
   *[dere] Høyringa er ferdigbehandla og tek ikkje imot innspel. De kan framleis lese det som er skrive.
}
svar-marked = { $n ->
    [one] Eitt råd er merkt «Ingen merknad»
   *[other] { $n } råd er merkte «Ingen merknad»
}
svar-marked-text = { $who ->
    [du] Du merkte dei samla. Angre tek bort merket på alle saman, og ingenting anna blir endra.
   *[dere] De merkte dei samla. Angre tek bort merket på alle saman, og ingenting anna blir endra.
}
svar-rest = Marker resten som ingen merknad
svar-rest-text = { $who ->
    [du] { $n ->
        [one] Eitt råd er utan svar. Har du ingen merknad til det, kan du seie det her. Det kan angrast.
       *[other] { $n } råd er utan svar. Har du ingen merknader til dei, kan du seie det i eitt steg. Det kan angrast.
    }
   *[dere] { $n ->
        [one] Eitt råd er utan svar. Har de ingen merknad til det, kan de seie det her. Det kan angrast.
       *[other] { $n } råd er utan svar. Har de ingen merknader til dei, kan de seie det i eitt steg. Det kan angrast.
    }
}
svar-others = { $n ->
    [one] Eitt råd som ikkje blei valt
   *[other] { $n } råd som ikkje blei valde
}
svar-show-all = Ta alle råda med i lista
svar-newer = Utkastet er endra
svar-newer-text = { $who ->
    [du] Det er publisert ein nyare versjon av høyringsutkastet sidan du byrja. Alt du har skrive, står som det var. Sjå om noko bør endrast.
   *[dere] Det er publisert ein nyare versjon av høyringsutkastet sidan de byrja. Alt de har skrive, står som det var. Sjå om noko bør endrast.
}
svar-newer-version = Sjå kva som er endra i versjon { $no }, { $date }
svar-newer-seen = Eg har sett endringane
svar-advice-changed = Endra { $date }
svar-advice-new = Nytt { $date }
svar-advice-differences = Sjå kva som er endra

# Å skrive
svar-example-title = Eksempeltekst
svar-write-title = Svar på råd { $number }: { $title }
svar-whole-advice = Les heile rådet med grunngiving
svar-no-health = { $who ->
    [du] Ikkje skriv namn, fødselsnummer eller helseopplysningar om deg sjølv eller andre.
   *[dere] Ikkje skriv namn, fødselsnummer eller helseopplysningar om dykk sjølve eller andre.
}
svar-ready = { $who ->
    [du] Eg er ferdig med dette rådet
   *[dere] Vi er ferdige med dette rådet
}
svar-clear = Fjern valet
svar-save-next = Lagre og gå til råd { $number }
svar-save-next-general = Lagre og gå til generelle innspel
svar-save-next-review = Lagre og sjå over
svar-save-later = Lagre og hald fram seinare
svar-save-previous = Lagre og gå tilbake til
svar-not-saved = Ikkje lagra. { $why }.
svar-keeps-text-heading = Teksten blir ikkje send inn
svar-keeps-text = { $who ->
    [du] Du har svart «Ingen merknad». Teksten under er teken vare på, men han blir ikkje send inn.
   *[dere] De har svart «Ingen merknad». Teksten under er teken vare på, men han blir ikkje send inn.
}
svar-take-text-along = Ta teksten med likevel
save-lifted = Rådet var merkt «Ingen merknad». Merket er teke bort, sidan det er skrive noko her.
error-no-comment-said = Det står noko i dette rådet, og det ville ikkje blitt sendt inn. Les utkastet og send ETag-en med i If-Match, eller tøm felta først
save-asks = Teksten er lagra, men ikkje valet «Ingen merknad», fordi det står tekst i felta. Trykk på ein av knappane under, så spør vi om teksten skal sendast inn.
no-comment-ask = { $who ->
    [du] Vil du svare «Ingen merknad» på råd { $number }?
   *[dere] Vil de svare «Ingen merknad» på råd { $number }?
}
no-comment-text = { $who ->
    [du] Det står tekst i felta. Med «Ingen merknad» blir teksten teken vare på, men ikkje send inn. Du kan når som helst ta han med att.
   *[dere] Det står tekst i felta. Med «Ingen merknad» blir teksten teken vare på, men ikkje send inn. De kan når som helst ta han med att.
}
no-comment-back = Tilbake til rådet
no-comment-yes = Ja, svar «Ingen merknad»
no-comment-no = Nei, send teksten inn

# To har lagra i same felt
conflict-title = To har skrive i same felt
conflict-lead = Ingenting er tapt. Vel kva for ein tekst som skal stå.
conflict-theirs = Det som står no
conflict-mine = Teksten din
conflict-mine-kept = Teke vare på ved sida av
conflict-choose = Kva skal stå?
conflict-keep-theirs = Behald det som står no
conflict-keep-mine = Behald teksten min
conflict-keep-merged = Flett: bruk den samanslegne teksten under
conflict-merged = Samanslegen tekst
conflict-merged-hint = Begge tekstane er sette inn. Rediger til han er slik han skal vere.
conflict-empty = (tomt)
conflict-save = Lagre valet

# Kven som svarer
sender-title = Kven svarer
sender-title-inline = kven som svarer
sender-lead = { $who ->
    [du] Du kan fylle ut dette når som helst. Alt må vere fylt ut før innspelet kan sendast inn.
   *[dere] De kan fylle ut dette når som helst. Alt må vere fylt ut før innspelet kan sendast inn.
}
sender-on-behalf = Svarer for
sender-organisation = Verksemd
sender-organisation-number = Organisasjonsnummer
sender-organisation-number-optional = Organisasjonsnummer (valfritt)
sender-organisation-hint = Ni siffer. Namn og nummer blir viste som oppgitt av avsendar, ikkje kontrollert.
sender-person = Namn
sender-role = Rolle
sender-role-optional = Rolle eller stilling (valfritt)
sender-email = E-postadresse
sender-email-hint = Dit sender vi kvitteringa og lenkja til innspelet. Adressa blir ikkje publisert.
sender-shown = Namnet blir vist
sender-shown-question = Korleis skal namnet ditt visast?
sender-shown-named = Med namn
sender-shown-private = Som privatperson, utan namn
sender-shown-private-hint = Namnet blir ikkje publisert. Det kan likevel bli bede om innsyn i det.
sender-withhold = Bede unnateke offentlegheit
sender-withhold-question = Bør noko i innspelet unntakast offentlegheit? (valfritt)
sender-withhold-hint = Skriv kva det gjeld, og kvifor, med inntil 1000 teikn. Ein saksbehandlar avgjer det etter lova.
sender-body-fixed = De er inviterte til å svare, og innspelet gjeld for dykk. Namnet kan ikkje endrast her.
sender-meeting-fixed = Referatet er frå møtet, og heiter det møtet heiter, med dagen. Det blir retta under «Møte».
sender-save = Lagre
sender-overtaken-heading = Nokon andre har lagra noko anna her
sender-overtaken = { $who ->
    [du] Det du skreiv, er ikkje lagra enno. Ved kvart felt som er ulikt, ser du kva som står no. Rett felta slik dei skal vere, og lagre.
   *[dere] Det de skreiv, er ikkje lagra enno. Ved kvart felt som er ulikt, ser de kva som står no. Rett felta slik dei skal vere, og lagre.
}
sender-stands = Står no: { $text }

# Lagre og halde fram seinare
keep-title = Lagre og hald fram seinare
keep-lead = { $who ->
    [du] Innspelet er lagra. Skriv ei e-postadresse, så sender vi deg ei lenkje som opnar det att, også på ei anna maskin.
   *[dere] Innspelet er lagra. Skriv ei e-postadresse, så sender vi dykk ei lenkje som opnar det att, også på ei anna maskin.
}
keep-email-hint = Adressa blir berre brukt til dette innspelet.
keep-moves = Med ei anna adresse enn { $email } sluttar lenkja vi har sendt dit, å verke.
keep-locked = Lenkja blir send til { $email }. Adressa kan ikkje endrast så lenge teksten er låst.
keep-personal = Den som har lenkja, kan lese og endre innspelet. Del ho berre med dei som skal skrive.
keep-button = Send lenkja
keep-again = Send lenkja på nytt
keep-go-on = Hald fram med å skrive
keep-sent-heading = Lenkja er send
keep-sent = Vi har sendt ein e-post med lenkja til { $email }.
keep-sent-close = { $who ->
    [du] Du kan trygt lukke sida. Innspelet er ikkje sendt inn enno.
   *[dere] De kan trygt lukke sida. Innspelet er ikkje sendt inn enno.
}
keep-sent-close-after = { $who ->
    [du] Du kan trygt lukke sida.
   *[dere] De kan trygt lukke sida.
}
keep-days = Innspel som ikkje blir sende inn, blir sletta { $n } dagar etter fristen, etter siste endring, eller etter møtet det er låst for, dersom det er seinare.
keep-days-invited = Innspel som ikkje blir sende inn, er her til høyringa er avslutta, og i minst { $n } dagar etter fristen og siste endring. Så lenge kan det sendast inn.

# Sjå over og sende inn
review-lead = { $who ->
    [du] Les gjennom svara. Du kan endre innspelet fram til { $deadline }, også etter at det er sendt inn.
   *[dere] Les gjennom svara. De kan endre innspelet fram til { $deadline }, også etter at det er sendt inn.
}
review-lead-late = { $who ->
    [du] Fristen gjekk ut { $deadline }. Du kan framleis sende inn. Innspelet blir merkt som kome for seint, og ein saksbehandlar avgjer om det blir teke med.
   *[dere] Fristen gjekk ut { $deadline }. De kan framleis sende inn. Innspelet blir merkt som kome for seint, og ein saksbehandlar avgjer om det blir teke med.
}
review-lead-supplement = { $who ->
    [du] Fristen har gått ut. Innspelet som blei sendt inn i tide, gjeld framleis. Det du sender no, blir eit tillegg som er merkt som kome for seint.
   *[dere] Fristen har gått ut. Innspelet som blei sendt inn i tide, gjeld framleis. Det de sender no, blir eit tillegg som er merkt som kome for seint.
}
review-answers = Svara
review-whole-text = Vis heile teksten ({ $n } teikn)
review-too-long = { $n } teikn for mykje i «{ $label }»
error-minutes-cancelled = Møtet det skulle skrivast referat frå, er avlyst. Referatet kan ikkje sendast inn. Det som er skrive, er teke vare på
error-minutes-early = Møtet har ikkje begynt etter tida det er varsla med, så referatet kan ikkje sendast inn enno. Er tida feil, rett ho under «Møte»; elles send referatet når møtet har vore. Det som er skrive, er teke vare på
review-nothing-written = Skriv innspel til minst eitt råd, eller svar «Ingen merknad»
review-keeps-text = { $who ->
    [du] Teksten du har skrive her, er teken vare på og blir ikkje send inn.
   *[dere] Teksten de har skrive her, er teken vare på og blir ikkje send inn.
}
review-unanswered = Ikkje svart på
review-unanswered-fine = { $who ->
    [du] Det er heilt greitt. Du svarer berre på det du vil.
   *[dere] Det er heilt greitt. De svarer berre på det de vil.
}
review-show-unanswered = Vis kva for nokre
review-add = Legg til svar
review-rest = { $n ->
    [one] Eitt råd
   *[other] { $n } råd
}
review-rest-and-general = { $n ->
    [one] Eitt råd og generelle innspel
   *[other] { $n } råd og generelle innspel
}
review-sender = Avsendar
review-sender-missing = Noko manglar før innspelet kan sendast inn
review-id-heading = Det ser ut som det står eit fødselsnummer i innspelet
review-id = Innspelet blir offentleg. Fjern nummeret, eller send inn likevel om det ikkje er eit fødselsnummer.
review-moved-heading = Innspelet er endra
review-moved = Noko blei lagra etter at sida blei opna, så ingenting er sendt. Her er innspelet slik det står no. Sjå over det, og send inn herfrå.
review-public-body = Det blir publisert med namnet på verksemda etter høyringsfristen. Namn og e-postadresse til den som sender, blir ikkje publisert.
review-public-person = Det blir publisert med namnet ditt etter høyringsfristen, etter at ein saksbehandlar har sett på det. E-postadressa blir ikkje publisert.
review-public-private = Det blir publisert utan namnet ditt etter høyringsfristen, etter at ein saksbehandlar har sett på det. Det kan likevel bli bede om innsyn i namnet.
review-after = { $who ->
    [du] Du får kvittering på sida og på e-post til { $email }.
   *[dere] De får kvittering på sida og på e-post til { $email }.
}
review-after-confirm = { $who ->
    [du] Når du har sendt inn, sender vi ein e-post til { $email }. Trykk på lenkja i han for å stadfeste, så får innspelet nummer og du får kvittering.
   *[dere] Når de har sendt inn, sender vi ein e-post til { $email }. Trykk på lenkja i han for å stadfeste, så får innspelet nummer og de får kvittering.
}
review-unchanged-heading = Dette er sendt inn
review-unchanged = Ingenting er endra sidan innspelet blei sendt inn, så det er ikkje noko nytt å sende.
review-unchanged-unconfirmed = Ingenting er endra sidan innspelet blei sendt inn. Det manglar berre at e-postadressa blir stadfesta med lenkja i e-posten.
review-send = Send inn innspel

# Det som kom etter fristen, når det er meir tid att
late-again-heading = Det er gitt meir tid
late-again = { $who ->
    [du] Det du sende sist, kom etter fristen. No har du tid til { $deadline }: Send det inn på nytt, så er det i tide.
   *[dere] Det de sende sist, kom etter fristen. No har de tid til { $deadline }: Send det inn på nytt, så er det i tide.
}
late-again-link = Send inn på nytt

# Kvitteringa
receipt-title = Innspelet er sendt inn
receipt-earlier-title = Tidlegare versjon { $no } av innspelet
receipt-number = Nummer
receipt-late = Innspelet kom inn { $late } etter fristen. Det er motteke og merkt som kome for seint. Ein saksbehandlar avgjer om det blir teke med.
receipt-other-stands = Ein annan versjon gjeld
receipt-supplement = Denne versjonen kom etter fristen. Versjon { $no }, som kom i tide, gjeld framleis. Denne står som eit tillegg til ein saksbehandlar har avgjort det.
receipt-replaced = Innspelet er sendt inn på nytt. Det er versjon { $no } som gjeld.
receipt-received = Motteke
receipt-when = { $day } { $time } (norsk tid)
receipt-deadline = Høyringsfrist
receipt-version = Versjon av innspelet
receipt-proposal-version = Svarer på versjon av høyringsutkastet
receipt-invited = { $text } (invitert høyringsinstans)
receipt-claimed = { $text } (oppgitt av avsendar, ikkje kontrollert)
receipt-next = Kva skjer no
receipt-next-mail = Vi sender kvitteringa til { $email }. Den same kvitteringa finst alltid her.
receipt-next-change = { $who ->
    [du] Du kan endre innspelet til { $deadline } med den same lenkja. Alle versjonar blir tekne vare på.
   *[dere] De kan endre innspelet til { $deadline } med den same lenkja. Alle versjonar blir tekne vare på.
}
receipt-next-read = Alle innspel blir lesne og vurderte råd for råd når fristen er ute.
receipt-next-public = Innspela blir publiserte etter fristen.
receipt-change = Endre innspelet
receipt-change-late = Ettersend eit tillegg
receipt-file = Last ned kvitteringa (JSON)
receipt-pdf = Last ned kvitteringa med heile teksten (PDF)
receipt-print = Skriv ut eller lagre som PDF
receipt-about = Om innsendinga
receipt-checksum = Kontrollsum (SHA-256)
receipt-checksum-what = Kontrollsummen er rekna ut av heile innspelet. Med den nedlasta fila kan kven som helst kontrollere at ikkje eitt teikn er endra.
receipt-text = Dette er sendt inn
receipt-versions = Alle versjonar
receipt-version-link = Versjon { $no }, { $when }
receipt-shown-here = (blir vist her)
paper-title = Kvittering { $number }: { $title }
paper-consultation = Høyring
paper-proves = Kontrollsummen er rekna ut av heile innspelet slik det kom inn: kven som svarer, når det kom, kvar tekst, kvart val og kvart vedlegg. Er eitt teikn endra, blir summen ein annan. Han blir kontrollert med kvitteringa som fil (JSON), ikkje med denne fila.
paper-file = Fil
paper-size = Storleik

# Lagra, men ikkje stadfesta
unconfirmed-heading = Stadfest e-postadressa
unconfirmed-nobody-heading = Ingen kan stadfeste innspelet enno
unconfirmed-nobody = Adressa er endra eller lenkja avslutta, og ingen ny e-post er send. Skriv adressa nedanfor, så sender vi lenkja dit.
unconfirmed-sent-to = Vi har sendt ein e-post til
unconfirmed-press = { $who ->
    [du] Opne lenkja i han og trykk på knappen «Stadfest innspelet». Då er du ferdig.
   *[dere] Opne lenkja i han og trykk på knappen «Stadfest innspelet». Då er de ferdige.
}
unconfirmed-time-counts = { $who ->
    [du] Heile innspelet er lagra. Tidspunktet det kom inn, er det som gjeld mot fristen, også om du stadfestar seinare.
   *[dere] Heile innspelet er lagra. Tidspunktet det kom inn, er det som gjeld mot fristen, også om de stadfestar seinare.
}
unconfirmed-number = Det får nummer og kvittering når det er stadfesta.
unconfirmed-days = Innspel som aldri blir stadfesta, blir sletta { $n } dagar etter fristen, eller etter at dei kom dersom det er seinare.
unconfirmed-nothing-came = Har det ikkje kome nokon e-post?
unconfirmed-look = Sjå i søppelposten, eller rett adressa og få e-posten send på nytt. Lenkja som gjekk til ei feil adresse, sluttar å verke.
unconfirmed-again = Send e-posten på nytt
unconfirmed-stored = Dette er lagra

# Lenkja i eit brev
landing-about = Om høyringa
landing-draft = { $who ->
    [du] Hald fram på innspelet ditt
   *[dere] Hald fram på innspelet dykkar
}
landing-draft-text-minutes = Her blir referatet frå møtet skrive. Det kan sendast inn og endrast heilt til høyringa er avslutta.
landing-draft-text = Innspelet er lagra og ikkje sendt inn enno. Fristen er { $date }.
landing-draft-text-late = { $who ->
    [du] Innspelet er lagra og ikkje sendt inn. Fristen gjekk ut { $date }. Du kan framleis sende inn, men det blir merkt som for seint kome inn.
   *[dere] Innspelet er lagra og ikkje sendt inn. Fristen gjekk ut { $date }. De kan framleis sende inn, men det blir merkt som for seint kome inn.
}
landing-draft-text-closed = { $who ->
    [du] Innspelet er lagra og blei ikkje sendt inn. Høyringa er ferdigbehandla og tek ikkje imot innspel. Du kan framleis lese det som er skrive.
   *[dere] Innspelet er lagra og blei ikkje sendt inn. Høyringa er ferdigbehandla og tek ikkje imot innspel. De kan framleis lese det som er skrive.
}
landing-draft-button = Opne innspelet
landing-confirm = Stadfest innspelet
landing-confirm-text = { $who ->
    [du] Innspelet ditt er lagra. Trykk på knappen for å stadfeste at e-postadressa er di. Då får innspelet nummer og du får kvittering.
   *[dere] Innspelet dykkar er lagra. Trykk på knappen for å stadfeste at e-postadressa er dykkar. Då får innspelet nummer og de får kvittering.
}
landing-confirm-button = Stadfest innspelet
landing-confirms = Adressa som blir stadfesta:
landing-sent-text-minutes = Her blir referatet frå møtet skrive. Det kan sendast inn og endrast heilt til høyringa er avslutta.
landing-sent-text = { $who ->
    [du] Her kan du lese kvitteringa, og endre innspelet fram til fristen.
   *[dere] Her kan de lese kvitteringa, og endre innspelet fram til fristen.
}
landing-sent-text-late = { $who ->
    [du] Her kan du lese kvitteringa. Fristen har gått ut, men du kan framleis ettersende noko. Det blir merkt som for seint kome inn.
   *[dere] Her kan de lese kvitteringa. Fristen har gått ut, men de kan framleis ettersende noko. Det blir merkt som for seint kome inn.
}
landing-sent-text-closed = { $who ->
    [du] Her kan du lese kvitteringa. Høyringa er ferdigbehandla og tek ikkje imot innspel.
   *[dere] Her kan de lese kvitteringa. Høyringa er ferdigbehandla og tek ikkje imot innspel.
}
landing-sent-button = Opne kvitteringa
landing-unconfirmed-text = { $who ->
    [du] Stadfest innspelet med lenkja i e-posten vi har sendt deg.
   *[dere] Stadfest innspelet med lenkja i e-posten vi har sendt dykk.
}
landing-unconfirmed-button = Opne innspelet
landing-cookie = Når du trykkjer, set vi éin informasjonskapsel, som held innspelet ope på denne maskina.

# Å forlate innspelet
leave-title = Forlat innspelet på denne maskina
leave-lead = { $who ->
    [du] Den neste som bruker maskina, kan då ikkje lese det du har skrive. Alle innspel som er opne i denne nettlesaren, blir lukka. Ingenting blir sletta.
   *[dere] Den neste som bruker maskina, kan då ikkje lese det de har skrive. Alle innspel som er opne i denne nettlesaren, blir lukka. Ingenting blir sletta.
}
leave-lead-sign = Den neste som bruker maskina, kan då ikkje lese svaret. Alle innspel som er opne i denne nettlesaren, blir lukka. Ingenting blir sletta.
leave-way-back = { $who ->
    [du] Du kjem tilbake med lenkja i e-posten.
   *[dere] De kjem tilbake med lenkja i e-posten.
}
leave-back-to-sign = Til svaret de er bedne om å stå bak
leave-no-way-back-heading = Inga lenkje er send
leave-no-way-back = { $who ->
    [du] Du har ikkje fått noka lenkje til innspelet. Forlèt du det no, er det ingen veg tilbake til det.
   *[dere] De har ikkje fått noka lenkje til innspelet. Forlèt de det no, er det ingen veg tilbake til det.
}
leave-button = Forlat innspelet

# Det som er bestemt om eit for seint innspel
receipt-late-decided = Innspelet kom inn { $late } etter fristen.
receipt-decided-counts = Det er bestemt { $day } at innspelet skal telje.
receipt-decided-not = Det er bestemt { $day } at innspelet ikkje skal telje.

# Be om meir tid
more-time-title = Be om utsett frist
more-time-late-title = Be om å få svare likevel
more-time-lead = { $who ->
    [du] Skriv når du kan svare, og kvifor du treng meir tid. Du får svar på e-post. Du kan skrive vidare imens.
   *[dere] Skriv når de kan svare, og kvifor de treng meir tid. De får svar på e-post. De kan skrive vidare imens.
}
more-time-day = Dagen svaret kan kome
more-time-reason-hint = { $who ->
    [du] Til dømes sjukdom. Ikkje skriv helseopplysningar eller fødselsnummer. Høgst { $n } teikn.
   *[dere] Til dømes datoen for det politiske møtet. Høgst { $n } teikn.
}
more-time-email-hint = Hit sender vi svaret, med ei lenkje til innspelet.
more-time-ask = Send oppmodinga
more-time-asked = Bede om { $when }: frist { $wanted }
error-more-time-waits = Den førre oppmodinga om meir tid har ikkje fått svar enno
more-time-waits = Oppmodinga er send
more-time-granted = Oppmodinga er innvilga
more-time-refused = Oppmodinga er avslått
error-more-time-not-sent = Det er alt sendt ei oppmoding om meir tid frå dette innspelet, og ho har ikkje fått svar enno. Oppmodinga di er ikkje send
more-time-one = { $who ->
    [du] Du får svar på e-post. Til då kan du ikkje be om noko nytt.
   *[dere] De får svar på e-post. Til då kan de ikkje be om noko nytt.
}
