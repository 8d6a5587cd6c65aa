# Et svar som flere gir sammen: medunderskriverne som blir spurt, og det de selv ser og sier.
right-confirm = Kan bekrefte svaret
cosign-title = Medunderskrivere
cosign-lead = Svarer dere sammen med andre, kan dere be dem om å stå bak det samme svaret. Hver av dem får en lenke på e-post, leser svaret og bekrefter det selv.
cosign-not-counted = Bare de som har bekreftet teksten slik den blir sendt inn, regnes med. De andre vises som spurt, men ikke bekreftet.
cosign-link = Svarer dere sammen med andre?
cosign-link-have = Medunderskrivere: { $n } av { $of } har bekreftet
cosign-who = Hvem som er spurt
cosign-nobody = Ingen er spurt. Svaret er bare deres eget.
cosign-count = { $n } av { $of } har bekreftet svaret.
cosign-state-asked = Spurt
cosign-state-opened = Åpnet
cosign-state-confirmed = Bekreftet
cosign-state-earlier = Bekreftet en tidligere tekst
cosign-state-declined = Kan ikke stå bak
cosign-state-taken-back = Bekreftelsen er trukket
cosign-in-register = Står i registeret. E-posten er sendt til { $email }.
cosign-not-in-register = Står ikke i registeret. E-posten er sendt til { $email }.
cosign-asked = Spurt { $when }
cosign-replied = Svarte { $when }
cosign-by-whom = Bekreftet av { $name }, { $role }, { $when }
cosign-has-new-text = Har bekreftet den nye teksten, som ikke er sendt inn ennå.
cosign-message-from = Melding til dere
cosign-change = Send lenken på nytt eller ta ut
cosign-link-text = Har ikke e-posten kommet frem, kan den sendes på nytt. Har andre fått tak i lenken, kan du lage en ny. Den gamle slutter å virke med en gang.
cosign-send-again = Send e-posten på nytt
cosign-new-link = Lag en ny lenke
cosign-take-out-text = Lenken slutter å virke, og virksomheten regnes ikke med. Det kan angres ved å spørre på nytt.
cosign-take-out = Ta ut
cosign-ask = Be noen om å bli med
cosign-ask-text = Vi sender en e-post med hvem som spør, hvilken høring det gjelder, fristen og en egen lenke.
cosign-name = Navnet på virksomheten
cosign-org-no = Organisasjonsnummer (valgfritt)
cosign-org-no-hint = Ni sifre. Da er det ingen tvil om hvem som er ment.
cosign-email = E-postadresse
cosign-email-hint = Står virksomheten i registeret, sender vi til adressen som står der, uansett hva du skriver her.
cosign-language = Språket i e-posten
cosign-language-hint = En virksomhet som står i registeret, får e-posten på sitt eget språk.
cosign-ask-one = Send e-posten
cosign-ask-many = Spør flere på én gang
cosign-list = Virksomhetene, én på hver linje
cosign-list-hint = For virksomheter i registeret holder det med navnet. For andre skriver dere semikolon og e-postadresse bak: «Eksempel lag; post@lag.example». Organisasjonsnummer kan stå på samme måte. De som er spurt før, får ingen ny e-post.
cosign-ask-all = Send e-post til alle på listen
cosign-remind = Minn om det
cosign-remind-text = { $n ->
    [0] Ingen kan få påminnelse nå. En virksomhet som ikke har svart, kan få én e-post om dagen.
    [one] Én virksomhet har ikke svart og kan få en påminnelse nå.
   *[other] { $n } virksomheter har ikke svart og kan få en påminnelse nå.
}
cosign-done-spurt = Virksomheten får en e-post med lenken sin.
cosign-done-spurt-for = Virksomheten var spurt fra før og har ikke fått ny e-post.
cosign-done-spurt-alle = De som ikke var spurt fra før, får en e-post med hver sin lenke.
cosign-done-ingen-nye = Alle på listen var spurt fra før. Ingen har fått ny e-post.
cosign-done-minnet = De som ikke har svart, får en påminnelse.
cosign-done-ingen = Ingen kunne få påminnelse nå.
cosign-done-sendt = E-posten er sendt på nytt.
cosign-done-ny = Virksomheten får en ny lenke på e-post. Den gamle virker ikke lenger.
cosign-done-ut = Virksomheten er tatt ut.
error-cosigner-name = Skriv navnet på virksomheten
error-cosigner-only-name = Skriv bare navnet, uten nettadresse eller e-postadresse
error-cosigner-email = Skriv e-postadressen. Virksomheten står ikke i registeret
error-cosigner-which = Flere i registeret heter dette. Skriv organisasjonsnummeret
error-cosigner-self = Dette er dere selv. Skriv navnet på den dere svarer sammen med
error-cosigner-no-address = Virksomheten står i registeret uten e-postadresse. Ta kontakt med den som har sendt ut høringen
error-cosigner-many = Det kan være { $n } medunderskrivere på et svar. Ta ut noen før dere spør flere
error-cosigners-not-here = Dette svaret kan ikke gis sammen med andre
error-cosigners-confirm = Bekreft e-postadressen deres først: få lenken tilsendt, og trykk på knappen den fører til
error-cosigners-who = Skriv navnet på organisasjonen deres først

