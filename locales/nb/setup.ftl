## Oppsett av en høring: arbeidskopien, delene den har, kontroll og publisering.

tab-setup = Oppsett
work-new = Ny høring
work-being-written = Under arbeid
work-approvals = Venter på godkjenning
work-approval-asked = { $name } ba om godkjenning { $when }

setup-tab = Oppsett
setup-title = Oppsett: { $title }
setup-page-title = { $title } – oppsett
setup-list = Under arbeid
setup-list-lead = Høringer som skrives nå, og publiserte høringer som endres. Ingen ser dem før de er publisert.
setup-waits = Publiseres { $day }
setup-called-off = Publiseringen er stanset
setup-list-empty = Ingenting er under arbeid.
setup-is-change = Endring
setup-is-asked = Venter på godkjenning
setup-saved = Lagret { $when }
setup-show-parts = Vis delene
setup-part-ready = Klar
setup-part-empty = Ingenting ennå
setup-part-lacks = { $n ->
    [one] 1 mangler
   *[other] { $n } mangler
}
setup-save = Lagre
setup-untitled = Uten tittel
setup-in-nb = bokmål
setup-in-nn = nynorsk
setup-bokmal = Bokmål
setup-nynorsk = Nynorsk
setup-lacks-nynorsk = Mangler nynorsk
setup-overtaken = Noen andre har lagret i mellomtiden
setup-overtaken-means = Det du skrev, står i skjemaet. Under står det som er lagret nå, der det er noe annet. Lagre en gang til for å beholde ditt.
setup-overtaken-stays = Det du skrev, står i feltene. Lagre en gang til for å beholde ditt.
setup-overtaken-act = Det du trykket på, er ikke gjort. Gjør det en gang til hvis det fortsatt trengs.
setup-gone = Dette sto i felt som ikke er her lenger
setup-gone-means = Noen har tatt bort feltene mens du skrev. Det som står her, blir ikke lagret: kopier det du trenger, før du går videre.
setup-gone-advice = Tittel på nytt råd
setup-overtaken-order = Listen viser rekkefølgen som er lagret nå. Det du skrev, står fortsatt i feltene. Gjør flyttingen en gang til hvis den fortsatt trengs.
setup-empty-now = Tomt

## Ny

setup-new = Ny høring
setup-new-lead = Bare tittelen trengs for å begynne. Alt kan endres til høringen er publisert.
setup-new-copy = Kopi av «{ $title }». Datoer og referanse følger ikke med.
setup-copy-of = Kopi av { $title }
setup-create = Begynn
setup-title-nb = Tittel på bokmål
setup-address = Adresse på nettet
setup-address-hint = Siste del av adressen, med små bokstaver, tall og bindestrek. La stå tomt for å bruke referansen. Den kan ikke endres siden.
setup-same-case = Er dette en ny runde i samme sak?
setup-same-case-hint = Referansen er brukt før: { $earlier }.
setup-same-case-yes = Ja, den følger etter den forrige
setup-same-case-no = Nei
setup-same-case-answer = Svar på om dette er en ny runde i samme sak
setup-reference-other = Referansen hører til en annen sak. Skriv referansen til denne.
setup-wrong-address = Skriv adressen med små bokstaver a–z, tall og bindestrek
setup-address-taken = Adressen er i bruk. Velg en annen.

## Oversikten

