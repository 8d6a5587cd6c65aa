## Oppsett av ei høyring: arbeidskopien, delane han har, kontroll og publisering.

tab-setup = Oppsett
work-new = Ny høyring
work-being-written = Under arbeid
work-approvals = Ventar på godkjenning
work-approval-asked = { $name } bad om godkjenning { $when }

setup-tab = Oppsett
setup-title = Oppsett: { $title }
setup-page-title = { $title } – oppsett
setup-list = Under arbeid
setup-list-lead = Høyringar som blir skrivne no, og publiserte høyringar som blir endra. Ingen ser dei før dei er publiserte.
setup-waits = Blir publisert { $day }
setup-called-off = Publiseringa er stansa
setup-list-empty = Ingenting er under arbeid.
setup-is-change = Endring
setup-is-asked = Ventar på godkjenning
setup-saved = Lagra { $when }
setup-show-parts = Vis delane
setup-part-ready = Klar
setup-part-empty = Ingenting enno
setup-part-lacks = { $n ->
    [one] 1 manglar
   *[other] { $n } manglar
}
setup-save = Lagre
setup-untitled = Utan tittel
setup-in-nb = bokmål
setup-in-nn = nynorsk
setup-bokmal = Bokmål
setup-nynorsk = Nynorsk
setup-lacks-nynorsk = Manglar nynorsk
setup-overtaken = Nokon andre har lagra i mellomtida
setup-overtaken-means = Det du skreiv, står i skjemaet. Under står det som er lagra no, der det er noko anna. Lagre ein gong til for å behalde ditt.
setup-overtaken-stays = Det du skreiv, står i felta. Lagre ein gong til for å behalde ditt.
setup-overtaken-act = Det du trykte på, er ikkje gjort. Gjer det ein gong til om det framleis trengst.
setup-gone = Dette stod i felt som ikkje er her lenger
setup-gone-means = Nokon har teke bort felta medan du skreiv. Det som står her, blir ikkje lagra: kopier det du treng, før du går vidare.
setup-gone-advice = Tittel på nytt råd
setup-overtaken-order = Lista viser rekkjefølgja som er lagra no. Det du skreiv, står framleis i felta. Gjer flyttinga ein gong til om ho framleis trengst.
setup-empty-now = Tomt

## Ny

setup-new = Ny høyring
setup-new-lead = Berre tittelen trengst for å begynne. Alt kan endrast til høyringa er publisert.
setup-new-copy = Kopi av «{ $title }». Datoar og referanse følgjer ikkje med.
setup-copy-of = Kopi av { $title }
setup-create = Begynn
setup-title-nb = Tittel på bokmål
setup-address = Adresse på nettet
setup-address-hint = Siste del av adressa, med små bokstavar, tal og bindestrek. La stå tomt for å bruke referansen. Ho kan ikkje endrast seinare.
setup-same-case = Er dette ein ny runde i same sak?
setup-same-case-hint = Referansen er brukt før: { $earlier }.
setup-same-case-yes = Ja, han følgjer etter den førre
setup-same-case-no = Nei
setup-same-case-answer = Svar på om dette er ein ny runde i same sak
setup-reference-other = Referansen høyrer til ei anna sak. Skriv referansen til denne.
setup-wrong-address = Skriv adressa med små bokstavar a–z, tal og bindestrek
setup-address-taken = Adressa er i bruk. Vel ei anna.

## Oversikta

