# Eit svar som fleire gir saman: medunderskrivarane som blir spurde, og det dei sjølve ser og seier.
right-confirm = Kan stadfeste svaret
cosign-title = Medunderskrivarar
cosign-lead = Svarer de saman med andre, kan de be dei om å stå bak det same svaret. Kvar av dei får ei lenkje på e-post, les svaret og stadfestar det sjølv.
cosign-not-counted = Berre dei som har stadfesta teksten slik han blir send inn, blir rekna med. Dei andre blir viste som spurde, men ikkje stadfesta.
cosign-link = Svarer de saman med andre?
cosign-link-have = Medunderskrivarar: { $n } av { $of } har stadfesta
cosign-who = Kven som er spurde
cosign-nobody = Ingen er spurde. Svaret er berre dykkar eige.
cosign-count = { $n } av { $of } har stadfesta svaret.
cosign-state-asked = Spurd
cosign-state-opened = Opna
cosign-state-confirmed = Stadfesta
cosign-state-earlier = Stadfesta ein tidlegare tekst
cosign-state-declined = Kan ikkje stå bak
cosign-state-taken-back = Stadfestinga er trekt
cosign-in-register = Står i registeret. E-posten er send til { $email }.
cosign-not-in-register = Står ikkje i registeret. E-posten er send til { $email }.
cosign-asked = Spurd { $when }
cosign-replied = Svarte { $when }
cosign-by-whom = Stadfesta av { $name }, { $role }, { $when }
cosign-has-new-text = Har stadfesta den nye teksten, som ikkje er send inn enno.
cosign-message-from = Melding til dykk
cosign-change = Send lenkja på nytt eller ta ut
cosign-link-text = Har ikkje e-posten kome fram, kan han sendast på nytt. Har andre fått tak i lenkja, kan du lage ei ny. Den gamle sluttar å verke med ein gong.
cosign-send-again = Send e-posten på nytt
cosign-new-link = Lag ei ny lenkje
cosign-take-out-text = Lenkja sluttar å verke, og verksemda blir ikkje rekna med. Det kan angrast ved å spørje på nytt.
cosign-take-out = Ta ut
cosign-ask = Be nokon om å bli med
cosign-ask-text = Vi sender ein e-post med kven som spør, kva høyring det gjeld, fristen og ei eiga lenkje.
cosign-name = Namnet på verksemda
cosign-org-no = Organisasjonsnummer (valfritt)
cosign-org-no-hint = Ni siffer. Då er det ingen tvil om kven som er meint.
cosign-email = E-postadresse
cosign-email-hint = Står verksemda i registeret, sender vi til adressa som står der, uansett kva du skriv her.
cosign-language = Språket i e-posten
cosign-language-hint = Ei verksemd som står i registeret, får e-posten på sitt eige språk.
cosign-ask-one = Send e-posten
cosign-ask-many = Spør fleire på éin gong
cosign-list = Verksemdene, éi på kvar linje
cosign-list-hint = For verksemder i registeret held det med namnet. For andre skriv de semikolon og e-postadresse bak: «Eksempel lag; post@lag.example». Organisasjonsnummer kan stå på same måten. Dei som er spurde før, får ingen ny e-post.
cosign-ask-all = Send e-post til alle på lista
cosign-remind = Minn om det
cosign-remind-text = { $n ->
    [0] Ingen kan få påminning no. Ei verksemd som ikkje har svart, kan få éin e-post om dagen.
    [one] Éi verksemd har ikkje svart og kan få ei påminning no.
   *[other] { $n } verksemder har ikkje svart og kan få ei påminning no.
}
cosign-done-spurt = Verksemda får ein e-post med lenkja si.
cosign-done-spurt-for = Verksemda var spurd frå før og har ikkje fått ny e-post.
cosign-done-spurt-alle = Dei som ikkje var spurde frå før, får ein e-post med kvar si lenkje.
cosign-done-ingen-nye = Alle på lista var spurde frå før. Ingen har fått ny e-post.
cosign-done-minnet = Dei som ikkje har svart, får ei påminning.
cosign-done-ingen = Ingen kunne få påminning no.
cosign-done-sendt = E-posten er send på nytt.
cosign-done-ny = Verksemda får ei ny lenkje på e-post. Den gamle verkar ikkje lenger.
cosign-done-ut = Verksemda er teken ut.
error-cosigner-name = Skriv namnet på verksemda
error-cosigner-only-name = Skriv berre namnet, utan nettadresse eller e-postadresse
error-cosigner-email = Skriv e-postadressa. Verksemda står ikkje i registeret
error-cosigner-which = Fleire i registeret heiter dette. Skriv organisasjonsnummeret
error-cosigner-self = Dette er de sjølve. Skriv namnet på den de svarer saman med
error-cosigner-no-address = Verksemda står i registeret utan e-postadresse. Ta kontakt med den som har sendt ut høyringa
error-cosigner-many = Det kan vere { $n } medunderskrivarar på eit svar. Ta ut nokon før de spør fleire
error-cosigners-not-here = Dette svaret kan ikkje givast saman med andre
error-cosigners-confirm = Stadfest e-postadressa dykkar først: få lenkja tilsend, og trykk på knappen ho fører til
error-cosigners-who = Skriv namnet på organisasjonen dykkar først

