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
       CASE WHEN all_waves > 0 THEN all_weight ELSE weight END AS weight,
       CASE WHEN all_waves > 0 THEN all_aware ELSE aware END AS aware,
       CASE WHEN all_waves > 0 THEN all_asked ELSE asked END AS asked,
       CASE WHEN all_waves > 0 THEN all_aware_people ELSE aware_people END AS aware_people,
       CASE WHEN all_waves > 0 THEN all_waves ELSE waves END AS waves
FROM (SELECT day{slices}, count(*) AS waves, count(CASE WHEN of_brand = 'all' THEN 1 END) AS all_waves,
             sum(weight) AS weight, sum(CASE WHEN of_brand = 'all' THEN weight END) AS all_weight,
             sum(value * weight) AS aware, sum(CASE WHEN of_brand = 'all' THEN value * weight END) AS all_aware,
             sum(sample) AS asked, sum(CASE WHEN of_brand = 'all' THEN sample END) AS all_asked,
             sum(value * sample / 100.0) AS aware_people,
             sum(CASE WHEN of_brand = 'all' THEN value * sample / 100.0 END) AS all_aware_people
      FROM (SELECT day{slices}, brand AS of_brand, value, sample, COALESCE(sample, 1) AS weight
            FROM {measurement} m
            WHERE measure = 'brand_awareness') waves
      GROUP BY day{slices}) days
