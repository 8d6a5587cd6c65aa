# Invitasjonene, som saksbehandlere ser dem.
invitations-title = Invitasjoner
invitations-back-to-list = Alle inviterte
invitations-total = { $n ->
    [one] Én invitert
   *[other] { $n } inviterte
}
invitations-refreshed = Tallene er oppdatert.
invitations-state-svart = Svart
invitations-state-felles-svar = Med i felles svar
invitations-state-begynt = Begynt
invitations-state-svarer-ikke = Skal ikke svare
invitations-state-levert = Levert
invitations-state-i-ko = I kø
invitations-state-feilet = Ikke levert
invitations-state-ikke-sendt = Ikke invitert ennå
invitations-state-uten-adresse = Uten adresse
invitations-added = Lagt til: { $reason }
invitations-far = { $n } av { $m } råd
invitations-withdrawn = Trakk { $numbers }
invitations-tried = { $n ->
    [one] Prøvd én gang, neste forsøk { $when }
   *[other] Prøvd { $n } ganger, neste forsøk { $when }
}
invitations-overtaken = Erstattet av et brev til en annen adresse
invitations-claims = { $n ->
    [one] 1 svar oppgir å komme herfra, uten lenken
   *[other] { $n } svar oppgir å komme herfra, uten lenken
}
invitations-claims-text = Avsenderen har oppgitt navnet eller organisasjonsnummeret. Vi har sagt fra til den registrerte adressen. Hvem som har svart, er ikke kontrollert.
invitations-send-all = { $n ->
    [one] Send invitasjon til den ene som ikke har fått
   *[other] Send invitasjon til de { $n } som ikke har fått
}
invitations-filter = Finn inviterte
invitations-words = Navn eller organisasjonsnummer
invitations-type = Type
invitations-county = Fylke
invitations-group-name = Gruppe
invitations-group = Gruppe { $no }
invitations-added-later = Invitert senere
invitations-of-missing = Her er bare de som verken har svart eller sagt at de ikke skal svare.
invitations-of-heard = Her er bare de som har sendt et svar som teller, eller står bak et felles svar.
invitations-of-counted = Her er bare de som selv har sendt et svar som teller.
invitations-of-joined = Her er bare de som står bak et felles svar som teller, og ikke selv har sendt et.
invitations-of-not-counted = Her er bare de som har sendt svar, alene eller sammen med andre, og ingen av dem teller, fordi de kom for sent eller er sendt dobbelt.
invitations-all = Alle
invitations-show = Vis
invitations-clear = Vis alle
invitations-shown = { $n ->
    [0] Ingen
   *[other] Viser { $from }–{ $to } av { $n }
}
invitations-nobody = Ingen inviterte passer med det du leter etter.
invitations-body = Høringsinstans
invitations-state = Hvor det står
invitations-address = E-postadresse
invitations-late = Fristen gikk ut { $date }. Brevet sier det til dem som ikke har fått en egen frist, og at et innspill som kommer nå, blir merket som for sent.
invitations-strange = { $control }: «{ $word }» finnes ikke, så ingen er tatt med
invitations-own-deadline = Egen frist
invitations-new-deadline = Gi instansen ny frist
invitations-no-address = Ingen adresse
invitations-check-all = Velg alle på siden
invitations-do = Gjør dette
invitations-what = Handling
invitations-for-chosen = For de valgte
invitations-for-all = { $n ->
    [one] For den ene i utvalget
   *[other] For alle { $n } i utvalget
}
invitations-none-chosen = Velg minst én instans i listen, eller bruk knappen for alle i utvalget.
invitations-act-send = Send invitasjon
invitations-act-send-igjen = Send invitasjonen på nytt
invitations-act-ny-lenke = Gi ny lenke og send den
invitations-act-steng-lenke = Steng lenken
invitations-act-prov-igjen = Prøv et stanset brev igjen
invitations-explain-send = Hver får sitt eget brev med sin egen lenke. De som har fått invitasjon før, får ingen ny.
invitations-explain-send-igjen = Et nytt brev med den samme lenken, til adressen som står i registeret nå.
invitations-explain-ny-lenke = Den gamle lenken slutter å virke med en gang, også for dem som skriver nå, og for dem som har fått en personlig lenke til innspillet. Det som er skrevet, blir stående.
invitations-explain-steng-lenke = Ingen lenke åpner innspillet lenger, heller ikke de personlige. Det som er skrevet, blir stående. Instansen kan få ny lenke senere.
invitations-explain-prov-igjen = Brevet som ble stanset, legges i kø igjen, til den samme adressen.
invitations-confirm-send = { $n ->
    [one] Send invitasjon til én instans?
   *[other] Send invitasjon til { $n } instanser?
}
invitations-confirm-send-igjen = { $n ->
    [one] Send invitasjonen på nytt til én instans?
   *[other] Send invitasjonen på nytt til { $n } instanser?
}
invitations-confirm-ny-lenke = { $n ->
    [one] Gi én instans ny lenke?
   *[other] Gi { $n } instanser ny lenke?
}
invitations-confirm-steng-lenke = { $n ->
    [one] Steng lenken for én instans?
   *[other] Steng lenkene for { $n } instanser?
}
invitations-confirm-prov-igjen = { $n ->
    [one] Prøv ett stanset brev igjen?
   *[other] Prøv { $n } stansede brev igjen?
}
invitations-confirm-yes = Ja, gjør det
invitations-confirm-no = Nei, gå tilbake
invitations-others = { $n ->
    [one] Én til i utvalget angår det ikke: den har fått invitasjon før, er i kø, eller mangler adresse.
   *[other] { $n } til i utvalget angår det ikke: de har fått invitasjon før, er i kø, eller mangler adresse.
}
invitations-done-send = { $n ->
    [0] Ingen nye invitasjoner. De som er valgt, har fått invitasjon, eller mangler adresse.
    [one] Én invitasjon er lagt i kø.
   *[other] { $n } invitasjoner er lagt i kø.
}
invitations-done-send-igjen = { $n ->
    [0] Ingenting er sendt på nytt.
    [one] Ett brev er lagt i kø.
   *[other] { $n } brev er lagt i kø.
}
invitations-done-ny-lenke = { $n ->
    [0] Ingen har fått ny lenke.
    [one] Én instans har fått ny lenke. Brevet er lagt i kø.
   *[other] { $n } instanser har fått ny lenke. Brevene er lagt i kø.
}
invitations-done-steng-lenke = { $n ->
    [0] Ingen lenker er stengt.
    [one] Én lenke er stengt.
   *[other] { $n } lenker er stengt.
}
invitations-closed = Lenken er stengt
invitations-body-closed = Nedlagt fra { $date }
invitations-body-closed-text = Instansen er ført som nedlagt i registeret etter at den ble invitert.
invitations-done-prov-igjen = { $n ->
    [0] Ingen stansede brev blant de valgte.
    [one] Ett brev er lagt i kø igjen.
   *[other] { $n } brev er lagt i kø igjen.
}
invitations-done-adresse = Adressen er rettet i registeret. Brev som sendes fra nå av, går dit.
invitations-can-do = Dette kan du gjøre
invitations-correct = Rett adressen
invitations-address-new = Offisiell e-postadresse
invitations-address-hint = Skrives i registeret og gjelder alle høringer. Den gamle adressen beholdes som avsluttet.
invitations-correct-save = Lagre adressen
invitations-address-of-all = Adressen står i registeret og gjelder alle høringer. Be en som har en rolle på alle høringer, om å rette den.
error-address-of-all = Adressen står i registeret og gjelder alle høringer. Be en som har en rolle på alle høringer, om å rette den
invitations-letters = Hva som har skjedd med brevene
invitations-no-letters = Ingen brev er sendt ennå.
invitations-said = E-posttjeneren svarte:
invitations-event-sent = Levert til e-posttjeneren
invitations-event-later = Ikke levert, prøves igjen
invitations-event-never = Avvist
invitations-event-relay-fault = E-posttjeneren tok ikke imot fra oss
invitations-event-uncertain = Uvisst om det kom frem, prøves igjen
invitations-org-no = Organisasjonsnummer
invitations-language = Målform
invitations-reason = Lagt til fordi