setup-lead-new = Skriv delane i den rekkjefølgja du vil. Ingenting er synleg for andre før du publiserer.
setup-lead-waits = Denne høyringa blir publisert { $day }, slik ho sist blei publisert herifrå. Det du endrar her, blir med når du trykkjer på «Publiser» igjen. Skal ho ikkje ut den dagen, stansar du publiseringa, eller vel ein seinare dag og publiserer på nytt.
setup-lead-called-off = Publiseringa er stansa. Høyringa blir ikkje publisert før du trykkjer på «Publiser» igjen.
setup-lead-change = Dette er ei endring av ei publisert høyring. Den publiserte står uendra til du publiserer endringa.
error-setup-not-ready = Kontrollen finn noko som må rettast først
error-published-already = Høyringa er publisert allereie, og kan ikkje stansast
setup-errors-left = { $n ->
    [0] Ingenting hindrar publisering
    [one] 1 ting må rettast før publisering
   *[other] { $n } ting må rettast før publisering
}
setup-warnings-left = { $n ->
    [0] Ingen ting å tenkje over
    [one] 1 ting å tenkje over
   *[other] { $n } ting å tenkje over
}
setup-to-checks = Sjå kva som manglar
setup-to-publish = Gå til publisering
setup-download = Last ned som importfil
setup-discard = Forkast arbeidskopien
setup-discard-new = Alt som er skrive her, blir borte for godt.
setup-discard-change = Endringane blir borte for godt. Den publiserte høyringa står som ho er.
setup-discard-waits = Endringane blir borte for godt. Høyringa blir likevel publisert { $day }, slik ho var før endringane.
setup-discard-called-off = Endringane blir borte for godt. Høyringa blir ståande slik ho var før endringane, og blir ikkje publisert av seg sjølv.
setup-discard-yes = Forkast for godt
setup-closed = Høyringa er publisert, og ingen endringar er under arbeid.
setup-closed-waits = Høyringa blir publisert { $date }. Ingen endringar er under arbeid.
setup-closed-called-off = Publiseringa er stansa. Opne høyringa for endring og publiser ho på nytt når ho skal ut.
setup-call-off = Stans publiseringa
setup-call-off-means = Høyringa blir ikkje publisert { $day }. Alt som er skrive, blir ståande, og ho kan publiserast seinare.
setup-call-off-yes = Ja, stans publiseringa
setup-closed-page = Sjå høyringssida
setup-closed-bodies = Til høyringsinstansane
setup-open = Opne for endring
setup-open-means = Endringane blir skrivne i ein arbeidskopi. Dei blir synlege først når dei blir publiserte, som ein ny versjon med ein merknad om kva som er nytt.
setup-copy-this = Lag ei ny høyring som kopi

## Om saka

setup-about = Saka og datoane
setup-case = Saka
setup-kind = Kva slags runde er det?
setup-kind-hearing = Høyring, med utkast og saksnummer
setup-kind-round = Innspelsrunde, før det finst eit utkast
setup-reference = Referanse (saksnummer)
setup-reference-hint = Slik det står i brevet: 24/13304, 2018/10769 eller 15/00248-11.
setup-follows = Følgjer etter
setup-follows-hint = Adressa til ei tidlegare høyring i same sak, til dømes 24-13304. La stå tomt om det ikkje er noka.
setup-dates = Datoar
setup-published-on = Blir publisert
setup-deadline = Høyringsfrist
setup-deadline-elsewhere = Fristen blir utsett på sida Frist.
setup-short-reason = Kvifor er fristen kort? (Trengst når han er under seks veker)
setup-owner = Avsendar
setup-owner-name = Namn
setup-org-no = Organisasjonsnummer
setup-reply = Svar på brev går til
setup-contact = Kontakt for spørsmål
setup-contact-name = Namn
setup-contact-email = E-postadresse
setup-contact-phone = Telefon
setup-change = Endringa
setup-change-note = Kva er nytt i denne versjonen?
setup-professional = Er endringa fagleg?
setup-yes = Ja. Dei som har begynt eller sendt inn, får e-post
setup-no = Nei, berre ordlyd

## Tekstane

setup-texts = Tekstar
setup-markdown = Lengre tekstar blir skrivne i Markdown: tom linje mellom avsnitt, - framfor punkt, ## framfor overskrifter, *kursiv*.
setup-title-words = Tittel
setup-proposal-title = Tittel på utkastet
setup-product-type = Dokumenttype
setup-ingress = Ingress
setup-letter = Høyringsbrev
setup-background = Bakgrunn

## Kapittel og råd

setup-outline = Kapittel og råd
setup-outline-note = Flytt med Opp og Ned. Nummeret er det lesarane ser; nøkkelen til rådet er fast.
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
setup-remove-means = Teksten blir borte. Råd i eit kapittel som blir fjerna, blir flytta til kapittelet ved sida av.
setup-remove-published = Dette er publisert. I neste versjon går det ut; svar som er gitt, blir ståande. Så lenge den nye versjonen ikkje er publisert, kan det hentast tilbake.
setup-remove-yes = Fjern
setup-taken-out = Teke ut av det som er publisert
setup-taken-out-means = Hent tilbake det som likevel skal stå. Det kjem slik det er publisert, og svara på det følgjer med.
setup-bring-back = Hent tilbake
setup-save-numbers = Lagre numra
setup-renumber = Nummerer på nytt
setup-around = Før og etter
setup-number = Nummer
setup-entry-title = Tittel
setup-chapter-body = Tekst
setup-strength = Styrke
setup-strength-none = Ikkje oppgitt
setup-strength-should = Bør
setup-strength-shall = Skal
setup-body = Råd
setup-rationale = Grunngiving
setup-practice = Praktisk gjennomføring

