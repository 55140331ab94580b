-- What the customers who paid twelve months before the period's end pay at it, at the rate of the period's first day.
-- Gives: period_start, slices, start, expansion, contraction, churned, customers.
SELECT period_start{slices}, sum(before) AS start, sum(CASE WHEN after > before THEN after - before ELSE 0 END) AS expansion,
       sum(CASE WHEN after < before AND after > 0 THEN before - after ELSE 0 END) AS contraction,
       sum(CASE WHEN after = 0 THEN before ELSE 0 END) AS churned, count(*) AS customers
FROM (SELECT p.period_start{slices:s}, s.customer,
             CAST(COALESCE(sum(s.yearly * r.rate) FILTER (WHERE s.term_start < p.back AND (s.term_end IS NULL OR s.term_end >= p.back)), 0) AS DOUBLE PRECISION) / 12.0 AS before,
             CAST(COALESCE(sum(s.yearly * r.rate) FILTER (WHERE s.term_end IS NULL OR s.term_end >= p.period_end), 0) AS DOUBLE PRECISION) / 12.0 AS after
      FROM (SELECT period_start, period_end, CAST(period_end - INTERVAL '12' MONTH AS DATE) AS back FROM {period} q) p
      JOIN (SELECT customer, currency AS coin{slices}, term_start, term_end,
                   price * CASE billing_interval WHEN 'year' THEN 1 WHEN 'half_year' THEN 2 WHEN 'quarter' THEN 4
                                                 WHEN 'month' THEN 12 WHEN 'week' THEN 52 ELSE 365 END AS yearly
            FROM {subscription:*} t
            WHERE trial IS NOT TRUE AND price > 0 AND (term_end IS NULL OR term_end > term_start)) s
        ON s.term_start < p.period_end AND (s.term_end IS NULL OR s.term_end >= p.back)
      JOIN {rate} r ON r.period_start = p.period_start AND r.currency = s.coin
      GROUP BY p.period_start{slices:s}, s.customer) cohort
WHERE before > 0
GROUP BY period_start{slices}