# Der lenkja til medunderskrivaren fører
cosign-somebody = Ein annan organisasjon
cosign-landing = Bli med på eit felles svar
cosign-landing-lead = { $asks } ber dykk stå saman med dei bak svaret på denne høyringa.
cosign-landing-text = På neste side kan de lese heile svaret, og stadfeste det eller seie at de ikkje kan stå bak det. Ingenting er stadfesta før de gjer det sjølve.
cosign-landing-button = Les svaret
cosign-ended = Lenkja verkar ikkje lenger
cosign-ended-taken-out = Dei som bad dykk om å bli med, har teke dykk ut. De står ikkje bak svaret.
cosign-ended-withdrawn = Svaret er trekt av dei som sende det inn. Ingen står bak det lenger, og ei stadfesting av det tel ikkje. Sender dei det inn på nytt, får de ein e-post, og lenkja verkar igjen.
cosign-ended-own = De kan gi dykkar eige svar på høyringa. Er de inviterte sjølve, bruker de lenkja i invitasjonen.
cosign-sign-title = Felles svar
cosign-sign-lead = { $asks } ber { $body } stå saman med dei bak dette svaret.
cosign-you-asked = De har ikkje stadfesta enno
cosign-you-asked-text = Les svaret. Teksten kan framleis bli endra av { $asks }. Det de stadfestar, gjeld berre teksten slik han står her.
cosign-you-sent = Svaret er sendt inn, og de har ikkje stadfesta det
cosign-you-sent-text = De blir ikkje rekna med. Det kan de framleis bli, så lenge høyringa ikkje er avslutta.
cosign-you-confirmed = De har stadfesta denne teksten
cosign-you-confirmed-text = De står bak svaret saman med { $asks }. Blir teksten endra, gjeld ikkje stadfestinga lenger.
cosign-you-earlier = De har stadfesta ein tidlegare tekst
cosign-you-earlier-text = Teksten er endra sidan, og de blir ikkje rekna med før de har stadfesta han på nytt. Under ser de kva som er endra.
cosign-you-declined = De har sagt at de ikkje kan stå bak svaret
cosign-you-declined-text = { $asks } har fått beskjed. De kan framleis stadfeste.
cosign-you-taken-back = De har trekt stadfestinga
cosign-you-taken-back-text = { $asks } har fått beskjed. De kan stadfeste på nytt.
cosign-signed-bekreftet = Takk. Stadfestinga er lagra, og de får ho på e-post.
cosign-signed-avslatt = Beskjeden er send.
cosign-signed-trukket = Stadfestinga er trekt.
cosign-moved-heading = Teksten er endra
cosign-moved = Nokon lagra i svaret etter at de opna sida. Ingenting er stadfesta. Les det som er nytt, og stadfest på nytt.
cosign-proof = Stadfestinga
cosign-number = Nummeret på svaret
cosign-checksum = Kontrollsum for teksten
cosign-changed-since = Endra sidan de stadfesta
cosign-changed-since-read = Endra sidan de opna sida
cosign-text-draft = Svaret slik det står no
cosign-text-sent = Svaret slik det er sendt inn
cosign-text-new = Den nye teksten, som ikkje er send inn enno
cosign-see-new = Svaret er endra etter at det vart sendt inn. Sjå den nye teksten
cosign-see-sent = Sjå svaret slik det er sendt inn
cosign-empty = Det er ikkje skrive noko enno.
cosign-closed-heading = Høyringa er avslutta
cosign-closed = Det kan ikkje stadfestast eller trekkjast meir.
cosign-confirm = Stadfest
cosign-confirm-text = Når de stadfestar, står verksemda bak heile teksten over. Namn og rolle blir viste for dei som bad dykk, og for dei som les svara.
cosign-your-name = Namnet ditt
cosign-your-role = Rolla di
cosign-confirm-button = Stadfest svaret
cosign-decline = Vi kan ikkje stå bak dette
cosign-decline-message = Melding (valfritt)
cosign-decline-hint = Går til { $asks }. Andre medunderskrivarar ser ho ikkje.
cosign-decline-button = Sei frå at vi ikkje kan stå bak svaret
cosign-take-back = Trekk stadfestinga
cosign-take-back-text = Då blir de ikkje lenger rekna med, heller ikkje i det som er sendt inn.

