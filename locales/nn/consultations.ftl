# Framsida og sidene om ei høyring.

front-heading = Høyringar
front-lead = Her les du framlegg som er sende på høyring, og gir innspel til dei råd for råd. Alle kan svare, og alle får ei kvittering på det dei har sendt inn.
front-search-label = Søk i høyringar
front-search-hint = Ord frå tittelen, avsendar eller saksnummer
front-search = Søk
front-search-clear = Vis alle høyringar
front-stages = Kvar høyringane står
front-open = Opne for innspel
front-processing = Under behandling
front-concluded = Ferdigbehandla
front-open-empty = Ingen høyringar er opne for innspel akkurat no.
front-processing-empty = Ingen høyringar er under behandling.
front-concluded-empty = Ingen høyringar er ferdigbehandla enno.
front-nothing-yet = Det er ikkje publisert nokon høyringar enno.
front-show-all = { $n ->
    [one] Vis den eine
   *[other] Vis alle { $n }
}
front-next = Neste side
front-first = Til første side
tab-all = Alle
search-title = Søk i høyringar
search-found = { $n ->
    [one] Éi høyring for «{ $words }»
   *[other] { $n } høyringar for «{ $words }»
}
search-nothing = Ingen høyringar for «{ $words }». Prøv færre eller andre ord.
item-example = Eksempel
item-reference = Referanse { $reference }

stage-open = Open for innspel
stage-processing = Under behandling
stage-concluded = Ferdigbehandla

consultation-title = { $title }, høyring { $reference }
kind-round = Innspelsrunde
reference = Referanse
everyone = Alle
everyone-welcome = Alle er velkomne til å svare.
everyone-welcome-round = Alle er velkomne til å svare. Det er ikkje laga noko utkast enno.
demo-notice = Dette er eit eksempel. Datoane er flytta slik at høyringa er open. Den ekte høyringa blei publisert { $published } og hadde frist { $deadline }.
language-notice-heading = Noko finst berre på bokmål
language-notice = Noko av teksten finst berre på bokmål. Han blir vist på bokmål her.

deadline = Høyringsfrist
deadline-passed = Fristen er ute
deadline-late-note = Fristen gjekk ut { $date } kl. 23.59. Eit innspel som kjem no, blir teke imot og merkt som for seint. Vi avgjer om det blir teke med.
deadline-resume-note = Har du byrja på eit innspel? Bruk lenkja du fekk då du lagra det.
deadline-concluded-note = Høyringa er avslutta og tek ikkje imot innspel.
deadline-extended = Fristen er utsett frå { $old } til { $new }.
deadline-later = { $n ->
    [one] Éin som svarer, har fått ein seinare frist enn denne.
   *[other] { $n } som svarer, har fått ein seinare frist enn denne.
}
deadline-extended-heading = Ny frist
concluded = Avslutta
days-left = { $n ->
    [0] Siste dag
    [one] 1 dag igjen
   *[other] { $n } dagar igjen
}
send-answer = Send inn innspel
send-late-answer = Send inn for seint innspel

process = Gangen i høyringa
step-sent = Send på høyring
step-sent-round = Publisert
step-open = Open for innspel
step-open-until = til { $date }
step-read = Vi les og vurderer
step-read-when = etter fristen
step-conclude = Oppsummering og endelege råd
step-conclude-round = Oppsummering
step-conclude-when = når alt er vurdert

related-follows = Denne høyringa følgjer etter
related-followed-by = Det har kome ei ny høyring
draft = Høyringsutkast
draft-read = Les på nett
draft-download = Last ned { $about }
draft-contents = Innhald
draft-version = { $version }, publisert { $date }
size-advice = { $n ->
    [one] 1 råd.
   *[other] { $n } råd.
}
size-questions = { $n ->
    [one] 1 spørsmål.
   *[other] { $n } spørsmål.
}
size-minutes = { $n ->
    [one] Under eitt minutt å lese.
   *[other] Om lag { $n } minutt å lese.
}

