-- Who is who. Rows stay under the record that they came in for: reading a child reads those of every record of it, so
-- that a merge rewrites nothing and is taken apart by taking its row away.

CREATE TABLE merged (
    child INTEGER PRIMARY KEY REFERENCES child (id),
    said INTEGER NOT NULL REFERENCES child (id),    -- the record that it was said to be one with
    root INTEGER NOT NULL REFERENCES child (id),    -- the record that stands for both, itself merged into none
    seq INTEGER NOT NULL REFERENCES change (seq)
);
CREATE INDEX merged_root ON merged (root);

-- Pairs that somebody said are two children; the lower id first.
CREATE TABLE told_apart (
    one INTEGER NOT NULL REFERENCES child (id),
    other INTEGER NOT NULL REFERENCES child (id),
    seq INTEGER NOT NULL REFERENCES change (seq),
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
