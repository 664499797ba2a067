-- What the published returns say beside the tables of the first part. No rule reads any of it.

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    date TEXT, code TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE oc2 (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    sdq_score INTEGER, sdq_reason TEXT, convicted INTEGER, health_check INTEGER, immunisations INTEGER,
    teeth_check INTEGER, health_assessment INTEGER, substance_misuse INTEGER, intervention_received INTEGER,
    intervention_offered INTEGER,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE oc3 (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    in_touch TEXT, activity TEXT, accommodation TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE uasc (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    ceases TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE previous_permanence (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    option TEXT, la TEXT, date TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE social_worker (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    worker TEXT, start TEXT, "end" TEXT, reason TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE adoption (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    decided TEXT, matched TEXT, foster_carer INTEGER, adopters TEXT, adopters_sex TEXT, adopters_status TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE placed_for_adoption (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    start TEXT, "end" TEXT, reason TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE liberty (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    start TEXT, "end" TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE census_pupil (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    pupil TEXT, school TEXT, entry TEXT, nc_year TEXT, sen TEXT, part_time INTEGER, possible INTEGER,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE session_total (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    pupil TEXT, code TEXT, sessions INTEGER,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    plan TEXT, start TEXT, "end" TEXT, category TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);

-- Episodes as a whole. The new columns stand before import and line, as in every table; images of earlier rows are
-- widened in the same place, so that an import of before can still be undone.
ALTER TABLE placement RENAME TO placement_before;
CREATE TABLE placement (
    id INTEGER PRIMARY KEY,
    child INTEGER NOT NULL REFERENCES child (id),
    key TEXT NOT NULL,
    start TEXT, "end" TEXT, type TEXT, reason TEXT, legal_status TEXT, provider TEXT, carer TEXT, la TEXT,
    in_area TEXT, postcode TEXT, emergency INTEGER, planned_end TEXT, rec TEXT, home_post TEXT, episode INTEGER,
    provider_kind TEXT, need TEXT, change_reason TEXT,
    import INTEGER NOT NULL REFERENCES import (id),
    line INTEGER NOT NULL,
    UNIQUE (child, key)
);
INSERT INTO placement
SELECT id, child, key, start, "end", type, reason, legal_status, provider, carer, la, in_area, postcode, emergency,
       planned_end, rec, home_post, episode, NULL, NULL, NULL, import, line
FROM placement_before;
DROP TABLE placement_before;
UPDATE change_image
SET before = json_insert(
    json_remove(before, '$[16]', '$[15]'),
    '$[#]', NULL, '$[#]', NULL, '$[#]', NULL,
    '$[#]', json_extract(before, '$[15]'), '$[#]', json_extract(before, '$[16]'))
WHERE kind = 'placement';
