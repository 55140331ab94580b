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
--   sql: max(oldest_days)
-- parameter holds: Days for which a balance stands, until a newer one
--   type: integer
--   default: 400
--   minimum: 1
--   maximum: 4000
-- rows: measurement where measure IN ('current_assets', 'current_liabilities')
-- aliases: liquidity, working_capital_ratio
-- reference: Current assets / current liabilities.
WITH entered AS (SELECT day, measure, value, currency, brand AS of_brand, team AS of_team{slices}
                 FROM {measurement:*} b
                 WHERE measure IN ('current_assets', 'current_liabilities')),
{include:balances}
SELECT period_start{slices},
       CASE WHEN measure = 'current_assets' THEN value END AS assets,
       CASE WHEN measure = 'current_liabilities' THEN value END AS liabilities,
       age AS oldest_days
FROM balance