# Der lenken i invitasjonen lander
landing-invited = { $body } er invitert
landing-invited-text = Dere er invitert til å gi innspill. Fristen er { $date } kl. 23.59.
landing-invited-text-late = Dere er invitert til å gi innspill. Fristen gikk ut { $date } kl. 23.59. Innspill som kommer nå, blir merket som for sent innkommet.
landing-invited-closed = Høringen tar ikke lenger imot innspill.
landing-invited-start = Start innspillet
landing-invited-go-on = Fortsett på innspillet
landing-invited-open = Åpne kvitteringen
landing-invited-begun = Noen hos dere begynte på innspillet { $when }. Dere skriver i det samme innspillet.
landing-invited-withdrawn = Dere har trukket innspillet { $number }. Dere kan sende det inn på nytt, eller si fra at dere ikke skal svare.
landing-invited-several = Flere kan bruke den samme lenken og skrive i det samme innspillet.
landing-invited-sent = { $body } har svart
landing-invited-sent-text = Innspillet er sendt inn med nummer { $number }. Dere kan lese kvitteringen, og endre innspillet frem til fristen.
landing-invited-sent-text-late = Innspillet er sendt inn med nummer { $number }. Dere kan lese kvitteringen. Fristen har gått ut, og det som kommer nå, blir merket som for sent innkommet.
landing-invited-decline-heading = Skal dere ikke svare?
landing-invited-decline-text = Si gjerne fra, så vet de som inviterte dere det. Dere kan ombestemme dere frem til fristen.
landing-invited-decline-text-late = Si gjerne fra, så vet de som inviterte dere det. Dere kan ombestemme dere så lenge høringen tar imot innspill.
landing-invited-decline = Vi skal ikke svare
landing-invited-declined-heading = Dere har sagt at dere ikke skal svare
landing-invited-declined = Det ble sagt fra { $when }. Begynner dere på innspillet, blir det tatt tilbake.
landing-invited-take-back = Vi skal svare likevel
landing-replaced = Lenken er erstattet av en nyere
landing-replaced-to = Den nye lenken er sendt til { $address }.
landing-replaced-ended = Denne lenken virker ikke lenger.
landing-replaced-help = Finner dere den ikke, svarer dere på invitasjonen, så sender vi den på nytt. Det som er skrevet, er tatt vare på.

