# Forsiden og sidene om en høring.

front-heading = Høringer
front-lead = Her leser du forslag som er sendt på høring, og gir innspill til dem råd for råd. Alle kan svare, og alle får en kvittering på det de har sendt inn.
front-search-label = Søk i høringer
front-search-hint = Ord fra tittelen, avsender eller saksnummer
front-search = Søk
front-search-clear = Vis alle høringer
front-stages = Hvor høringene står
front-open = Åpne for innspill
front-processing = Under behandling
front-concluded = Ferdigbehandlet
front-open-empty = Ingen høringer er åpne for innspill akkurat nå.
front-processing-empty = Ingen høringer er under behandling.
front-concluded-empty = Ingen høringer er ferdigbehandlet ennå.
front-nothing-yet = Det er ikke publisert noen høringer ennå.
front-show-all = { $n ->
    [one] Vis den ene
   *[other] Vis alle { $n }
}
front-next = Neste side
front-first = Til første side
tab-all = Alle
search-title = Søk i høringer
search-found = { $n ->
    [one] Én høring for «{ $words }»
   *[other] { $n } høringer for «{ $words }»
}
search-nothing = Ingen høringer for «{ $words }». Prøv færre eller andre ord.
item-example = Eksempel
item-reference = Referanse { $reference }

stage-open = Åpen for innspill
stage-processing = Under behandling
stage-concluded = Ferdigbehandlet

consultation-title = { $title }, høring { $reference }
kind-round = Innspillsrunde
reference = Referanse
everyone = Alle
everyone-welcome = Alle er velkomne til å svare.
everyone-welcome-round = Alle er velkomne til å svare. Det er ikke laget noe utkast ennå.
demo-notice = Dette er et eksempel. Datoene er flyttet slik at høringen er åpen. Den ekte høringen ble publisert { $published } og hadde frist { $deadline }.
language-notice-heading = Noe finnes bare på bokmål
language-notice = Noe av teksten finnes bare på bokmål. Den vises på bokmål her.

deadline = Høringsfrist
deadline-passed = Fristen er ute
deadline-late-note = Fristen gikk ut { $date } kl. 23.59. Et innspill som kommer nå, blir tatt imot og merket som for sent. Vi avgjør om det blir tatt med.
deadline-resume-note = Har du begynt på et innspill? Bruk lenken du fikk da du lagret det.
deadline-concluded-note = Høringen er avsluttet og tar ikke imot innspill.
deadline-extended = Fristen er utsatt fra { $old } til { $new }.
deadline-later = { $n ->
    [one] Én som svarer, har fått en senere frist enn denne.
   *[other] { $n } som svarer, har fått en senere frist enn denne.
}
deadline-extended-heading = Ny frist
concluded = Avsluttet
days-left = { $n ->
    [0] Siste dag
    [one] 1 dag igjen
   *[other] { $n } dager igjen
}
send-answer = Send inn innspill
send-late-answer = Send inn for sent innspill

process = Gangen i høringen
step-sent = Sendt på høring
step-sent-round = Publisert
step-open = Åpen for innspill
step-open-until = til { $date }
step-read = Vi leser og vurderer
step-read-when = etter fristen
step-conclude = Oppsummering og endelige råd
step-conclude-round = Oppsummering
step-conclude-when = når alt er vurdert

related-follows = Denne høringen følger etter
related-followed-by = Det har kommet en ny høring
draft = Høringsutkast
draft-read = Les på nett
draft-download = Last ned { $about }
draft-contents = Innhold
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
    [one] Under ett minutt å lese.
   *[other] Om lag { $n } minutter å lese.
}

