# Tilslutning: «Vi støtter svaret fra …». Å dele sitt eget svar, å finne andres, og å støtte dem.
list-and = og

# Å dele
share-title = La andre støtte svaret
share-lead = { $who ->
    [du] Når du deler svaret, kan andre som svarer på høringen, lese det og vise til det i stedet for å skrive det samme selv.
   *[dere] Når dere deler svaret, kan andre som svarer på høringen, lese det og vise til det i stedet for å skrive det samme selv.
}
share-seen = { $who ->
    [du] De ser tekstene og valgene i det du har sendt inn, navnet på organisasjonen og nummeret på svaret. Endrer du svaret, ser de den nye utgaven.
   *[dere] De ser tekstene og valgene i det dere har sendt inn, navnet på organisasjonen og nummeret på svaret. Endrer dere svaret, ser de den nye utgaven.
}
share-unseen = De ser ikke hvem som har skrevet eller sendt det inn, hvem som har vedtatt det, noen e-postadresse eller noe av det som ikke er sendt inn.
share-until = { $who ->
    [du] Du kan slutte å dele når som helst. Delingen slutter også hvis du trekker svaret eller ber om at noe i det blir unntatt fra offentlighet.
   *[dere] Dere kan slutte å dele når som helst. Delingen slutter også hvis dere trekker svaret eller ber om at noe i det blir unntatt fra offentlighet.
}
share-button = La andre støtte svaret
share-since = Svaret er delt siden { $when }
share-goes-on = { $who ->
    [du] Alle som skriver et svar på høringen, kan lese det og støtte det.
   *[dere] Alle som skriver et svar på høringen, kan lese det og støtte det.
}
share-end = Slutt å dele
share-end-text = Når delingen slutter, kan ingen nye lese eller støtte svaret. De som har sendt inn at de støtter det, gjør det fortsatt.
share-cannot = Svaret kan ikke deles nå
share-supporters = Hvem som støtter svaret
share-supporters-none = Foreløpig er det ingen her.
share-supporters-note = Her står de som har sendt inn at de støtter svaret, og som også deler sitt eget. Andre kan støtte det uten at det vises her.
share-supporter-whole = { $name } ({ $number }) støtter hele svaret
share-supporter-advice = { $name } ({ $number }) støtter råd { $advice }
error-share-withdrawn = Svaret er trukket. Send det inn på nytt for å dele det
error-share-person = Bare svar fra virksomheter og organisasjoner kan deles
error-share-withheld = Noe i svaret er bedt unntatt fra offentlighet. Så lenge det står slik, kan ikke svaret deles

# Å finne
endorse-title = Støtt et annet svar
endorse-find = Finn et svar å støtte
endorse-lead = { $who ->
    [du] Her er svar som andre har delt. Du kan støtte hele svaret eller enkelte råd, og legge til egne ord.
   *[dere] Her er svar som andre har delt. Dere kan støtte hele svaret eller enkelte råd, og legge til egne ord.
}
endorse-none = { $who ->
    [du] Ingen har delt svaret sitt ennå. Det er avsenderen selv som bestemmer om et svar blir delt, så vet du om noen du er enig med, kan du be dem om det.
   *[dere] Ingen har delt svaret sitt ennå. Det er avsenderen selv som bestemmer om et svar blir delt, så vet dere om noen dere er enige med, kan dere be dem om det.
}
endorse-none-found = Ingen delte svar passer til «{ $words }».
endorse-search = Søk etter navn eller nummer
endorse-search-button = Søk
endorse-next = Vis flere
endorse-first = Til begynnelsen
endorse-tag = Støttet

