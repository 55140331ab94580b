-- by: channel
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, channel AS slice,
       100.0 * sum(conversions) / NULLIF(sum(clicks), 0) AS value
FROM spend
WHERE day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
