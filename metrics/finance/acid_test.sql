-- id: acid_test
-- title: Acid-test ratio
-- help: Current assets less inventory for each unit of current liabilities at the end of the period; or cash, securities and receivables alone. From the latest balances entered (measures "current_assets", "inventory", "cash", "securities", "receivables", "current_liabilities").
-- perspective: financial
-- indicator: result
-- better: up
-- source: measurement
-- slices: brand, team
-- unit: ratio
-- value: (assets - inventory) / liabilities
-- grain: period
-- component assets: Current assets
--   for: less_inventory
-- component inventory: Inventory
--   for: less_inventory
-- component quick_assets: Cash, securities and receivables
--   for: listed
-- component liabilities: Current liabilities
-- component oldest_days: Age of the oldest balance at the end of the period, in days
--   sql: max(oldest_days)
-- parameter holds: Days for which a balance stands, until a newer one
--   type: integer
--   default: 400
--   minimum: 1
--   maximum: 4000
-- variant less_inventory: Current assets less inventory
-- variant listed: Cash, securities and receivables
--   value: quick_assets / liabilities
-- rows: measurement where measure IN ('current_assets', 'inventory', 'cash', 'securities', 'receivables', 'current_liabilities')
-- aliases: quick_ratio_accounting, acid test
-- reference: (cash + securities + receivables) / current liabilities. Not the quick ratio of subscription businesses.
WITH entered AS (SELECT day, measure, value, currency, brand AS of_brand, team AS of_team{slices}
                 FROM {measurement:*} b
                 WHERE measure IN ('current_assets', 'inventory', 'cash', 'securities', 'receivables', 'current_liabilities')),
{include:balances}
SELECT period_start{slices},
       CASE WHEN measure = 'current_assets' THEN value END AS assets,
       CASE WHEN measure = 'inventory' THEN value END AS inventory,
       CASE WHEN measure IN ('cash', 'securities', 'receivables') THEN value END AS quick_assets,
       CASE WHEN measure = 'current_liabilities' THEN value END AS liabilities,
       age AS oldest_days
FROM balance