setup-lead-new = Skriv delene i den rekkefølgen du vil. Ingenting er synlig for andre før du publiserer.
setup-lead-waits = Denne høringen blir publisert { $day }, slik den sist ble publisert herfra. Det du endrer her, blir med når du trykker på «Publiser» igjen. Skal den ikke ut den dagen, stanser du publiseringen, eller velger en senere dag og publiserer på nytt.
setup-lead-called-off = Publiseringen er stanset. Høringen blir ikke publisert før du trykker på «Publiser» igjen.
setup-lead-change = Dette er en endring av en publisert høring. Den publiserte står uendret til du publiserer endringen.
error-setup-not-ready = Kontrollen finner noe som må rettes først
error-published-already = Høringen er publisert allerede, og kan ikke stanses
setup-errors-left = { $n ->
    [0] Ingenting hindrer publisering
    [one] 1 ting må rettes før publisering
   *[other] { $n } ting må rettes før publisering
}
setup-warnings-left = { $n ->
    [0] Ingen ting å tenke over
    [one] 1 ting å tenke over
   *[other] { $n } ting å tenke over
}
setup-to-checks = Se hva som mangler
setup-to-publish = Gå til publisering
setup-download = Last ned som importfil
setup-discard = Forkast arbeidskopien
setup-discard-new = Alt som er skrevet her, blir borte for godt.
setup-discard-change = Endringene blir borte for godt. Den publiserte høringen står som den er.
setup-discard-waits = Endringene blir borte for godt. Høringen blir likevel publisert { $day }, slik den var før endringene.
setup-discard-called-off = Endringene blir borte for godt. Høringen blir stående slik den var før endringene, og blir ikke publisert av seg selv.
setup-discard-yes = Forkast for godt
setup-closed = Høringen er publisert, og ingen endringer er under arbeid.
setup-closed-waits = Høringen blir publisert { $date }. Ingen endringer er under arbeid.
setup-closed-called-off = Publiseringen er stanset. Åpne høringen for endring og publiser den på nytt når den skal ut.
setup-call-off = Stans publiseringen
setup-call-off-means = Høringen blir ikke publisert { $day }. Alt som er skrevet, blir stående, og den kan publiseres senere.
setup-call-off-yes = Ja, stans publiseringen
setup-closed-page = Se høringssiden
setup-closed-bodies = Til høringsinstansene
setup-open = Åpne for endring
setup-open-means = Endringene skrives i en arbeidskopi. De blir synlige først når de publiseres, som en ny versjon med en merknad om hva som er nytt.
setup-copy-this = Lag en ny høring som kopi

## Om saken

setup-about = Saken og datoene
setup-case = Saken
setup-kind = Hva slags runde er det?
setup-kind-hearing = Høring, med utkast og saksnummer
setup-kind-round = Innspillsrunde, før det finnes et utkast
setup-reference = Referanse (saksnummer)
setup-reference-hint = Slik det står i brevet: 24/13304, 2018/10769 eller 15/00248-11.
setup-follows = Følger etter
setup-follows-hint = Adressen til en tidligere høring i samme sak, for eksempel 24-13304. La stå tomt hvis det ikke er noen.
setup-dates = Datoer
setup-published-on = Publiseres
setup-deadline = Høringsfrist
setup-deadline-elsewhere = Fristen utsettes på siden Frist.
setup-short-reason = Hvorfor er fristen kort? (Trengs når den er under seks uker)
setup-owner = Avsender
setup-owner-name = Navn
setup-org-no = Organisasjonsnummer
setup-reply = Svar på brev går til
setup-contact = Kontakt for spørsmål
setup-contact-name = Navn
setup-contact-email = E-postadresse
setup-contact-phone = Telefon
setup-change = Endringen
setup-change-note = Hva er nytt i denne versjonen?
setup-professional = Er endringen faglig?
setup-yes = Ja. De som har begynt eller sendt inn, får e-post
setup-no = Nei, bare ordlyd

## Tekstene

setup-texts = Tekster
setup-markdown = Lengre tekster skrives i Markdown: tom linje mellom avsnitt, - foran punkter, ## foran overskrifter, *kursiv*.
setup-title-words = Tittel
setup-proposal-title = Tittel på utkastet
setup-product-type = Dokumenttype
setup-ingress = Ingress
setup-letter = Høringsbrev
setup-background = Bakgrunn

## Kapitler og råd

setup-outline = Kapitler og råd
setup-outline-note = Flytt med Opp og Ned. Nummeret er det leserne ser; nøkkelen til rådet er fast.
setup-advice-name = { $number ->
    [none] Råd: { $title }
   *[other] Råd { $number }: { $title }
}
setup-chapter-name = { $number ->
    [none] Kapittel: { $title }
   *[other] Kapittel { $number }: { $title }
}
setup-chapter-number = Nummer på kapittelet { $title }
setup-advice-number = Nummer på rådet { $title }
setup-new-chapter = Nytt kapittel
setup-add-chapter = Legg til kapittel
setup-new-advice-in = Nytt råd i { $chapter }
setup-add-advice = Legg til råd
setup-up = Opp
setup-down = Ned
setup-remove = Fjern
setup-remove-means = Teksten blir borte. Råd i et kapittel som fjernes, flyttes til kapittelet ved siden av.
setup-remove-published = Dette er publisert. I neste versjon utgår det; svar som er gitt, blir stående. Så lenge den nye versjonen ikke er publisert, kan det hentes tilbake.
setup-remove-yes = Fjern
setup-taken-out = Tatt ut av det som er publisert
setup-taken-out-means = Hent tilbake det som likevel skal stå. Det kommer slik det er publisert, og svarene på det følger med.
setup-bring-back = Hent tilbake
setup-save-numbers = Lagre numrene
setup-renumber = Nummerer på nytt
setup-around = Før og etter
setup-number = Nummer
setup-entry-title = Tittel
setup-chapter-body = Tekst
setup-strength = Styrke
setup-strength-none = Ikke angitt
setup-strength-should = Bør
setup-strength-shall = Skal
setup-body = Råd
setup-rationale = Begrunnelse
setup-practice = Praktisk gjennomføring