advice-list = Råda du kan gi innspel til
advice-list-concluded = Råda i utkastet
advice-list-intro = Vel eit råd for å lese det. Du kan svare på så mange eller få råd du vil.
advice-list-intro-closed = Vel eit råd for å lese det.
advice-name = Råd { $number }
advice-title = Råd { $number }: { $title }
advice-example-title = Eksempeltekst
advice-rationale = Grunngiving
advice-practice = Praktisk gjennomføring
advice-answer = Svar på dette rådet
advice-asked = Dette blir du spurd om
advice-asked-no-comment = Du kan òg svare at du ikkje har merknader til rådet.
advice-only-here = Innspel til eit råd blir berre vurderte når dei er skrivne i felta til det rådet.
advice-previous = Førre råd
advice-next = Neste råd
advice-around = Førre og neste råd
advice-all = Alle råda
advice-whole-draft = Les heile utkastet på éi side
strength-should = Bør
strength-shall = Skal
strength = Styrke
field-limit = Tekst, inntil { $n } teikn
field-choices = Vel eitt: { $choices }
questions = Spørsmåla
general-fields = Generelle kommentarar

how = Slik gir du innspel
how-1-heading = Svar råd for råd
how-1 = Kvart råd har eigne svarfelt. Innspel til eit råd blir berre vurderte når dei er skrivne i feltet til det rådet.
how-1-round-heading = Svar på det du vil
how-1-round = Kvart spørsmål har sitt eige svarfelt. Du kan svare på så mange eller få du vil.
how-2-heading = Inntil { $limit } teikn per felt
how-2-heading-mixed = Ei grense for kvart felt
how-2 = Mellomrom og linjeskift tel med. Teljaren viser kor mykje du har igjen, og du mistar aldri tekst.
how-3-heading = Lagre og hald fram seinare
how-3 = Teksten blir lagra medan du skriv. Med di eiga lenkje kan du halde fram seinare, og endre svaret fram til fristen.
public-heading = Innspela blir offentlege
public-notice = Alle innspel er offentlege dokument. Ikkje skriv namn, helseopplysningar eller anna som kan knytast til enkeltpersonar. Vi fjernar slike opplysningar før vi publiserer.

bodies = Høyringsinstansar
bodies-intro-concluded = Dette var ei offentleg høyring. Instansane under blei inviterte direkte, men alle kunne svare.
bodies-intro = Dette er ei offentleg høyring. Instansane under er inviterte direkte, men alle kan svare.
bodies-invited = { $n ->
    [one] 1 instans er invitert.
   *[other] { $n } instansar er inviterte.
}
bodies-count = { $n ->
    [one] 1 invitert
   *[other] { $n } inviterte
}
bodies-unnamed = Instansar utan eiga overskrift på lista
bodies-only = Lista over instansar
bodies-added-later = Inviterte etter publiseringa
bodies-added = { " " }(lagd til { $date })
background = Bakgrunn og målsetjing
letter = Høyringsbrev
letter-read = Les høyringsbrevet
documents = Dokument
versions = Versjonar
version-name = Versjon { $n }
version-first = Først publisert
version-professional = Fagleg endring
version-editorial = Endring av språk eller form
version-shown = Gjeldande
version-earlier-heading = Dette er ein tidlegare versjon
version-earlier = Du les { $version }, publisert { $date }. Han er erstatta av ein nyare.
version-earlier-link = Gå til gjeldande versjon
version-note = Kva som er nytt i denne versjonen
version-current-note = Dette er den gjeldande versjonen.

about = Om høyringa
fact-status = Status
fact-reference = Referanse
fact-owner = Avsendar
fact-who = Kven kan svare
fact-product = Dokumenttype
fact-first = Først publisert
fact-last = Siste faglege endring
short-reason = Kvifor fristen er kort
other-channels = Svar på annan måte
other-channels-with = Kan du ikkje bruke skjemaet? Send e-post eller brev, og merk det med referanse { $reference }.
other-channels-without = Kan du ikkje bruke skjemaet? Send e-post eller brev, og merk det med tittelen på innspelsrunden.
contact = Kontakt
follow = Følg høyringa
follow-calendar = Legg fristen i kalenderen
ics-until = Høyringa er open for innspel til og med { $date }.
ics-meeting = { $kind }: { $title } – { $name }

