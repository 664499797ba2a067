-- The attendance rules alone, on one plain row a mark, as good SQL: the peer that judging is measured beside.
-- mark(child, day, session, code) WITHOUT ROWID, keyed by the first three; day in days, a Monday a multiple of 7;
-- code as Lookout packs it: 16-31 present, 32-47 approved, 48-63 authorised, 64-79 unauthorised, 65 is N.
-- Looked for by seeks along the key: window functions over all marks took six times as long.
WITH year AS MATERIALIZED (
    SELECT child, count(*) AS n, sum(code >= 48) AS absent, max(day) AS last
    FROM mark WHERE day <= :today AND code BETWEEN 16 AND 79 GROUP BY child
),
figures AS MATERIALIZED (
    SELECT child, n, absent, last,
        (SELECT sum(code < 48) FROM (
            SELECT code FROM mark WHERE child = year.child AND day <= :today AND code BETWEEN 16 AND 79
            ORDER BY day DESC, session DESC LIMIT 20)) AS attended_20,
        (SELECT sum(code < 48) FROM (
            SELECT code FROM mark WHERE child = year.child AND day <= :today AND code BETWEEN 16 AND 79
            ORDER BY day DESC, session DESC LIMIT 80)) AS attended_80,
        (SELECT sum(code = 65) FROM (
            SELECT code FROM mark WHERE child = year.child AND day <= :today AND code BETWEEN 16 AND 79
            ORDER BY day DESC, session DESC LIMIT 10)) AS unexplained,
        (SELECT sum(code >= 64) FROM mark WHERE child = year.child AND day <= :today AND code BETWEEN 16 AND 79
            AND day >= 7 * (SELECT min(week) FROM (
                SELECT DISTINCT day / 7 AS week FROM mark
                WHERE child = year.child AND day <= :today AND code BETWEEN 16 AND 79
                ORDER BY week DESC LIMIT 10))) AS unauthorised
    FROM year
)
SELECT child, 'severe' AS rule, 100.0 * absent / n AS value FROM figures WHERE n >= 20 AND 2 * absent >= n
UNION ALL
SELECT child, 'unauthorised', unauthorised FROM figures WHERE unauthorised >= 10 AND last >= :today - 28
UNION ALL
SELECT child, 'dip', 100.0 * (attended_80 - attended_20) / (min(n, 80) - 20) - 5.0 * attended_20 FROM figures
WHERE n >= 40 AND 100 * (attended_80 - attended_20) - 5 * attended_20 * (min(n, 80) - 20) >= 10 * (min(n, 80) - 20)
UNION ALL
SELECT child, 'persistent', 100.0 * absent / n FROM figures WHERE n >= 20 AND 10 * absent >= n AND 2 * absent < n
UNION ALL
SELECT child, 'unexplained', unexplained FROM figures WHERE unexplained >= 3 AND last >= :today - 28
ORDER BY 2, 3 DESC, 1;
