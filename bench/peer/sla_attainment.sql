-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       100.0 * count(*) FILTER (WHERE first_reply_at <= first_reply_due_at)
           / NULLIF(count(*) FILTER (WHERE first_reply_at IS NOT NULL OR first_reply_due_at < TIMESTAMP '{today}'), 0) AS value,
       count(*) FILTER (WHERE first_reply_at IS NOT NULL OR first_reply_due_at < TIMESTAMP '{today}') AS sample
FROM ticket
WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND COALESCE(status, '') NOT IN ('merged', 'spam') AND abandoned IS NULL
GROUP BY 1, 2 ORDER BY 1, 2;