advice-list = Rådene du kan gi innspill til
advice-list-concluded = Rådene i utkastet
advice-list-intro = Velg et råd for å lese det. Du kan svare på så mange eller få råd du vil.
advice-list-intro-closed = Velg et råd for å lese det.
advice-name = Råd { $number }
advice-title = Råd { $number }: { $title }
advice-example-title = Eksempeltekst
advice-rationale = Begrunnelse
advice-practice = Praktisk gjennomføring
advice-answer = Svar på dette rådet
advice-asked = Dette blir du spurt om
advice-asked-no-comment = Du kan også svare at du ikke har merknader til rådet.
advice-only-here = Innspill til et råd vurderes kun når de er skrevet i feltene til det rådet.
advice-previous = Forrige råd
advice-next = Neste råd
advice-around = Forrige og neste råd
advice-all = Alle rådene
advice-whole-draft = Les hele utkastet på én side
strength-should = Bør
strength-shall = Skal
strength = Styrke
field-limit = Tekst, inntil { $n } tegn
field-choices = Velg ett: { $choices }
questions = Spørsmålene
general-fields = Generelle kommentarer

how = Slik gir du innspill
how-1-heading = Svar råd for råd
how-1 = Hvert råd har egne svarfelt. Innspill til et råd vurderes kun når de er skrevet i feltet til det rådet.
how-1-round-heading = Svar på det du vil
how-1-round = Hvert spørsmål har sitt eget svarfelt. Du kan svare på så mange eller få du vil.
how-2-heading = Inntil { $limit } tegn per felt
how-2-heading-mixed = En grense for hvert felt
how-2 = Mellomrom og linjeskift teller med. Telleren viser hvor mye du har igjen, og du mister aldri tekst.
how-3-heading = Lagre og fortsett senere
how-3 = Teksten lagres mens du skriver. Med din egen lenke kan du fortsette senere, og endre svaret frem til fristen.
public-heading = Innspillene blir offentlige
public-notice = Alle innspill er offentlige dokumenter. Ikke skriv navn, helseopplysninger eller annet som kan knyttes til enkeltpersoner. Vi fjerner slike opplysninger før vi publiserer.

bodies = Høringsinstanser
bodies-intro-concluded = Dette var en offentlig høring. Instansene under ble invitert direkte, men alle kunne svare.
bodies-intro = Dette er en offentlig høring. Instansene under er invitert direkte, men alle kan svare.
bodies-invited = { $n ->
    [one] 1 instans er invitert.
   *[other] { $n } instanser er invitert.
}
bodies-count = { $n ->
    [one] 1 invitert
   *[other] { $n } inviterte
}
bodies-unnamed = Instanser uten egen overskrift på listen
bodies-only = Listen over instanser
bodies-added-later = Invitert etter publiseringen
bodies-added = { " " }(lagt til { $date })
background = Bakgrunn og målsetning
letter = Høringsbrev
letter-read = Les høringsbrevet
documents = Dokumenter
versions = Versjoner
version-name = Versjon { $n }
version-first = Først publisert
version-professional = Faglig endring
version-editorial = Endring av språk eller form
version-shown = Gjeldende
version-earlier-heading = Dette er en tidligere versjon
version-earlier = Du leser { $version }, publisert { $date }. Den er erstattet av en nyere.
version-earlier-link = Gå til gjeldende versjon
version-note = Hva som er nytt i denne versjonen
version-current-note = Dette er den gjeldende versjonen.

about = Om høringen
fact-status = Status
fact-reference = Referanse
fact-owner = Avsender
fact-who = Hvem kan svare
fact-product = Dokumenttype
fact-first = Først publisert
fact-last = Siste faglige endring
short-reason = Hvorfor fristen er kort
other-channels = Svar på annen måte
other-channels-with = Kan du ikke bruke skjemaet? Send e-post eller brev, og merk det med referanse { $reference }.
other-channels-without = Kan du ikke bruke skjemaet? Send e-post eller brev, og merk det med tittelen på innspillsrunden.
contact = Kontakt
follow = Følg høringen
follow-calendar = Legg fristen i kalenderen
ics-until = Høringen er åpen for innspill til og med { $date }.
ics-meeting = { $kind }: { $title } – { $name }

