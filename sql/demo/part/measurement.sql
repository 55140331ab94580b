-- What somebody enters once a month: the panel's answer on each brand, the balance sheet, hours of training.
INSERT INTO measurement BY NAME
WITH month_end AS (
    SELECT number, day, number / 30.4 AS age, demo_seed(number, 24) AS h
    FROM demo_day WHERE number >= greatest($1, 0) AND number < $2 AND day = last_day(day)
), balance AS (
    SELECT name, day,
           round(getvariable('scale') * amount * (1 + growth * age) * (0.95 + 0.1 * u(demo_seed(number * 8 + place, 26), 1)), -2) AS value
    FROM month_end, (VALUES (0, 'cash', 420000, 0.012), (1, 'securities', 160000, 0.004), (2, 'receivables', 310000, 0.011),
                            (3, 'inventory', 380000, 0.014), (4, 'current_liabilities', 700000, 0.014)) AS m(place, name, amount, growth)
), entered AS (
    SELECT 'brand_awareness' AS measure, day, brand, 'all' AS team, 600 AS sample, NULL AS currency,
           round(start + gain * age + 1.6 * normal(demo_seed(number * 4 + place, 25), 1), 1) AS value
    FROM month_end, (VALUES (0, 'Rayhan Home', 41.0, 0.32), (1, 'Rayhan Care', 33.0, 0.08), (2, 'Rayhan Go', 18.0, 0.55)) AS b(place, brand, start, gain)
    UNION ALL
    SELECT name, day, 'all', 'all', NULL, getvariable('currency'), value FROM balance
    UNION ALL
    SELECT 'current_assets', day, 'all', 'all', NULL, getvariable('currency'),
           sum(value) FILTER (WHERE name <> 'current_liabilities')
    FROM balance GROUP BY day
    UNION ALL
    SELECT 'training_hours', day, 'all', t.team, NULL, NULL,
           round(getvariable('seats') * (2.6 - CASE WHEN t.number = 0 THEN 2.2 * growing(m.number, 'strain') ELSE 0 END)
                 * (0.6 + 0.8 * u(demo_seed(m.number * 16 + t.number, 27), 1)), 1)
    FROM month_end m, demo_team t
)
SELECT measure, day AS on_day, value, sample, brand, team, currency,
       CASE WHEN measure = 'brand_awareness' THEN 'Marketing' WHEN measure = 'training_hours' THEN 'People' ELSE 'Finance' END AS entered_by,
       day, getvariable('batch') AS batch
FROM entered;
