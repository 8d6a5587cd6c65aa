# Kontroll av kvitteringer
receipts-check-title = Kontroller en kvittering
receipts-check-lead = Her får du vite om en kvittering er gitt av denne tjenesten, og om den er uendret.
receipts-by-file = Med kvitteringsfilen
receipts-file = Kvitteringsfil
receipts-file-hint = Filen som ble lastet ned fra kvitteringssiden, eller som lå ved e-posten. Navnet slutter på .json. Den blir ikke lagret.
receipts-by-sum = Eller med nummer og kontrollsum
receipts-number = Nummer på innspillet
receipts-number-hint = Slik det står på kvitteringen, for eksempel 24/13304-H17
receipts-sum = Kontrollsum
receipts-sum-hint = 64 tegn, slik de står på kvitteringen. Mellomrom gjør ingenting.
receipts-check-button = Kontroller
receipts-nothing = Velg en kvitteringsfil, eller fyll ut nummer og kontrollsum
receipts-what = Hva kontrollen viser
receipts-what-1 = En kvittering viser at innspillet ble mottatt med akkurat dette innholdet, og når det kom. Den viser ikke at avsenderen er den som står der.
receipts-what-2 = Hver kvittering står i en logg for saken som bare kan vokse. Loggen er signert og kunngjøres hvert minutt når den har vokst. Blir en kvittering endret eller tatt bort hos oss, stemmer ikke loggen lenger med det som er kunngjort.
receipts-issued = Kvitteringen er gitt her, og er uendret
receipts-issued-text = Innspillet er mottatt slik kvitteringen sier.
receipts-in-log = Den er nummer { $no } i kvitteringsloggen. Loggen ble sist kunngjort { $when } med { $size } { $size ->
    [one] kvittering
   *[other] kvitteringer
}.
receipts-in-log-soon = Den er nummer { $no } i kvitteringsloggen, og kunngjøres i løpet av et par minutter.
receipts-log-fault = Det er funnet en feil et sted i loggen. Den gjelder ikke denne kvitteringen, som stemmer.
receipts-gone = Kvitteringen er gitt her, men det som er lagret, stemmer ikke
receipts-gone-text = Innspillet ble mottatt, men det som er lagret hos oss, er ikke lenger slik kvitteringen sier. Det skal ikke kunne skje. Ta vare på kvitteringen, og ta kontakt med avsenderen av høringen.
receipts-unknown = Kvitteringen er ikke gitt her
receipts-unknown-text = Vi har ingen kvittering med nummer { $number } og denne kontrollsummen. Sjekk at tegnene er skrevet riktig, og at kvitteringen er fra denne tjenesten.
receipts-no-receipt = Filen er ikke en kvittering
receipts-no-receipt-text = Velg filen som ble lastet ned fra kvitteringssiden, eller som lå ved e-posten. Navnet begynner med «kvittering» og slutter på .json.
receipts-changed = Filen er endret
receipts-changed-text = Det som står i filen, er ikke det den ble laget med. Hent kvitteringen på nytt fra lenken i e-posten.
receipts-consultation = Høring
receipts-when-it-came = Frist
receipts-in-time = Kom innen fristen
receipts-to-log = Se kvitteringsloggen for høringen
# Kvitteringsloggen for en høring
receipts-log-title = Kvitteringsloggen
receipts-log-lead = Hver kvittering for et innspill i saken står her som et fingeravtrykk. Loggen viser ikke hvem som har svart eller hva de skrev, men gjør det mulig å se at ingen kvittering er endret eller tatt bort.
receipts-heads = Kunngjort
receipts-heads-text = Hver gang loggen har vokst, kunngjøres et signert hode med hvor mange kvitteringer den har. Lagre gjerne ett: da kan ingen skrive loggen om uten at det synes.
receipts-no-heads = Ingenting er kunngjort ennå. Det skjer i løpet av et par minutter etter at det første innspillet er mottatt.
receipts-head-size = { $n ->
    [one] Én kvittering.
   *[other] { $n } kvitteringer.
}
receipts-closing = Kunngjort fordi fristen { $day } gikk ut.
receipts-head-note = Vis det signerte hodet
receipts-older = Eldre
receipts-own = Din kvittering
receipts-own-text = Har du sendt inn et innspill, kan du kontrollere at det er i loggen:
receipts-key = Nøkkelen som loggen er signert med
receipts-key-text = Hodene er signerte notater etter C2SP (Ed25519). Sammenlign nøkkelen med den i kvitteringsfilen din.
receipts-origin = Loggens navn:
receipts-fault-heading = Loggen stemmer ikke
receipts-fault-text = Nye hoder kunngjøres ikke før feilen er rettet. Innspill tas imot som før.
receipts-fault-receipt = Kvittering nummer { $place } er borte eller endret. Funnet { $when }.
receipts-fault-answer = Kvittering nummer { $place } er uendret, men det lagrede innspillet er et annet eller teller på en annen måte enn det skal. Funnet { $when }.
receipts-fault-tree = Fingeravtrykket av kvittering nummer { $place } er borte eller endret. Funnet { $when }.
receipts-fault-head = Hodet for { $place } kvitteringer stemmer ikke med loggen. Funnet { $when }.
receipts-fault-shorter = Loggen er blitt kortere enn de { $place } kvitteringene som er kunngjort. Funnet { $when }.
receipts-fault-gone = Rettet { $when }.
receipts-mended = Feil som er rettet
error-receipt-number = Skriv nummeret på innspillet, for eksempel 24/13304-H17
error-receipt-sum = Kontrollsummen har 64 tegn, bare sifre og bokstavene a til f
# På kvitteringen
receipt-check = Kontroller kvitteringen
