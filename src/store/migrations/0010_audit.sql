-- Who did what and who saw what: appended to, never changed. Each row's hash takes in the hash of the row before, so
-- that a row that was changed, taken out or put in between is found. No text of a note, no name of a child stands here.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,                -- without a gap
    at TEXT NOT NULL,                       -- UTC
    "offset" INTEGER NOT NULL,              -- minutes east of UTC at the user's clock
    actor TEXT NOT NULL,                    -- the key slot that unlocked the file
    deed TEXT NOT NULL,
    child INTEGER,                          -- outlives an erased child, so it refers to nothing
    change INTEGER,                         -- the row of the journal
    detail TEXT NOT NULL,
    hash BLOB NOT NULL                      -- SHA-256
);
CREATE INDEX audit_child ON audit (child) WHERE child IS NOT NULL;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never cut'); END;
