# Ramma rundt alle sider, og delane sidene er sette saman av.

site-name = Høyringar
title-error = Feil: { $title }
skip-to-content = Hopp til hovudinnhald
main-menu = Hovudmeny
nav-consultations = Høyringar
nav-how-it-works = Slik verkar det
staff-zone = Saksbehandling
nav-bodies = Instansar
nav-lists = Lister
nav-staff = Medarbeidarar
nav-webhooks = Webhooks
# The pages of staff about one consultation.
tab-overview = Oversikt
tab-answers = Innspel
tab-export = Eksport
tab-bodies = Invitasjonar
tab-meetings = Møte
tab-deadline = Frist
tab-staff = Medarbeidarar
tab-webhooks = Webhooks
sign-out = Logg ut
language = Språk:
your-answer = Innspelet ditt
notice = Merk
you-are-here = Du er her

footer-promise = Ingen informasjonskapslar til sporing, ingen tredjepartar.
footer-privacy = Personvern og offentlegheit
footer-accessibility = Tilgjengelegheitserklæring
footer-contact = Kontakt
footer-open-data = Opne data og API
footer-source = Kjeldekode

errors-heading = { $n ->
    [one] Du må rette éin ting før du kan gå vidare
   *[other] Du må rette { $n } ting før du kan gå vidare
}

count-left = { $left } teikn att ({ $count } av { $limit })
count-over = { $over } teikn for mykje ({ $count } av { $limit })
text-too-long = Teksten er for lang. Alt blir lagra, men teksten må kortast ned før innsending.
text-beyond-limit = Dette går ut over grensa:

pages = Bla i sider
page-previous = Førre
page-next = Neste
page-number = Side { $n }

save-saving = Lagrar …
save-unsaved = Ikkje lagra enno
save-offline = Ikkje lagra. Du er fråkopla. Teksten ligg trygt på denne sida.
save-failed = Ikkje lagra. Vi prøver igjen om litt. Teksten ligg trygt på denne sida.
save-not-saved = Ikkje lagra. Det du skreiv, står på denne sida, så du kan kopiere det.
save-refused = Ikkje lagra. Trykk på knappen for å lagre, så ser du kva som må rettast.
save-retry = Prøv igjen
save-conflict = Nokon andre har lagra ein nyare versjon av denne teksten. Vi tek vare på begge tekstane.
save-conflict-show = Vis begge tekstane
save-restored = Vi fann tekst som ikkje blei lagra sist. Han er sett inn att i feltet.

# Rollene, frå minst til mest.
role-reader = Lesar
role-officer = Saksbehandlar
role-leader = Leiar
role-admin = Administrator

# PDF
pdf-none = Denne tenesta lagar ikkje PDF: programmet for det er ikkje installert. Skriv ut sida, eller lagre ho som PDF frå nettlesaren.
pdf-print = Skriv ut
pdf-page = Side {"{n}"} av {"{m}"}
pdf-unshown = Nokre teikn kan ikkje visast i denne fila. Dei står i teksten med koden sin i Unicode:
