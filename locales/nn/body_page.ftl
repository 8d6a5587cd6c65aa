# Sida til verksemda: alt ho er beden om å svare på.
body-page-title = Høyringar til { $name }
body-page-link = Alle høyringar til { $name }
body-page-lead = Her er alt de er bedne om å svare på, med frist og kor langt svaret er kome.
body-page-count = { $n ->
    [one] Éi høyring
   *[other] { $n } høyringar
}
body-page-reference = Saksnummer
body-page-answer = Svaret
body-page-sent = { $number }, sendt { $when }
body-page-pen = Kven skriv
body-page-coordinator = Den som samordnar innspelet
body-page-saved-by = { $name } lagra sist { $when }
body-page-open = Opne innspelet
body-page-other-link = Innspelet blir opna med lenkja i invitasjonen til denne høyringa.
body-page-ask-link = Kvar lenkje opnar berre svaret i si eiga høyring. Lenkja til dette kan sendast til adressa der { $name } er registrert, og ikkje til andre.
body-page-cosigned = { $number }, gitt saman med andre
body-page-state-ikke-begynt = Ikkje byrja
body-page-state-begynt = Påbyrja
body-page-state-ikke-sendt = Ikkje sendt inn
body-page-state-sendt = Sendt inn
body-page-state-felles-svar = Med i felles svar
body-page-state-trukket = Trekt
body-page-state-svarer-ikke = Skal ikkje svare
body-page-feed-heading = Få fristane i kalenderen
body-page-feed-lead = Med ei hemmeleg adresse kan de abonnere på fristane i ein kalender, og på nytt i ein nyhendelesar. Den som har adressa, ser titlar og fristar, ikkje innspela. Alle som kan be andre om å skrive, ser adressa. Skal nokon ikkje sjå ho lenger, avsluttar de ho og lagar ei ny.
body-page-feed-calendar = Kalender (ICS)
body-page-feed-news = Nytt (Atom)
body-page-feed-made = Laga { $day }.
body-page-feed-make = Lag ei hemmeleg adresse
body-page-feed-end = Avslutt adressa
body-page-calendar-name = Høyringar vi er bedne om å svare på
body-page-news-sent = Svar { $number } er sendt inn
body-page-news-withdrawn = Svar { $number } er trekt
body-page-kind = Svar
body-page-joint = Felles innspel