# Sida som saksbehandlarar kjem til.
work-title = Høyringane dine
frozen-heading = Ingen brev blir sende no
frozen-text = Tenesta er gjenoppretta frå ein tryggingskopi og viser korleis alt stod { $time }. Brev og varsel til andre system blir lagde i kø og går ut når den som driftar tenesta, opnar for det.
frozen-sign-in = Tenesta er gjenoppretta frå ein tryggingskopi, og brev ventar til den som driftar ho, opnar for dei. Ber du om ei lenkje no, kan ho ha gått ut når brevet kjem. Be om ei ny når breva går ut att.
room-heading = Disken er nesten full
room-none-for-files = Filer blir ikkje tekne imot no. Innspel kan skrivast og sendast utan. Den som driftar tenesta, må skaffe plass.
room-none-for-drafts = Filer blir ikkje tekne imot, og nye innspel kan ikkje begynnast på. Det som er begynt på, kan skrivast og sendast så lenge det er plass. Den som driftar tenesta, må skaffe plass no.
harmed-heading = Kvitteringsloggen stemmer ikkje
harmed-text = Noko av det som er lagra, er endra eller borte sidan det blei teke imot. Innspel blir tekne imot som før, men den som driftar tenesta, må finne ut kva som har skjedd. Loggen viser kva kvitteringar det gjeld:
work-lead = Høyringane du har ei rolle på.
work-none = Du har inga rolle på noka høyring enno. Ein administrator kan gi deg ei.
work-none-published = Det er ikkje publisert nokon høyringar enno.
work-invitations = Invitasjonar
work-page = Høyringssida
work-your-role = Rolla di: { $role }
work-next = Neste side
work-first = Til første side

# Møte om eit utkast.
meetings = Møte
meetings-title = Møte
meetings-lead = Høyringskonferansar og munnlege høyringar. Dei blir viste på høyringssida og i den offentlege kalenderen. Også eit møte som har vore, kan førast opp her, så det som blei sagt, får eit referat.
meetings-none = Det er ikkje varsla nokon møte.
meetings-back = Alle møte
meeting-new = Varsle eit møte
meeting-announce = Varsle møtet
meeting-change = Endre eller avlys
meeting-change-title = Endre møtet
meeting-save = Lagre
meeting-stop = Avbryt
meeting-kind = Kva slags møte er det?
meeting-kind-conference = Høyringskonferanse
meeting-kind-oral = Munnleg høyring
meeting-title-nb = Tittel på bokmål
meeting-title-nn = Tittel på nynorsk
meeting-title-nn-hint = Manglar han, blir tittelen vist på bokmål.
meeting-date = Dato
meeting-from = Frå klokka
meeting-end-date = Sluttdato
meeting-end-date-hint = Berre når møtet sluttar ein annan dag.
meeting-to = Til klokka
meeting-place = Stad
meeting-place-hint = Adresse, eller «på nett».
meeting-link = Lenkje
meeting-link-hint = Til påmelding eller overføring. Byrjar med https://
meeting-about-nb = Om møtet, på bokmål
meeting-about-nn = Om møtet, på nynorsk
meeting-about-hint = Valfritt. Program, påmelding, tilrettelegging.
meeting-minutes = Skriv referat
meeting-minutes-means = Referatet blir skrive råd for råd som eit innspel frå møtet, og får nummer når det blir sendt inn. Innspel som er gitt munnleg, blir slik med i behandlinga.
meeting-minutes-from = { $title }, { $date }
meeting-held = Halde
meeting-cancelled = Avlyst
meeting-cancel = Avlys møtet
meeting-cancel-heading = Avlyse
meeting-cancel-means = Møtet blir ståande, merkt som avlyst. Det kan ikkje gjerast om.
meeting-cancel-yes = Ja, avlys møtet
meeting-is-cancelled = Møtet er avlyst
meeting-overtaken = Nokon andre har endra møtet i mellomtida
meeting-overtaken-means = Det du skreiv, står i skjemaet. Slik er møtet no. Lagrar du, er det ditt som gjeld.
error-meeting-kind = Vel kva slags møte det er
error-meeting-title = Skriv ein tittel på bokmål
error-meeting-long = Skriv høgst 200 teikn
error-meeting-long-text = Skriv høgst 4000 teikn
error-meeting-date = Skriv datoen, som 12.05.2026
error-meeting-time = Skriv klokkeslettet, som 10.30
error-meeting-skipped = Klokkeslettet finst ikkje den dagen: Klokka blir stilt fram frå 02.00 til 03.00
error-meeting-order = Møtet må slutte etter at det byrjar
error-meeting-place = Skriv ein stad, eller ei lenkje til møtet
error-meeting-link = Skriv ei heil adresse som byrjar med https://
error-meeting-begun = Møtet har byrja, og kan ikkje avlysast. Blei det ikkje noko av, kan det stå i teksten om møtet
error-meeting-about = Skriv teksten på bokmål òg

