# Medarbeidarar: kven dei er, kva dei kan gjere, og korleis dei loggar inn.

# Logge inn
sign-in-title = Logg inn
sign-in-lead = For dei som arbeider med høyringane. Vi sender ei lenkje til e-postadressa di, og du treng ikkje noko passord.
sign-in-email = E-postadressa di på jobb
sign-in-email-hint = Adressa som ein administrator har registrert
sign-in-send = Send lenkja
sign-in-cookie = Når du loggar inn, set vi éin informasjonskapsel, som held deg innlogga på denne maskina. Du blir logga ut etter 30 minutt utan aktivitet, og uansett etter ti timar.
sign-in-asked = Sjå etter ein e-post frå oss
sign-in-asked-text = Dersom { $email } er registrert, har vi sendt ei lenkje dit.
sign-in-asked-then = Opne lenkja innan 15 minutt og trykk på knappen på sida. Lenkja verkar éin gong.
sign-in-asked-nothing = Kjem ho ikkje? Sjå i søppelposten, og sjekk at adressa er rett skriven. Vi sender høgst fem lenkjer i timen. Er adressa di ikkje registrert, kan ein administrator gjere det.
sign-in-other-address = Skriv ei anna adresse
sign-in-landing = Fullfør innlogginga
sign-in-landing-text = Trykk på knappen for å logge inn som { $name }.
sign-in-enter = Logg inn
sign-in-not-worth = Lenkja verkar ikkje
sign-in-spent = Lenkja er brukt. Ho verkar berre éin gong, så andre ikkje kan bruke ho etter deg.
sign-in-expired = Lenkja er for gammal. Ho verkar i 15 minutt etter at du bad om ho.
sign-in-unknown = Vi kjenner ikkje denne lenkja. Sjekk at du fekk med heile, eller få ei ny.
sign-in-new-link = Få ei ny lenkje
sign-in-beside = Logg inn i ei ny fane
letter-sign-in-subject = Logg inn i Høyringar
letter-sign-in-hello = Hei, { $name }.
letter-sign-in-lead = Nokon, truleg du sjølv, vil logge inn på saksbehandlinga med denne adressa.
letter-sign-in-action = Opne sida der du loggar inn
letter-sign-in-once = Lenkja verkar éin gong, til { $time } (15 minutt). Logg inn ved å trykkje på knappen på sida.
letter-sign-in-not-you = Var det ikkje deg? Då treng du ikkje gjere noko. Ikkje send lenkja vidare: den som har ho, kan logge inn som deg.

# Medarbeidarane
staff-count = { $n ->
    [one] Éin medarbeidar
   *[other] { $n } medarbeidarar
}
staff-disabled = Kan ikkje logge inn
staff-active = Kan logge inn
staff-add = Legg til ein medarbeidar
staff-add-button = Legg til
staff-email = E-postadresse
staff-email-hint = Lenkjene for å logge inn blir sende hit
staff-name = Namn
staff-language = Språk i brev til medarbeidaren
staff-role-everywhere = Rolle på alle høyringar
staff-role-here = Rolle på denne høyringa
staff-role-on-some = Rolle på enkelte høyringar
staff-no-role = Inga rolle
staff-save-role = Lagre rolla
staff-on-consultations = Roller på enkelte høyringar
staff-on-none = Ingen. Dei blir gitt på sida «Medarbeidarar på høyringa», som står ved kvar høyring.
staff-access = Tilgang
staff-end-text = Stengjer du tilgangen, blir medarbeidaren logga ut med ein gong og kan ikkje logge inn att. Rollene blir ståande.
staff-end = Steng tilgangen
staff-open-text = Medarbeidaren kan ikkje logge inn. Opnar du tilgangen, gjeld dei same rollene som før.
staff-open = Opne tilgangen
staff-on-title = Medarbeidarar på høyringa
staff-on-give = Gi eller ta ei rolle
staff-whom = Kven
staff-everywhere = på alle høyringar
role-reader-hint = Les det som er kome inn
role-officer-hint = Arbeider med det: register, brev og vurdering
role-leader-hint = Svarer for det: publiserer, inviterer, og gir roller på høyringa
role-admin-hint = Kan alt, og avgjer kven som er medarbeidarar
error-staff-name = Skriv namnet til medarbeidaren
error-staff-known = Ein medarbeidar har alt denne adressa
error-staff-whom = Vel kven som skal ha rolla
error-staff-last-admin = Dette er den siste administratoren som kan logge inn. Gi rolla til ein annan først
error-staff-admin-everywhere = Ein administrator er det på alle høyringar. Vel ei anna rolle her
