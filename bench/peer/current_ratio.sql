-- by: brand
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, brand AS slice,
       max(value) FILTER (WHERE measure = 'current_assets') / NULLIF(max(value) FILTER (WHERE measure = 'current_liabilities'), 0) AS value
FROM measurement WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND brand = 'all' AND team = 'all'
GROUP BY 1, 2 ORDER BY 1, 2;