# Siden som saksbehandlere kommer til.
work-title = Høringene dine
frozen-heading = Ingen brev blir sendt nå
frozen-text = Tjenesten er gjenopprettet fra en sikkerhetskopi og viser hvordan alt sto { $time }. Brev og varsler til andre systemer blir lagt i kø og går ut når den som drifter tjenesten, åpner for det.
frozen-sign-in = Tjenesten er gjenopprettet fra en sikkerhetskopi, og brev venter til den som drifter den, åpner for dem. Ber du om en lenke nå, kan den være utløpt når brevet kommer. Be om en ny når brevene går ut igjen.
room-heading = Disken er nesten full
room-none-for-files = Filer blir ikke tatt imot nå. Innspill kan skrives og sendes uten. Den som drifter tjenesten, må skaffe plass.
room-none-for-drafts = Filer blir ikke tatt imot, og nye innspill kan ikke begynnes på. Det som er begynt, kan skrives og sendes så lenge det er plass. Den som drifter tjenesten, må skaffe plass nå.
harmed-heading = Kvitteringsloggen stemmer ikke
harmed-text = Noe av det som er lagret, er endret eller borte siden det ble tatt imot. Innspill tas imot som før, men den som drifter tjenesten, må finne ut hva som har skjedd. Loggen viser hvilke kvitteringer det gjelder:
work-lead = Høringene du har en rolle på.
work-none = Du har ingen rolle på noen høring ennå. En administrator kan gi deg en.
work-none-published = Det er ikke publisert noen høringer ennå.
work-invitations = Invitasjoner
work-page = Høringssiden
work-your-role = Rollen din: { $role }
work-next = Neste side
work-first = Til første side

# Møter om et utkast.
meetings = Møter
meetings-title = Møter
meetings-lead = Høringskonferanser og muntlige høringer. De vises på høringssiden og i den offentlige kalenderen. Også et møte som har vært, kan føres opp her, så det som ble sagt, får et referat.
meetings-none = Det er ikke varslet noen møter.
meetings-back = Alle møter
meeting-new = Varsle et møte
meeting-announce = Varsle møtet
meeting-change = Endre eller avlys
meeting-change-title = Endre møtet
meeting-save = Lagre
meeting-stop = Avbryt
meeting-kind = Hva slags møte er det?
meeting-kind-conference = Høringskonferanse
meeting-kind-oral = Muntlig høring
meeting-title-nb = Tittel på bokmål
meeting-title-nn = Tittel på nynorsk
meeting-title-nn-hint = Mangler den, vises tittelen på bokmål.
meeting-date = Dato
meeting-from = Fra klokken
meeting-end-date = Sluttdato
meeting-end-date-hint = Bare når møtet slutter en annen dag.
meeting-to = Til klokken
meeting-place = Sted
meeting-place-hint = Adresse, eller «på nett».
meeting-link = Lenke
meeting-link-hint = Til påmelding eller overføring. Begynner med https://
meeting-about-nb = Om møtet, på bokmål
meeting-about-nn = Om møtet, på nynorsk
meeting-about-hint = Valgfritt. Program, påmelding, tilrettelegging.
meeting-minutes = Skriv referat
meeting-minutes-means = Referatet skrives råd for råd som et innspill fra møtet, og får nummer når det sendes inn. Innspill som er gitt muntlig, blir slik med i behandlingen.
meeting-minutes-from = { $title }, { $date }
meeting-held = Holdt
meeting-cancelled = Avlyst
meeting-cancel = Avlys møtet
meeting-cancel-heading = Avlyse
meeting-cancel-means = Møtet blir stående, merket som avlyst. Det kan ikke angres.
meeting-cancel-yes = Ja, avlys møtet
meeting-is-cancelled = Møtet er avlyst
meeting-overtaken = Noen andre har endret møtet i mellomtiden
meeting-overtaken-means = Det du skrev, står i skjemaet. Slik er møtet nå. Lagrer du, er det ditt som gjelder.
error-meeting-kind = Velg hva slags møte det er
error-meeting-title = Skriv en tittel på bokmål
error-meeting-long = Skriv høyst 200 tegn
error-meeting-long-text = Skriv høyst 4000 tegn
error-meeting-date = Skriv datoen, som 12.05.2026
error-meeting-time = Skriv klokkeslettet, som 10.30
error-meeting-skipped = Klokkeslettet finnes ikke den dagen: Klokken stilles frem fra 02.00 til 03.00
error-meeting-order = Møtet må slutte etter at det begynner
error-meeting-place = Skriv et sted, eller en lenke til møtet
error-meeting-link = Skriv en hel adresse som begynner med https://
error-meeting-begun = Møtet har begynt, og kan ikke avlyses. Ble det ikke noe av, kan det stå i teksten om møtet
error-meeting-about = Skriv teksten på bokmål også

