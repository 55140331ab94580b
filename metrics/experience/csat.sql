-- id: csat
-- title: Customer satisfaction
-- help: The share of answers in the best scores of the scale: 4 and 5 of 1 to 5, 9 and 10 of 1 to 10, "good" of good or bad.
--   The lowest score never counts as satisfied.
-- perspective: customers
-- indicator: result
-- better: up
-- source: answer
-- slices: brand, segment, touchpoint, channel, survey, team, agent, language, country, plan
-- unit: percent
-- value: 100 * satisfied / answers
-- interval: wilson(satisfied, answers)
-- sample: answers
-- minimum sample: 30
-- component answers: Answers with a score
-- component satisfied: Answers in the best scores
--   for: top_box
-- component score_sum: Sum of the scores
--   for: mean
-- component score_squares: Sum of the squares of the scores
--   for: mean
-- component rescaled_sum: Sum of the scores as 0 to 100
--   for: rescaled
-- component rescaled_squares: Sum of the squares of the scores as 0 to 100
--   for: rescaled
-- component mixed_scales: Answers on more than one scale (1: yes)
--   sql: CASE WHEN min(lowest_scale) < max(highest_scale) THEN 1 ELSE 0 END
-- undefined mixed-scales: mixed_scales
-- excluded unanswered: Asked and not answered
-- excluded skipped: Answered without a score
-- parameter top: How many of the best scores count as satisfied
--   type: integer
--   default: 2
--   minimum: 1
--   maximum: 5
-- parameter question: Which question
--   type: text
--   default: csat
--   choices: csat, rating
-- variant top_box: Share of satisfied answers
-- variant mean: Mean score
--   unit: score
--   value: score_sum / answers
--   interval: mean(score_sum, score_squares, answers)
-- variant rescaled: Mean score as 0 to 100
--   help: 0 is the lowest score of the scale and 100 the highest, as the American Customer Satisfaction Index does.
--   unit: points
--   value: rescaled_sum / answers
--   interval: mean(rescaled_sum, rescaled_squares, answers)
-- rows: answer where question = {question}
-- aliases: satisfaction, c-sat, customer_satisfaction
-- reference: Top two boxes and mean as survey tools publish them; rescaled: Fornell et al., Journal of Marketing 60 (1996), 7.
SELECT day{slices},
       count(score) AS answers,
       count(*) FILTER (WHERE score > scale_max - LEAST({top}, scale_max - scale_min)) AS satisfied,
       sum(score) AS score_sum,
       sum(score * score) AS score_squares,
       sum(rescaled) AS rescaled_sum,
       sum(rescaled * rescaled) AS rescaled_squares,
       min(1000 * scale_min + scale_max) FILTER (WHERE score IS NOT NULL) AS lowest_scale,
       max(1000 * scale_min + scale_max) FILTER (WHERE score IS NOT NULL) AS highest_scale,
       count(*) FILTER (WHERE score IS NULL AND answered_day IS NULL) AS unanswered,
       count(*) FILTER (WHERE score IS NULL AND answered_day IS NOT NULL) AS skipped
FROM (SELECT day{slices}, score, scale_min, scale_max, answered_day,
             100.0 * (score - scale_min) / NULLIF(scale_max - scale_min, 0) AS rescaled
      FROM {answer} a
      WHERE question = {question}) scores
GROUP BY day{slices}
