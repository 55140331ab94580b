-- Recurring revenue by period: balance at both ends and what moved it, at the rate of the period's first day.
-- Gives: movement(period_start, slices, start, finish, new, expansion, contraction, churned, reactivation, fx,
-- customers). A price change is a new row, so a customer's revenue is a running sum of prices that begin and
-- end; only periods in which it changed are looked at. Prices are kept as decimals for a year (exact), and
-- divided by twelve at the end. A customer that pays in two currencies counts in each. Who comes is new until it has
-- paid at the end of a month (`known` from the day after); who comes later again is reactivated.
{include:period_days},
term AS (SELECT customer, currency AS coin{slices}, term_start, term_end,
                price * CASE billing_interval WHEN 'year' THEN 1 WHEN 'half_year' THEN 2 WHEN 'quarter' THEN 4
                                              WHEN 'month' THEN 12 WHEN 'week' THEN 52 ELSE 365 END AS yearly,
                CAST(date_trunc('month', CAST(term_start AS TIMESTAMP)) + INTERVAL '1' MONTH AS DATE) AS next_month
         FROM {subscription:*} s
         WHERE trial IS NOT TRUE AND price > 0 AND (term_end IS NULL OR term_end > term_start)),
change AS (SELECT customer, coin{slices}, term_start AS day, yearly,
                  CASE WHEN term_end IS NULL OR term_end >= next_month THEN next_month END AS known FROM term
           UNION ALL
           SELECT customer, coin{slices}, term_end AS day, -yearly, NULL AS known FROM term WHERE term_end IS NOT NULL),
step AS (SELECT t.customer, t.coin{slices:t}, COALESCE(d.number, 0) AS number, min(d.period_start) AS period_start,
                sum(t.yearly) AS delta, min(t.known) AS known
         FROM change t LEFT JOIN days d ON d.day = t.day
         WHERE t.day < (SELECT max(period_end) FROM {period})
         GROUP BY t.customer, t.coin{slices:t}, COALESCE(d.number, 0)),
state AS (SELECT customer, coin{slices}, number, delta, period_start,
                 sum(delta) OVER (PARTITION BY customer, coin{slices} ORDER BY number) AS after,
                 COALESCE(min(known) OVER (PARTITION BY customer, coin{slices} ORDER BY number) <= period_start, FALSE) AS again
          FROM step),
moved AS (SELECT coin{slices}, number, sum(delta) AS delta,
                 sum(after) FILTER (WHERE after > 0 AND after = delta AND NOT again) AS new,
                 sum(after) FILTER (WHERE after > 0 AND after = delta AND again) AS reactivation,
                 sum(delta) FILTER (WHERE after > delta AND delta > 0) AS expansion,
                 -sum(delta) FILTER (WHERE after > 0 AND delta < 0) AS contraction,
                 -sum(delta) FILTER (WHERE after = 0 AND delta < 0) AS churned,
                 count(*) FILTER (WHERE after > 0 AND after = delta) - count(*) FILTER (WHERE after = 0 AND delta < 0) AS customers
          FROM state GROUP BY coin{slices}, number),
movement AS (SELECT p.period_start{slices:b},
                    sum(b.start * r.rate) / 12.0 AS start, sum(b.finish * r.end_rate) / 12.0 AS finish,
                    sum(b.new * r.rate) / 12.0 AS new, sum(b.expansion * r.rate) / 12.0 AS expansion,
                    sum(b.contraction * r.rate) / 12.0 AS contraction, sum(b.churned * r.rate) / 12.0 AS churned,
                    sum(b.reactivation * r.rate) / 12.0 AS reactivation,
                    sum(b.finish * (r.end_rate - r.rate)) / 12.0 AS fx, sum(b.customers) AS customers
             FROM {period} p
             JOIN (SELECT q.number, m.coin{slices:m},
                          CAST(COALESCE(sum(m.delta) FILTER (WHERE m.number < q.number), 0) AS DOUBLE PRECISION) AS start,
                          CAST(sum(m.delta) AS DOUBLE PRECISION) AS finish,
                          CAST(COALESCE(sum(m.new) FILTER (WHERE m.number = q.number), 0) AS DOUBLE PRECISION) AS new,
                          CAST(COALESCE(sum(m.expansion) FILTER (WHERE m.number = q.number), 0) AS DOUBLE PRECISION) AS expansion,
                          CAST(COALESCE(sum(m.contraction) FILTER (WHERE m.number = q.number), 0) AS DOUBLE PRECISION) AS contraction,
                          CAST(COALESCE(sum(m.churned) FILTER (WHERE m.number = q.number), 0) AS DOUBLE PRECISION) AS churned,
                          CAST(COALESCE(sum(m.reactivation) FILTER (WHERE m.number = q.number), 0) AS DOUBLE PRECISION) AS reactivation,
                          sum(m.customers) AS customers
                   FROM {period} q JOIN moved m ON m.number <= q.number
                   GROUP BY q.number, m.coin{slices:m}) b ON b.number = p.number
             JOIN {rate} r ON r.period_start = p.period_start AND r.currency = b.coin
             GROUP BY p.period_start{slices:b})
