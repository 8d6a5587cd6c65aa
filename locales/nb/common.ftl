# Rammen rundt alle sider, og delene sidene er satt sammen av.

site-name = Høringer
title-error = Feil: { $title }
skip-to-content = Hopp til hovedinnhold
main-menu = Hovedmeny
nav-consultations = Høringer
nav-how-it-works = Slik virker det
staff-zone = Saksbehandling
nav-bodies = Instanser
nav-lists = Lister
nav-staff = Medarbeidere
nav-webhooks = Webhooks
# The pages of staff about one consultation.
tab-overview = Oversikt
tab-answers = Innspill
tab-export = Eksport
tab-bodies = Invitasjoner
tab-meetings = Møter
tab-deadline = Frist
tab-staff = Medarbeidere
tab-webhooks = Webhooks
sign-out = Logg ut
language = Språk:
your-answer = Innspillet ditt
notice = Merk
you-are-here = Du er her

footer-promise = Ingen informasjonskapsler til sporing, ingen tredjeparter.
footer-privacy = Personvern og offentlighet
footer-accessibility = Tilgjengelighetserklæring
footer-contact = Kontakt
footer-open-data = Åpne data og API
footer-source = Kildekode

errors-heading = { $n ->
    [one] Du må rette én ting før du kan gå videre
   *[other] Du må rette { $n } ting før du kan gå videre
}

count-left = { $left } tegn igjen ({ $count } av { $limit })
count-over = { $over } tegn for mye ({ $count } av { $limit })
text-too-long = Teksten er for lang. Alt blir lagret, men teksten må kortes ned før innsending.
text-beyond-limit = Dette går ut over grensen:

pages = Bla i sider
page-previous = Forrige
page-next = Neste
page-number = Side { $n }

save-saving = Lagrer …
save-unsaved = Ikke lagret ennå
save-offline = Ikke lagret. Du er frakoblet. Teksten ligger trygt på denne siden.
save-failed = Ikke lagret. Vi prøver igjen om litt. Teksten ligger trygt på denne siden.
save-not-saved = Ikke lagret. Det du skrev, står på denne siden, så du kan kopiere det.
save-refused = Ikke lagret. Trykk på knappen for å lagre, så ser du hva som må rettes.
save-retry = Prøv igjen
save-conflict = Noen andre har lagret en nyere versjon av denne teksten. Begge tekstene blir tatt vare på.
save-conflict-show = Vis begge tekstene
save-restored = Vi fant tekst som ikke ble lagret sist. Den er satt inn igjen i feltet.

# Rollene, fra minst til mest.
role-reader = Leser
role-officer = Saksbehandler
role-leader = Leder
role-admin = Administrator

# PDF
pdf-none = Denne tjenesten lager ikke PDF: programmet for det er ikke installert. Skriv ut siden, eller lagre den som PDF fra nettleseren.
pdf-print = Skriv ut
pdf-page = Side {"{n}"} av {"{m}"}
pdf-unshown = Noen tegn kan ikke vises i denne filen. De står i teksten med koden sin i Unicode:
