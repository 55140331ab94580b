-- id: nps
-- title: Net Promoter Score
-- help: The percentage of promoters less the percentage of detractors among those who said how likely they are to
--   recommend. On a scale of 0 to 10 or 1 to 10 promoters give 9 or 10 and detractors 6 or less; on a scale of 1 to 5,
--   5 and 3 or less.
-- perspective: customers
-- indicator: result
-- better: up
-- source: answer
-- slices: brand, segment, touchpoint, channel, survey, team, agent, language, country, plan
-- unit: points
-- value: 100 * (promoters - detractors) / answers
-- interval: nps(promoters, passives, detractors)
-- sample: answers
-- minimum sample: 30
-- component answers: Answers with a score
-- component promoters: Promoters
-- component passives: Passives
-- component detractors: Detractors
-- component mixed_scales: Answers on more than one scale (1: yes)
--   sql: CASE WHEN min(lowest_scale) < max(highest_scale) THEN 1 ELSE 0 END
-- undefined mixed-scales: mixed_scales
-- excluded unanswered: Asked and not answered
-- excluded skipped: Answered without a score
-- excluded superseded: Earlier answers of the same customer
--   for: latest
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
-- variant all_answers: Every answer
-- variant wald: Every answer, with the plain Wald interval
--   help: The interval is that of the textbook: narrower than it should be for small samples.
--   interval: nps_wald(promoters, passives, detractors)
-- variant latest: The latest answer of each customer in the period
--   help: Answers that name no customer count one by one.
--   select: latest
-- rows: answer where question = 'nps'
-- aliases: net_promoter_score, net promoter score
-- reference: Reichheld, Harvard Business Review, December 2003. Adjusted Wald interval: Rocks, The American Statistician 70 (2016), 365.
SELECT day{slices},
       count(score) AS answers,
       count(*) FILTER (WHERE 100 * score >= {promoter_from} * scale_max) AS promoters,
       count(*) FILTER (WHERE 100 * score < {promoter_from} * scale_max
                          AND 100 * score >= {detractor_below} * scale_max) AS passives,
       count(*) FILTER (WHERE 100 * score < {detractor_below} * scale_max) AS detractors,
       min(1000 * scale_min + scale_max) FILTER (WHERE score IS NOT NULL) AS lowest_scale,
       max(1000 * scale_min + scale_max) FILTER (WHERE score IS NOT NULL) AS highest_scale,
       count(*) FILTER (WHERE score IS NULL AND answered_day IS NULL) AS unanswered,
       count(*) FILTER (WHERE score IS NULL AND answered_day IS NOT NULL) AS skipped
FROM {answer} a
WHERE question = 'nps'
GROUP BY day{slices}
-- select latest
--   grain: period
SELECT period_start{slices},
       count(score) FILTER (WHERE place = 1) AS answers,
       count(*) FILTER (WHERE place = 1 AND 100 * score >= {promoter_from} * scale_max) AS promoters,
       count(*) FILTER (WHERE place = 1 AND 100 * score < {promoter_from} * scale_max
                          AND 100 * score >= {detractor_below} * scale_max) AS passives,
       count(*) FILTER (WHERE place = 1 AND 100 * score < {detractor_below} * scale_max) AS detractors,
       min(1000 * scale_min + scale_max) FILTER (WHERE score IS NOT NULL AND place = 1) AS lowest_scale,
       max(1000 * scale_min + scale_max) FILTER (WHERE score IS NOT NULL AND place = 1) AS highest_scale,
       count(*) FILTER (WHERE score IS NULL AND answered_at IS NULL) AS unanswered,
       count(*) FILTER (WHERE score IS NULL AND answered_at IS NOT NULL) AS skipped,
       count(score) FILTER (WHERE place > 1) AS superseded
FROM (SELECT p.period_start{slices:a}, a.score, a.scale_min, a.scale_max, a.answered_at,
             row_number() OVER (PARTITION BY p.period_start{slices:a}, a.customer,
                                             CASE WHEN a.customer IS NULL THEN a.answer END
                                ORDER BY CASE WHEN a.score IS NULL THEN 1 ELSE 0 END,
                                         a.answered_at DESC NULLS LAST, a.answer DESC) AS place
      FROM {period} p
      JOIN {answer} a ON a.day >= p.period_start AND a.day < p.period_end
      WHERE a.question = 'nps') latest
GROUP BY period_start{slices}
