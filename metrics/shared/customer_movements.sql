-- Paying customers by period, by identity: those at both ends and how they came and went.
-- Gives: movement(period_start, slices, starters, retained, churned, joined_left, new, arrived, returned, finishers).
-- `new` had its first paid term in the period, whether or not it is still there; `arrived` is there at the end of a period
-- for the first time; `returned` was there at the end of an earlier one.
-- A customer is there while at least one paid term holds; a change of plan on one day does not interrupt it.
{include:period_days},
term AS (SELECT customer{slices}, term_start, term_end
         FROM {subscription:*} s
         WHERE trial IS NOT TRUE AND price > 0 AND (term_end IS NULL OR term_end > term_start)),
change AS (SELECT customer{slices}, term_start AS day, 1 AS terms FROM term
           UNION ALL
           SELECT customer{slices}, term_end AS day, -1 AS terms FROM term WHERE term_end IS NOT NULL),
step AS (SELECT t.customer{slices:t}, COALESCE(d.number, 0) AS number, sum(t.terms) AS delta
         FROM change t LEFT JOIN days d ON d.day = t.day
         WHERE t.day < (SELECT max(period_end) FROM {period})
         GROUP BY t.customer{slices:t}, COALESCE(d.number, 0)),
balance AS (SELECT customer{slices}, number, delta,
                   sum(delta) OVER (PARTITION BY customer{slices} ORDER BY number) AS after,
                   min(number) OVER (PARTITION BY customer{slices}) AS first_term
            FROM step),
-- Who was there at the end of some earlier period and left before the first one asked for.
gone AS (SELECT DISTINCT t.customer{slices:t}
         FROM term t JOIN calendar a ON a.day = t.term_start JOIN calendar b ON b.day = t.term_end
         WHERE t.term_end < (SELECT min(period_start) FROM {period}) AND a.{period_column} <> b.{period_column}),
state AS (SELECT s.customer{slices:s}, s.number, s.delta, s.after, s.first_term,
                 CASE WHEN g.customer IS NOT NULL THEN 0
                      ELSE min(CASE WHEN s.after > 0 THEN s.number END) OVER (PARTITION BY s.customer{slices:s}) END AS first_number
          FROM balance s LEFT JOIN gone g ON g.customer = s.customer{same:g:s}),
moved AS (SELECT number{slices},
                 count(*) FILTER (WHERE after > 0 AND after = delta) AS entered,
                 count(*) FILTER (WHERE after = 0 AND delta < 0) AS churned,
                 count(*) FILTER (WHERE after = 0 AND delta = 0) AS joined_left,
                 count(*) FILTER (WHERE after = delta AND number = first_term) AS new,
                 count(*) FILTER (WHERE after > 0 AND after = delta AND number = first_number) AS arrived
          FROM state GROUP BY number{slices}),
movement AS (SELECT q.period_start{slices:m},
                    COALESCE(sum(m.entered - m.churned) FILTER (WHERE m.number < q.number), 0) AS starters,
                    COALESCE(sum(m.entered - m.churned) FILTER (WHERE m.number < q.number), 0)
                        - COALESCE(sum(m.churned) FILTER (WHERE m.number = q.number), 0) AS retained,
                    COALESCE(sum(m.churned) FILTER (WHERE m.number = q.number), 0) AS churned,
                    COALESCE(sum(m.joined_left) FILTER (WHERE m.number = q.number), 0) AS joined_left,
                    COALESCE(sum(m.new) FILTER (WHERE m.number = q.number), 0) AS new,
                    COALESCE(sum(m.arrived) FILTER (WHERE m.number = q.number), 0) AS arrived,
                    COALESCE(sum(m.entered - m.arrived) FILTER (WHERE m.number = q.number), 0) AS returned,
                    sum(m.entered - m.churned) AS finishers
             FROM {period} q JOIN moved m ON m.number <= q.number
             GROUP BY q.period_start{slices:m})
