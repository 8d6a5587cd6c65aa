# Tilslutning: «Vi støttar svaret frå …». Å dele sitt eige svar, å finne svara til andre, og å støtte dei.
list-and = og

# Å dele
share-title = La andre støtte svaret
share-lead = { $who ->
    [du] Når du deler svaret, kan andre som svarer på høyringa, lese det og vise til det i staden for å skrive det same sjølve.
   *[dere] Når de deler svaret, kan andre som svarer på høyringa, lese det og vise til det i staden for å skrive det same sjølve.
}
share-seen = { $who ->
    [du] Dei ser tekstane og vala i det du har sendt inn, namnet på organisasjonen og nummeret på svaret. Endrar du svaret, ser dei den nye utgåva.
   *[dere] Dei ser tekstane og vala i det de har sendt inn, namnet på organisasjonen og nummeret på svaret. Endrar de svaret, ser dei den nye utgåva.
}
share-unseen = Dei ser ikkje kven som har skrive eller sendt det inn, kven som har vedteke det, nokon e-postadresse eller noko av det som ikkje er sendt inn.
share-until = { $who ->
    [du] Du kan slutte å dele når som helst. Delinga sluttar også om du trekkjer svaret eller ber om at noko i det blir unnateke frå offentlegheit.
   *[dere] De kan slutte å dele når som helst. Delinga sluttar også om de trekkjer svaret eller ber om at noko i det blir unnateke frå offentlegheit.
}
share-button = La andre støtte svaret
share-since = Svaret er delt sidan { $when }
share-goes-on = { $who ->
    [du] Alle som skriv eit svar på høyringa, kan lese det og støtte det.
   *[dere] Alle som skriv eit svar på høyringa, kan lese det og støtte det.
}
share-end = Slutt å dele
share-end-text = Når delinga sluttar, kan ingen nye lese eller støtte svaret. Dei som har sendt inn at dei støttar det, gjer det framleis.
share-cannot = Svaret kan ikkje delast no
share-supporters = Kven som støttar svaret
share-supporters-none = Førebels er det ingen her.
share-supporters-note = Her står dei som har sendt inn at dei støttar svaret, og som òg deler sitt eige. Andre kan støtte det utan at det blir vist her.
share-supporter-whole = { $name } ({ $number }) støttar heile svaret
share-supporter-advice = { $name } ({ $number }) støttar råd { $advice }
error-share-withdrawn = Svaret er trekt. Send det inn på nytt for å dele det
error-share-person = Berre svar frå verksemder og organisasjonar kan delast
error-share-withheld = Det er bede om at noko i svaret blir unnateke frå offentlegheit. Så lenge det står slik, kan ikkje svaret delast

# Å finne
endorse-title = Støtt eit anna svar
endorse-find = Finn eit svar å støtte
endorse-lead = { $who ->
    [du] Her er svar som andre har delt. Du kan støtte heile svaret eller einskilde råd, og leggje til eigne ord.
   *[dere] Her er svar som andre har delt. De kan støtte heile svaret eller einskilde råd, og leggje til eigne ord.
}
endorse-none = { $who ->
    [du] Ingen har delt svaret sitt enno. Det er avsendaren sjølv som avgjer om eit svar blir delt, så veit du om nokon du er samd med, kan du be dei om det.
   *[dere] Ingen har delt svaret sitt enno. Det er avsendaren sjølv som avgjer om eit svar blir delt, så veit de om nokon de er samde med, kan de be dei om det.
}
endorse-none-found = Ingen delte svar passar til «{ $words }».
endorse-search = Søk etter namn eller nummer
endorse-search-button = Søk
endorse-next = Vis fleire
endorse-first = Til byrjinga
endorse-tag = Støtta

