# Invitasjonane, som saksbehandlarar ser dei.
invitations-title = Invitasjonar
invitations-back-to-list = Alle inviterte
invitations-total = { $n ->
    [one] Éin invitert
   *[other] { $n } inviterte
}
invitations-refreshed = Tala er oppdaterte.
invitations-state-svart = Svart
invitations-state-felles-svar = Med i felles svar
invitations-state-begynt = Byrja
invitations-state-svarer-ikke = Skal ikkje svare
invitations-state-levert = Levert
invitations-state-i-ko = I kø
invitations-state-feilet = Ikkje levert
invitations-state-ikke-sendt = Ikkje invitert enno
invitations-state-uten-adresse = Utan adresse
invitations-added = Lagd til: { $reason }
invitations-far = { $n } av { $m } råd
invitations-withdrawn = Trekte { $numbers }
invitations-tried = { $n ->
    [one] Prøvd éin gong, neste forsøk { $when }
   *[other] Prøvd { $n } gonger, neste forsøk { $when }
}
invitations-overtaken = Erstatta av eit brev til ei anna adresse
invitations-claims = { $n ->
    [one] 1 svar opplyser at det kjem herifrå, utan lenkja
   *[other] { $n } svar opplyser at dei kjem herifrå, utan lenkja
}
invitations-claims-text = Avsendaren har oppgitt namnet eller organisasjonsnummeret. Vi har sagt frå til den registrerte adressa. Kven som har svart, er ikkje kontrollert.
invitations-send-all = { $n ->
    [one] Send invitasjon til den eine som ikkje har fått
   *[other] Send invitasjon til dei { $n } som ikkje har fått
}
invitations-filter = Finn inviterte
invitations-words = Namn eller organisasjonsnummer
invitations-type = Type
invitations-county = Fylke
invitations-group-name = Gruppe
invitations-group = Gruppe { $no }
invitations-added-later = Inviterte seinare
invitations-of-missing = Her er berre dei som verken har svart eller sagt at dei ikkje skal svare.
invitations-of-heard = Her er berre dei som har sendt eit svar som tel, eller står bak eit felles svar.
invitations-of-counted = Her er berre dei som sjølve har sendt eit svar som tel.
invitations-of-joined = Her er berre dei som står bak eit felles svar som tel, og ikkje sjølve har sendt eit.
invitations-of-not-counted = Her er berre dei som har sendt svar, åleine eller saman med andre, og ingen av dei tel, fordi dei kom for seint eller er sende dobbelt.
invitations-all = Alle
invitations-show = Vis
invitations-clear = Vis alle
invitations-shown = { $n ->
    [0] Ingen
   *[other] Viser { $from }–{ $to } av { $n }
}
invitations-nobody = Ingen inviterte passar med det du leitar etter.
invitations-body = Høyringsinstans
invitations-state = Kvar det står
invitations-address = E-postadresse
invitations-late = Fristen gjekk ut { $date }. Brevet seier det til dei som ikkje har fått ein eigen frist, og at eit innspel som kjem no, blir merkt som for seint.
invitations-strange = { $control }: «{ $word }» finst ikkje, så ingen er med
invitations-own-deadline = Eigen frist
invitations-new-deadline = Gi instansen ny frist
invitations-no-address = Inga adresse
invitations-check-all = Vel alle på sida
invitations-do = Gjer dette
invitations-what = Handling
invitations-for-chosen = For dei valde
invitations-for-all = { $n ->
    [one] For den eine i utvalet
   *[other] For alle { $n } i utvalet
}
invitations-none-chosen = Vel minst éin instans i lista, eller bruk knappen for alle i utvalet.
invitations-act-send = Send invitasjon
invitations-act-send-igjen = Send invitasjonen på nytt
invitations-act-ny-lenke = Gi ny lenkje og send ho
invitations-act-steng-lenke = Steng lenkja
invitations-act-prov-igjen = Prøv eit stansa brev igjen
invitations-explain-send = Kvar får sitt eige brev med si eiga lenkje. Dei som har fått invitasjon før, får ingen ny.
invitations-explain-send-igjen = Eit nytt brev med den same lenkja, til adressa som står i registeret no.
invitations-explain-ny-lenke = Den gamle lenkja sluttar å verke med ein gong, også for dei som skriv no, og for dei som har fått ei personleg lenkje til innspelet. Det som er skrive, blir ståande.
invitations-explain-steng-lenke = Inga lenkje opnar innspelet lenger, heller ikkje dei personlege. Det som er skrive, blir ståande. Instansen kan få ny lenkje seinare.
invitations-explain-prov-igjen = Brevet som blei stansa, blir lagt i kø igjen, til den same adressa.
invitations-confirm-send = { $n ->
    [one] Send invitasjon til éin instans?
   *[other] Send invitasjon til { $n } instansar?
}
invitations-confirm-send-igjen = { $n ->
    [one] Send invitasjonen på nytt til éin instans?
   *[other] Send invitasjonen på nytt til { $n } instansar?
}
invitations-confirm-ny-lenke = { $n ->
    [one] Gi éin instans ny lenkje?
   *[other] Gi { $n } instansar ny lenkje?
}
invitations-confirm-steng-lenke = { $n ->
    [one] Steng lenkja for éin instans?
   *[other] Steng lenkjene for { $n } instansar?
}
invitations-confirm-prov-igjen = { $n ->
    [one] Prøv eitt stansa brev igjen?
   *[other] Prøv { $n } stansa brev igjen?
}
invitations-confirm-yes = Ja, gjer det
invitations-confirm-no = Nei, gå tilbake
invitations-others = { $n ->
    [one] Éin til i utvalet gjeld det ikkje: han har fått invitasjon før, er i kø, eller manglar adresse.
   *[other] { $n } til i utvalet gjeld det ikkje: dei har fått invitasjon før, er i kø, eller manglar adresse.
}
invitations-done-send = { $n ->
    [0] Ingen nye invitasjonar. Dei som er valde, har fått invitasjon, eller manglar adresse.
    [one] Éin invitasjon er lagd i kø.
   *[other] { $n } invitasjonar er lagde i kø.
}
invitations-done-send-igjen = { $n ->
    [0] Ingenting er sendt på nytt.
    [one] Eitt brev er lagt i kø.
   *[other] { $n } brev er lagde i kø.
}
invitations-done-ny-lenke = { $n ->
    [0] Ingen har fått ny lenkje.
    [one] Éin instans har fått ny lenkje. Brevet er lagt i kø.
   *[other] { $n } instansar har fått ny lenkje. Breva er lagde i kø.
}
invitations-done-steng-lenke = { $n ->
    [0] Inga lenkje er stengd.
    [one] Éi lenkje er stengd.
   *[other] { $n } lenkjer er stengde.
}
invitations-closed = Lenkja er stengd
invitations-body-closed = Nedlagd frå { $date }
invitations-body-closed-text = Instansen er ført som nedlagd i registeret etter at han blei invitert.
invitations-done-prov-igjen = { $n ->
    [0] Ingen stansa brev blant dei valde.
    [one] Eitt brev er lagt i kø igjen.
   *[other] { $n } brev er lagde i kø igjen.
}
invitations-done-adresse = Adressa er retta i registeret. Brev som blir sende frå no av, går dit.
invitations-can-do = Dette kan du gjere
invitations-correct = Rett adressa
invitations-address-new = Offisiell e-postadresse
invitations-address-hint = Blir skriven i registeret og gjeld alle høyringar. Den gamle adressa blir teken vare på som avslutta.
invitations-correct-save = Lagre adressa
invitations-address-of-all = Adressa står i registeret og gjeld alle høyringar. Be ein som har ei rolle på alle høyringar, om å rette ho.
error-address-of-all = Adressa står i registeret og gjeld alle høyringar. Be ein som har ei rolle på alle høyringar, om å rette ho
invitations-letters = Kva som har skjedd med breva
invitations-no-letters = Ingen brev er sende enno.
invitations-said = E-posttenaren svarte:
invitations-event-sent = Levert til e-posttenaren
invitations-event-later = Ikkje levert, blir prøvd igjen
invitations-event-never = Avvist
invitations-event-relay-fault = E-posttenaren tok ikkje imot frå oss
invitations-event-uncertain = Uvisst om det kom fram, blir prøvd igjen
invitations-org-no = Organisasjonsnummer
invitations-language = Målform
invitations-reason = Lagd til fordi

