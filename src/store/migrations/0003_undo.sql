-- An import that was taken back stays in the list: `undone` is the change that took it back, NULL while it stands.
ALTER TABLE import ADD COLUMN undone INTEGER REFERENCES change (seq);

-- Every import that brought rows of a kind, not the first alone: where one is taken back, the others still count.
CREATE TABLE source_kind_of_import (
    kind TEXT NOT NULL,
    import INTEGER NOT NULL REFERENCES import (id),
    PRIMARY KEY (kind, import)
) WITHOUT ROWID;
INSERT INTO source_kind_of_import SELECT kind, import FROM source_kind;
-- Imports of earlier programs are known by their layout alone.
INSERT OR IGNORE INTO source_kind_of_import
SELECT s.kind, i.id FROM import i JOIN source_kind s ON s.kind = CASE i.layout
    WHEN 'ssda903-header' THEN 'children' WHEN 'ssda903-episodes' THEN 'placements' WHEN 'gias' THEN 'schools'
    ELSE i.layout END
WHERE i.new + i.changed + i.same > 0;
DROP TABLE source_kind;
ALTER TABLE source_kind_of_import RENAME TO source_kind;