## Felter

setup-general = Generelle felter
setup-general-note = Felter som ikke hører til ett råd: generelle kommentarer, eller spørsmålene i en innspillsrunde.
setup-field-name = Felt { $n }: { $kind }
setup-field-text = tekst
setup-field-scale = standpunkt
setup-field-choice = valg
setup-field-published = Feltet er publisert. Navn og hjelpetekst kan endres, grensen bare heves, og valgene står.
setup-label = Navn på feltet
setup-help = Hjelpetekst
setup-limit = Grense i tegn
setup-limit-hint = Vanlig er 4000.
setup-option = Valg
setup-remove-field = Fjern feltet
setup-remove-field-published = Feltet er publisert. I neste versjon utgår det; svar som er gitt, blir stående. Så lenge den nye versjonen ikke er publisert, kan det hentes tilbake.
setup-bring-back-field = Hent tilbake feltet «{ $label }»
setup-more-fields = Flere felter
setup-add-text = Legg til tekstfelt
setup-add-stance = Legg til standpunkt
setup-add-template = Legg til de vanlige feltene

## Dokumenter

setup-documents = Dokumenter
setup-document-title = Tittel
setup-document-kind = Hva er det?
setup-document-letter = Høringsbrev
setup-document-draft = Høringsutkast
setup-document-paper = Annet dokument
setup-document-language = Språk
setup-document-remove = Fjern dokumentet
setup-documents-looked-over = Dokumentene som fulgte med kopien, er sett over og gjelder denne høringen
setup-document-add = Legg til dokument
setup-document-hint = PDF, DOCX, ODT, XLSX eller TXT. Alle dokumentene til sammen kan være 20 MB.
setup-document-save = Lagre og last opp
setup-document-again = Filen ble ikke lagt til. Velg den en gang til
setup-wrong-file = Filen kan ikke brukes. Velg en PDF, DOCX, ODT, XLSX eller TXT der innholdet er det navnet sier.
setup-wrong-infected = Det er funnet skadelig innhold i filen. Den er ikke tatt med.
setup-wrong-unscanned = Filen kan ikke undersøkes for skadelig innhold akkurat nå, og er ikke tatt med. Prøv igjen om litt.
setup-wrong-documents-size = Dokumentene er til sammen over 20 MB. Gjør dem mindre.

## Instanser

