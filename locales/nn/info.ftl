# Dei faste sidene. Sjølve teksten står i src/web/info.

front = Framsida
info-how-title = Slik verkar det
info-accessibility-title = Tilgjengelegheitserklæring
info-privacy-title = Personvern og offentlegheit
info-contact-title = Kontakt
info-open-data-title = Opne data og API
