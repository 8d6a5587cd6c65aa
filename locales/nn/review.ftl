# Å lese innspela, som saksbehandlarar ser dei.
review-title = Innspel
review-to-part = Innspel: { $part }
review-none-yet = Det har ikkje kome nokon innspel enno.
review-nothing = Ingen innspel passar med det du leitar etter.
review-shown = { $n ->
    [0] Ingen innspel
   *[other] Viser { $from }–{ $to } av { $n } innspel
}
review-n = { $n ->
    [one] 1 innspel
   *[other] { $n } innspel
}
review-filter = Filtrer innspel
review-filter-set = Filtrer innspel ({ $n } valt)
review-words = Søk i tekst, namn og nummer
review-words-of-part = Søk i svara og namn
review-show = Vis innspel
review-clear = Nullstill
review-export = Last ned utvalet
review-all = Alle
review-newer = Nyare
review-older = Eldre
review-one-newer = Nyare innspel
review-one-older = Eldre innspel
review-who = Avsendar
review-when = Motteke
review-what = Innhald
review-by-sender = Avsendar
review-by-standing = Status
review-by-stance = Haldning
review-by-part = Har svart på
review-by-group = Gruppe på lista
review-by-county = Fylke
review-by-arrival = Når det kom
review-days = Motteke
review-from = Frå og med
review-to = Til og med
review-mend-first = Innspela blir viste når det som står øvst på sida, er retta.
review-from-day = Motteke frå og med
review-to-day = Motteke til og med
error-days-crossed = Den siste datoen er før den første. Byt dei om, eller ta bort éin av dei
review-strange-beside = { $control }: «{ $word }» finst ikkje. Det andre du valde der, er med. Ta det bort frå utvalet
review-strange = { $control }: «{ $word }» finst ikkje, så ingen innspel er tekne med. Ta det bort frå utvalet
review-no-words = Det er ingenting å søkje etter i «{ $words }». Skriv ord, tal eller nummeret til eit innspel, som H17
error-too-many-words = Eit søk kan ha høgst { $n } ulike ord. Ta bort nokre
review-by-channel = Kom gjennom
review-by-proposal = Svarer på
review-by-advice = Les innspela råd for råd
review-sender-claimed = Seier seg å vere ein registrert instans
review-sender-unlisted = Anna verksemd
review-sender-meeting = Møtereferat
review-sender-person = Privatperson
review-standing-teller = Tel
review-standing-for-sent = Kom for seint
review-standing-tillegg = Tillegg etter fristen
review-standing-trukket = Trekt
review-standing-dublett = Dublett
review-arrival-i-tide = I tide
review-arrival-etter-fristen = Etter fristen
review-by-given = Gitt som
review-given-felles = Felles innspel
review-given-eget = Eige innspel
review-channel-skjema = Skjema
review-channel-api = API
review-channel-e-post = E-post
review-channel-brev = Brev
review-channel-mote = Møte
review-proposal = Versjon { $no } av utkastet
review-answered = { $n } av { $of } råd
review-answered-earlier = Svarte på versjon { $no } av utkastet. Sjå kva rådet sa då
review-late-by = { $late } etter fristen
review-withheld = Bede unnateke offentlegheit
review-withheld-audited = At du har lese innspelet, er loggført.
review-advice-text = Sjå kva rådet seier
review-unconfirmed = { $n ->
    [one] Ikkje stadfesta: 1 innspel
   *[other] Ikkje stadfesta: { $n } innspel
}
review-unconfirmed-what = Avsendarane har ikkje stadfesta e-postadressa si. Innspela har ikkje fått nummer og er ikkje med i nokon tal.
review-unconfirmed-more = Dei { $n } nyaste er viste.
review-claim-heading = Ikkje kontrollert kven som svarer
review-claim = Avsendaren oppgir å vere { $name }, men innspelet kom utan lenkja som instansen har fått. Vi har sagt frå til den registrerte adressa.
review-invitation = Sjå invitasjonen
review-email-confirmed = { $email } (stadfesta)
review-email-told = { $email } (oppgitt av avsendar)
review-version-stands = Gjeld
review-version-replaced-tag = Erstatta
review-version-supplement = Denne versjonen kom etter fristen. Det er versjon { $no } som gjeld.
review-version-replaced = Innspelet er sendt inn på nytt. Det er versjon { $no } som gjeld.
review-decisions = Avgjerder
review-decided = Versjon { $no }: { $standing }
review-decided-by-program = avgjort av når det kom
review-decided-by-staff = avgjort av ein saksbehandlar

# Støtte til andre svar
review-by-supported = Støtta av andre
review-supported-ja = Støtta av minst eitt anna svar
review-supported-nei = Ikkje støtta av andre svar
review-by-supports = Støttar andre
review-supports-any = Støttar eit anna svar
review-supports-whole = Heile svaret
review-supported-by = { $n ->
    [0] Ingen støttar svaret
   *[other] Støtta av { $n }
}
review-supported-gone = Støtta ein versjon som er trekt
review-supported-whole = heile
review-supported-advice = råd { $advice }
review-supporter = { $name } ({ $number }): { $extent } (las versjon { $version })
review-supporting = { $n ->
    [one] 1 innspel støttar eit anna svar på dette rådet
   *[other] { $n } innspel støttar eit anna svar på dette rådet
}
review-supporting-whole = { $n ->
    [one] 1 innspel støttar eit anna svar i sin heilskap
   *[other] { $n } innspel støttar eit anna svar i sin heilskap
}
review-archive = Last ned til arkivet (ZIP)
