# Postkassen for utvikling.

mailbox-title = Postkasse for utvikling
mailbox-about = Ingen brev forlater denne maskinen. Her ligger de som ellers ville vært sendt, det nyeste først.
mailbox-empty = Det er ingen brev ennå. Det første kommer når noen ber om en lenke eller sender inn.
mailbox-count = { $n ->
    [one] Ett brev
   *[other] { $n } brev
}
mailbox-no-subject = (uten emne)
mailbox-from = Fra
mailbox-to = Til
mailbox-reply-to = Svar til
mailbox-sent = Sendt
mailbox-text = Teksten
mailbox-html = Slik et e-postprogram viser det
mailbox-attachments = Vedlegg
mailbox-headers = Alle brevhodelinjer
