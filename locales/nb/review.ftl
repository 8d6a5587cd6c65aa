# Å lese innspillene, som saksbehandlere ser dem.
review-title = Innspill
review-to-part = Innspill: { $part }
review-none-yet = Det har ikke kommet noen innspill ennå.
review-nothing = Ingen innspill passer med det du leter etter.
review-shown = { $n ->
    [0] Ingen innspill
   *[other] Viser { $from }–{ $to } av { $n } innspill
}
review-n = { $n ->
    [one] 1 innspill
   *[other] { $n } innspill
}
review-filter = Filtrer innspill
review-filter-set = Filtrer innspill ({ $n } valgt)
review-words = Søk i tekst, navn og nummer
review-words-of-part = Søk i svarene og navn
review-show = Vis innspill
review-clear = Nullstill
review-export = Last ned utvalget
review-all = Alle
review-newer = Nyere
review-older = Eldre
review-one-newer = Nyere innspill
review-one-older = Eldre innspill
review-who = Avsender
review-when = Mottatt
review-what = Innhold
review-by-sender = Avsender
review-by-standing = Status
review-by-stance = Holdning
review-by-part = Har svart på
review-by-group = Gruppe på listen
review-by-county = Fylke
review-by-arrival = Ankomst
review-days = Mottatt
review-from = Fra og med
review-to = Til og med
review-mend-first = Innspillene vises når det som står øverst på siden, er rettet.
review-from-day = Mottatt fra og med
review-to-day = Mottatt til og med
error-days-crossed = Den siste datoen er før den første. Bytt dem om, eller ta bort én av dem
review-strange-beside = { $control }: «{ $word }» finnes ikke. Det andre du valgte der, er tatt med. Ta det bort fra utvalget
review-strange = { $control }: «{ $word }» finnes ikke, så ingen innspill er tatt med. Ta det bort fra utvalget
review-no-words = Det er ingenting å søke etter i «{ $words }». Skriv ord, tall eller nummeret til et innspill, som H17
error-too-many-words = Et søk kan ha høyst { $n } ulike ord. Ta bort noen
review-by-channel = Kom gjennom
review-by-proposal = Svarer på
review-by-advice = Les innspillene råd for råd
review-sender-claimed = Oppgir å være en registrert instans
review-sender-unlisted = Annen virksomhet
review-sender-meeting = Møtereferat
review-sender-person = Privatperson
review-standing-teller = Teller
review-standing-for-sent = Kom for sent
review-standing-tillegg = Tillegg etter fristen
review-standing-trukket = Trukket
review-standing-dublett = Dublett
review-arrival-i-tide = I tide
review-arrival-etter-fristen = Etter fristen
review-by-given = Gitt som
review-given-felles = Felles innspill
review-given-eget = Eget innspill
review-channel-skjema = Skjema
review-channel-api = API
review-channel-e-post = E-post
review-channel-brev = Brev
review-channel-mote = Møte
review-proposal = Versjon { $no } av utkastet
review-answered = { $n } av { $of } råd
review-answered-earlier = Svarte på versjon { $no } av utkastet. Se hva rådet sa da
review-late-by = { $late } etter fristen
review-withheld = Bedt unntatt offentlighet
review-withheld-audited = At du har lest innspillet, er loggført.
review-advice-text = Se hva rådet sier
review-unconfirmed = { $n ->
    [one] Ikke bekreftet: 1 innspill
   *[other] Ikke bekreftet: { $n } innspill
}
review-unconfirmed-what = Avsenderne har ikke bekreftet e-postadressen sin. Innspillene har ikke fått nummer og er ikke med i noen tall.
review-unconfirmed-more = De { $n } nyeste vises.
review-claim-heading = Ikke kontrollert hvem som svarer
review-claim = Avsenderen oppgir å være { $name }, men innspillet kom uten lenken som instansen har fått. Vi har sagt fra til den registrerte adressen.
review-invitation = Se invitasjonen
review-email-confirmed = { $email } (bekreftet)
review-email-told = { $email } (oppgitt av avsender)
review-version-stands = Gjelder
review-version-replaced-tag = Erstattet
review-version-supplement = Denne versjonen kom etter fristen. Det er versjon { $no } som gjelder.
review-version-replaced = Innspillet er sendt inn på nytt. Det er versjon { $no } som gjelder.
review-decisions = Avgjørelser
review-decided = Versjon { $no }: { $standing }
review-decided-by-program = avgjort av ankomsten
review-decided-by-staff = avgjort av en saksbehandler

# Støtte til andre svar
review-by-supported = Støttes av andre
review-supported-ja = Støttes av minst ett annet svar
review-supported-nei = Støttes ikke av andre svar
review-by-supports = Støtter andre
review-supports-any = Støtter et annet svar
review-supports-whole = Hele svaret
review-supported-by = { $n ->
    [0] Ingen støtter svaret
   *[other] Støttet av { $n }
}
review-supported-gone = Støttet en versjon som er trukket
review-supported-whole = hele
review-supported-advice = råd { $advice }
review-supporter = { $name } ({ $number }): { $extent } (leste versjon { $version })
review-supporting = { $n ->
    [one] 1 innspill støtter et annet svar på dette rådet
   *[other] { $n } innspill støtter et annet svar på dette rådet
}
review-supporting-whole = { $n ->
    [one] 1 innspill støtter et annet svar i sin helhet
   *[other] { $n } innspill støtter et annet svar i sin helhet
}
review-archive = Last ned til arkivet (ZIP)
