-- by: brand
WITH month AS (SELECT CAST(m AS DATE) AS s, CAST(m + INTERVAL 1 MONTH AS DATE) AS e FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}', INTERVAL 1 MONTH) t(m)),
balance AS (SELECT s, brand, measure, arg_max(value, day) AS value
            FROM month JOIN measurement ON day < e AND day >= e - 400
            WHERE measure IN ('current_assets', 'inventory', 'current_liabilities') AND brand = 'all' AND team = 'all'
            GROUP BY 1, 2, 3)
SELECT s AS period_start, brand AS slice,
       (max(value) FILTER (WHERE measure = 'current_assets') - max(value) FILTER (WHERE measure = 'inventory'))
           / NULLIF(max(value) FILTER (WHERE measure = 'current_liabilities'), 0) AS value
FROM balance GROUP BY 1, 2 ORDER BY 1, 2;
