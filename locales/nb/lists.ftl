# Lister over instanser, som saksbehandlere setter sammen.

lists-title = Lister
lists-lead = Instanser som ofte inviteres sammen. En liste er utkast til den er klar, og blir låst når den er brukt.
lists-none = Ingen har laget noen liste ennå. Den første begynner med et navn.
list-new = Ny liste
list-create = Lag listen
list-name = Navn på listen
list-name-hint = For eksempel «Samarbeidsforum for folkehelse». To lister kan ikke hete det samme.
list-on-it = { $n ->
    [0] Ingen på listen
    [one] 1 instans
   *[other] { $n } instanser
}
list-changed = sist endret { $date }
list-state-draft = Utkast
list-state-ready = Klar
list-state-locked = Låst
list-about-draft = Instanser kan legges til og fjernes. Listen kan brukes når den er klar.
list-about-ready = Listen kan brukes i en høring, og blir da låst. Den kan bli utkast igjen så lenge den ikke er brukt.
list-about-locked = Listen er brukt eller låst, og endres ikke. Lag en kopi hvis noe skal være annerledes neste gang.
list-add = Legg til instanser
list-add-title = Legg til på «{ $name }»
list-add-lead = Søk og velg i registeret. Nedlagte instanser blir ikke med når hele utvalget legges til.
list-add-chosen = Legg til de valgte
list-add-all = { $n ->
    [one] Legg til den ene i utvalget
   *[other] Legg til alle { $n } i utvalget
}
list-is-on-it = På listen
list-check-all = Velg alle på siden
list-done-added = { $n ->
    [0] Alle var på listen fra før.
    [one] 1 instans er lagt til.
   *[other] { $n } instanser er lagt til.
}
list-done-removed = { $n ->
    [0] Ingen av dem var på listen.
    [one] 1 instans er fjernet.
   *[other] { $n } instanser er fjernet.
}
list-members = På listen
list-remove-chosen = Fjern de valgte
list-remove-all = { $n ->
    [one] Fjern den ene i utvalget
   *[other] Fjern alle { $n } i utvalget
}
list-noted = Se på dette før listen brukes
list-noted-address = { $n ->
    [one] 1 instans mangler adresse og får ikke brev:
   *[other] { $n } instanser mangler adresse og får ikke brev:
}
list-noted-closed = { $n ->
    [one] 1 instans er nedlagt og blir ikke invitert:
   *[other] { $n } instanser er nedlagt og blir ikke invitert:
}
list-noted-more = … og { $n } til
list-make-ready = Merk som klar
list-make-draft = Gjør til utkast igjen
list-make-locked = Lås listen
list-rename = Endre navn
list-save-name = Lagre navnet
list-copy = Kopier til en ny liste
list-copy-means = Kopien er et utkast med de samme instansene.
list-copy-name = Navn på kopien
list-copy-of = Kopi av { $name }
list-make-copy = Lag kopien
list-overtaken = Noen andre har endret listen
list-overtaken-means = Det du ville, er ikke gjort. Nå heter listen «{ $name }», og tilstanden er «{ $state }». Se over og prøv igjen.
error-list-name = Skriv hva listen skal hete
error-list-name-taken = En annen liste heter dette. Velg et annet navn
error-list-empty = Legg til minst én instans før listen blir klar
error-list-nobody = Velg minst én instans, eller bruk knappen for hele utvalget
error-list-state = Dette kan ikke gjøres med en liste i denne tilstanden. Gjør den til et utkast igjen, eller lag en kopi
