-- The attendance rules alone, on one plain row a mark, as good SQL: the peer that judging is measured beside.
-- mark(child, day, session, code) WITHOUT ROWID, keyed by the first three; day in days, code as Lookout packs it:
-- 16-31 present, 32-47 approved, 48-63 authorised, 64-79 unauthorised, 65 is N. :today is bound in.
WITH possible AS (
    SELECT child, day, code,
           row_number() OVER newest AS back,
           dense_rank() OVER (PARTITION BY child ORDER BY day / 7 DESC) AS week
    FROM mark
    WHERE day <= :today AND code BETWEEN 16 AND 79
    WINDOW newest AS (PARTITION BY child ORDER BY day DESC, session DESC)
),
figures AS MATERIALIZED (
    SELECT child, count(*) AS n, sum(code >= 48) AS absent,
           sum(back <= 20) AS recent, sum(back <= 20 AND code < 48) AS recent_attended,
           sum(back BETWEEN 21 AND 80) AS before, sum(back BETWEEN 21 AND 80 AND code < 48) AS before_attended,
           sum(back > 20 AND code >= 48) AS absent_before,
           sum(week <= 10 AND code >= 64) AS unauthorised,
           sum(back <= 10 AND code = 65) AS unexplained,
           max(day) AS last
    FROM possible GROUP BY child
)
SELECT child, 'severe' AS rule, 100.0 * absent / n AS value FROM figures WHERE n >= 20 AND 2 * absent >= n
UNION ALL
SELECT child, 'unauthorised', unauthorised FROM figures WHERE unauthorised >= 10 AND last >= :today - 28
UNION ALL
SELECT child, 'dip', 100.0 * before_attended / before - 100.0 * recent_attended / recent FROM figures
WHERE recent = 20 AND before >= 20 AND 100 * before_attended * recent - 100 * recent_attended * before >= 10 * before * recent
UNION ALL
SELECT child, 'persistent', 100.0 * absent / n FROM figures WHERE n >= 20 AND 10 * absent >= n AND 2 * absent < n
UNION ALL
SELECT child, 'unexplained', unexplained FROM figures WHERE unexplained >= 3 AND last >= :today - 28
ORDER BY 2, 3 DESC, 1;
