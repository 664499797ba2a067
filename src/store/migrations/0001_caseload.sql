-- The caseload. Dates are ISO text, money is pence, yes and no are 1 and 0.
-- Order is always by `change.seq`, never by a clock.

CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- The journal: one row a change. `before` and `after` name rows by id and hold no text of a child.
CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,                       -- UTC
    "offset" INTEGER NOT NULL,              -- minutes east of UTC at the user's clock
    actor TEXT NOT NULL,                    -- the key slot that unlocked the file
    import INTEGER REFERENCES import (id),
    command TEXT NOT NULL,
    before TEXT,
    after TEXT
);

CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    layout TEXT,
    hash BLOB NOT NULL,                     -- SHA-256 of the file
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    held INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
);

CREATE TABLE held (
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    "column" TEXT,
    reason TEXT NOT NULL
);
CREATE INDEX held_import ON held (import);

-- Kinds of file from which at least one row ever went in.
CREATE TABLE source_kind (kind TEXT PRIMARY KEY, import INTEGER NOT NULL REFERENCES import (id)) WITHOUT ROWID;

-- What an import changed, as it stood before. New rows are known by their own `import`.
CREATE TABLE change_image (
    seq INTEGER NOT NULL REFERENCES change (seq),
    kind TEXT NOT NULL,                     -- the table
    row INTEGER NOT NULL,
    gone INTEGER NOT NULL,                  -- 1: the row was taken away, 0: it was changed
    before TEXT NOT NULL                    -- its columns as a JSON array
);
CREATE INDEX change_image_seq ON change_image (seq);

CREATE TABLE child (id INTEGER PRIMARY KEY AUTOINCREMENT, import INTEGER NOT NULL REFERENCES import (id));

-- Outside ids: kind is child_id, upn or former_upn. Merging two children moves rows and rewrites none.
CREATE TABLE child_key (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    import INTEGER NOT NULL REFERENCES import (id),
    PRIMARY KEY (kind, value, child)
) WITHOUT ROWID;
CREATE UNIQUE INDEX child_key_id ON child_key (value) WHERE kind = 'child_id';
CREATE INDEX child_key_child ON child_key (child);

-- layer 0: children.csv, 1: the SSDA903 header; field by field the lower one wins.
CREATE TABLE child_row (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    layer INTEGER NOT NULL,
    forename TEXT, surname TEXT, dob TEXT, upn TEXT, sex TEXT, nc_year, school_urn TEXT, known_as TEXT, cohort TEXT,
    looked_after_since TEXT, caseworker TEXT, social_worker TEXT, carer TEXT, designated_teacher TEXT, sen TEXT,
    caution TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, layer)
);