setup-bodies = Høringsinstanser
setup-bodies-total = { $n ->
    [0] Ingen er på listen
    [one] 1 instans blir invitert
   *[other] { $n } instanser blir invitert
}
setup-group = Gruppe { $n }
setup-group-named = Gruppe { $n }: { $name }
setup-group-name = Overskrift
setup-remove-group = Fjern hele gruppen
setup-remove-group-yes = Fjern gruppen
setup-nobody = Ingen skal inviteres. Alle kan svare, men ingen får brev.
setup-no-address = Noen kan ikke få brev
setup-no-address-register = Se instansene uten e-postadresse i registeret
setup-lists = Lagrede lister
setup-list-what = De som står på listen du velger, blir linjer i en gruppe med samme navn. Nedlagte og de som er ført opp her fra før, utelates. Listen du velger, låses når høringen publiseres.
setup-list-take = Ta inn listen
setup-list-none = Ingen lister er klare til bruk.
setup-list-taken = Fra listen «{ $name }».
setup-list-missing = Ikke tatt med: { $names }.
setup-list-closed = { $name } (nedlagt)
setup-wrong-list-changed = Listen «{ $name }» er endret etter at den ble tatt inn. Ta den inn på nytt, eller fjern gruppen
setup-line-collective = { $n } instanser
setup-paste = Lim inn listen slik den står i brevet
setup-paste-hint = Én instans på hver linje. En overskrift slutter med kolon, eller begynner med #.
setup-paste-read = Finn instansene
setup-paste-title = Hvem er ment?
setup-paste-found = { $n ->
    [one] 1 linje
   *[other] { $n } linjer
}, { $unsure ->
    [0] ingen er usikre
    [one] 1 må du svare på
   *[other] { $unsure } må du svare på
}
setup-paste-means = Ingenting legges på listen før du har svart. Linjer som registeret kjenner, er svart på for deg; se over dem.
setup-paste-collective = { $n } instanser i registeret i dag
setup-paste-unknown = Registeret har alle av dette slaget, men ingen som heter dette. Er navnet gammelt eller skrevet feil?
setup-paste-bare = Dette kan være en overskrift, eller alle av slaget
setup-paste-several = Linjen nevner flere grupper. Hopp over den, og lim dem inn på hver sin linje.
setup-paste-group = Registeret kan ikke invitere denne gruppen samlet. Hopp over den, og lim inn hver instans på sin linje.
setup-paste-count = Tallet på linjen stemmer ikke med registeret. Er alle ment slik de er i dag, eller bare noen av dem?
setup-paste-some = Dette kan være alle av slaget, eller bare noen av dem. Er bare noen ment, hopper du over linjen og limer inn hver av dem på sin linje.
setup-paste-plural = Dette ser ut som flere instanser eller en overskrift. Er flere ment, hopper du over linjen og limer inn hver av dem på sin linje.
setup-paste-number = Linjen har et organisasjonsnummer
setup-paste-doubtful = Linjen er ikke sikker: den har et spørsmålstegn, en parentes som ikke er lukket, eller nevner noen med «inkl.». Finn ut hvem som er ment.
setup-paste-short = Dette er et kort navn. Finn instansen under det hele navnet, hvis registeret har den.
setup-paste-place = Dette kan være en overskrift eller en instans
setup-paste-columns = Linjen har flere deler. Velg instansen hvis de hører sammen. Nevner den flere instanser, hopper du over den og limer inn hver av dem på sin linje.
setup-paste-named = Linjen nevner flere instanser i registeret
setup-paste-each = Hver for seg: { $names }
setup-paste-enumerated = Linjen ser ut til å nevne flere instanser. Gjør den det, hopper du over den og limer inn hver av dem på sin linje.
setup-paste-page = Dette ser ut som et sidetall, og legges ikke på listen.
setup-paste-address = Registeret har ingen med dette navnet. Adressen { $address } blir ikke med på listen; legg den inn på instansen i registeret når høringen er publisert.
setup-paste-address-known = Adressen { $address } blir ikke med på listen. Brevet går til adressen i registeret; rett den der hvis den er endret eller mangler.
setup-paste-many = Listen har mer enn { $n } linjer. Del den i to, og lim inn én del om gangen. Ingenting er lagt på listen.
setup-paste-new = Ny instans
setup-paste-heading = Overskrift
setup-paste-skip = Hopp over
setup-paste-take = Legg på listen
setup-paste-answer = Hvem er «{ $line }»?
setup-paste-choose = Velg hvem som er ment

## Kontroll

