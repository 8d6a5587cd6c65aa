# Lister over instansar, som saksbehandlarar set saman.

lists-title = Lister
lists-lead = Instansar som ofte blir inviterte saman. Ei liste er utkast til ho er klar, og blir låst når ho er brukt.
lists-none = Ingen har laga noka liste enno. Den første byrjar med eit namn.
list-new = Ny liste
list-create = Lag lista
list-name = Namn på lista
list-name-hint = Til dømes «Samarbeidsforum for folkehelse». To lister kan ikkje heite det same.
list-on-it = { $n ->
    [0] Ingen på lista
    [one] 1 instans
   *[other] { $n } instansar
}
list-changed = sist endra { $date }
list-state-draft = Utkast
list-state-ready = Klar
list-state-locked = Låst
list-about-draft = Instansar kan leggjast til og fjernast. Lista kan brukast når ho er klar.
list-about-ready = Lista kan brukast i ei høyring, og blir då låst. Ho kan bli utkast igjen så lenge ho ikkje er brukt.
list-about-locked = Lista er brukt eller låst, og blir ikkje endra. Lag ein kopi om noko skal vere annleis neste gong.
list-add = Legg til instansar
list-add-title = Legg til på «{ $name }»
list-add-lead = Søk og vel i registeret. Nedlagde instansar blir ikkje med når heile utvalet blir lagt til.
list-add-chosen = Legg til dei valde
list-add-all = { $n ->
    [one] Legg til den eine i utvalet
   *[other] Legg til alle { $n } i utvalet
}
list-is-on-it = På lista
list-check-all = Vel alle på sida
list-done-added = { $n ->
    [0] Alle var på lista frå før.
    [one] 1 instans er lagd til.
   *[other] { $n } instansar er lagde til.
}
list-done-removed = { $n ->
    [0] Ingen av dei var på lista.
    [one] 1 instans er fjerna.
   *[other] { $n } instansar er fjerna.
}
list-members = På lista
list-remove-chosen = Fjern dei valde
list-remove-all = { $n ->
    [one] Fjern den eine i utvalet
   *[other] Fjern alle { $n } i utvalet
}
list-noted = Sjå på dette før lista blir brukt
list-noted-address = { $n ->
    [one] 1 instans manglar adresse og får ikkje brev:
   *[other] { $n } instansar manglar adresse og får ikkje brev:
}
list-noted-closed = { $n ->
    [one] 1 instans er nedlagd og blir ikkje invitert:
   *[other] { $n } instansar er nedlagde og blir ikkje inviterte:
}
list-noted-more = … og { $n } til
list-make-ready = Merk som klar
list-make-draft = Gjer til utkast igjen
list-make-locked = Lås lista
list-rename = Endre namn
list-save-name = Lagre namnet
list-copy = Kopier til ei ny liste
list-copy-means = Kopien er eit utkast med dei same instansane.
list-copy-name = Namn på kopien
list-copy-of = Kopi av { $name }
list-make-copy = Lag kopien
list-overtaken = Nokon andre har endra lista
list-overtaken-means = Det du ville, er ikkje gjort. No heiter lista «{ $name }», og tilstanden er «{ $state }». Sjå over og prøv igjen.
error-list-name = Skriv kva lista skal heite
error-list-name-taken = Ei anna liste heiter dette. Vel eit anna namn
error-list-empty = Legg til minst éin instans før lista blir klar
error-list-nobody = Vel minst éin instans, eller bruk knappen for heile utvalet
error-list-state = Dette kan ikkje gjerast med ei liste i denne tilstanden. Gjer ho til eit utkast att, eller lag ein kopi
