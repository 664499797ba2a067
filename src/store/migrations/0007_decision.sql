-- What was decided about alerts. An alert is known by rule, child and occasion; of several decisions about one the
-- latest that was not taken back counts.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    rule TEXT NOT NULL,
    occasion TEXT NOT NULL,
    severity TEXT NOT NULL,                     -- as it was when it was decided
    value TEXT,                                 -- likewise, before rounding: a fraction, `25/2`
    what TEXT NOT NULL,                         -- acknowledged, snoozed, handed-over
    handed_to TEXT,
    reason TEXT NOT NULL,
    until TEXT NOT NULL,                        -- the day on which the alert is back
    actor TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES change (seq),
    undone INTEGER REFERENCES change (seq)      -- the change that took it back, NULL while it stands
);
CREATE INDEX decision_child ON decision (child);

-- What each person saw of a child at the last look: rule, occasion, severity and value of each alert as a JSON array.
CREATE TABLE look (
    actor TEXT NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    day TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (actor, child)
) WITHOUT ROWID;

-- A follow-up belongs to the version of the note that promised it; one that was done says what came of it.
ALTER TABLE follow_up ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
UPDATE follow_up SET version = (SELECT version FROM note WHERE id = follow_up.note);
ALTER TABLE follow_up ADD COLUMN outcome TEXT;

-- Changes that were taken back and not made again.
CREATE TABLE taken_back (
    seq INTEGER PRIMARY KEY REFERENCES change (seq),
    back INTEGER NOT NULL REFERENCES change (seq),  -- the change that took it back
    passed INTEGER NOT NULL DEFAULT 0               -- 1: it could not be turned, and is not offered any more
);

-- A note that was taken back is a draft again.
ALTER TABLE draft ADD COLUMN taken_from INTEGER REFERENCES note (id);

-- What an earlier program changed cannot be turned: it threw away what that needs.
INSERT OR REPLACE INTO meta (name, value) SELECT 'turns_from', coalesce(max(seq), 0) FROM change;
