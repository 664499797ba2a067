-- By what a held-back row is read again, and which of its columns are shown only when a person asks.
ALTER TABLE import ADD COLUMN profile TEXT; -- by which the file was read, where rows are held back
ALTER TABLE import ADD COLUMN sealed TEXT;  -- words of the header, as a line of CSV, beside those that say it themselves
