-- The rest of the work: a table a kind, as the importer fills them, and what is written by hand.

CREATE TABLE cohort_spell (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    cohort TEXT, start TEXT, "end" TEXT, why TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE pep_stage (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    academic_year TEXT, term TEXT, stage TEXT, "on" TEXT, reason TEXT, by TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE pep_review (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    academic_year TEXT, term TEXT, reviewed TEXT, voice TEXT, targets TEXT, attainment TEXT, funding TEXT,
    transition TEXT, attendance TEXT, overall TEXT, reviewer TEXT, comment TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE premium_rate (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    financial_year TEXT, rate INTEGER, source TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (key)
);

CREATE TABLE premium_target (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    financial_year TEXT, term TEXT, purpose TEXT, target TEXT, impact TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE premium_release (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    financial_year TEXT, term TEXT, released TEXT, amount INTEGER, purpose TEXT, by TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE national_figure (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    measure TEXT, cohort TEXT, academic_year TEXT, value TEXT, source TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (key)
);

CREATE TABLE referral_stage (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    received TEXT, from_role TEXT, reason TEXT, stage TEXT, "on" TEXT, due TEXT, outcome TEXT, by TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE support_step (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    plan TEXT, start TEXT, ends TEXT, step TEXT, who TEXT, due TEXT, done TEXT, outcome TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE challenge (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    school_urn TEXT, raised TEXT, kind TEXT, about TEXT, answer_due TEXT, answered TEXT, outcome TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE school_action (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    school_urn TEXT, raised TEXT, kind TEXT, about TEXT, answer_due TEXT, answered TEXT, outcome TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (key)
);

CREATE TABLE training (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    school_urn TEXT, "on" TEXT, title TEXT, who TEXT, role TEXT, attended INTEGER,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (key)
);

CREATE TABLE guarantee (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    academic_year TEXT, offer TEXT, offered TEXT, provider TEXT, start TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE career_step (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    step TEXT, due TEXT, done TEXT, pathway TEXT, provider TEXT, detail TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE transition_step (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    change TEXT, "on" TEXT, "to" TEXT, step TEXT, due TEXT, done TEXT, who TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE enquiry (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    received TEXT, from_role TEXT, topic TEXT, reference TEXT, question TEXT, advice TEXT, reply_due TEXT,
    replied TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (key)
);

CREATE TABLE admission (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    applied TEXT, school_urn TEXT, route TEXT, decided TEXT, decision TEXT, start_due TEXT, started TEXT, appeal
    TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE sen_plan (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    status TEXT, start TEXT, "end" TEXT, need TEXT, review_due TEXT, reviewed TEXT, la TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE sdq (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    date TEXT, score INTEGER, completed_by TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE early_years (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    start TEXT, "end" TEXT, setting TEXT, hours INTEGER, funding TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE timetable (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    start TEXT, "end" TEXT, hours INTEGER, school_urn TEXT, review_due TEXT, reason TEXT, agreed_by TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

-- What a person wrote into these tables, a row a change and sheet: taken back by its import, made again by its text.
CREATE TABLE by_hand (
    seq INTEGER NOT NULL REFERENCES change (seq),
    place INTEGER NOT NULL,
    import INTEGER NOT NULL REFERENCES import (id),
    child INTEGER REFERENCES child (id),    -- null where the row is of no child
    sheet TEXT NOT NULL,                    -- kind and cells as JSON
    PRIMARY KEY (seq, place)
) WITHOUT ROWID;
