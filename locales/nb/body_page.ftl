# Virksomhetens egen side: alt den er bedt om å svare på.
body-page-title = Høringer til { $name }
body-page-link = Alle høringer til { $name }
body-page-lead = Her er alt dere er bedt om å svare på, med frist og hvor langt svaret er kommet.
body-page-count = { $n ->
    [one] Én høring
   *[other] { $n } høringer
}
body-page-reference = Saksnummer
body-page-answer = Svaret
body-page-sent = { $number }, sendt { $when }
body-page-pen = Hvem skriver
body-page-coordinator = Den som samordner innspillet
body-page-saved-by = { $name } lagret sist { $when }
body-page-open = Åpne innspillet
body-page-other-link = Innspillet åpnes med lenken i invitasjonen til denne høringen.
body-page-ask-link = Hver lenke åpner bare svaret i sin egen høring. Lenken til dette kan sendes til adressen der { $name } er registrert, og ikke til andre.
body-page-cosigned = { $number }, gitt sammen med andre
body-page-state-ikke-begynt = Ikke begynt
body-page-state-begynt = Påbegynt
body-page-state-ikke-sendt = Ikke sendt inn
body-page-state-sendt = Sendt inn
body-page-state-felles-svar = Med i felles svar
body-page-state-trukket = Trukket
body-page-state-svarer-ikke = Skal ikke svare
body-page-feed-heading = Få fristene i kalenderen
body-page-feed-lead = Med en hemmelig adresse kan dere abonnere på fristene i en kalender, og på nytt i en nyhetsleser. Den som har adressen, ser titler og frister, ikke innspillene. Alle som kan be andre om å skrive, ser adressen. Skal noen ikke se den lenger, avslutter dere den og lager en ny.
body-page-feed-calendar = Kalender (ICS)
body-page-feed-news = Nytt (Atom)
body-page-feed-made = Laget { $day }.
body-page-feed-make = Lag en hemmelig adresse
body-page-feed-end = Avslutt adressen
body-page-calendar-name = Høringer vi er bedt om å svare på
body-page-news-sent = Svar { $number } er sendt inn
body-page-news-withdrawn = Svar { $number } er trukket
body-page-kind = Svar
body-page-joint = Felles innspill