setup-checks = Kontroll
setup-checks-errors = Må rettes før publisering
setup-checks-none = Ingenting må rettes
setup-checks-warnings = Å tenke over
setup-checks-no-warnings = Ingenting
setup-lacks-reference = Skriv referansen (saksnummeret)
setup-wrong-reference = Skriv referansen som år og nummer, for eksempel 24/13304
setup-lacks-title = Skriv en tittel på bokmål
setup-lacks-ingress = Skriv en ingress på bokmål
setup-lacks-owner = Skriv hvem som sender på høring
setup-lacks-org-no = Skriv avsenderens organisasjonsnummer
setup-wrong-org-no = Organisasjonsnummeret er ikke gyldig. Det har ni sifre; slå det opp i Enhetsregisteret.
setup-lacks-reply = Skriv adressen som svar på brev går til
setup-wrong-email = Skriv en e-postadresse i riktig format, som navn@eksempel.no
setup-lacks-contact = Skriv en e-postadresse eller et telefonnummer for spørsmål
setup-lacks-published-on = Velg dagen høringen publiseres
setup-lacks-deadline = Velg en høringsfrist
setup-wrong-date = Datoen finnes ikke. Skriv den som år-måned-dag, for eksempel 2026-08-03.
setup-wrong-deadline-order = Fristen må være etter at høringen er publisert
setup-wrong-deadline-past = Fristen er passert. Velg en dag etter at høringen blir publisert.
setup-wrong-deadline-far = Fristen er mer enn tre år frem i tid. Se om årstallet er riktig: en publisert frist kan ikke settes tidligere.
setup-wrong-short = Fristen er { $days } dager. Under seks uker må begrunnes (utredningsinstruksen 3-3).
setup-warn-short = Fristen er { $days } dager. Normalt er den minst tre måneder.
setup-warn-published-before = Publiseringsdagen er passert. Dagen du publiserer, blir stående som publiseringsdag, og fristen regnes fra den.
setup-warn-saturday = Fristen er på en lørdag
setup-warn-sunday = Fristen er på en søndag
setup-warn-holiday = Fristen er på en helligdag: { $holiday }
setup-warn-july = Fristen er i juli, når mange har ferie
setup-warn-christmas = Fristen er i julen
setup-warn-easter = Fristen er i påskeuken
setup-wrong-too-long = Teksten er for lang. Kort den ned til { $n } tegn.
setup-wrong-image = { $n ->
    [one] Et bilde mangler tekst for den som ikke ser det. Skriv den mellom klammene: ![Kart over byen](kart.png).
   *[other] { $n } bilder mangler tekst for den som ikke ser dem. Skriv den mellom klammene: ![Kart over byen](kart.png).
}
setup-wrong-only-nynorsk = Teksten står bare på nynorsk. Skriv den på bokmål også.
setup-lacks-chapter-title = Et kapittel mangler tittel
setup-lacks-advice-title = Et råd mangler tittel
setup-lacks-advice-body = Et råd mangler tekst
setup-lacks-number = Et råd mangler nummer
setup-wrong-number = Nummeret er for langt. Skriv et kort nummer, som 1 eller 2.1.
setup-wrong-same-number = Nummeret { $number } er brukt to ganger
setup-lacks-field = Et råd har ingen felter å svare i
setup-lacks-anything = Det er ingenting å svare på. Legg til et råd eller et felt.
setup-wrong-advice-in-round = En innspillsrunde har ingen råd. Skriv spørsmålene som generelle felter.
setup-lacks-label = Et felt mangler navn
setup-wrong-limit = Grensen må være et tall fra 1 til 40 000
setup-lacks-options = Et felt har færre enn to valg
setup-lacks-option = Et valg mangler tekst
setup-lacks-document-title = Et dokument mangler tittel
setup-wrong-draft-in-round = En innspillsrunde har ikke noe høringsutkast
setup-wrong-same-line = «{ $line }» står to ganger på listen
setup-warn-no-bodies = Ingen er på listen over høringsinstanser. Alle kan svare, men ingen får brev.
setup-lacks-bodies = Ingen er på listen over høringsinstanser. Før dem opp, eller kryss av for at ingen skal inviteres.
setup-warn-no-address = { $n ->
    [one] 1 mottaker mangler e-post
   *[other] { $n } mottakere mangler e-post
}: { $names }. Legg inn adressen i instansregisteret, ellers får de ikke invitasjonen.
setup-warn-no-address-more = { $n ->
    [one] 1 mottaker mangler e-post
   *[other] { $n } mottakere mangler e-post
}: { $names } og { $more } til. Legg inn adressen i instansregisteret, ellers får de ikke invitasjonen.
setup-wrong-several-called = Registeret har flere instanser som heter «{ $line }». Fjern linjen, lim den inn på nytt og velg hvem som er ment.
setup-wrong-same-body = «{ $line }» og «{ $other }» står for samme instans. La den stå én gang.
setup-warn-no-nynorsk = { $n ->
    [one] 1 tekst mangler på nynorsk
   *[other] { $n } tekster mangler på nynorsk
}. Siden sier fra om det.
setup-warn-lacks-nynorsk = «{ $text }» mangler på nynorsk
setup-warn-other-case = «{ $text }» viser til sak { $reference }, som er en annen høring. Rett teksten hvis svarene skal merkes med saken her.
setup-warn-copied-documents = { $n ->
    [one] 1 dokument fulgte med kopien og er dokumentet til den tidligere høringen, { $reference }. Bytt det ut, eller se over det og kryss av for det.
   *[other] { $n } dokumenter fulgte med kopien og er dokumentene til den tidligere høringen, { $reference }. Bytt dem ut, eller se over dem og kryss av for det.
}
setup-warn-copied-deadline = «{ $text }» nevner { $date }, som var fristen i den tidligere høringen, { $reference }. Rett teksten hvis det er fristen som er ment.
setup-lacks-change-note = Skriv hva som er nytt i denne versjonen
setup-lacks-professional = Svar på om endringen er faglig
setup-wrong-deadline-earlier = Fristen er publisert og kan bare utsettes
setup-wrong-status-early = Status sier at fristen er ute, men den er ikke det ennå. La status stå tom til den siste fristen er ute
setup-wrong-owner-changed = Avsenderen kan ikke byttes etter publisering
setup-warn-owner-of-all = Dette gjelder alle høringene til avsenderen. Nå står det «{ $old }», og når dette publiseres, «{ $new }».
setup-wrong-owner-of-all = Dette gjelder alle høringene til avsenderen, og bare den som har en rolle på alle høringer, kan publisere en endring. Skriv «{ $old }».
setup-wrong-owner-of-all-empty = Dette gjelder alle høringene til avsenderen, og bare den som har en rolle på alle høringer, kan publisere en endring. La det stå tomt.
setup-wrong-limit-lower = Grensen kan bare heves fra { $n }: det kan være skrevet så mye allerede
setup-wrong-scale-order = De publiserte standpunktene må stå i samme rekkefølge, etter hverandre. Nye kan komme før eller etter dem.
setup-wrong-choice-gone = Valget «{ $label }» er publisert og må stå
setup-wrong-choice-changed = Valget «{ $label }» er publisert og må ha samme tekst
setup-wrong-change-note-same = Dette er merknaden til forrige versjon. Skriv hva som er endret siden den.
setup-wrong-reference-changed = Referansen er publisert. Skriv { $reference }.
setup-wrong-key-used = Dette har samme nøkkel som noe som er tatt ut, og gamle svar ville stått under det. Fjern det og legg det til på nytt.
setup-wrong-field-key-used = Feltet har samme nøkkel som et felt som er tatt ut, og gamle svar ville stått under det. Fjern feltet og legg det til på nytt.
setup-wrong-field-kind = Feltet har fått et annet slag enn det som er publisert. Fjern det og legg til et nytt.
setup-warn-put-back-day = Høringen er publisert, og dagen kan ikke endres lenger. I arbeidskopien sto { $day }. Det er satt tilbake til dagen den ble publisert.
setup-warn-put-back-deadline = Høringen er publisert, og fristen flyttes for seg. I arbeidskopien sto { $day }. Det er satt tilbake til fristen som gjelder.
setup-warn-put-back-kind = Høringen er publisert, og hva slags runde det er, kan ikke endres lenger. Det er satt tilbake til det som er publisert.
setup-warn-put-back-group = Gruppe { $n } på listen er publisert. Det som var endret eller fjernet i den, er satt tilbake. Det som var lagt til, står.
setup-warn-put-back-group-name = Gruppe { $n } på listen er publisert. Det nye navnet, «{ $name }», og det som var endret eller fjernet i den, er satt tilbake. Det som var lagt til, står.
setup-wrong-none-of-kind = Registeret har ingen som «{ $line }» kan stå for
setup-wrong-overtaken = Versjon { $version } er publisert etter at denne arbeidskopien ble åpnet, og kopien ville tatt det nye bort. Last ned filen med det du har skrevet, forkast kopien, åpne for endring på nytt, og før endringene inn der.
error-key-general = «generelt» er adressen til de generelle feltene. Gi rådet en annen nøkkel
setup-wrong-same-case = Referansen { $reference } er brukt før. Er dette en ny runde i samme sak, skriver du «{ $slug }» i feltet «Følger etter». Hvis ikke, retter du referansen.
setup-warn-same-case = Arbeidskopien «{ $slug }» har også referansen { $reference }. Den av dem som publiseres sist, må følge etter den andre eller få sin egen referanse.
setup-wrong-follows = Det finnes ingen høring på adressen «{ $slug }»

