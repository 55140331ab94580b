-- id: response_rate
-- title: Response rate
-- help: The share of the questions delivered that were answered, by the day of asking.
-- perspective: customers
-- indicator: performance
-- better: up
-- source: answer
-- slices: brand, segment, touchpoint, channel, survey, team, agent, language, country, plan
-- unit: percent
-- value: 100 * answered / delivered
-- interval: wilson(answered, delivered)
-- sample: delivered
-- minimum sample: 30
-- component delivered: Asked
-- component answered: Answered
-- parameter question: Which questions: scored are all those with a score
--   type: text
--   default: scored
--   choices: scored, nps, csat, ces, rating, choice, text
-- variant questions: Of the questions asked
-- variant invitations: Of the invitations sent
--   help: The questions that one survey asked one customer at one moment are one invitation; it is answered when one of them is.
--   select: invitations
-- rows: answer by asked_day
-- aliases: survey_response_rate
-- reference: AAPOR, Standard Definitions: completes and partials of the invitations delivered.
SELECT day{slices},
       count(*) AS delivered,
       count(*) FILTER (WHERE answered_at IS NOT NULL OR score IS NOT NULL) AS answered
FROM {answer:asked_day} a
WHERE question = {question} OR ({question} = 'scored' AND question NOT IN ('choice', 'text'))
GROUP BY day{slices}
-- select invitations
SELECT day{slices},
       count(*) AS delivered,
       count(*) FILTER (WHERE given > 0) AS answered
FROM (SELECT day{slices},
             count(*) FILTER (WHERE answered_at IS NOT NULL OR score IS NOT NULL) AS given
      FROM {answer:asked_day} a
      WHERE question = {question} OR ({question} = 'scored' AND question NOT IN ('choice', 'text'))
      GROUP BY day{slices}, survey, asked_at, customer, CASE WHEN customer IS NULL THEN answer END) invitation
GROUP BY day{slices}
