-- Who was erased: a stub for each record. No name and no id of the council's stands here.
CREATE TABLE erased (
    child INTEGER PRIMARY KEY,              -- its internal id, which no other child ever gets
    seq INTEGER NOT NULL REFERENCES change (seq),
    at TEXT NOT NULL,                       -- UTC
    day TEXT NOT NULL,                      -- by the user's clock
    actor TEXT NOT NULL,
    filed_ref TEXT NOT NULL                 -- where the record was filed before, in the council's words
);

-- By what a later file is known that brings an erased child again: SHA-256 of its ids with a salt of the file's own, so
-- that the ids themselves are kept nowhere.
CREATE TABLE erased_key (
    digest BLOB PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES erased (child)
) WITHOUT ROWID;
INSERT OR IGNORE INTO meta (name, value) VALUES ('erased_salt', randomblob(32));