## Felt

setup-general = Generelle felt
setup-general-note = Felt som ikkje høyrer til eitt råd: generelle kommentarar, eller spørsmåla i ein innspelsrunde.
setup-field-name = Felt { $n }: { $kind }
setup-field-text = tekst
setup-field-scale = standpunkt
setup-field-choice = val
setup-field-published = Feltet er publisert. Namn og hjelpetekst kan endrast, grensa berre hevast, og vala står.
setup-label = Namn på feltet
setup-help = Hjelpetekst
setup-limit = Grense i teikn
setup-limit-hint = Vanleg er 4000.
setup-option = Val
setup-remove-field = Fjern feltet
setup-remove-field-published = Feltet er publisert. I neste versjon går det ut; svar som er gitt, blir ståande. Så lenge den nye versjonen ikkje er publisert, kan det hentast tilbake.
setup-bring-back-field = Hent tilbake feltet «{ $label }»
setup-more-fields = Fleire felt
setup-add-text = Legg til tekstfelt
setup-add-stance = Legg til standpunkt
setup-add-template = Legg til dei vanlege felta

## Dokument

setup-documents = Dokument
setup-document-title = Tittel
setup-document-kind = Kva er det?
setup-document-letter = Høyringsbrev
setup-document-draft = Høyringsutkast
setup-document-paper = Anna dokument
setup-document-language = Språk
setup-document-remove = Fjern dokumentet
setup-documents-looked-over = Dokumenta som følgde med kopien, er sett over og gjeld denne høyringa
setup-document-add = Legg til dokument
setup-document-hint = PDF, DOCX, ODT, XLSX eller TXT. Alle dokumenta til saman kan vere 20 MB.
setup-document-save = Lagre og last opp
setup-document-again = Fila blei ikkje lagd til. Vel ho ein gong til
setup-wrong-file = Fila kan ikkje brukast. Vel ein PDF, DOCX, ODT, XLSX eller TXT der innhaldet er det namnet seier.
setup-wrong-infected = Det er funne skadeleg innhald i fila. Ho er ikkje teken med.
setup-wrong-unscanned = Fila kan ikkje undersøkjast for skadeleg innhald akkurat no, og er ikkje teken med. Prøv igjen om litt.
setup-wrong-documents-size = Dokumenta er til saman over 20 MB. Gjer dei mindre.

## Instansar