# Der lenkja i invitasjonen landar
landing-invited = { $body } er invitert
landing-invited-text = De er inviterte til å gi innspel. Fristen er { $date } kl. 23.59.
landing-invited-text-late = De er inviterte til å gi innspel. Fristen gjekk ut { $date } kl. 23.59. Innspel som kjem no, blir merkte som for seint komne inn.
landing-invited-closed = Høyringa tek ikkje lenger imot innspel.
landing-invited-start = Start innspelet
landing-invited-go-on = Hald fram på innspelet
landing-invited-open = Opne kvitteringa
landing-invited-begun = Nokon hos dykk byrja på innspelet { $when }. De skriv i det same innspelet.
landing-invited-withdrawn = De har trekt innspelet { $number }. De kan sende det inn på nytt, eller seie frå at de ikkje skal svare.
landing-invited-several = Fleire kan bruke den same lenkja og skrive i det same innspelet.
landing-invited-sent = { $body } har svart
landing-invited-sent-text = Innspelet er sendt inn med nummer { $number }. De kan lese kvitteringa, og endre innspelet fram til fristen.
landing-invited-sent-text-late = Innspelet er sendt inn med nummer { $number }. De kan lese kvitteringa. Fristen har gått ut, og det som kjem no, blir merkt som for seint kome inn.
landing-invited-decline-heading = Skal de ikkje svare?
landing-invited-decline-text = Sei gjerne frå, så veit dei som inviterte dykk det. De kan ombestemme dykk fram til fristen.
landing-invited-decline-text-late = Sei gjerne frå, så veit dei som inviterte dykk det. De kan ombestemme dykk så lenge høyringa tek imot innspel.
landing-invited-decline = Vi skal ikkje svare
landing-invited-declined-heading = De har sagt at de ikkje skal svare
landing-invited-declined = Det blei sagt frå { $when }. Byrjar de på innspelet, blir det teke tilbake.
landing-invited-take-back = Vi skal svare likevel
landing-replaced = Lenkja er erstatta av ei nyare
landing-replaced-to = Den nye lenkja er send til { $address }.
landing-replaced-ended = Denne lenkja verkar ikkje lenger.
landing-replaced-help = Finn de henne ikkje, svarer de på invitasjonen, så sender vi henne på nytt. Det som er skrive, er teke vare på.

