# Medarbeidere: hvem de er, hva de kan gjøre, og hvordan de logger inn.

# Logge inn
sign-in-title = Logg inn
sign-in-lead = For dem som arbeider med høringene. Vi sender en lenke til e-postadressen din, og du trenger ikke noe passord.
sign-in-email = E-postadressen din på jobb
sign-in-email-hint = Adressen som en administrator har registrert
sign-in-send = Send lenken
sign-in-cookie = Når du logger inn, setter vi én informasjonskapsel, som holder deg innlogget på denne maskinen. Du blir logget ut etter 30 minutter uten aktivitet, og uansett etter ti timer.
sign-in-asked = Se etter en e-post fra oss
sign-in-asked-text = Hvis { $email } er registrert, har vi sendt en lenke dit.
sign-in-asked-then = Åpne lenken innen 15 minutter og trykk på knappen på siden. Lenken virker én gang.
sign-in-asked-nothing = Kommer den ikke? Se i søppelposten, og sjekk at adressen er skrevet riktig. Vi sender høyst fem lenker i timen. Er adressen din ikke registrert, kan en administrator gjøre det.
sign-in-other-address = Skriv en annen adresse
sign-in-landing = Fullfør innloggingen
sign-in-landing-text = Trykk på knappen for å logge inn som { $name }.
sign-in-enter = Logg inn
sign-in-not-worth = Lenken virker ikke
sign-in-spent = Lenken er brukt. Den virker bare én gang, så andre ikke kan bruke den etter deg.
sign-in-expired = Lenken er for gammel. Den virker i 15 minutter etter at du ba om den.
sign-in-unknown = Vi kjenner ikke denne lenken. Sjekk at du fikk med hele, eller få en ny.
sign-in-new-link = Få en ny lenke
sign-in-beside = Logg inn i en ny fane
letter-sign-in-subject = Logg inn i Høringer
letter-sign-in-hello = Hei, { $name }.
letter-sign-in-lead = Noen, trolig du selv, vil logge inn på saksbehandlingen med denne adressen.
letter-sign-in-action = Åpne siden der du logger inn
letter-sign-in-once = Lenken virker én gang, til { $time } (15 minutter). Logg inn ved å trykke på knappen på siden.
letter-sign-in-not-you = Var det ikke deg? Da trenger du ikke gjøre noe. Ikke send lenken videre: den som har den, kan logge inn som deg.

# Medarbeiderne
staff-count = { $n ->
    [one] Én medarbeider
   *[other] { $n } medarbeidere
}
staff-disabled = Kan ikke logge inn
staff-active = Kan logge inn
staff-add = Legg til en medarbeider
staff-add-button = Legg til
staff-email = E-postadresse
staff-email-hint = Lenkene for å logge inn blir sendt hit
staff-name = Navn
staff-language = Språk i brev til medarbeideren
staff-role-everywhere = Rolle på alle høringer
staff-role-here = Rolle på denne høringen
staff-role-on-some = Rolle på enkelte høringer
staff-no-role = Ingen rolle
staff-save-role = Lagre rollen
staff-on-consultations = Roller på enkelte høringer
staff-on-none = Ingen. De gis på siden «Medarbeidere på høringen», som står ved hver høring.
staff-access = Tilgang
staff-end-text = Stenger du tilgangen, blir medarbeideren logget ut med en gang og kan ikke logge inn igjen. Rollene blir stående.
staff-end = Steng tilgangen
staff-open-text = Medarbeideren kan ikke logge inn. Åpner du tilgangen, gjelder de samme rollene som før.
staff-open = Åpne tilgangen
staff-on-title = Medarbeidere på høringen
staff-on-give = Gi eller ta en rolle
staff-whom = Hvem
staff-everywhere = på alle høringer
role-reader-hint = Leser det som er kommet inn
role-officer-hint = Arbeider med det: register, brev og vurdering
role-leader-hint = Svarer for det: publiserer, inviterer, og gir roller på høringen
role-admin-hint = Kan alt, og bestemmer hvem som er medarbeidere
error-staff-name = Skriv navnet til medarbeideren
error-staff-known = En medarbeider har allerede denne adressen
error-staff-whom = Velg hvem som skal ha rollen
error-staff-last-admin = Dette er den siste administratoren som kan logge inn. Gi rollen til en annen først
error-staff-admin-everywhere = En administrator er det på alle høringer. Velg en annen rolle her
