-- by: brand
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, brand AS slice, sum(value * COALESCE(sample, 1)) / sum(COALESCE(sample, 1)) AS value, sum(sample) AS sample
FROM measurement WHERE measure = 'brand_awareness' AND day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
