# Fleire som skriv på eitt svar: kven som skreiv kva, kven som skriv no, historikken i eit felt, notat mellom kollegaer.

together-you = deg
together-you-begins = Du
together-coordinator = den som samordnar innspelet
together-saved = { $saved } av { $who }
together-no-comment = «Ingen merknad» vald { $when } av { $who }
together-ready = Merkt som ferdig { $when } av { $who }
together-held = Blir skrive av { $who }
together-and = { $first } og { $last }
together-writing = { $what ->
    [general] { $who } skriv i denne delen no. Du kan lese og skrive som vanleg. Skriv de i same felt, tek vi vare på begge tekstane.
   *[advice] { $who } skriv i dette rådet no. Du kan lese og skrive som vanleg. Skriv de i same felt, tek vi vare på begge tekstane.
}
together-mine = Det du skriv
together-others = Dei andre delane
together-newer = { $newer } Last sida på nytt for å sjå han.

# Kven som skriv ein del
holder-none = Ingen har teke på seg denne delen
holder-change = Endre kven som skriv
holder-text = Til hjelp for dykk sjølve. Alle som kan skrive her, kan skrive likevel.
holder-who = Kven skriv denne delen?
holder-me = Eg
holder-nobody = Ingen bestemt
holder-save = Lagre kven som skriv

# Notat
notes-title = Notat mellom dykk
notes-never-sent = Blir ikkje sende inn
notes-new = Nytt notat
notes-hint = Inntil { $n } teikn. Alle som har lenkje til dette innspelet, kan lese det. Dei som held høyringa, ser det ikkje.
notes-add = Legg til notat
notes-away = Ta bort notatet
notes-count = { $n ->
    [one] 1 notat
   *[other] { $n } notat
}
error-note-empty = Skriv noko i notatet
error-too-many-notes = Det er 500 notat i dette innspelet. Ta bort nokre først

# Historikken i eit felt
history-link = Historikk
history-title = { $place }: historikk for { $field }
history-heading = Historikk for
history-back = Tilbake til feltet
history-lead = { $who ->
    [du] Alt som er lagra i feltet, det nyaste først. Du kan gå tilbake til kva for ein som helst av tekstane. Ingenting blir borte.
   *[dere] Alt som er lagra i feltet, det nyaste først. De kan gå tilbake til kva for ein som helst av tekstane. Ingenting blir borte.
}
history-none = Det er ikkje lagra noko i dette feltet enno.
history-stands = Står no
history-aside = Teke vare på ved sida av
history-aside-text = Nokon andre hadde lagra ein nyare tekst. Denne blei teken vare på, men har ikkje stått i feltet.
history-emptied = Feltet blei tømt.
history-whole = Vis heile teksten
history-go-back = Gå tilbake til denne
history-older = Eldre
history-newest = Nyaste

# To som har lagra i same felt
conflict-newer-by = { $who } lagra ein nyare versjon { $when }.
conflict-newer = Ein nyare versjon blei lagra { $when }, av nokon andre eller i eit anna vindauge.
conflict-both-kept = Vi har teke vare på begge tekstane.
conflict-marked = Det som berre står i den eine teksten, er markert.
conflict-theirs-of = Teksten til { $who }
conflict-keep-theirs-of = Behald teksten til { $who }
diff-only-here = berre her:
save-signed-out = Ikkje lagra. Det er meir enn 24 timar sidan du var her sist. Opne den personlege lenkja frå e-posten i ei ny fane, så blir teksten lagra herifrå. Han ligg trygt på denne sida.