# Å lese og støtte
endorse-received = versjon { $version }, { $when }
endorse-all = Støtt hele svaret
endorse-or-advice = Eller kryss av for de rådene det gjelder.
endorse-some-advice = Kryss av for de rådene det gjelder.
endorse-this = Støtt det som står om dette rådet
endorse-chosen = Støtt rådene som er valgt
endorse-let-go = Ta bort støtten
endorse-keep = Behold støtten
endorse-open = Les
endorse-others = Støtte til andre svar
endorse-whole = { $who ->
    [du] Du støtter hele svaret fra { $name } ({ $number })
   *[dere] Dere støtter hele svaret fra { $name } ({ $number })
}
endorse-on-advice = { $who ->
    [du] Du støtter det { $name } skriver om dette rådet ({ $number })
   *[dere] Dere støtter det { $name } skriver om dette rådet ({ $number })
}
endorse-advice = { $who ->
    [du] Du støtter svaret fra { $name } ({ $number }) på råd { $advice }
   *[dere] Dere støtter svaret fra { $name } ({ $number }) på råd { $advice }
}
endorse-add = { $who ->
    [du] Du kan legge til egne ord ved hvert råd. Det er ikke nødvendig.
   *[dere] Dere kan legge til egne ord ved hvert råd. Det er ikke nødvendig.
}
endorse-newer = { $who ->
    [du] Svaret er endret siden du leste versjon { $version }
   *[dere] Svaret er endret siden dere leste versjon { $version }
}
endorse-newer-read = { $who ->
    [du] Du leste versjon { $version }, og støtten gjelder den. Under står svaret slik det er nå. Velg på nytt hvis du støtter det også.
   *[dere] Dere leste versjon { $version }, og støtten gjelder den. Under står svaret slik det er nå. Velg på nytt hvis dere støtter det også.
}
endorse-unshared = { $who ->
    [du] Avsenderen deler ikke svaret lenger. Behold støtten eller ta den bort før du sender inn
   *[dere] Avsenderen deler ikke svaret lenger. Behold støtten eller ta den bort før dere sender inn
}
endorse-kept = { $who ->
    [du] Avsenderen deler ikke svaret lenger. Du har valgt å beholde støtten
   *[dere] Avsenderen deler ikke svaret lenger. Dere har valgt å beholde støtten
}
endorse-withdrawn = { $who ->
    [du] Avsenderen har trukket svaret. Ta bort støtten før du sender inn
   *[dere] Avsenderen har trukket svaret. Ta bort støtten før dere sender inn
}
endorse-moved-heading = Svaret er endret i mellomtiden
endorse-moved = Avsenderen har sendt inn en ny versjon etter at siden ble åpnet. Ingenting er lagret. Les svaret slik det er nå, og velg på nytt.
endorse-locked = Teksten er låst. Så lenge den er det, kan heller ikke støtten endres.
endorse-asks-heading = «Ingen merknad» eller støtte?
endorse-asks = { $who ->
    [du] Du har svart «Ingen merknad» på råd { $advice }. Det kan ikke stå sammen med støtte.
   *[dere] Dere har svart «Ingen merknad» på råd { $advice }. Det kan ikke stå sammen med støtte.
}
endorse-asks-yes = Bytt «Ingen merknad» med støtte
endorse-asks-no = Behold «Ingen merknad»
svar-status-endorsed = Støtter et annet svar
save-asks-endorsed = { $who ->
    [du] Teksten er lagret, men ikke valget «Ingen merknad», fordi du støtter et annet svar på rådet. Trykk på en av knappene under, så spør vi hva som skal gjelde.
   *[dere] Teksten er lagret, men ikke valget «Ingen merknad», fordi dere støtter et annet svar på rådet. Trykk på en av knappene under, så spør vi hva som skal gjelde.
}
no-comment-endorsed = Med «Ingen merknad» blir støtten til andre svar på rådet tatt bort.
no-comment-keep = Nei, behold støtten
error-no-comment-endorsed = Et annet svar er støttet på dette rådet. Ta bort støtten før rådet kan få «Ingen merknad»
error-endorse-no-comment = Rådet har «Ingen merknad». Det kan ikke stå sammen med støtte
error-endorse-nothing = Svaret sier ikke noe om dette rådet
error-endorse-choose = Velg minst ett råd, eller støtt hele svaret
error-endorsement-unshared = Avsenderen deler ikke svaret lenger. Behold støtten eller ta den bort
error-endorsement-withdrawn = Avsenderen har trukket svaret. Ta bort støtten

# Slik det ble sendt inn
supports-whole = Støtter hele svaret fra { $name } ({ $number }, versjon { $version })
supports-here = Støtter det { $name } skriver om dette rådet ({ $number }, versjon { $version })
supports-advice = Støtter svaret fra { $name } ({ $number }, versjon { $version }) på råd { $advice }
changed-endorsed = Støtte til andre svar på rådet
changed-endorsed-whole = Støtte til hele svar
changed-endorsed-one = { $name } ({ $number }, versjon { $version })

# Når det som støttes, blir trukket
supports-gone-heading = Et svar som støttes, er trukket
supports-gone = Svaret fra { $name } ({ $number }) er trukket av avsenderen. Støtten viser til et svar som ikke teller.
supports-gone-tag = Trukket
letter-support-subject = { $who ->
    [du] Svaret du støtter, er trukket – { $name }
   *[dere] Svaret dere støtter, er trukket – { $name }
}
letter-support-lead = { $who ->
    [du] I innspillet ditt { $number } til høringen { $name } støtter du svaret fra { $whose } ({ $other }). Det er nå trukket av avsenderen. Støtten viser derfor til et svar som ikke teller.
   *[dere] I innspillet deres { $number } til høringen { $name } støtter dere svaret fra { $whose } ({ $other }). Det er nå trukket av avsenderen. Støtten viser derfor til et svar som ikke teller.
}
letter-support-own = { $who ->
    [du] Det du har skrevet selv, står som før. Har du ikke skrevet noe selv, sier innspillet ikke lenger noe.
   *[dere] Det dere har skrevet selv, står som før. Har dere ikke skrevet noe selv, sier innspillet ikke lenger noe.
}
letter-support-after = { $who ->
    [du] Du kan sende inn på nytt med den samme lenken: skriv det du mener selv, eller støtt et annet svar. Nummeret er det samme.
   *[dere] Dere kan sende inn på nytt med den samme lenken: skriv det dere mener selv, eller støtt et annet svar. Nummeret er det samme.
}
