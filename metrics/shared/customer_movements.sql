-- Paying customers by period, by identity: those at both ends and how they came and went.
-- Gives: movement(period_start, slices, starters, retained, churned, joined_left, new, returned, finishers).
-- A customer is there while at least one paid term holds; a change of plan on one day does not interrupt it.
days AS (SELECT c.day, p.number FROM calendar c JOIN {period} p ON c.day >= p.period_start AND c.day < p.period_end),
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
state AS (SELECT customer{slices}, number, delta,
                 sum(delta) OVER (PARTITION BY customer{slices} ORDER BY number) AS after,
                 min(number) OVER (PARTITION BY customer{slices}) AS first_number
          FROM step),
moved AS (SELECT number{slices},
                 count(*) FILTER (WHERE after > 0 AND after = delta) AS entered,
                 count(*) FILTER (WHERE after = 0 AND delta < 0) AS churned,
                 count(*) FILTER (WHERE after = 0 AND delta = 0) AS joined_left,
                 count(*) FILTER (WHERE after = delta AND number = first_number) AS new
          FROM state GROUP BY number{slices}),
movement AS (SELECT q.period_start{slices:m},
                    COALESCE(sum(m.entered - m.churned) FILTER (WHERE m.number < q.number), 0) AS starters,
                    COALESCE(sum(m.entered - m.churned) FILTER (WHERE m.number < q.number), 0)
                        - COALESCE(sum(m.churned) FILTER (WHERE m.number = q.number), 0) AS retained,
                    COALESCE(sum(m.churned) FILTER (WHERE m.number = q.number), 0) AS churned,
                    COALESCE(sum(m.joined_left) FILTER (WHERE m.number = q.number), 0) AS joined_left,
                    COALESCE(sum(m.new) FILTER (WHERE m.number = q.number), 0) AS new,
                    COALESCE(sum(m.entered) FILTER (WHERE m.number = q.number), 0)
                        + COALESCE(sum(m.joined_left) FILTER (WHERE m.number = q.number), 0)
                        - COALESCE(sum(m.new) FILTER (WHERE m.number = q.number), 0) AS returned,
                    sum(m.entered - m.churned) AS finishers
             FROM {period} q JOIN moved m ON m.number <= q.number
             GROUP BY q.period_start{slices:m})
