-- id: arr
-- title: Annual recurring revenue
-- help: Twelve times the monthly recurring revenue at the end of the period.
-- perspective: financial
-- indicator: result
-- better: up
-- source: subscription
-- slices: plan, brand, segment, country, currency
-- unit: money
-- value: 12 * finish
-- sample: customers
-- grain: period
-- component finish: Monthly recurring revenue at the period's end
-- component customers: Paying customers at the end
-- rows: subscription where trial IS NOT TRUE
-- aliases: annual recurring revenue
-- reference: Twelve times MRR.
WITH {include:revenue_movements}
SELECT * FROM movement