# Å lese og støtte
endorse-received = versjon { $version }, { $when }
endorse-all = Støtt heile svaret
endorse-or-advice = Eller kryss av for dei råda det gjeld.
endorse-some-advice = Kryss av for dei råda det gjeld.
endorse-this = Støtt det som står om dette rådet
endorse-chosen = Støtt råda som er valde
endorse-let-go = Ta bort støtta
endorse-keep = Behald støtta
endorse-open = Les
endorse-others = Støtte til andre svar
endorse-whole = { $who ->
    [du] Du støttar heile svaret frå { $name } ({ $number })
   *[dere] De støttar heile svaret frå { $name } ({ $number })
}
endorse-on-advice = { $who ->
    [du] Du støttar det { $name } skriv om dette rådet ({ $number })
   *[dere] De støttar det { $name } skriv om dette rådet ({ $number })
}
endorse-advice = { $who ->
    [du] Du støttar svaret frå { $name } ({ $number }) på råd { $advice }
   *[dere] De støttar svaret frå { $name } ({ $number }) på råd { $advice }
}
endorse-add = { $who ->
    [du] Du kan leggje til eigne ord ved kvart råd. Det er ikkje nødvendig.
   *[dere] De kan leggje til eigne ord ved kvart råd. Det er ikkje nødvendig.
}
endorse-newer = { $who ->
    [du] Svaret er endra sidan du las versjon { $version }
   *[dere] Svaret er endra sidan de las versjon { $version }
}
endorse-newer-read = { $who ->
    [du] Du las versjon { $version }, og støtta gjeld den. Under står svaret slik det er no. Vel på nytt om du støttar det òg.
   *[dere] De las versjon { $version }, og støtta gjeld den. Under står svaret slik det er no. Vel på nytt om de støttar det òg.
}
endorse-unshared = { $who ->
    [du] Avsendaren deler ikkje svaret lenger. Behald støtta eller ta ho bort før du sender inn
   *[dere] Avsendaren deler ikkje svaret lenger. Behald støtta eller ta ho bort før de sender inn
}
endorse-kept = { $who ->
    [du] Avsendaren deler ikkje svaret lenger. Du har valt å behalde støtta
   *[dere] Avsendaren deler ikkje svaret lenger. De har valt å behalde støtta
}
endorse-withdrawn = { $who ->
    [du] Avsendaren har trekt svaret. Ta bort støtta før du sender inn
   *[dere] Avsendaren har trekt svaret. Ta bort støtta før de sender inn
}
endorse-moved-heading = Svaret er endra i mellomtida
endorse-moved = Avsendaren har sendt inn ein ny versjon etter at sida blei opna. Ingenting er lagra. Les svaret slik det er no, og vel på nytt.
endorse-locked = Teksten er låst. Så lenge han er det, kan heller ikkje støtta endrast.
endorse-asks-heading = «Ingen merknad» eller støtte?
endorse-asks = { $who ->
    [du] Du har svart «Ingen merknad» på råd { $advice }. Det kan ikkje stå saman med støtte.
   *[dere] De har svart «Ingen merknad» på råd { $advice }. Det kan ikkje stå saman med støtte.
}
endorse-asks-yes = Byt «Ingen merknad» med støtte
endorse-asks-no = Behald «Ingen merknad»
svar-status-endorsed = Støttar eit anna svar
save-asks-endorsed = { $who ->
    [du] Teksten er lagra, men ikkje valet «Ingen merknad», fordi du støttar eit anna svar på rådet. Trykk på ein av knappane under, så spør vi kva som skal gjelde.
   *[dere] Teksten er lagra, men ikkje valet «Ingen merknad», fordi de støttar eit anna svar på rådet. Trykk på ein av knappane under, så spør vi kva som skal gjelde.
}
no-comment-endorsed = Med «Ingen merknad» blir støtta til andre svar på rådet teken bort.
no-comment-keep = Nei, behald støtta
error-no-comment-endorsed = Eit anna svar er støtta på dette rådet. Ta bort støtta før rådet kan få «Ingen merknad»
error-endorse-no-comment = Rådet har «Ingen merknad». Det kan ikkje stå saman med støtte
error-endorse-nothing = Svaret seier ikkje noko om dette rådet
error-endorse-choose = Vel minst eitt råd, eller støtt heile svaret
error-endorsement-unshared = Avsendaren deler ikkje svaret lenger. Behald støtta eller ta ho bort
error-endorsement-withdrawn = Avsendaren har trekt svaret. Ta bort støtta

# Slik det blei sendt inn
supports-whole = Støttar heile svaret frå { $name } ({ $number }, versjon { $version })
supports-here = Støttar det { $name } skriv om dette rådet ({ $number }, versjon { $version })
supports-advice = Støttar svaret frå { $name } ({ $number }, versjon { $version }) på råd { $advice }
changed-endorsed = Støtte til andre svar på rådet
changed-endorsed-whole = Støtte til heile svar
changed-endorsed-one = { $name } ({ $number }, versjon { $version })

# Når det som er støtta, blir trekt
supports-gone-heading = Eit svar som er støtta, er trekt
supports-gone = Svaret frå { $name } ({ $number }) er trekt av avsendaren. Støtta viser til eit svar som ikkje tel.
supports-gone-tag = Trekt
letter-support-subject = { $who ->
    [du] Svaret du støttar, er trekt – { $name }
   *[dere] Svaret de støttar, er trekt – { $name }
}
letter-support-lead = { $who ->
    [du] I innspelet ditt { $number } til høyringa { $name } støttar du svaret frå { $whose } ({ $other }). Det er no trekt av avsendaren. Støtta viser derfor til eit svar som ikkje tel.
   *[dere] I innspelet dykkar { $number } til høyringa { $name } støttar de svaret frå { $whose } ({ $other }). Det er no trekt av avsendaren. Støtta viser derfor til eit svar som ikkje tel.
}
letter-support-own = { $who ->
    [du] Det du har skrive sjølv, står som før. Har du ikkje skrive noko sjølv, seier ikkje innspelet noko lenger.
   *[dere] Det de har skrive sjølve, står som før. Har de ikkje skrive noko sjølve, seier ikkje innspelet noko lenger.
}
letter-support-after = { $who ->
    [du] Du kan sende inn på nytt med den same lenkja: skriv det du meiner sjølv, eller støtt eit anna svar. Nummeret er det same.
   *[dere] De kan sende inn på nytt med den same lenkja: skriv det de meiner sjølve, eller støtt eit anna svar. Nummeret er det same.
}