setup-bodies = Høyringsinstansar
setup-bodies-total = { $n ->
    [0] Ingen er på lista
    [one] 1 instans blir invitert
   *[other] { $n } instansar blir inviterte
}
setup-group = Gruppe { $n }
setup-group-named = Gruppe { $n }: { $name }
setup-group-name = Overskrift
setup-remove-group = Fjern heile gruppa
setup-remove-group-yes = Fjern gruppa
setup-nobody = Ingen skal inviterast. Alle kan svare, men ingen får brev.
setup-no-address = Nokon kan ikkje få brev
setup-no-address-register = Sjå instansane utan e-postadresse i registeret
setup-lists = Lagra lister
setup-list-what = Dei som står på lista du vel, blir linjer i ei gruppe med same namn. Nedlagde og dei som er førte opp her frå før, blir utelatne. Lista du vel, blir låst når høyringa blir publisert.
setup-list-take = Ta inn lista
setup-list-none = Ingen lister er klare til bruk.
setup-list-taken = Frå lista «{ $name }».
setup-list-missing = Ikkje tekne med: { $names }.
setup-list-closed = { $name } (nedlagd)
setup-wrong-list-changed = Lista «{ $name }» er endra etter at ho blei teken inn. Ta ho inn på nytt, eller fjern gruppa
setup-line-collective = { $n } instansar
setup-paste = Lim inn lista slik ho står i brevet
setup-paste-hint = Éin instans på kvar linje. Ei overskrift sluttar med kolon, eller begynner med #.
setup-paste-read = Finn instansane
setup-paste-title = Kven er meint?
setup-paste-found = { $n ->
    [one] 1 linje
   *[other] { $n } linjer
}, { $unsure ->
    [0] ingen er usikre
    [one] 1 må du svare på
   *[other] { $unsure } må du svare på
}
setup-paste-means = Ingenting blir lagt på lista før du har svart. Linjer som registeret kjenner, er det svart på for deg; sjå over dei.
setup-paste-collective = { $n } instansar i registeret i dag
setup-paste-unknown = Registeret har alle av dette slaget, men ingen som heiter dette. Er namnet gammalt eller skrive feil?
setup-paste-bare = Dette kan vere ei overskrift, eller alle av slaget
setup-paste-several = Linja nemner fleire grupper. Hopp over ho, og lim dei inn på kvar si linje.
setup-paste-group = Registeret kan ikkje invitere denne gruppa samla. Hopp over ho, og lim inn kvar instans på si linje.
setup-paste-count = Talet på linja stemmer ikkje med registeret. Er alle meinte slik dei er i dag, eller berre nokre av dei?
setup-paste-some = Dette kan vere alle av slaget, eller berre nokre av dei. Er berre nokre meinte, hoppar du over linja og limer inn kvar av dei på si linje.
setup-paste-plural = Dette ser ut som fleire instansar eller ei overskrift. Er fleire meinte, hoppar du over linja og limer inn kvar av dei på si linje.
setup-paste-number = Linja har eit organisasjonsnummer
setup-paste-doubtful = Linja er ikkje sikker: ho har eit spørjeteikn, ein parentes som ikkje er lukka, eller nemner nokon med «inkl.». Finn ut kven som er meint.
setup-paste-short = Dette er eit kort namn. Finn instansen under det fulle namnet, om registeret har han.
setup-paste-place = Dette kan vere ei overskrift eller ein instans
setup-paste-columns = Linja har fleire delar. Vel instansen om dei høyrer saman. Nemner ho fleire instansar, hoppar du over ho og limer inn kvar av dei på si linje.
setup-paste-named = Linja nemner fleire instansar i registeret
setup-paste-each = Kvar for seg: { $names }
setup-paste-enumerated = Linja ser ut til å nemne fleire instansar. Gjer ho det, hoppar du over ho og limer inn kvar av dei på si linje.
setup-paste-page = Dette ser ut som eit sidetal, og blir ikkje lagt på lista.
setup-paste-address = Registeret har ingen med dette namnet. Adressa { $address } blir ikkje med på lista; legg ho inn på instansen i registeret når høyringa er publisert.
setup-paste-address-known = Adressa { $address } blir ikkje med på lista. Brevet går til adressa i registeret; rett ho der om ho er endra eller manglar.
setup-paste-many = Lista har meir enn { $n } linjer. Del ho i to, og lim inn ein del om gongen. Ingenting er lagt på lista.
setup-paste-new = Ny instans
setup-paste-heading = Overskrift
setup-paste-skip = Hopp over
setup-paste-take = Legg på lista
setup-paste-answer = Kven er «{ $line }»?
setup-paste-choose = Vel kven som er meint

## Kontroll

