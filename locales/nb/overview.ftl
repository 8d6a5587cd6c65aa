# Oversikten over en høring: tallene som saksbehandlere ser.
overview-deadline = Frist { $day }
overview-counted = { $n ->
    [one] innspill som teller
   *[other] innspill som teller
}
overview-share = { $n } av { $of } inviterte har svart
overview-share-few = av { $of } inviterte har svart
overview-cosigned = har bekreftet et felles svar
overview-not-counted = inviterte har bare sendt svar som ikke teller
overview-declined = har sagt at de ikke skal svare
overview-begun = inviterte har begynt, men ikke sendt
overview-late = kom for sent og er ikke tatt med
overview-undelivered = invitasjoner kom ikke fram
overview-outside = Ikke med i noen tall:
overview-unconfirmed = { $n ->
    [one] 1 som ikke er bekreftet
   *[other] { $n } som ikke er bekreftet
}
overview-supplement = { $n ->
    [one] 1 tillegg etter fristen
   *[other] { $n } tillegg etter fristen
}
overview-withdrawn = { $n ->
    [one] 1 trukket
   *[other] { $n } trukket
}
overview-duplicate = { $n ->
    [one] 1 dublett
   *[other] { $n } dubletter
}
overview-of = av
overview-as-table = Vis tallene som tabell
overview-file = Last ned som CSV
overview-too-few = for få til prosent

overview-time = Innspill over tid
overview-time-title = Samlet antall innspill som teller, { $first } til { $last }
overview-time-finding = { $n ->
    [one] Ett innspill teller. Det kom { $day }.
   *[other] { $n } innspill teller. Halvparten var kommet { $half }. Flest kom { $day }: { $most }.
}
overview-time-busiest = { $n ->
    [one] Les innspillet fra { $day }
   *[other] Les de { $n } innspillene fra { $day }
}
overview-n-answers = { $n } innspill
overview-none-yet = Ingen innspill som teller, har kommet ennå.
overview-mark-deadline = Frist { $day }
overview-mark-earlier = Tidligere frist { $day }
overview-mark-letters = { $n } brev { $day }
overview-week = Uke { $no }, { $year }

overview-groups = Hvem som har svart, gruppe for gruppe
overview-nobody-invited = Ingen er invitert til denne høringen.
overview-n-cosigned = { $n } med i felles svar
overview-n-declined = { $n } skal ikke svare
overview-n-not-counted = { $n } har sendt svar som ikke teller
overview-counties = Kommuner som har svart, fylke for fylke
overview-missing = { $n ->
    [one] Én har ikke svart
   *[other] { $n } har ikke svart
}
overview-missing-all = Se alle { $n } som ikke har svart
overview-missing-list = Se dem i listen over høringsinstanser

overview-heat = Andel som har valgt { $options }
overview-or = eller
overview-ways = Regn med dem som har valgt
overview-few = få svar
overview-none = ingen
overview-heat-note = Andelen er av dem i gruppen som har valgt noe (n). Når færre enn fem har gjort det, står det ingen prosent. «Ingen merknad» er ikke regnet med.
overview-no-vote = Tallene viser hvem som har svart, ikke hva befolkningen mener. En høring er ikke en avstemning.
overview-answered-by-part = Hvor mange som har svart på hvert råd
overview-answered-note = «Ingen merknad» er regnet som svar.
overview-retired = { $title } (tatt ut av utkastet)

overview-among-claimed = Oppgir å være en instans
overview-among-unlisted = Andre virksomheter
overview-among-meeting = Referater fra møter
overview-among-person = Privatpersoner
overview-kind-municipality = Kommuner
overview-kind-county-authority = Fylkeskommuner
overview-kind-county-governor = Statsforvaltere
overview-kind-health-authority = Regionale helseforetak
overview-kind-state = Statlige virksomheter
overview-kind-organisation = Organisasjoner
overview-kind-other = Andre instanser

# Overskriftene i tabellene, på siden og i filene.
overview-csv-day = Dag
overview-csv-week = Uke
overview-csv-new = Nye
overview-csv-total = Samlet
overview-csv-letters = Brev sendt
overview-csv-group = Gruppe
overview-csv-county = Fylke
overview-csv-invited = Invitert
overview-csv-answered = Svart
overview-csv-percent = Prosent
overview-csv-declined = Skal ikke svare
overview-csv-missing = Har ikke svart
overview-csv-cosigned = Med i felles svar
overview-csv-not-counted = Svar som ikke teller
overview-csv-advice = Råd
overview-csv-field = Svarfelt
overview-csv-option = Valg
overview-csv-n = Antall
overview-csv-stances = Hva hver gruppe har valgt

overview-supporting-heading = Støtter andres svar
overview-supporting-whole = { $n ->
    [one] 1 innspill støtter et annet svar i sin helhet
   *[other] { $n } innspill støtter et annet svar i sin helhet
}
overview-supporting = { $n ->
    [one] { $title }: 1 innspill støtter et annet svar
   *[other] { $title }: { $n } innspill støtter et annet svar
}
overview-supporting-note = Støtten er ikke med i tallene over, som bare viser det hver enkelt har valgt og skrevet selv.
