-- id: current_ratio
-- title: Current ratio
-- help: Current assets for each unit of current liabilities at the end of the period, from the latest balances entered (measures "current_assets" and "current_liabilities"). A balance for all brands and teams stands for the whole.
-- perspective: financial
-- indicator: result
-- better: up
-- source: measurement
-- slices: brand, team
-- unit: ratio
-- value: assets / liabilities
-- grain: period
-- component assets: Current assets
-- component liabilities: Current liabilities
-- component oldest_days: Age of the oldest balance at the end of the period, in days
-- parameter holds: Days for which a balance stands, until a newer one
--   type: integer
--   default: 400
--   minimum: 1
--   maximum: 4000
-- rows: measurement where measure IN ('current_assets', 'current_liabilities')
-- aliases: liquidity, working_capital_ratio
-- reference: Current assets / current liabilities.
SELECT period_start{slices},
       CAST(sum(value) FILTER (WHERE measure = 'current_assets') AS DOUBLE PRECISION) AS assets,
       CAST(sum(value) FILTER (WHERE measure = 'current_liabilities') AS DOUBLE PRECISION) AS liabilities,
       max(age) AS oldest_days
FROM (SELECT p.period_start{slices:m}, m.measure, m.value * r.end_rate AS value, p.period_end - m.day AS age,
             m.of_brand = 'all' AND m.of_team = 'all' AS for_all,
             max(CASE WHEN m.of_brand = 'all' AND m.of_team = 'all' THEN 1 ELSE 0 END)
                 OVER (PARTITION BY p.period_start, m.measure{slices:m}) AS has_all
      FROM {period} p
      JOIN (SELECT day, measure, value, currency, brand AS of_brand, team AS of_team{slices},
                   lead(day) OVER (PARTITION BY measure, brand, team ORDER BY day) AS next_day
            FROM {measurement:*} b
            WHERE measure IN ('current_assets', 'current_liabilities')) m
        ON m.day < p.period_end AND m.day >= p.period_end - CAST({holds} AS INTEGER)
       AND (m.next_day IS NULL OR m.next_day >= p.period_end)
      JOIN {rate} r ON r.period_start = p.period_start AND r.currency = m.currency) balances
WHERE has_all = 0 OR for_all
GROUP BY period_start{slices}