setup-checks = Kontroll
setup-checks-errors = Må rettast før publisering
setup-checks-none = Ingenting må rettast
setup-checks-warnings = Å tenkje over
setup-checks-no-warnings = Ingenting
setup-lacks-reference = Skriv referansen (saksnummeret)
setup-wrong-reference = Skriv referansen som år og nummer, til dømes 24/13304
setup-lacks-title = Skriv ein tittel på bokmål
setup-lacks-ingress = Skriv ein ingress på bokmål
setup-lacks-owner = Skriv kven som sender på høyring
setup-lacks-org-no = Skriv organisasjonsnummeret til avsendaren
setup-wrong-org-no = Organisasjonsnummeret er ikkje gyldig. Det har ni siffer; slå det opp i Einingsregisteret.
setup-lacks-reply = Skriv adressa som svar på brev går til
setup-wrong-email = Skriv ei e-postadresse i rett format, som namn@eksempel.no
setup-lacks-contact = Skriv ei e-postadresse eller eit telefonnummer for spørsmål
setup-lacks-published-on = Vel dagen høyringa blir publisert
setup-lacks-deadline = Vel ein høyringsfrist
setup-wrong-date = Datoen finst ikkje. Skriv han som år-månad-dag, til dømes 2026-08-03.
setup-wrong-deadline-order = Fristen må vere etter at høyringa er publisert
setup-wrong-deadline-past = Fristen er passert. Vel ein dag etter at høyringa blir publisert.
setup-wrong-deadline-far = Fristen er meir enn tre år fram i tid. Sjå om årstalet er rett: ein publisert frist kan ikkje setjast tidlegare.
setup-wrong-short = Fristen er { $days } dagar. Under seks veker må grunngivast (utgreiingsinstruksen 3-3).
setup-warn-short = Fristen er { $days } dagar. Normalt er han minst tre månader.
setup-warn-published-before = Publiseringsdagen er passert. Dagen du publiserer, blir ståande som publiseringsdag, og fristen blir rekna frå han.
setup-warn-saturday = Fristen er på ein laurdag
setup-warn-sunday = Fristen er på ein søndag
setup-warn-holiday = Fristen er på ein heilagdag: { $holiday }
setup-warn-july = Fristen er i juli, når mange har ferie
setup-warn-christmas = Fristen er i jula
setup-warn-easter = Fristen er i påskeveka
setup-wrong-too-long = Teksten er for lang. Kort han ned til { $n } teikn.
setup-wrong-image = { $n ->
    [one] Eit bilete manglar tekst for den som ikkje ser det. Skriv han mellom klammene: ![Kart over byen](kart.png).
   *[other] { $n } bilete manglar tekst for den som ikkje ser dei. Skriv han mellom klammene: ![Kart over byen](kart.png).
}
setup-wrong-only-nynorsk = Teksten står berre på nynorsk. Skriv han på bokmål òg.
setup-lacks-chapter-title = Eit kapittel manglar tittel
setup-lacks-advice-title = Eit råd manglar tittel
setup-lacks-advice-body = Eit råd manglar tekst
setup-lacks-number = Eit råd manglar nummer
setup-wrong-number = Nummeret er for langt. Skriv eit kort nummer, som 1 eller 2.1.
setup-wrong-same-number = Nummeret { $number } er brukt to gonger
setup-lacks-field = Eit råd har ingen felt å svare i
setup-lacks-anything = Det er ingenting å svare på. Legg til eit råd eller eit felt.
setup-wrong-advice-in-round = Ein innspelsrunde har ingen råd. Skriv spørsmåla som generelle felt.
setup-lacks-label = Eit felt manglar namn
setup-wrong-limit = Grensa må vere eit tal frå 1 til 40 000
setup-lacks-options = Eit felt har færre enn to val
setup-lacks-option = Eit val manglar tekst
setup-lacks-document-title = Eit dokument manglar tittel
setup-wrong-draft-in-round = Ein innspelsrunde har ikkje noko høyringsutkast
setup-wrong-same-line = «{ $line }» står to gonger på lista
setup-warn-no-bodies = Ingen er på lista over høyringsinstansar. Alle kan svare, men ingen får brev.
setup-lacks-bodies = Ingen er på lista over høyringsinstansar. Før dei opp, eller kryss av for at ingen skal inviterast.
setup-warn-no-address = { $n ->
    [one] 1 mottakar manglar e-post
   *[other] { $n } mottakarar manglar e-post
}: { $names }. Legg inn adressa i instansregisteret, elles får dei ikkje invitasjonen.
setup-warn-no-address-more = { $n ->
    [one] 1 mottakar manglar e-post
   *[other] { $n } mottakarar manglar e-post
}: { $names } og { $more } til. Legg inn adressa i instansregisteret, elles får dei ikkje invitasjonen.
setup-wrong-several-called = Registeret har fleire instansar som heiter «{ $line }». Fjern linja, lim ho inn på nytt og vel kven som er meint.
setup-wrong-same-body = «{ $line }» og «{ $other }» står for same instans. La han stå éin gong.
setup-warn-no-nynorsk = { $n ->
    [one] 1 tekst manglar på nynorsk
   *[other] { $n } tekstar manglar på nynorsk
}. Sida seier frå om det.
setup-warn-lacks-nynorsk = «{ $text }» manglar på nynorsk
setup-warn-other-case = «{ $text }» viser til sak { $reference }, som er ei anna høyring. Rett teksten dersom svara skal merkast med saka her.
setup-warn-copied-documents = { $n ->
    [one] 1 dokument følgde med kopien og er dokumentet til den tidlegare høyringa, { $reference }. Byt det ut, eller sjå over det og kryss av for det.
   *[other] { $n } dokument følgde med kopien og er dokumenta til den tidlegare høyringa, { $reference }. Byt dei ut, eller sjå over dei og kryss av for det.
}
setup-warn-copied-deadline = «{ $text }» nemner { $date }, som var fristen i den tidlegare høyringa, { $reference }. Rett teksten dersom det er fristen som er meint.
setup-lacks-change-note = Skriv kva som er nytt i denne versjonen
setup-lacks-professional = Svar på om endringa er fagleg
setup-wrong-deadline-earlier = Fristen er publisert og kan berre utsetjast
setup-wrong-status-early = Status seier at fristen er ute, men det er han ikkje enno. La status stå tom til den siste fristen er ute
setup-wrong-owner-changed = Avsendaren kan ikkje bytast etter publisering
setup-warn-owner-of-all = Dette gjeld alle høyringane til avsendaren. No står det «{ $old }», og når dette blir publisert, «{ $new }».
setup-wrong-owner-of-all = Dette gjeld alle høyringane til avsendaren, og berre den som har ei rolle på alle høyringar, kan publisere ei endring. Skriv «{ $old }».
setup-wrong-owner-of-all-empty = Dette gjeld alle høyringane til avsendaren, og berre den som har ei rolle på alle høyringar, kan publisere ei endring. La det stå tomt.
setup-wrong-limit-lower = Grensa kan berre hevast frå { $n }: det kan vere skrive så mykje alt
setup-wrong-scale-order = Dei publiserte standpunkta må stå i same rekkjefølgje, etter kvarandre. Nye kan kome før eller etter dei.
setup-wrong-choice-gone = Valet «{ $label }» er publisert og må stå
setup-wrong-choice-changed = Valet «{ $label }» er publisert og må ha same tekst
setup-wrong-change-note-same = Dette er merknaden til førre versjon. Skriv kva som er endra sidan han.
setup-wrong-reference-changed = Referansen er publisert. Skriv { $reference }.
setup-wrong-key-used = Dette har same nøkkel som noko som er teke ut, og gamle svar ville stått under det. Fjern det og legg det til på nytt.
setup-wrong-field-key-used = Feltet har same nøkkel som eit felt som er teke ut, og gamle svar ville stått under det. Fjern feltet og legg det til på nytt.
setup-wrong-field-kind = Feltet har fått eit anna slag enn det som er publisert. Fjern det og legg til eit nytt.
setup-warn-put-back-day = Høyringa er publisert, og dagen kan ikkje endrast lenger. I arbeidskopien stod { $day }. Det er sett tilbake til dagen ho blei publisert.
setup-warn-put-back-deadline = Høyringa er publisert, og fristen blir flytta for seg. I arbeidskopien stod { $day }. Det er sett tilbake til fristen som gjeld.
setup-warn-put-back-kind = Høyringa er publisert, og kva slags runde det er, kan ikkje endrast lenger. Det er sett tilbake til det som er publisert.
setup-warn-put-back-group = Gruppe { $n } på lista er publisert. Det som var endra eller fjerna i ho, er sett tilbake. Det som var lagt til, står.
setup-warn-put-back-group-name = Gruppe { $n } på lista er publisert. Det nye namnet, «{ $name }», og det som var endra eller fjerna i ho, er sett tilbake. Det som var lagt til, står.
setup-wrong-none-of-kind = Registeret har ingen som «{ $line }» kan stå for
setup-wrong-overtaken = Versjon { $version } er publisert etter at denne arbeidskopien blei opna, og kopien ville teke det nye bort. Last ned fila med det du har skrive, forkast kopien, opne for endring på nytt, og før endringane inn der.
error-key-general = «generelt» er adressa til dei generelle felta. Gi rådet ein annan nøkkel
setup-wrong-same-case = Referansen { $reference } er brukt før. Er dette ein ny runde i same sak, skriv du «{ $slug }» i feltet «Følgjer etter». Om ikkje, rettar du referansen.
setup-warn-same-case = Arbeidskopien «{ $slug }» har òg referansen { $reference }. Den av dei som blir publisert sist, må følgje etter den andre eller få sin eigen referanse.
setup-wrong-follows = Det finst inga høyring på adressa «{ $slug }»