# Der lenken til medunderskriveren fører
cosign-somebody = En annen organisasjon
cosign-landing = Bli med på et felles svar
cosign-landing-lead = { $asks } ber dere stå sammen med dem bak svaret på denne høringen.
cosign-landing-text = På neste side kan dere lese hele svaret, og bekrefte det eller si at dere ikke kan stå bak det. Ingenting er bekreftet før dere gjør det selv.
cosign-landing-button = Les svaret
cosign-ended = Lenken virker ikke lenger
cosign-ended-taken-out = De som ba dere om å bli med, har tatt dere ut. Dere står ikke bak svaret.
cosign-ended-withdrawn = Svaret er trukket av dem som sendte det inn. Ingen står bak det lenger, og en bekreftelse av det teller ikke. Sender de det inn på nytt, får dere en e-post, og lenken virker igjen.
cosign-ended-own = Dere kan gi deres eget svar på høringen. Er dere invitert selv, bruker dere lenken i invitasjonen.
cosign-sign-title = Felles svar
cosign-sign-lead = { $asks } ber { $body } stå sammen med dem bak dette svaret.
cosign-you-asked = Dere har ikke bekreftet ennå
cosign-you-asked-text = Les svaret. Teksten kan fortsatt bli endret av { $asks }. Det dere bekrefter, gjelder bare teksten slik den står her.
cosign-you-sent = Svaret er sendt inn, og dere har ikke bekreftet det
cosign-you-sent-text = Dere regnes ikke med. Det kan dere fortsatt bli, så lenge høringen ikke er avsluttet.
cosign-you-confirmed = Dere har bekreftet denne teksten
cosign-you-confirmed-text = Dere står bak svaret sammen med { $asks }. Blir teksten endret, gjelder ikke bekreftelsen lenger.
cosign-you-earlier = Dere har bekreftet en tidligere tekst
cosign-you-earlier-text = Teksten er endret siden, og dere regnes ikke med før dere har bekreftet den på nytt. Under ser dere hva som er endret.
cosign-you-declined = Dere har sagt at dere ikke kan stå bak svaret
cosign-you-declined-text = { $asks } har fått beskjed. Dere kan fortsatt bekrefte.
cosign-you-taken-back = Dere har trukket bekreftelsen
cosign-you-taken-back-text = { $asks } har fått beskjed. Dere kan bekrefte på nytt.
cosign-signed-bekreftet = Takk. Bekreftelsen er lagret, og dere får den på e-post.
cosign-signed-avslatt = Beskjeden er sendt.
cosign-signed-trukket = Bekreftelsen er trukket.
cosign-moved-heading = Teksten er endret
cosign-moved = Noen lagret i svaret etter at dere åpnet siden. Ingenting er bekreftet. Les det som er nytt, og bekreft på nytt.
cosign-proof = Bekreftelsen
cosign-number = Nummeret på svaret
cosign-checksum = Kontrollsum for teksten
cosign-changed-since = Endret siden dere bekreftet
cosign-changed-since-read = Endret siden dere åpnet siden
cosign-text-draft = Svaret slik det står nå
cosign-text-sent = Svaret slik det er sendt inn
cosign-text-new = Den nye teksten, som ikke er sendt inn ennå
cosign-see-new = Svaret er endret etter at det ble sendt inn. Se den nye teksten
cosign-see-sent = Se svaret slik det er sendt inn
cosign-empty = Det er ikke skrevet noe ennå.
cosign-closed-heading = Høringen er avsluttet
cosign-closed = Det kan ikke bekreftes eller trekkes mer.
cosign-confirm = Bekreft
cosign-confirm-text = Når dere bekrefter, står virksomheten bak hele teksten over. Navn og rolle vises for dem som ba dere, og for dem som leser svarene.
cosign-your-name = Navnet ditt
cosign-your-role = Rollen din
cosign-confirm-button = Bekreft svaret
cosign-decline = Vi kan ikke stå bak dette
cosign-decline-message = Melding (valgfritt)
cosign-decline-hint = Går til { $asks }. Andre medunderskrivere ser den ikke.
cosign-decline-button = Si fra at vi ikke kan stå bak svaret
cosign-take-back = Trekk bekreftelsen
cosign-take-back-text = Da regnes dere ikke lenger med, heller ikke i det som er sendt inn.