## Publisering

setup-publish = Publiser
setup-publish-lead = Dette skjer når du trykker på knappen:
setup-publish-change-lead = Dette skjer når du trykker på knappen:
setup-told = E-post
setup-told-letters = { $drafts ->
    [0] Ingen med utkast
    [one] Én med utkast
   *[other] { $drafts } med utkast
} og { $sent ->
    [0] ingen som har sendt inn, får e-post om hva som er nytt.
    [one] én som har sendt inn, får e-post om hva som er nytt.
   *[other] { $sent } som har sendt inn, får e-post om hva som er nytt.
}
setup-told-along = { $n ->
    [one] Én som skriver sammen med dem, får den også.
   *[other] { $n } som skriver sammen med dem, får den også.
}
setup-told-nobody = Ingen får e-post, for ingen har et innspill som kan endres før fristen.
setup-told-wording = Ingen får e-post, for bare ordlyden er endret. De som har begynt, ser hva som er nytt når de åpner innspillet.
setup-happens = Når
setup-happens-now = Høringen blir synlig for alle med en gang
setup-happens-later = Høringen blir synlig for alle { $date }
setup-happens-nothing = Ingenting er endret. Det blir ingen ny versjon, og ingen får e-post. Arbeidskopien lukkes.
setup-happens-version = Versjon { $n } blir synlig for alle med en gang
setup-happens-advice = { $n ->
    [0] Ingen råd
    [one] 1 råd
   *[other] { $n } råd
}
setup-happens-bodies = { $n ->
    [0] Ingen er invitert. Alle kan svare.
    [one] 1 instans føres opp som invitert. Invitasjonen sendes fra fanen Invitasjoner.
   *[other] { $n } instanser føres opp som invitert. Invitasjonene sendes fra fanen Invitasjoner.
}
setup-happens-bodies-more = { $n ->
    [0] Ingen nye føres opp som invitert.
    [one] 1 ny instans føres opp som invitert. Invitasjonen sendes fra fanen Invitasjoner.
   *[other] { $n } nye instanser føres opp som invitert. Invitasjonene sendes fra fanen Invitasjoner.
}
setup-publish-now = Publiser
setup-second = En annen må godkjenne før høringen blir publisert.
setup-ask = Be om godkjenning
setup-asked-by-you = Du har bedt om godkjenning. En annen må publisere.
setup-take-back = Trekk tilbake
setup-asked-by-other = En annen ber om at dette blir godkjent. Se over det, og publiser hvis det er riktig.
setup-approve = Godkjenn og publiser
setup-send-back = Send tilbake uten å godkjenne
setup-publish-moved = Noe er endret siden siden ble vist
setup-publish-moved-means = Se over en gang til før du trykker.

