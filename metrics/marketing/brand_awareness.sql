-- id: brand_awareness
-- title: Brand awareness
-- help: The share of a panel that knows the brand, as entered in percent (measure "brand_awareness"). Several waves in a
--   period are weighted by how many were asked. Where a figure for all brands was entered for a day, it stands for the whole.
-- perspective: customers
-- indicator: performance
-- better: up
-- source: measurement
-- slices: brand
-- unit: percent
-- value: aware / weight
-- interval: wilson(aware_people, asked)
-- sample: asked
-- minimum sample: 100
-- component weight: People asked, a wave without their number as one
-- component aware: Percentages times this weight
-- component asked: People asked, as far as known
-- component aware_people: Of these, who know the brand
-- component waves: Waves
-- rows: measurement where measure = 'brand_awareness'
-- aliases: awareness
-- reference: A share of a panel, entered; interval of the pooled panels.
SELECT day{slices},
       sum(COALESCE(sample, 1)) AS weight,
       sum(value * COALESCE(sample, 1)) AS aware,
       sum(sample) AS asked,
       sum(value * sample / 100.0) AS aware_people,
       count(*) AS waves
FROM (SELECT day{slices}, value, sample, brand = 'all' AS for_all,
             max(CASE WHEN brand = 'all' THEN 1 ELSE 0 END) OVER (PARTITION BY day{slices}) AS has_all
      FROM {measurement} m
      WHERE measure = 'brand_awareness') waves
WHERE has_all = 0 OR for_all
GROUP BY day{slices}