# Før svaret blir sendt inn, og etter
cosign-review = Felles svar
cosign-review-text = Bare de som har bekreftet teksten slik den står her, regnes med. De andre kan bekrefte etter at svaret er sendt inn.
cosign-review-change = Medunderskrivere
cosign-capacity-joint = Felles svar
cosign-fact = Medunderskrivere
cosign-fact-none = Ingen har bekreftet

# Hos saksbehandlerne
cosign-tag = { $n ->
    [0] Felles svar, ingen har bekreftet
    [one] Felles svar, 1 medunderskriver
   *[other] Felles svar, { $n } medunderskrivere
}
cosign-staff-text = Bare de som har bekreftet akkurat denne versjonen, regnes med.
cosign-staff-nobody = Ingen medunderskrivere.
cosign-staff-register = Står i registeret
cosign-staff-not-register = Står ikke i registeret

# E-postene
letter-cosign-asked-subject = { $asks } ber dere stå bak et felles svar: { $name }
letter-cosign-asked-lead = { $asks } ber { $body } stå sammen med dem bak et svar på høringen { $name }, som { $owner } har sendt ut.
letter-cosign-reminder-subject = Påminnelse om felles svar: { $name }
letter-cosign-reminder-lead = { $asks } har ikke fått svar fra { $body } om å stå sammen med dem bak et svar på høringen { $name }.
letter-cosign-who = Det er { $who } som skriver for dem.
letter-cosign-before = Lenken under viser hele svaret. Dere bekrefter det selv, eller sier fra at dere ikke kan stå bak det. Uten bekreftelse regnes dere ikke med.
letter-cosign-is-sent = Svaret er sendt inn. Dere kan fortsatt bekrefte det så lenge høringen ikke er avsluttet. Uten bekreftelse regnes dere ikke med.
letter-cosign-action = Les svaret
letter-cosign-action-read = Se svaret
letter-cosign-only-this = Lenken gjelder bare dette svaret. Vil { $body } gi et eget svar i tillegg, hindrer ikke dette det.
letter-cosign-link = Lenken er til dere. Den kan brukes flere ganger. Ikke send den videre til andre virksomheter.
letter-cosign-sent-subject = Felles svar er sendt inn: { $name }
letter-cosign-sent-lead = { $asks } har sendt inn svaret på høringen { $name }.
letter-cosign-sent-with = Det er sendt inn med { $body } som medunderskriver.
letter-cosign-sent-without = { $body } har ikke bekreftet teksten som ble sendt inn, og regnes ikke med. Se hva som ble sendt. Dere kan fortsatt bekrefte så lenge høringen ikke er avsluttet.
letter-cosign-confirmed-subject = Dere har bekreftet et felles svar: { $name }
letter-cosign-confirmed-lead = { $body } står sammen med { $asks } bak svaret på høringen { $name }.
letter-cosign-checksum = Kontrollsum for teksten som ble bekreftet: { $sum }
letter-cosign-holds = Bekreftelsen gjelder denne teksten og ingen annen. Den kan trekkes med den samme lenken.
letter-cosign-out-subject = Dere er ikke lenger spurt om et felles svar: { $name }
letter-cosign-out-lead = { $asks } har tatt { $body } ut av det felles svaret på høringen { $name }.
letter-cosign-out-ends = Lenken dere fikk, virker ikke lenger. Har dere bekreftet svaret, regnes dere ikke lenger med.
letter-cosign-out-action = Se høringen
letter-cosign-out-own = { $body } kan fortsatt gi sitt eget svar. Er dette en feil, tar dere kontakt med { $asks }.
letter-cosign-withdrawn-subject = Det felles svaret { $number } er trukket: { $name }
letter-cosign-withdrawn-lead = { $asks } trakk det felles svaret { $number } på høringen { $name } { $when }. Det teller ikke lenger, og ingen står bak det.
letter-cosign-withdrawn-with = { $body } hadde bekreftet svaret. Bekreftelsen teller ikke lenger. Har ikke { $body } sendt inn noe eget, har { $body } nå ikke svart.
letter-cosign-withdrawn-without = { $body } var bedt om å bekrefte svaret. Det trengs ikke lenger.
letter-cosign-withdrawn-action = Gi deres eget svar
letter-cosign-withdrawn-own = { $body } kan gi sitt eget svar. Er { $body } invitert til høringen, bruker dere lenken i invitasjonen. Lenken til det felles svaret viser nå bare at det er trukket.
letter-cosign-withdrawn-again = Sender { $asks } det inn på nytt, får dere en ny e-post. Vil dere vite hvorfor det ble trukket, svarer dere på denne e-posten.
letter-cosign-replied-confirmed-subject = { $body } har bekreftet svaret: { $name }
letter-cosign-replied-confirmed = { $body } har bekreftet det felles svaret på høringen { $name }.
letter-cosign-replied-declined-subject = { $body } kan ikke stå bak svaret: { $name }
letter-cosign-replied-declined = { $body } kan ikke stå bak det felles svaret på høringen { $name }, og regnes ikke med.
letter-cosign-replied-taken-back-subject = { $body } har trukket bekreftelsen: { $name }
letter-cosign-replied-taken-back = { $body } har trukket bekreftelsen av det felles svaret på høringen { $name }, og regnes ikke lenger med.
letter-cosign-has-message = De har skrevet en melding til dere.
letter-cosign-action-answer = Gå til svaret
letter-cosign-where = Under «Medunderskrivere» ser dere hvem som har bekreftet, og hvem som ikke har svart.