# Kalender og nytt som abonnement.
calendar-name = Høyringar: fristar og møte
feed-title = Nytt om høyringar
feed-published = Ny høyring: { $name }
feed-changed = Endra utkast: { $name }
feed-extended = Ny frist { $date }: { $name }
feed-meeting = { $title } – { $name }
feed-meeting-cancelled = Avlyst: { $title } – { $name }
front-calendar = Fristar og møte som kalender
front-feed = Nytt om høyringar som Atom

# Kva ein versjon endrar
diff-heading = Endringar frå versjon { $n }
diff-before = Les versjon { $n } slik han var
diff-none = Ingen endringar i teksten.
diff-legend = Det som er teke ut, er stroke over. Det som er nytt, er understreka.
diff-gone = teke ut:
diff-new = nytt:
diff-end = slutt.
diff-whole = Felles delar
diff-added = { $what ->
    [chapter] Nytt kapittel
   *[advice] Nytt råd
}
diff-retired = { $what ->
    [chapter] Kapittelet er teke ut
   *[advice] Rådet er teke ut
}
diff-number = Nummeret er endra frå { $old } til { $new }.
diff-number-new = Har fått nummer { $new }.
diff-number-gone = Har ikkje lenger nummer.
diff-moved = Flytt til kapittelet «{ $title }».
diff-strength = Styrken er endra frå «{ $old }» til «{ $new }».
diff-strength-none = Ikkje oppgitt
diff-status = Status er endra frå «{ $old }» til «{ $new }».
diff-reply-address = Svar på brev frå alle høyringane til avsendaren går til { $new }. Før var det { $old }.
diff-contact = Kontakten er no { $new }. Før var det { $old }.
diff-follows = Følgjer no etter «{ $new }». Før var det «{ $old }».
diff-follows-new = Følgjer etter «{ $new }».
diff-follows-gone = Følgjer ikkje lenger etter «{ $old }».
diff-short-reason = Grunnen til kort frist er no «{ $new }». Før var det «{ $old }».
diff-short-reason-new = Grunnen til kort frist er «{ $new }».
diff-short-reason-gone = Grunnen til kort frist er teken bort. Det var «{ $old }».
diff-example-title = Tittelen er no merkt som eksempeltekst.
diff-example-title-gone = Tittelen er ikkje lenger merkt som eksempeltekst.
diff-field-added = Nytt svarfelt: { $field }
diff-field-retired = Svarfeltet er teke ut: { $field }
diff-limit = «{ $field }» tek imot inntil { $new } teikn. Før var det { $old }.
diff-choice-added = Nytt svarval i «{ $field }»: { $choice }
diff-document-added = Nytt dokument: { $title }
diff-document-replaced = Dokumentet er bytt ut: { $title }
diff-document-retired = Dokumentet er teke ut: { $title }
diff-part-title = Tittel
diff-part-proposal-title = Tittel på utkastet
diff-part-product-type = Dokumenttype
diff-part-ingress = Ingress
diff-part-letter = Høyringsbrev
diff-part-owner-name = Namnet på avsendaren, på alle høyringane hans
diff-part-body = Tekst
diff-part-label = Namn på svarfelt
diff-part-help = Hjelpetekst til «{ $field }»
diff-part-choice = Svarval i «{ $field }»
