-- by: team
WITH flow AS (
    SELECT opened_day AS day, team, count(*) AS n FROM ticket
    WHERE COALESCE(status, '') NOT IN ('merged', 'spam') AND abandoned IS NULL GROUP BY 1, 2
    UNION ALL
    SELECT COALESCE(last_resolved_day, first_resolved_day, closed_day, opened_day), team, -count(*) FROM ticket
    WHERE COALESCE(status, '') NOT IN ('new', 'open', 'pending', 'merged', 'spam') AND abandoned IS NULL
      AND (COALESCE(last_resolved_day, first_resolved_day, closed_day) IS NOT NULL OR status IN ('solved', 'closed'))
    GROUP BY 1, 2
)
SELECT CAST(m AS DATE) AS period_start, team AS slice, CAST(sum(n) AS BIGINT) AS value
FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}', INTERVAL 1 MONTH) t(m)
JOIN flow ON day < m + INTERVAL 1 MONTH
GROUP BY 1, 2 ORDER BY 1, 2;