# Før svaret blir sendt inn, og etter
cosign-review = Felles svar
cosign-review-text = Berre dei som har stadfesta teksten slik han står her, blir rekna med. Dei andre kan stadfeste etter at svaret er sendt inn.
cosign-review-change = Medunderskrivarar
cosign-capacity-joint = Felles svar
cosign-fact = Medunderskrivarar
cosign-fact-none = Ingen har stadfesta

# Hos saksbehandlarane
cosign-tag = { $n ->
    [0] Felles svar, ingen har stadfesta
    [one] Felles svar, 1 medunderskrivar
   *[other] Felles svar, { $n } medunderskrivarar
}
cosign-staff-text = Berre dei som har stadfesta akkurat denne versjonen, blir rekna med.
cosign-staff-nobody = Ingen medunderskrivarar.
cosign-staff-register = Står i registeret
cosign-staff-not-register = Står ikkje i registeret

# E-postane
letter-cosign-asked-subject = { $asks } ber dykk stå bak eit felles svar: { $name }
letter-cosign-asked-lead = { $asks } ber { $body } stå saman med dei bak eit svar på høyringa { $name }, som { $owner } har sendt ut.
letter-cosign-reminder-subject = Påminning om felles svar: { $name }
letter-cosign-reminder-lead = { $asks } har ikkje fått svar frå { $body } om å stå saman med dei bak eit svar på høyringa { $name }.
letter-cosign-who = Det er { $who } som skriv for dei.
letter-cosign-before = Lenkja under viser heile svaret. De stadfestar det sjølve, eller seier frå at de ikkje kan stå bak det. Utan stadfesting blir de ikkje rekna med.
letter-cosign-is-sent = Svaret er sendt inn. De kan framleis stadfeste det så lenge høyringa ikkje er avslutta. Utan stadfesting blir de ikkje rekna med.
letter-cosign-action = Les svaret
letter-cosign-action-read = Sjå svaret
letter-cosign-only-this = Lenkja gjeld berre dette svaret. Vil { $body } gi eit eige svar i tillegg, hindrar ikkje dette det.
letter-cosign-link = Lenkja er til dykk. Ho kan brukast fleire gonger. Ikkje send ho vidare til andre verksemder.
letter-cosign-sent-subject = Felles svar er sendt inn: { $name }
letter-cosign-sent-lead = { $asks } har sendt inn svaret på høyringa { $name }.
letter-cosign-sent-with = Det er sendt inn med { $body } som medunderskrivar.
letter-cosign-sent-without = { $body } har ikkje stadfesta teksten som vart send inn, og blir ikkje rekna med. Sjå kva som vart sendt. De kan framleis stadfeste så lenge høyringa ikkje er avslutta.
letter-cosign-confirmed-subject = De har stadfesta eit felles svar: { $name }
letter-cosign-confirmed-lead = { $body } står saman med { $asks } bak svaret på høyringa { $name }.
letter-cosign-checksum = Kontrollsum for teksten som vart stadfesta: { $sum }
letter-cosign-holds = Stadfestinga gjeld denne teksten og ingen annan. Ho kan trekkjast med den same lenkja.
letter-cosign-out-subject = De er ikkje lenger spurde om eit felles svar: { $name }
letter-cosign-out-lead = { $asks } har teke { $body } ut av det felles svaret på høyringa { $name }.
letter-cosign-out-ends = Lenkja de fekk, verkar ikkje lenger. Har de stadfesta svaret, er de ikkje lenger rekna med.
letter-cosign-out-action = Sjå høyringa
letter-cosign-out-own = { $body } kan framleis gi sitt eige svar. Er dette ein feil, tek de kontakt med { $asks }.
letter-cosign-withdrawn-subject = Det felles svaret { $number } er trekt: { $name }
letter-cosign-withdrawn-lead = { $asks } trekte det felles svaret { $number } på høyringa { $name } { $when }. Det tel ikkje lenger, og ingen står bak det.
letter-cosign-withdrawn-with = { $body } hadde stadfesta svaret. Stadfestinga tel ikkje lenger. Har ikkje { $body } sendt inn noko eige, har { $body } no ikkje svart.
letter-cosign-withdrawn-without = { $body } var bede om å stadfeste svaret. Det trengst ikkje lenger.
letter-cosign-withdrawn-action = Gi dykkar eige svar
letter-cosign-withdrawn-own = { $body } kan gi sitt eige svar. Er { $body } invitert til høyringa, bruker de lenkja i invitasjonen. Lenkja til det felles svaret viser no berre at det er trekt.
letter-cosign-withdrawn-again = Sender { $asks } det inn på nytt, får de ein ny e-post. Vil de vite kvifor det blei trekt, svarer de på denne e-posten.
letter-cosign-replied-confirmed-subject = { $body } har stadfesta svaret: { $name }
letter-cosign-replied-confirmed = { $body } har stadfesta det felles svaret på høyringa { $name }.
letter-cosign-replied-declined-subject = { $body } kan ikkje stå bak svaret: { $name }
letter-cosign-replied-declined = { $body } kan ikkje stå bak det felles svaret på høyringa { $name }, og blir ikkje rekna med.
letter-cosign-replied-taken-back-subject = { $body } har trekt stadfestinga: { $name }
letter-cosign-replied-taken-back = { $body } har trekt stadfestinga av det felles svaret på høyringa { $name }, og blir ikkje lenger rekna med.
letter-cosign-has-message = Dei har skrive ei melding til dykk.
letter-cosign-action-answer = Gå til svaret
letter-cosign-where = Under «Medunderskrivarar» ser de kven som har stadfesta, og kven som ikkje har svart.

