-- id: click_through_rate
-- title: Click-through rate
-- help: The share of the times an ad was shown that it was clicked.
-- perspective: processes
-- indicator: performance
-- better: up
-- source: spend
-- slices: channel, campaign, brand, currency
-- unit: percent
-- value: 100 * clicks / impressions
-- interval: wilson(clicks, impressions)
-- sample: impressions
-- minimum sample: 100
-- component impressions: Times shown
-- component clicks: Times clicked
-- excluded unknown: Rows without impressions or clicks
-- rows: spend
-- aliases: ctr
-- reference: Clicks by impressions, of sums.
SELECT day{slices},
       sum(impressions) FILTER (WHERE clicks IS NOT NULL) AS impressions,
       sum(clicks) FILTER (WHERE impressions IS NOT NULL) AS clicks,
       count(*) FILTER (WHERE clicks IS NULL OR impressions IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