# Flere inviteres etter publiseringen
add-title = Inviter flere
add-lead = Høringen er publisert. De som inviteres nå, vises på høringens side med begrunnelsen, og får brev når du sender det.
add-from-list = Fra en liste
add-list = Liste som er klar eller låst
add-list-none = Velg en liste
add-list-choice = { $name } ({ $n })
add-look-list = Se over listen
add-from-register = Fra registeret
add-look-chosen = Se over de valgte
add-invited-already = Invitert fra før
add-back = Velg andre
add-look-title = { $n ->
    [0] Ingen nye å invitere
    [one] Inviter én instans til?
   *[other] Inviter { $n } instanser til?
}
add-new = { $n ->
    [one] 1 er ny
   *[other] { $n } er nye
}
add-there = { $n ->
    [one] 1 er invitert fra før, og blir ikke endret
   *[other] { $n } er invitert fra før, og blir ikke endret
}
add-closed = { $n ->
    [one] 1 er nedlagt, og blir ikke invitert
   *[other] { $n } er nedlagt, og blir ikke invitert
}
add-more = … og { $n } til
add-without-address = { $n ->
    [one] 1 av de nye mangler adresse og får ikke brev før den har en.
   *[other] { $n } av de nye mangler adresse og får ikke brev før de har en.
}
add-reason = Begrunnelse
add-reason-hint = Vises på høringens side. Skriv på bokmål.
add-reason-nn = Begrunnelse på nynorsk (valgfritt)
add-reason-nn-hint = Vises på nynorsksiden. Er den tom, vises bokmålet der også.
add-means = Instansene blir lagt til for godt, med navn og adresse slik de er nå. Brevene sender du etterpå.
add-locks = Listen «{ $name }» blir låst.
add-press = { $n ->
    [one] Inviter instansen
   *[other] Inviter { $n } instanser
}
add-moved = Listen er endret siden du så på den
add-moved-means = Ingen er invitert. Dette er listen slik den er nå. Se over og trykk igjen.
invitations-done-added = { $n ->
    [0] Alle var invitert fra før.
    [one] 1 instans er lagt til. Send invitasjonen når du er klar.
   *[other] { $n } instanser er lagt til. Send invitasjonene når du er klar.
}
error-add-nobody = Velg en liste, eller minst én instans i registeret
error-add-reason = Skriv hvorfor de inviteres nå

# «Vi er ikke lenger rett mottaker»
landing-report-heading = Er dere ikke lenger rett mottaker? Si fra
landing-report-text = Vi gir beskjed til dem som inviterte dere. De retter registeret. Lenken virker som før til noen har gjort det.
landing-report-address = Rett e-postadresse (valgfritt)
landing-report-note = Melding (valgfritt)
landing-report-send = Si fra
landing-reported = Takk. De som inviterte dere, har fått beskjed.
invitations-reported = { $n ->
    [one] 1 instans har sagt fra at den ikke er rett mottaker
   *[other] { $n } instanser har sagt fra at de ikke er rett mottaker
}
invitations-in-register = Se instansen i registeret
error-bodies-or-list = Si hvem som skal inviteres: enten med bodies eller med list
error-list-not-ready = Listen er et utkast. Gjør den klar før den brukes