## Forhåndsvisning og prøve

setup-preview = Forhåndsvisning
setup-preview-not-yet = Noe i utkastet er feil og kan ikke vises. Se kontrollen først.
preview-notice-sketch = Forhåndsvisning av noe som ikke er ferdig. Det som mangler, står som «…», og dager, adresser og mottakere kan være satt inn for visningen. Kontrollen sier hva som står igjen.
preview-notice = Forhåndsvisning. Slik blir siden når den er publisert; ingen andre ser den nå.
preview-title = Forhåndsvisning: { $title }
setup-try = Prøv selv
setup-try-title = Prøv selv: { $part }
setup-try-parts = Deler du kan prøve
setup-try-whole = Hele svaret
setup-try-nothing = Ingenting av dette blir lagret eller sendt
setup-try-means = Feltene virker som for den som svarer. Det du skriver, blir borte når du går fra siden, og telles ikke noe sted.
setup-try-send = Vis kvitteringen
setup-try-receipt = Slik ville kvitteringen sett ut
setup-try-refused = Svaret ville ikke blitt sendt
setup-try-too-long = En tekst er for lang. Den som svarer, må kortne den ned først.
setup-try-empty = Ikke besvart

## Fra Word eller Markdown

setup-draft = Fra Word eller Markdown
setup-draft-lead = Overskriftene i utkastet blir kapitler og råd. Du ser over dem før de tas inn.
setup-draft-file = Utkastet som fil
setup-draft-file-hint = Word (DOCX) eller Markdown, høyst 20 MB. Filen blir ikke lagret.
setup-draft-paste = Eller lim inn Markdown
setup-draft-read = Finn rådene
setup-draft-empty = Velg en fil, eller lim inn et utkast
setup-draft-not-word = Filen kan ikke leses som Word. Åpne den i Word, lagre den på nytt som DOCX, og velg den igjen.
setup-draft-other-kind = Filen er verken DOCX eller Markdown. Åpne den i programmet den er laget med, lagre den som DOCX, og velg den igjen.
setup-draft-not-utf8 = Tekstfilen er ikke lagret som UTF-8. Lagre den på nytt med tegnkodingen UTF-8, eller lim inn teksten under.
setup-draft-too-large = Filen er for stor når den pakkes ut. Del den opp, eller fjern det som ikke er utkastet.
setup-draft-found = { $n ->
    [0] Vi fant ingen råd. Stemmer det?
    [one] Vi fant 1 råd. Stemmer det?
   *[other] Vi fant { $n } råd. Stemmer det?
}
setup-draft-remarks = Se på dette i filen
setup-draft-tracked = { $n ->
    [one] Filen har 1 sporet endring som ikke er godtatt. Innsatt tekst er tatt med, slettet tekst er ikke.
   *[other] Filen har { $n } sporede endringer som ikke er godtatt. Innsatt tekst er tatt med, slettet tekst er ikke.
}
setup-draft-comments = { $n ->
    [one] Filen har 1 kommentar. Den er ikke tatt med.
   *[other] Filen har { $n } kommentarer. De er ikke tatt med.
}
setup-draft-skipped = { $n ->
    [one] 1 overskrift hopper over et nivå
   *[other] { $n } overskrifter hopper over et nivå
}
setup-draft-images = { $n ->
    [one] Filen har 1 bilde. Bilder tas ikke med.
   *[other] Filen har { $n } bilder. Bilder tas ikke med.
}
setup-draft-no-alt = { $n ->
    [one] 1 bilde mangler tekst for den som ikke ser det
   *[other] { $n } bilder mangler tekst for den som ikke ser dem
}
setup-draft-footnotes = { $n ->
    [one] Filen har 1 fotnote. Den er ikke tatt med.
   *[other] Filen har { $n } fotnoter. De er ikke tatt med.
}
setup-draft-tables = { $n ->
    [one] Filen har 1 tabell. Teksten i cellene er tatt med som avsnitt; sett den opp på nytt.
   *[other] Filen har { $n } tabeller. Teksten i cellene er tatt med som avsnitt; sett dem opp på nytt.
}
setup-draft-same-number = { $n ->
    [one] 1 overskrift har samme nummer som en annen
   *[other] { $n } overskrifter har samme nummer som en annen
}
setup-draft-renumbered = { $n ->
    [one] 1 råd får et annet nummer enn i filen. Se etter tekster som viser til det.
   *[other] { $n } råd får andre numre enn i filen. Se etter tekster som viser til dem.
}
setup-draft-hidden = { $n ->
    [one] Filen har skjult tekst ett sted. Den er ikke tatt med.
   *[other] Filen har skjult tekst { $n } steder. Den er ikke tatt med.
}
setup-draft-struck = { $n ->
    [one] 1 tekst er strøket over i filen og er tatt med som vanlig tekst: se over den.
   *[other] { $n } tekster er strøket over i filen og er tatt med som vanlig tekst: se over dem.
}
setup-draft-raised = { $n ->
    [one] 1 hevet eller senket tekst kan ikke skrives slik her og står som vanlig tekst. Se over den: et tall kan ha blitt et annet.
   *[other] { $n } hevede eller senkede tekster kan ikke skrives slik her og står som vanlig tekst. Se over dem: et tall kan ha blitt et annet.
}
setup-draft-equations = { $n ->
    [one] 1 formel er tatt med som vanlig tekst, uten brøkstrek, rottegn og parenteser: se over den.
   *[other] { $n } formler er tatt med som vanlig tekst, uten brøkstreker, rottegn og parenteser: se over dem.
}
setup-draft-emphasis = { $n ->
    [one] Fet skrift eller kursiv er ikke tatt med ett sted.
   *[other] Fet skrift og kursiv er ikke tatt med { $n } steder.
}
setup-draft-links = { $n ->
    [one] Filen har 1 lenke. Teksten er tatt med, men ikke adressen.
   *[other] Filen har { $n } lenker. Tekstene er tatt med, men ikke adressene.
}
setup-draft-symbols = { $n ->
    [one] 1 tegn er skrevet med en egen skrifttype og kan ikke leses. Det står «�» i stedet.
   *[other] { $n } tegn er skrevet med en egen skrifttype og kan ikke leses. Det står «�» i stedet.
}
setup-draft-contents = Innholdsfortegnelsen er ikke tatt med.
setup-draft-title = Tittel på råd { $n }
setup-draft-merge = Slå sammen med rådet over
setup-draft-split = Del opp
setup-draft-split-at = Det nye rådet begynner med:
setup-draft-text = Se og rett teksten slik vi leste den
setup-draft-text-label = # foran kapitler, ## foran råd, ### foran deler av råd
setup-draft-read-anew = Du har rettet i teksten, så den er lest på nytt
setup-draft-read-anew-then = Se at rådene stemmer, og velg igjen det du ville gjøre.
setup-draft-again = Les på nytt
setup-draft-use = Ja, ta inn rådene
setup-draft-overtaken = Utkastet står her. Trykk en gang til for å ta det inn i det som er lagret nå.

## Endringer

setup-diff = Dette er endret
