# Kontroll av kvitteringar
receipts-check-title = Kontroller ei kvittering
receipts-check-lead = Her får du vite om ei kvittering er gitt av denne tenesta, og om ho er uendra.
receipts-by-file = Med kvitteringsfila
receipts-file = Kvitteringsfil
receipts-file-hint = Fila som blei lasta ned frå kvitteringssida, eller som låg ved e-posten. Namnet sluttar på .json. Ho blir ikkje lagra.
receipts-by-sum = Eller med nummer og kontrollsum
receipts-number = Nummer på innspelet
receipts-number-hint = Slik det står på kvitteringa, til dømes 24/13304-H17
receipts-sum = Kontrollsum
receipts-sum-hint = 64 teikn, slik dei står på kvitteringa. Mellomrom gjer ingenting.
receipts-check-button = Kontroller
receipts-nothing = Vel ei kvitteringsfil, eller fyll ut nummer og kontrollsum
receipts-what = Kva kontrollen viser
receipts-what-1 = Ei kvittering viser at innspelet blei motteke med akkurat dette innhaldet, og når det kom. Ho viser ikkje at avsendaren er den som står der.
receipts-what-2 = Kvar kvittering står i ein logg for saka som berre kan vekse. Loggen er signert og blir kunngjord kvart minutt når han har vakse. Blir ei kvittering endra eller teken bort hos oss, stemmer ikkje loggen lenger med det som er kunngjort.
receipts-issued = Kvitteringa er gitt her, og er uendra
receipts-issued-text = Innspelet er motteke slik kvitteringa seier.
receipts-in-log = Ho er nummer { $no } i kvitteringsloggen. Loggen blei sist kunngjord { $when } med { $size } { $size ->
    [one] kvittering
   *[other] kvitteringar
}.
receipts-in-log-soon = Ho er nummer { $no } i kvitteringsloggen, og blir kunngjord i løpet av eit par minutt.
receipts-log-fault = Det er funne ein feil ein stad i loggen. Han gjeld ikkje denne kvitteringa, som stemmer.
receipts-gone = Kvitteringa er gitt her, men det som er lagra, stemmer ikkje
receipts-gone-text = Innspelet blei motteke, men det som er lagra hos oss, er ikkje lenger slik kvitteringa seier. Det skal ikkje kunne skje. Ta vare på kvitteringa, og ta kontakt med avsendaren av høyringa.
receipts-unknown = Kvitteringa er ikkje gitt her
receipts-unknown-text = Vi har inga kvittering med nummer { $number } og denne kontrollsummen. Sjekk at teikna er skrivne rett, og at kvitteringa er frå denne tenesta.
receipts-no-receipt = Fila er ikkje ei kvittering
receipts-no-receipt-text = Vel fila som blei lasta ned frå kvitteringssida, eller som låg ved e-posten. Namnet byrjar med «kvittering» og sluttar på .json.
receipts-changed = Fila er endra
receipts-changed-text = Det som står i fila, er ikkje det ho blei laga med. Hent kvitteringa på nytt frå lenka i e-posten.
receipts-consultation = Høyring
receipts-when-it-came = Frist
receipts-in-time = Kom innan fristen
receipts-to-log = Sjå kvitteringsloggen for høyringa
# Kvitteringsloggen for ei høyring
receipts-log-title = Kvitteringsloggen
receipts-log-lead = Kvar kvittering for eit innspel i saka står her som eit fingeravtrykk. Loggen viser ikkje kven som har svart eller kva dei skreiv, men gjer det mogleg å sjå at inga kvittering er endra eller teken bort.
receipts-heads = Kunngjort
receipts-heads-text = Kvar gong loggen har vakse, blir eit signert hovud kunngjort med kor mange kvitteringar han har. Lagre gjerne eitt: då kan ingen skrive loggen om utan at det syner.
receipts-no-heads = Ingenting er kunngjort enno. Det skjer i løpet av eit par minutt etter at det første innspelet er motteke.
receipts-head-size = { $n ->
    [one] Éi kvittering.
   *[other] { $n } kvitteringar.
}
receipts-closing = Kunngjort fordi fristen { $day } gjekk ut.
receipts-head-note = Vis det signerte hovudet
receipts-older = Eldre
receipts-own = Di kvittering
receipts-own-text = Har du sendt inn eit innspel, kan du kontrollere at det er i loggen:
receipts-key = Nøkkelen som loggen er signert med
receipts-key-text = Hovuda er signerte notat etter C2SP (Ed25519). Samanlikn nøkkelen med den i kvitteringsfila di.
receipts-origin = Namnet på loggen:
receipts-fault-heading = Loggen stemmer ikkje
receipts-fault-text = Nye hovud blir ikkje kunngjorde før feilen er retta. Innspel blir tekne imot som før.
receipts-fault-receipt = Kvittering nummer { $place } er borte eller endra. Funne { $when }.
receipts-fault-answer = Kvittering nummer { $place } er uendra, men det lagra innspelet er eit anna eller tel på ein annan måte enn det skal. Funne { $when }.
receipts-fault-tree = Fingeravtrykket av kvittering nummer { $place } er borte eller endra. Funne { $when }.
receipts-fault-head = Hovudet for { $place } kvitteringar stemmer ikkje med loggen. Funne { $when }.
receipts-fault-shorter = Loggen er blitt kortare enn dei { $place } kvitteringane som er kunngjorde. Funne { $when }.
receipts-fault-gone = Retta { $when }.
receipts-mended = Feil som er retta
error-receipt-number = Skriv nummeret på innspelet, til dømes 24/13304-H17
error-receipt-sum = Kontrollsummen har 64 teikn, berre siffer og bokstavane a til f
# På kvitteringa
receipt-check = Kontroller kvitteringa
