# Ein paraplyorganisasjon høyrer medlemene sine: runden, innspela frå medlemene og det som blir teke inn.
members-title = Innspel frå medlemene
members-lead = Send høyringa vidare til medlemene dykkar, med ein eigen og tidlegare frist. Innspela kjem hit, råd for råd, og de set dei saman til eitt svar.
members-only-you = Kven som har skrive kva, ser berre de som har tilgang til dette svaret. Det blir aldri sendt inn.
members-ask-link = Be medlemene om innspel
members-heard = { $n } av { $asked } har levert
members-link-have = Innspel frå medlemene: { $n } av { $asked } har levert
members-first = Dette må vere på plass først
members-confirm-link = Få lenkja tilsend
members-none = Ingen medlemer er spurde.
members-round = Runden
members-day = Frist for medlemene
members-day-hint = Må vere før dykkar eigen frist, { $day }.
members-new-day = Ny frist for medlemene
members-message = Melding til medlemene
members-message-hint = Står i e-posten til medlemene, og øvst på sida der dei skriv. Ho kan vere tom.
members-language = Språket i e-postane
members-begin = Start runden
members-ended = Avslutta
members-ended-heading = Runden er avslutta
members-ended-text = Medlemene kan ikkje levere meir. Det dei har levert, kan de framleis ta inn.
members-who = Kven som er spurt
members-state-asked = Spurt
members-state-opened = Opna
members-state-begun = Starta
members-state-handed-over = Levert
members-state-late = Levert etter fristen
members-state-out = Teke ut
members-asked-when = Spurt { $when }
members-reminded = Mint på { $when }
members-last = Sist levert { $when }
members-more-since = Sist levert { $when }. Har skrive meir sidan.
members-take-out = Ta ut
members-take-out-text = Lenkja sluttar å verke, og det medlemet har levert, blir ikkje vist lenger. Det de alt har teke inn, blir ståande.
members-ask = Spør medlemer
members-ask-text = Kvart medlem får ein e-post med ei eiga lenkje. Der kan dei skrive om dei råda dei vil, og levere til dykk.
members-name = Namnet på medlemet
members-ask-one = Spør medlemet
members-ask-many = Lim inn ei liste
members-list = Medlemene, eitt på kvar linje
members-list-hint = Skriv namn, semikolon og e-postadresse: «Eksempel lag; post@lag.example». Den som er spurd før på same adressa, får ingen ny e-post.
members-ask-all = Spør alle på lista
members-line = Linje { $line }: { $text }
members-remind = Minn om fristen
members-remind-text = { $n ->
    [0] Ingen kan få påminning no. Eit medlem som ikkje har levert, kan få éin e-post om dagen.
    [one] Eitt medlem har ikkje levert og kan få ei påminning no.
   *[other] { $n } medlemer har ikkje levert og kan få ei påminning no.
}
members-change-day = Endre fristen
members-change-day-text = Alle som er spurde, får ein e-post om den nye fristen.
members-open-again = Opne runden att
members-open-again-text = Set ein ny frist, så kan medlemene levere att. Alle som er spurde, får ein e-post om det.
members-end = Avslutt runden
members-end-text = Etter det kan ingen levere. De kan opne runden att med ein ny frist.
members-done-begynt = Runden er i gang. No kan de spørje medlemene.
members-done-spurt = Medlemene får ein e-post med lenkja si.
members-done-ingen-nye = Alle var spurde frå før. Ingen har fått ny e-post.
members-done-minnet = Dei som ikkje har levert, får ei påminning.
members-done-dag = Fristen er endra, og medlemene får ein e-post om det.
members-done-ut = Medlemet er teke ut.
members-done-avsluttet = Runden er avslutta.

# Hos medlemet
members-input-to = Innspel til { $umbrella }
members-landing = De er bedne om innspel av { $umbrella }. Det de skriv, blir lagra undervegs, og de kan kome tilbake med den same lenkja.
members-goes-to = Det de skriv, går til { $umbrella } og ikkje til { $owner }. { $umbrella } ser det først når de leverer, og set det saman med innspel frå andre medlemer til sitt eige svar.
members-message-from = Frå { $umbrella }
members-until = Frist: { $day }
members-due = Frist for innspelet
members-hand-over-to = Lever til { $umbrella }
members-your-input = Dette blir levert
members-handed-over = Levert
members-handed-over-when = Levert til { $umbrella } { $when }
members-handed-over-late-when = Levert til { $umbrella } etter fristen, { $when }
members-can-change = De kan endre og levere på nytt så lenge { $umbrella } tek imot. Det siste de leverer, gjeld.
members-changed-since = Noko er endra sidan de leverte. { $umbrella } ser det ikkje før de leverer på nytt.
members-late-heading = Fristen er ute
members-late = Fristen er ute. De kan framleis levere, og { $umbrella } ser at det kom etter fristen.
members-closed-heading = Høyringa er avslutta
members-closed = { $umbrella } kan ikkje ta imot meir. Det de har skrive, står her framleis, og det de leverte, er kome fram.
members-round-over-heading = Runden er avslutta
members-round-over = { $umbrella } tek ikkje imot meir. Det de leverte, er kome fram.
members-moved = Noko er lagra sidan du opna sida. Sjå over teksten under, og lever på nytt.

