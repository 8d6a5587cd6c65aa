# Oversikta over ei høyring: tala som saksbehandlarar ser.
overview-deadline = Frist { $day }
overview-counted = { $n ->
    [one] innspel som tel
   *[other] innspel som tel
}
overview-share = { $n } av { $of } inviterte har svart
overview-share-few = av { $of } inviterte har svart
overview-cosigned = har stadfesta eit felles svar
overview-not-counted = inviterte har berre sendt svar som ikkje tel
overview-declined = har sagt at dei ikkje skal svare
overview-begun = inviterte har byrja, men ikkje sendt
overview-late = kom for seint og er ikkje tekne med
overview-undelivered = invitasjonar kom ikkje fram
overview-outside = Ikkje med i nokon tal:
overview-unconfirmed = { $n ->
    [one] 1 som ikkje er stadfesta
   *[other] { $n } som ikkje er stadfesta
}
overview-supplement = { $n ->
    [one] 1 tillegg etter fristen
   *[other] { $n } tillegg etter fristen
}
overview-withdrawn = { $n ->
    [one] 1 trekt
   *[other] { $n } trekte
}
overview-duplicate = { $n ->
    [one] 1 dublett
   *[other] { $n } dublettar
}
overview-of = av
overview-as-table = Vis tala som tabell
overview-file = Last ned som CSV
overview-too-few = for få til prosent

overview-time = Innspel over tid
overview-time-title = Samla tal på innspel som tel, { $first } til { $last }
overview-time-finding = { $n ->
    [one] Eitt innspel tel. Det kom { $day }.
   *[other] { $n } innspel tel. Halvparten var komne { $half }. Flest kom { $day }: { $most }.
}
overview-time-busiest = { $n ->
    [one] Les innspelet frå { $day }
   *[other] Les dei { $n } innspela frå { $day }
}
overview-n-answers = { $n } innspel
overview-none-yet = Ingen innspel som tel, har kome enno.
overview-mark-deadline = Frist { $day }
overview-mark-earlier = Tidlegare frist { $day }
overview-mark-letters = { $n } brev { $day }
overview-week = Veke { $no }, { $year }

overview-groups = Kven som har svart, gruppe for gruppe
overview-nobody-invited = Ingen er inviterte til denne høyringa.
overview-n-cosigned = { $n } med i felles svar
overview-n-declined = { $n } skal ikkje svare
overview-n-not-counted = { $n } har sendt svar som ikkje tel
overview-counties = Kommunar som har svart, fylke for fylke
overview-missing = { $n ->
    [one] Éin har ikkje svart
   *[other] { $n } har ikkje svart
}
overview-missing-all = Sjå alle { $n } som ikkje har svart
overview-missing-list = Sjå dei i lista over høyringsinstansar

overview-heat = Del som har valt { $options }
overview-or = eller
overview-ways = Rekn med dei som har valt
overview-few = få svar
overview-none = ingen
overview-heat-note = Delen er av dei i gruppa som har valt noko (n). Når færre enn fem har gjort det, står det ingen prosent. «Ingen merknad» er ikkje rekna med.
overview-no-vote = Tala viser kven som har svart, ikkje kva befolkninga meiner. Ei høyring er ikkje ei avrøysting.
overview-answered-by-part = Kor mange som har svart på kvart råd
overview-answered-note = «Ingen merknad» er rekna som svar.
overview-retired = { $title } (teke ut av utkastet)

overview-among-claimed = Seier at dei er ein instans
overview-among-unlisted = Andre verksemder
overview-among-meeting = Referat frå møte
overview-among-person = Privatpersonar
overview-kind-municipality = Kommunar
overview-kind-county-authority = Fylkeskommunar
overview-kind-county-governor = Statsforvaltarar
overview-kind-health-authority = Regionale helseføretak
overview-kind-state = Statlege verksemder
overview-kind-organisation = Organisasjonar
overview-kind-other = Andre instansar

# Overskriftene i tabellane, på sida og i filene.
overview-csv-day = Dag
overview-csv-week = Veke
overview-csv-new = Nye
overview-csv-total = Samla
overview-csv-letters = Brev sende
overview-csv-group = Gruppe
overview-csv-county = Fylke
overview-csv-invited = Invitert
overview-csv-answered = Svart
overview-csv-percent = Prosent
overview-csv-declined = Skal ikkje svare
overview-csv-missing = Har ikkje svart
overview-csv-cosigned = Med i felles svar
overview-csv-not-counted = Svar som ikkje tel
overview-csv-advice = Råd
overview-csv-field = Svarfelt
overview-csv-option = Val
overview-csv-n = Tal
overview-csv-stances = Kva kvar gruppe har valt

overview-supporting-heading = Støttar svara til andre
overview-supporting-whole = { $n ->
    [one] 1 innspel støttar eit anna svar i sin heilskap
   *[other] { $n } innspel støttar eit anna svar i sin heilskap
}
overview-supporting = { $n ->
    [one] { $title }: 1 innspel støttar eit anna svar
   *[other] { $title }: { $n } innspel støttar eit anna svar
}
overview-supporting-note = Støtta er ikkje med i tala over, som berre viser det kvar einskild har valt og skrive sjølv.
