-- id: renewal_rate
-- title: Renewal rate
-- help: The share of the contracts due for renewal in the period that were renewed. Contracts not due do not count.
-- perspective: customers
-- indicator: result
-- better: up
-- source: subscription
-- slices: plan, brand, segment, country, currency
-- unit: percent
-- value: 100 * renewed / due
-- interval: wilson(renewed, due)
-- sample: due
-- minimum sample: 30
-- component due: Contracts due
--   for: count
-- component renewed: Of these, renewed
--   for: count
-- component value_due: Value due
--   for: value, value_gross, value_when_closed
-- component value_renewed: Value renewed
--   for: value, value_gross, value_when_closed
-- excluded undecided: Due, and neither renewed nor lost yet
--   for: count, value, value_gross
-- variant count: By number of contracts
-- variant value: By value, with price changes
--   value: 100 * value_renewed / value_due
--   interval: none
--   sample: value_due
--   select: value
-- variant value_gross: By value, no contract above its old price
--   value: 100 * value_renewed / value_due
--   interval: none
--   sample: value_due
--   select: value_gross
-- variant value_when_closed: By value, renewals counted on the day they were made
--   help: A late renewal is a loss when it was due and a windfall when it came; the share may exceed 100 %.
--   value: 100 * value_renewed / value_due
--   interval: none
--   sample: value_due
--   select: when_closed
-- rows: subscription by renewal_due
-- aliases: renewals, contract renewal rate
-- reference: Renewed over due (retentionlens, saasgrid); late renewals: Adaptive Insights. An early renewal counts where it was due.
SELECT day{slices}, count(*) FILTER (WHERE renewed IS NOT NULL) AS due, count(*) FILTER (WHERE renewed) AS renewed,
       count(*) FILTER (WHERE renewed IS NULL) AS undecided
FROM {subscription:renewal_due} s
WHERE trial IS NOT TRUE
GROUP BY day{slices}
-- select value
SELECT day{slices}, sum({money:price}) FILTER (WHERE renewed IS NOT NULL) AS value_due,
       sum(CASE WHEN renewed_price IS NULL THEN {money:price} ELSE {money:renewed_price} END) FILTER (WHERE renewed) AS value_renewed,
       count(*) FILTER (WHERE renewed IS NULL) AS undecided
FROM {subscription:renewal_due} s
WHERE trial IS NOT TRUE
GROUP BY day{slices}
-- select value_gross
SELECT day{slices}, sum({money:price}) FILTER (WHERE renewed IS NOT NULL) AS value_due,
       sum(CASE WHEN renewed_price < price THEN {money:renewed_price} ELSE {money:price} END) FILTER (WHERE renewed) AS value_renewed,
       count(*) FILTER (WHERE renewed IS NULL) AS undecided
FROM {subscription:renewal_due} s
WHERE trial IS NOT TRUE
GROUP BY day{slices}
-- select when_closed
SELECT day{slices}, sum({money:price}) AS value_due, CAST(0 AS DOUBLE PRECISION) AS value_renewed
FROM {subscription:renewal_due} s
WHERE trial IS NOT TRUE AND renewed IS NOT NULL
GROUP BY day{slices}
UNION ALL
SELECT CASE WHEN renewed_on > renewal_due THEN renewed_on ELSE renewal_due END AS day{slices}, CAST(0 AS DOUBLE PRECISION),
       sum(CASE WHEN renewed_price IS NULL THEN {money:price} ELSE {money:renewed_price} END)
FROM {subscription:renewal_due} s
WHERE trial IS NOT TRUE AND renewed
GROUP BY CASE WHEN renewed_on > renewal_due THEN renewed_on ELSE renewal_due END{slices}
