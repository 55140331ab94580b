-- id: pulse_score
-- title: Pulse score
-- help: The mean of the scores that employees gave to the pulse's questions, each on 0 to 100 of its own scale. Groups of
--   fewer than five answers are not shown.
-- perspective: learning
-- indicator: performance
-- better: up
-- source: pulse_answer
-- slices: team, cycle, item
-- unit: points
-- value: rescaled_sum / answers
-- interval: mean(rescaled_sum, rescaled_squares, answers)
-- sample: answers
-- minimum sample: 30
-- suppress below: 5
-- grain: row
-- component answers: Answers with a score
-- component rescaled_sum: Sum of the scores as 0 to 100
-- component rescaled_squares: Sum of the squares of the scores as 0 to 100
-- excluded unanswered: Asked and not answered
-- rows: pulse_answer where question = 'rating'
-- aliases: pulse, engagement_score
-- reference: 100 (score - lowest) / (highest - lowest), averaged over answers.
SELECT day{slices},
       CASE WHEN rescaled IS NOT NULL THEN 1 ELSE 0 END AS answers,
       rescaled AS rescaled_sum,
       rescaled * rescaled AS rescaled_squares,
       CASE WHEN rescaled IS NULL THEN 1 ELSE 0 END AS unanswered
FROM (SELECT day{slices}, 100.0 * (score - scale_min) / NULLIF(scale_max - scale_min, 0) AS rescaled
      FROM {pulse_answer} a
      WHERE question = 'rating') scores
