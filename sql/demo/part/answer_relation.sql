-- Each quarter every customer is asked whether they would recommend us; two in five answer.
INSERT INTO answer BY NAME
WITH invited AS (
    SELECT d.number, c.*, demo_seed(c.n * 16 + d.number // 91, 16) AS ah
    FROM demo_customer c JOIN demo_day d USING (turn)
    WHERE d.number >= $1 AND d.number < $2 AND d.number > c.signup + 30
      AND served(c.signup, c.leaves, c.returns, d.number)
), thought AS (
    SELECT *, number * 86400 + 36000 AS asked,
           number * 86400 + 36000 + lognormal(30000, 1.2, normal(ah, 2)) AS answered, u(ah, 6) < 0.4 AS answers,
           segment = 'Small business' AND number >= getvariable('price_rise') AS dearer,
           country = 'SA' AND growing(number, 'trouble') > 0.15 AS waited,
           clamp(round(demo_recommends(quality, segment, country, brand, leaves, number) + 1.5 * normal(ah, 7)), 0.0, 10.0) AS score
    FROM invited
), voiced AS (
    SELECT *, CASE WHEN answers THEN known(answered) END AS answered_moment,
           CASE WHEN answers AND known(answered) IS NOT NULL AND u(ah, 11) < 0.34
                THEN demo_mood(score / 10.5 - 0.02, waited, dearer) END AS mood
    FROM thought
)
SELECT 'R-' || customer || '-' || number // 91 AS answer, 'Relationship' AS survey, 'nps' AS question,
       CASE WHEN answered_moment IS NOT NULL THEN score END AS score, 0 AS scale_min, 10 AS scale_max,
       m.comment, customer, 'relationship' AS touchpoint,
       CASE WHEN u(ah, 13) < 0.7 THEN 'mail' ELSE 'app' END AS channel, v.language, brand, segment,
       instant(asked) AS asked_at, instant(answered_moment) AS answered_at, local_day(asked) AS asked_day,
       local_day(answered_moment) AS answered_day, local_day(COALESCE(answered_moment, asked)) AS day,
       getvariable('batch') AS batch
FROM voiced v LEFT JOIN demo_comment m ON m.language = v.language AND m.mood = v.mood AND m.slot = CAST(floor(12 * u(ah, 12)) AS INTEGER);
