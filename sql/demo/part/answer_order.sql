-- After a purchase: whether they would recommend the shop, and a rating of the delivery.
INSERT INTO answer BY NAME
WITH invited AS (
    SELECT *, demo_seed(i, 18) AS ah, moment + 4 * 86400 AS asked
    FROM demo_order WHERE u(demo_seed(i, 18), 1) < 0.45
), thought AS (
    SELECT *, asked + 600 + lognormal(40000, 1.1, normal(ah, 2)) AS answered, u(ah, 6) < 0.27 AS answers,
           unnest(['nps', 'rating']) AS question
    FROM invited WHERE known(asked) IS NOT NULL
), scored AS (
    SELECT *, CASE WHEN answers THEN known(answered) END AS answered_moment,
           CASE question WHEN 'nps' THEN clamp(round(8.75 + 0.7 * quality + 1.45 * normal(ah, 7)), 0.0, 10.0)
                ELSE clamp(round(4.3 + 0.2 * quality - CASE WHEN year_end THEN 0.3 ELSE 0 END + 0.75 * normal(ah, 20)), 1.0, 5.0) END AS score
    FROM thought
), voiced AS (
    SELECT *, CASE WHEN answered_moment IS NOT NULL AND question = 'nps' AND u(ah, 11) < 0.25
                   THEN demo_mood(score / 10.5 - 0.02, false, false) END AS mood
    FROM scored
)
SELECT CASE question WHEN 'nps' THEN 'P-' ELSE 'D-' END || order_key AS answer, 'After purchase' AS survey, question,
       CASE WHEN answered_moment IS NOT NULL THEN score END AS score,
       CASE question WHEN 'nps' THEN 0 ELSE 1 END AS scale_min, CASE question WHEN 'nps' THEN 10 ELSE 5 END AS scale_max,
       m.comment, customer, CASE question WHEN 'nps' THEN 'purchase' ELSE 'delivery' END AS touchpoint,
       'mail' AS channel, v.language, brand, segment,
       instant(asked) AS asked_at, instant(answered_moment) AS answered_at, local_day(asked) AS asked_day,
       local_day(answered_moment) AS answered_day, local_day(COALESCE(answered_moment, asked)) AS day,
       getvariable('batch') AS batch
FROM voiced v LEFT JOIN demo_comment m ON m.language = v.language AND m.mood = v.mood AND m.slot = CAST(floor(12 * u(ah, 12)) AS INTEGER);
