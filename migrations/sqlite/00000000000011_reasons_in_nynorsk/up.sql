-- Why somebody who asked for more time got it or not, also in nynorsk.
ALTER TABLE deadline_decision ADD COLUMN reason_nn TEXT;