# Fleire blir inviterte etter publiseringa
add-title = Inviter fleire
add-lead = Høyringa er publisert. Dei som blir inviterte no, blir viste på sida til høyringa med grunngivinga, og får brev når du sender det.
add-from-list = Frå ei liste
add-list = Liste som er klar eller låst
add-list-none = Vel ei liste
add-list-choice = { $name } ({ $n })
add-look-list = Sjå over lista
add-from-register = Frå registeret
add-look-chosen = Sjå over dei valde
add-invited-already = Invitert frå før
add-back = Vel andre
add-look-title = { $n ->
    [0] Ingen nye å invitere
    [one] Inviter éin instans til?
   *[other] Inviter { $n } instansar til?
}
add-new = { $n ->
    [one] 1 er ny
   *[other] { $n } er nye
}
add-there = { $n ->
    [one] 1 er invitert frå før, og blir ikkje endra
   *[other] { $n } er inviterte frå før, og blir ikkje endra
}
add-closed = { $n ->
    [one] 1 er nedlagd, og blir ikkje invitert
   *[other] { $n } er nedlagde, og blir ikkje inviterte
}
add-more = … og { $n } til
add-without-address = { $n ->
    [one] 1 av dei nye manglar adresse og får ikkje brev før han har ei.
   *[other] { $n } av dei nye manglar adresse og får ikkje brev før dei har ei.
}
add-reason = Grunngiving
add-reason-hint = Blir vist på sida til høyringa. Skriv på bokmål.
add-reason-nn = Grunngiving på nynorsk (valfritt)
add-reason-nn-hint = Blir vist på nynorsksida. Er ho tom, blir bokmålet vist der òg.
add-means = Instansane blir lagde til for godt, med namn og adresse slik dei er no. Breva sender du etterpå.
add-locks = Lista «{ $name }» blir låst.
add-press = { $n ->
    [one] Inviter instansen
   *[other] Inviter { $n } instansar
}
add-moved = Lista er endra sidan du såg på ho
add-moved-means = Ingen er inviterte. Dette er lista slik ho er no. Sjå over og trykk igjen.
invitations-done-added = { $n ->
    [0] Alle var inviterte frå før.
    [one] 1 instans er lagd til. Send invitasjonen når du er klar.
   *[other] { $n } instansar er lagde til. Send invitasjonane når du er klar.
}
error-add-nobody = Vel ei liste, eller minst éin instans i registeret
error-add-reason = Skriv kvifor dei blir inviterte no

# «Vi er ikkje lenger rett mottakar»
landing-report-heading = Er de ikkje lenger rett mottakar? Sei frå
landing-report-text = Vi gir beskjed til dei som inviterte dykk. Dei rettar registeret. Lenkja verkar som før til nokon har gjort det.
landing-report-address = Rett e-postadresse (valfritt)
landing-report-note = Melding (valfritt)
landing-report-send = Sei frå
landing-reported = Takk. Dei som inviterte dykk, har fått beskjed.
invitations-reported = { $n ->
    [one] 1 instans har sagt frå at han ikkje er rett mottakar
   *[other] { $n } instansar har sagt frå at dei ikkje er rett mottakar
}
invitations-in-register = Sjå instansen i registeret
error-bodies-or-list = Sei kven som skal inviterast: anten med bodies eller med list
error-list-not-ready = Lista er eit utkast. Gjer ho klar før ho blir brukt
