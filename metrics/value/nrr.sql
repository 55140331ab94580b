-- id: nrr
-- title: Net revenue retention
-- help: What the customers who paid at the start pay at the end, as a share of what they paid at the start. New customers
--   do not count; above 100 % the existing ones grow.
-- perspective: financial
-- indicator: result
-- better: up
-- source: subscription
-- slices: plan, brand, segment, country, currency
-- unit: percent
-- value: 100 * (start + expansion - contraction - churned) / start
-- grain: period
-- component start: Recurring revenue at the start
-- component expansion: Expansion
-- component contraction: Contraction
-- component churned: Churn
-- component customers: Customers who paid at the start
--   for: trailing_year
-- variant period: From the period's start to its end
-- variant trailing_year: Over the twelve months to the period's end
--   select: trailing
--   sample: customers
-- rows: subscription where trial IS NOT TRUE
-- aliases: net revenue retention, net dollar retention, ndr
-- reference: NRR = sum of end over sum of start for customers with MRR above 0 at the start.
WITH {include:revenue_movements}
SELECT * FROM movement
-- select trailing
--   grain: period
{include:trailing_retention}
