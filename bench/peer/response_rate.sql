-- by: channel
SELECT CAST(date_trunc('month', asked_day) AS DATE) AS period_start, channel AS slice,
       100.0 * count(*) FILTER (WHERE answered_at IS NOT NULL OR score IS NOT NULL) / NULLIF(count(*), 0) AS value,
       count(*) AS sample
FROM answer
WHERE asked_day BETWEEN DATE '{from}' AND DATE '{to}' AND question NOT IN ('choice', 'text')
GROUP BY 1, 2 ORDER BY 1, 2;
