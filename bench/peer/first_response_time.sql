-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       avg(seconds) AS value, count(seconds) AS sample, sum(seconds * seconds) AS squares,
       count(*) - count(seconds) AS unanswered
FROM (SELECT day, team, CASE WHEN first_reply_at IS NOT NULL THEN extract(epoch FROM first_reply_at - opened_at)
                        WHEN NOT abandoned THEN waiting_seconds END AS seconds
      FROM ticket WHERE COALESCE(status, '') NOT IN ('merged', 'spam'))
WHERE day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
