# De faste sidene. Selve teksten står i src/web/info.

front = Forsiden
info-how-title = Slik virker det
info-accessibility-title = Tilgjengelighetserklæring
info-privacy-title = Personvern og offentlighet
info-contact-title = Kontakt
info-open-data-title = Åpne data og API