# I filene med svar
export-col-capacity = Eige eller felles
export-col-cosigners = Medunderskrivarar
export-col-not-cosigned = Spurd, ikkje stadfesta
export-capacity-joint = Felles
export-capacity-own = Eige

# Ei verksemd som gir både eit eige og eit felles innspel
both-own-heading = Gir de òg eit eige innspel?
both-own-text = De kan gi eit eige innspel ved sida av det felles. Det får sitt eige nummer og si eiga kvittering, og det felles innspelet står som det er.
both-own-begin = Skriv eit eige innspel
both-own-open = Opne det eigne innspelet
both-own-here = Dette er innspelet de gir aleine. De har òg eit felles innspel.
both-own-to-other = Gå til det felles innspelet
both-joint-heading = Gir de òg eit felles innspel?
both-joint-text = De kan gi eit innspel saman med andre ved sida av dykkar eige. Det får sitt eige nummer og si eiga kvittering, og det eigne innspelet står som det er.
both-joint-begin = Skriv eit felles innspel ved sida av
both-joint-open = Opne det felles innspelet
both-joint-here = Dette er innspelet de gir saman med andre. De har òg eit eige innspel.
both-joint-to-other = Gå til det eigne innspelet
error-cosigners-other = De har eit felles innspel ved sida av dette. Spør medunderskrivarane der
error-cosigners-both = Berre verksemder som er inviterte, kan gi både eit eige og eit felles innspel her
