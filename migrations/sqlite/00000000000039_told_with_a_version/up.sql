-- What was told with a version and stands in no receipt: the address that it was sent with, and that a private person does not
-- want the name published. Until now both were read at the desk, where they can be told anew without being sent. Of what was
-- sent before, the letter to its sender knows the address; else what stands at the desk now is the best that is known.
ALTER TABLE submission_version ADD COLUMN email TEXT;
ALTER TABLE submission_version ADD COLUMN name_withheld INTEGER NOT NULL DEFAULT 0 CHECK (name_withheld IN (0, 1));
DROP TRIGGER submission_version_no_update;
UPDATE submission_version SET
    email = coalesce(
        (SELECT o.recipient FROM outbox o
            WHERE o.about = submission_version.id AND o.slot = 'sender' AND o.kind IN ('confirm', 'receipt') ORDER BY o.kind LIMIT 1),
        (SELECT d.email FROM submission s JOIN desk d ON d.id = s.desk_id WHERE s.id = submission_version.submission_id)),
    name_withheld = EXISTS (SELECT 1 FROM submission s JOIN desk d ON d.id = s.desk_id
        WHERE s.id = submission_version.submission_id AND d.show_name = 'private');
CREATE TRIGGER submission_version_no_update BEFORE UPDATE ON submission_version BEGIN SELECT RAISE(ABORT, 'submission_version is append-only'); END;
