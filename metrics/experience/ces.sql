-- id: ces
-- title: Customer effort score
-- help: How easy it was, as the mean score of those who answered: agreement with "it was made easy for me" on a scale of
--   1 to 7, where high is good.
-- perspective: customers
-- indicator: performance
-- better: up
-- source: answer
-- slices: brand, segment, touchpoint, channel, survey, team, agent, language, country, plan
-- unit: score
-- value: score_sum / answers
-- interval: mean(score_sum, score_squares, answers)
-- sample: answers
-- minimum sample: 30
-- component answers: Answers with a score
-- component score_sum: Sum of the scores
--   for: mean, low_is_good
-- component score_squares: Sum of the squares of the scores
--   for: mean, low_is_good
-- component easy: Answers above the middle of the scale
--   for: share, net
-- component very_easy: Answers in the two best scores
--   for: strict_share
-- component hard: Answers below the middle of the scale
--   for: net
-- component mixed_scales: Answers on more than one scale (1: yes)
--   sql: CASE WHEN min(lowest_scale) < max(highest_scale) THEN 1 ELSE 0 END
-- undefined mixed-scales: mixed_scales
-- excluded unanswered: Asked and not answered
-- excluded skipped: Answered without a score
-- variant mean: Mean score
-- variant share: Share of easy, above the middle (5 to 7 of 7)
--   unit: percent
--   value: 100 * easy / answers
--   interval: wilson(easy, answers)
-- variant strict_share: Share of very easy, the two best scores (6 and 7 of 7)
--   unit: percent
--   value: 100 * very_easy / answers
--   interval: wilson(very_easy, answers)
-- variant net: Easy less hard
--   help: The percentage above the middle of the scale less the percentage below it: 5 to 7 less 1 to 3.
--   unit: points
--   value: 100 * (easy - hard) / answers
--   interval: nps(easy, answers - easy - hard, hard)
-- variant low_is_good: Mean effort, where a low score is good
--   help: For the first form of the question, "how much effort did you have to put forth", 1 to 5.
--   better: down
-- rows: answer where question = 'ces'
-- aliases: effort, customer_effort, customer effort
-- reference: Dixon, Freeman and Toman, Harvard Business Review, July 2010 (1 to 5); Dixon, Toman and DeLisi, The Effortless Experience, 2013 (1 to 7).
SELECT day{slices},
       count(score) AS answers,
       sum(score) AS score_sum,
       sum(score * score) AS score_squares,
       count(*) FILTER (WHERE 2 * score > scale_min + scale_max) AS easy,
       count(*) FILTER (WHERE score > scale_max - 2) AS very_easy,
       count(*) FILTER (WHERE 2 * score < scale_min + scale_max) AS hard,
       min(1000 * scale_min + scale_max) FILTER (WHERE score IS NOT NULL) AS lowest_scale,
       max(1000 * scale_min + scale_max) FILTER (WHERE score IS NOT NULL) AS highest_scale,
       count(*) FILTER (WHERE score IS NULL AND answered_day IS NULL) AS unanswered,
       count(*) FILTER (WHERE score IS NULL AND answered_day IS NOT NULL) AS skipped
FROM {answer} a
WHERE question = 'ces'
GROUP BY day{slices}