# Ved rådet
members-on-part = Innspel frå medlemer ({ $n })
members-source = { $name } ({ $when })
members-taken-from = Teke inn frå { $names }
members-taken-from-rewritten = Teke inn frå { $names }. Teksten er endra sidan.
members-input-title = Innspel frå medlemer: { $part }
members-said = { $n ->
    [0] Ingen medlemer har sagt noko om dette enno.
    [one] Eitt medlem har sagt noko om dette.
   *[other] { $n } medlemer har sagt noko om dette.
}
members-n = { $n ->
    [one] Eitt medlem
   *[other] { $n } medlemer
}
members-to-part = Til dykkar eigen tekst
members-own = Dykkar eige svar
members-own-empty = De har ikkje svart på dette enno.
members-over = Teksten er lagra. Han må kortast ned før svaret kan sendast inn.
members-changed-tag = Endra sidan det blei levert
members-unsent-heading = Innspelet er IKKJE levert
members-unsent-changes-heading = Endringane er IKKJE leverte
members-unsent-text = Fristen for å levere til { $umbrella } gjekk ut { $deadline }. Alt de har skrive, er teke vare på, og de kan framleis levere. { $umbrella } ser at det kom etter fristen.
members-unsent-closed = Fristen for å levere til { $umbrella } gjekk ut { $deadline }, og { $umbrella } tek ikkje imot meir. De kan framleis lese det som er skrive.
members-unsent-link = Sjå over og lever
members-status-closed = Kan ikkje leverast lenger
members-late-tag = Etter fristen
members-taken-in = Teke inn
members-changed-since-taken = Endra sidan det blei teke inn
members-take-in = Ta inn i svaret
members-choose = Vel
members-take-in-chosen = Ta inn dei valde
members-overtaken-heading = Teksten er endra i mellomtida
members-overtaken = Nokon andre lagra i feltet etter at du opna sida. Ingenting er teke inn. Sjå på teksten som står der no, og prøv att.

error-members-day-past = Fristen må vere i dag eller seinare
error-members-day-late = Fristen for medlemene må vere før dykkar eigen frist
error-members-not-here = Her kan ingen medlemer spørjast
error-members-confirm = Stadfest e-postadressa dykkar først: få lenkja tilsend, og trykk på knappen ho fører til
error-members-who = Skriv namnet på organisasjonen dykkar først
error-members-begun = Runden er alt i gang. Endre fristen i staden
error-members-ended = Runden er avslutta
error-members-nobody = Skriv minst eitt medlem
error-members-name = Skriv namnet på medlemet
error-members-twice = Adressa står fleire gonger
error-members-many = De kan spørje høgst { $n } medlemer i éin runde
error-members-what = Vel kva som skal gjerast
error-members-nothing = Det er ikkje skrive noko enno
error-members-choice = Berre tekstar kan takast inn
error-members-choose = Vel minst eitt innspel
error-members-gone = Eitt av innspela finst ikkje lenger. Vel på nytt

# E-postane
letter-member-asked-subject = { $umbrella } ber om innspel: { $name }
letter-member-asked-lead = { $umbrella } ber { $member } om innspel til høyringa { $name }, som { $owner } har sendt ut.
letter-member-reminder-subject = Påminning frå { $umbrella }: { $name }
letter-member-reminder-lead = { $umbrella } har ikkje fått innspel frå { $member } til høyringa { $name }.
letter-member-day-subject = Ny frist hos { $umbrella }: { $name }
letter-member-day-lead = { $umbrella } har endra fristen for innspel frå { $member } til høyringa { $name }.
letter-member-message = { $umbrella } skriv:
letter-member-until = Fristen hos { $umbrella } er { $day }.
letter-member-day-line = Frist hos { $umbrella }: { $day }
letter-member-action = Skriv innspelet
letter-member-goes-to = Det de skriv, går til { $umbrella } og ikkje til { $owner }. { $umbrella } ser det når de leverer.
letter-member-link = Lenkja er til dykk. Ho kan brukast fleire gonger, og av fleire hos dykk.
letter-member-input-subject = { $member } har levert innspel: { $name }
letter-member-input-lead = { $member } har levert innspel til { $umbrella } om høyringa { $name }.
letter-member-input-count = { $n } av { $asked } har levert.
letter-member-all-subject = Alle har levert innspel: { $name }
letter-member-all-have = { $asked ->
    [one] Dermed har den eine de spurde, levert.
   *[other] Dermed har alle dei { $asked } som er spurde, levert.
}
letter-member-input-action = Opne svaret
letter-member-input-after = Innspela står ved kvart råd, og de kan byggje på dei i svaret. Leverer nokon på nytt, kjem det høgst eitt brev i timen om det.
