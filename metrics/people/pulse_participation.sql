-- id: pulse_participation
-- title: Pulse participation
-- help: The share of the employees asked in a pulse who answered at least one of its questions.
-- perspective: learning
-- indicator: performance
-- better: up
-- source: pulse_answer
-- slices: team, cycle
-- unit: percent
-- value: 100 * answered / asked
-- interval: wilson(answered, asked)
-- sample: asked
-- minimum sample: 5
-- component asked: Asked
-- component answered: Answered
-- variant employees: Of the employees asked
-- variant questions: Of the questions asked
--   select: questions
-- rows: pulse_answer
-- aliases: participation, pulse_response_rate
-- reference: Responses with an answer by responses asked for.
SELECT day{slices},
       count(*) AS asked,
       count(*) FILTER (WHERE given > 0) AS answered
FROM (SELECT day{slices}, count(CASE WHEN score IS NOT NULL OR comment IS NOT NULL THEN 1 END) AS given
      FROM {pulse_answer} a
      GROUP BY day{slices}, cycle, response) responses
GROUP BY day{slices}
-- select questions
SELECT day{slices},
       count(*) AS asked,
       count(CASE WHEN score IS NOT NULL OR comment IS NOT NULL THEN 1 END) AS answered
FROM {pulse_answer} a
GROUP BY day{slices}
