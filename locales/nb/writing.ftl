# Flere som skriver på ett svar: hvem som skrev hva, hvem som skriver nå, historikken i et felt, notater mellom kolleger.

together-you = deg
together-you-begins = Du
together-coordinator = den som samordner innspillet
together-saved = { $saved } av { $who }
together-no-comment = «Ingen merknad» valgt { $when } av { $who }
together-ready = Merket som ferdig { $when } av { $who }
together-held = Skrives av { $who }
together-and = { $first } og { $last }
together-writing = { $what ->
    [general] { $who } skriver i denne delen nå. Du kan lese og skrive som vanlig. Skriver dere i samme felt, blir begge tekstene tatt vare på.
   *[advice] { $who } skriver i dette rådet nå. Du kan lese og skrive som vanlig. Skriver dere i samme felt, blir begge tekstene tatt vare på.
}
together-mine = Det du skriver
together-others = De andre delene
together-newer = { $newer } Last siden på nytt for å se den.

# Hvem som skriver en del
holder-none = Ingen har tatt på seg denne delen
holder-change = Endre hvem som skriver
holder-text = Til hjelp for dere selv. Alle som kan skrive her, kan skrive likevel.
holder-who = Hvem skriver denne delen?
holder-me = Jeg
holder-nobody = Ingen bestemt
holder-save = Lagre hvem som skriver

# Notater
notes-title = Notater mellom dere
notes-never-sent = Sendes ikke inn
notes-new = Nytt notat
notes-hint = Inntil { $n } tegn. Alle som har lenke til dette innspillet, kan lese det. De som holder høringen, ser det ikke.
notes-add = Legg til notat
notes-away = Ta bort notatet
notes-count = { $n ->
    [one] 1 notat
   *[other] { $n } notater
}
error-note-empty = Skriv noe i notatet
error-too-many-notes = Det er 500 notater i dette innspillet. Ta bort noen først

# Historikken i et felt
history-link = Historikk
history-title = { $place }: historikk for { $field }
history-heading = Historikk for
history-back = Tilbake til feltet
history-lead = { $who ->
    [du] Alt som er lagret i feltet, det nyeste først. Du kan gå tilbake til hvilken som helst av tekstene. Ingenting blir borte.
   *[dere] Alt som er lagret i feltet, det nyeste først. Dere kan gå tilbake til hvilken som helst av tekstene. Ingenting blir borte.
}
history-none = Det er ikke lagret noe i dette feltet ennå.
history-stands = Står nå
history-aside = Tatt vare på ved siden av
history-aside-text = Noen andre hadde lagret en nyere tekst. Denne ble tatt vare på, men har ikke stått i feltet.
history-emptied = Feltet ble tømt.
history-whole = Vis hele teksten
history-go-back = Gå tilbake til denne
history-older = Eldre
history-newest = Nyeste

# To som har lagret i samme felt
conflict-newer-by = { $who } lagret en nyere versjon { $when }.
conflict-newer = En nyere versjon ble lagret { $when }, av noen andre eller i et annet vindu.
conflict-both-kept = Begge tekstene er tatt vare på.
conflict-marked = Det som bare står i den ene teksten, er markert.
conflict-theirs-of = Teksten til { $who }
conflict-keep-theirs-of = Behold teksten til { $who }
diff-only-here = bare her:
save-signed-out = Ikke lagret. Det er mer enn 24 timer siden du var her sist. Åpne den personlige lenken fra e-posten i en ny fane, så lagres teksten herfra. Den ligger trygt på denne siden.