## Publisering

setup-publish = Publiser
setup-publish-lead = Dette skjer når du trykkjer på knappen:
setup-publish-change-lead = Dette skjer når du trykkjer på knappen:
setup-told = E-post
setup-told-letters = { $drafts ->
    [0] Ingen med utkast
    [one] Éin med utkast
   *[other] { $drafts } med utkast
} og { $sent ->
    [0] ingen som har sendt inn, får e-post om kva som er nytt.
    [one] éin som har sendt inn, får e-post om kva som er nytt.
   *[other] { $sent } som har sendt inn, får e-post om kva som er nytt.
}
setup-told-along = { $n ->
    [one] Éin som skriv saman med dei, får han òg.
   *[other] { $n } som skriv saman med dei, får han òg.
}
setup-told-nobody = Ingen får e-post, for ingen har eit innspel som kan endrast før fristen.
setup-told-wording = Ingen får e-post, for berre ordlyden er endra. Dei som har begynt, ser kva som er nytt når dei opnar innspelet.
setup-happens = Når
setup-happens-now = Høyringa blir synleg for alle med ein gong
setup-happens-later = Høyringa blir synleg for alle { $date }
setup-happens-nothing = Ingenting er endra. Det blir ingen ny versjon, og ingen får e-post. Arbeidskopien blir lukka.
setup-happens-version = Versjon { $n } blir synleg for alle med ein gong
setup-happens-advice = { $n ->
    [0] Ingen råd
    [one] 1 råd
   *[other] { $n } råd
}
setup-happens-bodies = { $n ->
    [0] Ingen er inviterte. Alle kan svare.
    [one] 1 instans blir ført opp som invitert. Invitasjonen blir send frå fana Invitasjonar.
   *[other] { $n } instansar blir førte opp som inviterte. Invitasjonane blir sende frå fana Invitasjonar.
}
setup-happens-bodies-more = { $n ->
    [0] Ingen nye blir førte opp som inviterte.
    [one] 1 ny instans blir ført opp som invitert. Invitasjonen blir send frå fana Invitasjonar.
   *[other] { $n } nye instansar blir førte opp som inviterte. Invitasjonane blir sende frå fana Invitasjonar.
}
setup-publish-now = Publiser
setup-second = Ein annan må godkjenne før høyringa blir publisert.
setup-ask = Be om godkjenning
setup-asked-by-you = Du har bede om godkjenning. Ein annan må publisere.
setup-take-back = Trekk tilbake
setup-asked-by-other = Ein annan ber om at dette blir godkjent. Sjå over det, og publiser om det er rett.
setup-approve = Godkjenn og publiser
setup-send-back = Send tilbake utan å godkjenne
setup-publish-moved = Noko er endra sidan sida blei vist
setup-publish-moved-means = Sjå over ein gong til før du trykkjer.