CREATE TABLE pep (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    academic_year TEXT, term TEXT, due TEXT, held TEXT, status TEXT, quality TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE exclusion (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    kind TEXT, start TEXT, "end" TEXT, sessions INTEGER, reasons TEXT, provision_from TEXT, reintegration TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE placement (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    start TEXT, "end" TEXT, type TEXT, reason TEXT, legal_status TEXT, provider TEXT, carer TEXT, la TEXT,
    in_area TEXT, postcode TEXT, emergency INTEGER, planned_end TEXT, rec TEXT, home_post TEXT, episode INTEGER,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

-- layer 0: schools.csv, 1: GIAS; field by field the lower one wins.
CREATE TABLE school_row (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    layer INTEGER NOT NULL,
    urn TEXT, name TEXT, la TEXT, phase TEXT, ofsted TEXT, phone TEXT, designated_teacher TEXT, email TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (key, layer)
);

CREATE TABLE enrolment (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    school_urn TEXT, start TEXT, "end" TEXT, registration TEXT, nc_year, part_time INTEGER,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    role TEXT, name TEXT, phone TEXT, email TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE destination (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    "from" TEXT, "to" TEXT, status TEXT, activity TEXT, checked TEXT, detail TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE attainment (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    date TEXT, stage TEXT, subject TEXT, measure TEXT, value TEXT, target TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE premium (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    financial_year TEXT, term TEXT, allocated INTEGER, spent INTEGER, purpose TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE referral (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    received TEXT, from_role TEXT, from_name TEXT, reason TEXT, first_action TEXT, closed TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    scope TEXT, kind TEXT, name TEXT, start TEXT, "end" TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (key)
);

CREATE TABLE missing (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    missing TEXT, start TEXT, "end" TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE bank_holiday (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    division TEXT, date TEXT, title TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (key)
);

-- Registers are told apart by school; 0 is the register of files that name none.
CREATE TABLE register (id INTEGER PRIMARY KEY, urn TEXT NOT NULL UNIQUE);
INSERT INTO register (id, urn) VALUES (0, '');

-- One byte a session: index = 10 x week + 2 x weekday + (0 morning, 1 afternoon), week 0 holding 1 September.
-- In this key order, so that one year reads alone.
CREATE TABLE attendance (
    year INTEGER NOT NULL,                  -- of its 1 September
    child INTEGER NOT NULL REFERENCES child (id),
    register INTEGER NOT NULL REFERENCES register (id),
    marks BLOB NOT NULL,
    PRIMARY KEY (year, child, register)
) WITHOUT ROWID;

-- The import and line of each session, packed by runs; never read by judging.
CREATE TABLE attendance_source (
    year INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    register INTEGER NOT NULL REFERENCES register (id),
    runs BLOB NOT NULL,
    PRIMARY KEY (year, child, register)
) WITHOUT ROWID;

-- A packed row as it stood before an import; NULL where the import made it.
CREATE TABLE change_marks (
    seq INTEGER NOT NULL REFERENCES change (seq),
    year INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    register INTEGER NOT NULL REFERENCES register (id),
    marks BLOB,
    runs BLOB,
    PRIMARY KEY (seq, year, child, register)
) WITHOUT ROWID;

-- What each byte means; filled by the program from its own table.
CREATE TABLE attendance_code (
    byte INTEGER PRIMARY KEY,
    packed BLOB NOT NULL UNIQUE,
    code TEXT NOT NULL,
    meaning TEXT NOT NULL,
    class TEXT NOT NULL,
    retired INTEGER NOT NULL
);

CREATE TABLE session_number (n INTEGER PRIMARY KEY);
INSERT INTO session_number
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < 539) SELECT n FROM number;

-- One row a mark, for people who read the file with plain SQL.
CREATE VIEW attendance_mark AS
SELECT k.value AS child_id,
       date(a.year || '-09-01', '-6 days', 'weekday 1', (s.n / 10 * 7 + s.n % 10 / 2) || ' days') AS date,
       CASE s.n % 2 WHEN 0 THEN 'AM' ELSE 'PM' END AS session,
       c.code AS code,
       c.class AS class,
       r.urn AS urn
FROM attendance a
JOIN session_number s ON s.n < length(a.marks)
JOIN attendance_code c ON c.packed = substr(a.marks, s.n + 1, 1)
JOIN register r ON r.id = a.register
JOIN child_key k ON k.child = a.child AND k.kind = 'child_id';

-- What judging reads of each child, packed; written in the transaction that changes the rows it is gathered from.
CREATE TABLE facts (child INTEGER PRIMARY KEY REFERENCES child (id), packed BLOB NOT NULL);

CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL);

-- An edit adds a version.
CREATE TABLE note_version (
    note INTEGER NOT NULL REFERENCES note (id),
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    person TEXT,
    text TEXT NOT NULL,
    next_step TEXT,
    follow_up TEXT,
    follow_up_words TEXT,
    opened TEXT NOT NULL,
    filed TEXT NOT NULL,
    actor TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES change (seq),
    PRIMARY KEY (note, version)
) WITHOUT ROWID;

-- Whom a version of a note is about; `text` is what it says of this child alone.
CREATE TABLE note_child (
    note INTEGER NOT NULL,
    version INTEGER NOT NULL,
    child INTEGER NOT NULL REFERENCES child (id),
    text TEXT,
    PRIMARY KEY (note, version, child),
    FOREIGN KEY (note, version) REFERENCES note_version (note, version)
) WITHOUT ROWID;
CREATE INDEX note_child_child ON note_child (child, note);

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY,
    note INTEGER NOT NULL REFERENCES note (id),
    child INTEGER REFERENCES child (id),
    due TEXT,
    what TEXT NOT NULL,
    done INTEGER REFERENCES change (seq)    -- NULL while it is open
);
CREATE INDEX follow_up_open ON follow_up (due) WHERE done IS NULL;
CREATE INDEX follow_up_note ON follow_up (note);

CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    edits INTEGER REFERENCES note (id),
    about TEXT NOT NULL,                    -- internal ids as a JSON array
    kind TEXT NOT NULL,
    person TEXT,
    text TEXT NOT NULL,
    next_step TEXT,
    follow_up TEXT,
    follow_up_words TEXT,
    opened TEXT NOT NULL,
    kept TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1      -- how often it was kept: who changes it says which version was seen
);