# Kalender og nyheter som abonnement.
calendar-name = Høringer: frister og møter
feed-title = Nytt om høringer
feed-published = Ny høring: { $name }
feed-changed = Endret utkast: { $name }
feed-extended = Ny frist { $date }: { $name }
feed-meeting = { $title } – { $name }
feed-meeting-cancelled = Avlyst: { $title } – { $name }
front-calendar = Frister og møter som kalender
front-feed = Nytt om høringer som Atom

# Hva en versjon endrer
diff-heading = Endringer fra versjon { $n }
diff-before = Les versjon { $n } slik den var
diff-none = Ingen endringer i teksten.
diff-legend = Det som er tatt ut, er strøket over. Det som er nytt, er understreket.
diff-gone = tatt ut:
diff-new = nytt:
diff-end = slutt.
diff-whole = Felles deler
diff-added = { $what ->
    [chapter] Nytt kapittel
   *[advice] Nytt råd
}
diff-retired = { $what ->
    [chapter] Kapittelet er tatt ut
   *[advice] Rådet er tatt ut
}
diff-number = Nummeret er endret fra { $old } til { $new }.
diff-number-new = Har fått nummer { $new }.
diff-number-gone = Har ikke lenger nummer.
diff-moved = Flyttet til kapittelet «{ $title }».
diff-strength = Styrken er endret fra «{ $old }» til «{ $new }».
diff-strength-none = Ikke angitt
diff-status = Status er endret fra «{ $old }» til «{ $new }».
diff-reply-address = Svar på brev fra alle høringene til avsenderen går til { $new }. Før var det { $old }.
diff-contact = Kontakten er nå { $new }. Før var det { $old }.
diff-follows = Følger nå etter «{ $new }». Før var det «{ $old }».
diff-follows-new = Følger etter «{ $new }».
diff-follows-gone = Følger ikke lenger etter «{ $old }».
diff-short-reason = Grunnen til kort frist er nå «{ $new }». Før var det «{ $old }».
diff-short-reason-new = Grunnen til kort frist er «{ $new }».
diff-short-reason-gone = Grunnen til kort frist er tatt bort. Det var «{ $old }».
diff-example-title = Tittelen er nå merket som eksempeltekst.
diff-example-title-gone = Tittelen er ikke lenger merket som eksempeltekst.
diff-field-added = Nytt svarfelt: { $field }
diff-field-retired = Svarfeltet er tatt ut: { $field }
diff-limit = «{ $field }» tar imot inntil { $new } tegn. Før var det { $old }.
diff-choice-added = Nytt svarvalg i «{ $field }»: { $choice }
diff-document-added = Nytt dokument: { $title }
diff-document-replaced = Dokumentet er byttet ut: { $title }
diff-document-retired = Dokumentet er tatt ut: { $title }
diff-part-title = Tittel
diff-part-proposal-title = Tittel på utkastet
diff-part-product-type = Dokumenttype
diff-part-ingress = Ingress
diff-part-letter = Høringsbrev
diff-part-owner-name = Navnet på avsenderen, på alle høringene dens
diff-part-body = Tekst
diff-part-label = Navn på svarfelt
diff-part-help = Hjelpetekst til «{ $field }»
diff-part-choice = Svarvalg i «{ $field }»
