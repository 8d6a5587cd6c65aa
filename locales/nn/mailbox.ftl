# Postkassa for utvikling.

mailbox-title = Postkasse for utvikling
mailbox-about = Ingen brev forlèt denne maskina. Her ligg dei som elles ville vore sende, det nyaste først.
mailbox-empty = Det er ingen brev enno. Det første kjem når nokon ber om ei lenkje eller sender inn.
mailbox-count = { $n ->
    [one] Eitt brev
   *[other] { $n } brev
}
mailbox-no-subject = (utan emne)
mailbox-from = Frå
mailbox-to = Til
mailbox-reply-to = Svar til
mailbox-sent = Sendt
mailbox-text = Teksten
mailbox-html = Slik eit e-postprogram viser det
mailbox-attachments = Vedlegg
mailbox-headers = Alle linjene i brevhovudet