# I filene med svar
export-col-capacity = Eget eller felles
export-col-cosigners = Medunderskrivere
export-col-not-cosigned = Spurt, ikke bekreftet
export-capacity-joint = Felles
export-capacity-own = Eget

# En virksomhet som gir både et eget og et felles innspill
both-own-heading = Gir dere også et eget innspill?
both-own-text = Dere kan gi et eget innspill ved siden av det felles. Det får sitt eget nummer og sin egen kvittering, og det felles innspillet står som det er.
both-own-begin = Skriv et eget innspill
both-own-open = Åpne det egne innspillet
both-own-here = Dette er innspillet dere gir alene. Dere har også et felles innspill.
both-own-to-other = Gå til det felles innspillet
both-joint-heading = Gir dere også et felles innspill?
both-joint-text = Dere kan gi et innspill sammen med andre ved siden av deres eget. Det får sitt eget nummer og sin egen kvittering, og det egne innspillet står som det er.
both-joint-begin = Skriv et felles innspill ved siden av
both-joint-open = Åpne det felles innspillet
both-joint-here = Dette er innspillet dere gir sammen med andre. Dere har også et eget innspill.
both-joint-to-other = Gå til det egne innspillet
error-cosigners-other = Dere har et felles innspill ved siden av dette. Spør medunderskriverne der
error-cosigners-both = Bare virksomheter som er invitert, kan gi både et eget og et felles innspill her
