-- id: enps
-- title: Employee Net Promoter Score
-- help: The percentage of promoters less the percentage of detractors among employees who said how likely they are to
--   recommend the organization as a place to work. Groups of fewer than five answers are not shown.
-- perspective: learning
-- indicator: result
-- better: up
-- source: pulse_answer
-- slices: team, cycle
-- unit: points
-- value: 100 * (promoters - detractors) / answers
-- interval: nps(promoters, passives, detractors)
-- sample: answers
-- minimum sample: 30
-- suppress below: 5
-- grain: row
-- component answers: Answers with a score
-- component promoters: Promoters
-- component passives: Passives
-- component detractors: Detractors
-- component mixed_scales: Answers on more than one scale (1: yes)
--   sql: CASE WHEN min(scale) < max(scale) THEN 1 ELSE 0 END
-- undefined mixed-scales: mixed_scales
-- excluded unanswered: Asked and not answered
-- parameter promoter_from: Promoters score at least this percentage of the scale's top
--   type: integer
--   default: 90
--   minimum: 1
--   maximum: 100
-- parameter detractor_below: Detractors score less than this percentage of the scale's top
--   type: integer
--   default: 70
--   minimum: 1
--   maximum: 100
-- variant adjusted: With the adjusted Wald interval
-- variant wald: With the plain Wald interval
--   interval: nps_wald(promoters, passives, detractors)
-- rows: pulse_answer where question = 'enps'
-- aliases: employee_nps, employee net promoter score
-- reference: As the Net Promoter Score; on a scale of 1 to 5 promoters give 5 and detractors 1 to 3 (Culture Amp).
SELECT day{slices},
       CASE WHEN score IS NOT NULL THEN 1 ELSE 0 END AS answers,
       CASE WHEN 100 * score >= {promoter_from} * scale_max THEN 1 ELSE 0 END AS promoters,
       CASE WHEN 100 * score < {promoter_from} * scale_max
             AND 100 * score >= {detractor_below} * scale_max THEN 1 ELSE 0 END AS passives,
       CASE WHEN 100 * score < {detractor_below} * scale_max THEN 1 ELSE 0 END AS detractors,
       CASE WHEN score IS NOT NULL THEN 1000 * scale_min + scale_max END AS scale,
       CASE WHEN score IS NULL THEN 1 ELSE 0 END AS unanswered
FROM {pulse_answer} a
WHERE question = 'enps'
