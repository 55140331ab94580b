-- id: grr
-- title: Gross revenue retention
-- help: The share of the recurring revenue at the start that is still there at the end; no customer counts for more than
--   it paid at the start, so it never exceeds 100 %.
-- perspective: financial
-- indicator: result
-- better: up
-- source: subscription
-- slices: plan, brand, segment, country, currency
-- unit: percent
-- value: 100 * (start - contraction - churned) / start
-- grain: period
-- component start: Recurring revenue at the start
-- component contraction: Contraction
-- component churned: Churn
-- component customers: Customers who paid at the start
--   for: trailing_year
-- variant period: From the period's start to its end
-- variant trailing_year: Over the twelve months to the period's end
--   select: trailing
--   sample: customers
-- rows: subscription where trial IS NOT TRUE
-- aliases: gross revenue retention, gross dollar retention, gdr
-- reference: GRR = sum of min(start, end) over sum of start, at most 100 %.
WITH {include:revenue_movements}
SELECT * FROM movement
-- select trailing
--   grain: period
{include:trailing_retention}
