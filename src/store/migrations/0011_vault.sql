-- A version of a note that was written while another version was filed says which; NULL where it was written on the
-- one before it. A draft of an edit knows the version that it began from.
ALTER TABLE note_version ADD COLUMN beside INTEGER;
ALTER TABLE draft ADD COLUMN seen INTEGER;