## Førehandsvising og prøve

setup-preview = Førehandsvising
setup-preview-not-yet = Noko i utkastet er feil og kan ikkje visast. Sjå kontrollen først.
preview-notice-sketch = Førehandsvising av noko som ikkje er ferdig. Det som manglar, står som «…», og dagar, adresser og mottakarar kan vere sette inn for visinga. Kontrollen seier kva som står att.
preview-notice = Førehandsvising. Slik blir sida når ho er publisert; ingen andre ser ho no.
preview-title = Førehandsvising: { $title }
setup-try = Prøv sjølv
setup-try-title = Prøv sjølv: { $part }
setup-try-parts = Delar du kan prøve
setup-try-whole = Heile svaret
setup-try-nothing = Ingenting av dette blir lagra eller sendt
setup-try-means = Felta verkar som for den som svarer. Det du skriv, blir borte når du går frå sida, og blir ikkje talt nokon stad.
setup-try-send = Vis kvitteringa
setup-try-receipt = Slik ville kvitteringa sett ut
setup-try-refused = Svaret ville ikkje blitt sendt
setup-try-too-long = Ein tekst er for lang. Den som svarer, må korte han ned først.
setup-try-empty = Ikkje svart på

## Frå Word eller Markdown

setup-draft = Frå Word eller Markdown
setup-draft-lead = Overskriftene i utkastet blir kapittel og råd. Du ser over dei før dei blir tekne inn.
setup-draft-file = Utkastet som fil
setup-draft-file-hint = Word (DOCX) eller Markdown, høgst 20 MB. Fila blir ikkje lagra.
setup-draft-paste = Eller lim inn Markdown
setup-draft-read = Finn råda
setup-draft-empty = Vel ei fil, eller lim inn eit utkast
setup-draft-not-word = Fila kan ikkje lesast som Word. Opne ho i Word, lagre ho på nytt som DOCX, og vel ho igjen.
setup-draft-other-kind = Fila er verken DOCX eller Markdown. Opne ho i programmet ho er laga med, lagre ho som DOCX, og vel ho igjen.
setup-draft-not-utf8 = Tekstfila er ikkje lagra som UTF-8. Lagre ho på nytt med teiknkodinga UTF-8, eller lim inn teksten under.
setup-draft-too-large = Fila er for stor når ho blir pakka ut. Del ho opp, eller fjern det som ikkje er utkastet.
setup-draft-found = { $n ->
    [0] Vi fann ingen råd. Stemmer det?
    [one] Vi fann 1 råd. Stemmer det?
   *[other] Vi fann { $n } råd. Stemmer det?
}
setup-draft-remarks = Sjå på dette i fila
setup-draft-tracked = { $n ->
    [one] Fila har 1 spora endring som ikkje er godteken. Innsett tekst er med, sletta tekst er ikkje.
   *[other] Fila har { $n } spora endringar som ikkje er godtekne. Innsett tekst er med, sletta tekst er ikkje.
}
setup-draft-comments = { $n ->
    [one] Fila har 1 kommentar. Han er ikkje med.
   *[other] Fila har { $n } kommentarar. Dei er ikkje med.
}
setup-draft-skipped = { $n ->
    [one] 1 overskrift hoppar over eit nivå
   *[other] { $n } overskrifter hoppar over eit nivå
}
setup-draft-images = { $n ->
    [one] Fila har 1 bilete. Bilete blir ikkje tekne med.
   *[other] Fila har { $n } bilete. Bilete blir ikkje tekne med.
}
setup-draft-no-alt = { $n ->
    [one] 1 bilete manglar tekst for den som ikkje ser det
   *[other] { $n } bilete manglar tekst for den som ikkje ser dei
}
setup-draft-footnotes = { $n ->
    [one] Fila har 1 fotnote. Han er ikkje med.
   *[other] Fila har { $n } fotnotar. Dei er ikkje med.
}
setup-draft-tables = { $n ->
    [one] Fila har 1 tabell. Teksten i cellene er teken med som avsnitt; set han opp på nytt.
   *[other] Fila har { $n } tabellar. Teksten i cellene er teken med som avsnitt; set dei opp på nytt.
}
setup-draft-same-number = { $n ->
    [one] 1 overskrift har same nummer som ei anna
   *[other] { $n } overskrifter har same nummer som ei anna
}
setup-draft-renumbered = { $n ->
    [one] 1 råd får eit anna nummer enn i fila. Sjå etter tekstar som viser til det.
   *[other] { $n } råd får andre nummer enn i fila. Sjå etter tekstar som viser til dei.
}
setup-draft-hidden = { $n ->
    [one] Fila har skjult tekst éin stad. Han er ikkje teken med.
   *[other] Fila har skjult tekst { $n } stader. Han er ikkje teken med.
}
setup-draft-struck = { $n ->
    [one] 1 tekst er stroken over i fila og er teken med som vanleg tekst: sjå over han.
   *[other] { $n } tekstar er strokne over i fila og er tekne med som vanleg tekst: sjå over dei.
}
setup-draft-raised = { $n ->
    [one] 1 heva eller senka tekst kan ikkje skrivast slik her og står som vanleg tekst. Sjå over han: eit tal kan ha blitt eit anna.
   *[other] { $n } heva eller senka tekstar kan ikkje skrivast slik her og står som vanleg tekst. Sjå over dei: eit tal kan ha blitt eit anna.
}
setup-draft-equations = { $n ->
    [one] 1 formel er teken med som vanleg tekst, utan brøkstrek, rotteikn og parentesar: sjå over han.
   *[other] { $n } formlar er tekne med som vanleg tekst, utan brøkstrekar, rotteikn og parentesar: sjå over dei.
}
setup-draft-emphasis = { $n ->
    [one] Feit skrift eller kursiv er ikkje teken med éin stad.
   *[other] Feit skrift og kursiv er ikkje tekne med { $n } stader.
}
setup-draft-links = { $n ->
    [one] Fila har 1 lenkje. Teksten er teken med, men ikkje adressa.
   *[other] Fila har { $n } lenkjer. Tekstane er tekne med, men ikkje adressene.
}
setup-draft-symbols = { $n ->
    [one] 1 teikn er skrive med ein eigen skrifttype og kan ikkje lesast. Det står «�» i staden.
   *[other] { $n } teikn er skrivne med ein eigen skrifttype og kan ikkje lesast. Det står «�» i staden.
}
setup-draft-contents = Innhaldslista er ikkje teken med.
setup-draft-title = Tittel på råd { $n }
setup-draft-merge = Slå saman med rådet over
setup-draft-split = Del opp
setup-draft-split-at = Det nye rådet begynner med:
setup-draft-text = Sjå og rett teksten slik vi las han
setup-draft-text-label = # framfor kapittel, ## framfor råd, ### framfor delar av råd
setup-draft-read-anew = Du har retta i teksten, så han er lesen på nytt
setup-draft-read-anew-then = Sjå at råda stemmer, og vel igjen det du ville gjere.
setup-draft-again = Les på nytt
setup-draft-use = Ja, ta inn råda
setup-draft-overtaken = Utkastet står her. Trykk ein gong til for å ta det inn i det som er lagra no.

## Endringar

setup-diff = Dette er endra
