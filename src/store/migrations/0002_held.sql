-- Held-back rows stay as a list to work through; each import says of which kind of file it was.

ALTER TABLE import ADD COLUMN kind TEXT;        -- of which at least one row went in or was there
ALTER TABLE import ADD COLUMN header TEXT;      -- the header as a line of CSV, where rows are held back
ALTER TABLE import ADD COLUMN corrects INTEGER; -- the held-back row that this import took in after all

UPDATE import SET kind = CASE layout
    WHEN 'ssda903-header' THEN 'children'
    WHEN 'ssda903-episodes' THEN 'placements'
    WHEN 'gias' THEN 'schools'
    ELSE layout END
WHERE new + changed + same > 0;

DROP INDEX held_import;
ALTER TABLE held RENAME TO held_before;
CREATE TABLE held (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    "column" TEXT,
    reason TEXT NOT NULL,
    row TEXT,                                   -- as a line of CSV; NULL where it could not be kept
    settled TEXT,                               -- NULL while open; retried, dropped, again
    why TEXT,                                   -- the reason given for dropping it
    settled_at TEXT,                            -- UTC
    settled_by TEXT,
    settled_import INTEGER REFERENCES import (id)  -- the import that settled it, with which that is taken back
);
INSERT INTO held (import, line, "column", reason) SELECT import, line, "column", reason FROM held_before ORDER BY rowid;
DROP TABLE held_before;
CREATE INDEX held_import ON held (import);
CREATE INDEX held_open ON held (id) WHERE settled IS NULL;
