-- id: one_on_one_coverage
-- title: One-on-ones held
-- help: The share of the one-on-one talks planned for a day that is past which were held.
-- perspective: learning
-- indicator: performance
-- better: up
-- source: one_on_one
-- slices: team, manager
-- unit: percent
-- value: 100 * held / planned
-- interval: wilson(held, planned)
-- sample: planned
-- minimum sample: 5
-- grain: row
-- component planned: Planned
-- component held: Held
-- excluded ahead: Planned for later
-- rows: one_on_one
-- aliases: one_on_ones, 1_on_1
-- reference: Held by planned, by the day of the plan.
SELECT day{slices},
       CASE WHEN day < {today} OR held_on IS NOT NULL THEN 1 ELSE 0 END AS planned,
       CASE WHEN held_on IS NOT NULL THEN 1 ELSE 0 END AS held,
       CASE WHEN day >= {today} AND held_on IS NULL THEN 1 ELSE 0 END AS ahead
FROM {one_on_one} o
