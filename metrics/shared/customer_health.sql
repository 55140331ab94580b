-- The health of each customer at the end of each period, 0 to 100: the weighted mean of measures on that scale, over those
-- that the customer has (Gainsight's rule); unknown where they carry less than the least coverage of the weight.
-- Gives: health(period_start, slices, customer, score or null). Measures look at the days before the period's end:
-- sentiment (scores given, rescaled), adoption (days with use), support (tickets solved), purchases (against the days before).
span AS (SELECT period_start, period_end, period_end - CAST({days} AS INTEGER) AS since, period_end - CAST(2 * {days} AS INTEGER) AS before FROM {period} q),
measure AS (SELECT p.period_start, a.customer, 'sentiment' AS name,
                   avg(100.0 * (a.score - a.scale_min) / (a.scale_max - a.scale_min)) AS points
            FROM span p JOIN {answer:*} a ON a.day >= p.since AND a.day < p.period_end
            WHERE a.score IS NOT NULL AND a.customer IS NOT NULL AND a.scale_max > a.scale_min
            GROUP BY p.period_start, a.customer
            UNION ALL
            SELECT p.period_start, e.customer, 'adoption',
                   100.0 * count(DISTINCT CASE WHEN e.day >= p.since THEN e.day END) / {days}
            FROM span p JOIN {event:*} e ON e.day >= p.before AND e.day < p.period_end
            WHERE e.customer IS NOT NULL
            GROUP BY p.period_start, e.customer
            UNION ALL
            SELECT p.period_start, t.customer, 'support',
                   100.0 * count(*) FILTER (WHERE t.first_resolved_day < p.period_end) / count(*)
            FROM span p JOIN {ticket:*} t ON t.day >= p.since AND t.day < p.period_end
            WHERE t.customer IS NOT NULL AND COALESCE(t.status, '') NOT IN ('merged', 'spam')
            GROUP BY p.period_start, t.customer
            UNION ALL
            SELECT p.period_start, o.customer, 'purchases',
                   CASE WHEN sum(CASE WHEN o.day < p.since THEN o.amount END) > 0
                        THEN LEAST(100.0, 100.0 * COALESCE(sum(CASE WHEN o.day >= p.since THEN o.amount END), 0)
                                          / sum(CASE WHEN o.day < p.since THEN o.amount END))
                        ELSE 100.0 END
            FROM span p JOIN {order:*} o ON o.day >= p.before AND o.day < p.period_end
            WHERE o.customer IS NOT NULL AND o.amount > 0
            GROUP BY p.period_start, o.customer),
weight AS (SELECT 'sentiment' AS name, {sentiment} AS share UNION ALL SELECT 'adoption', {adoption}
           UNION ALL SELECT 'support', {support} UNION ALL SELECT 'purchases', {purchases}),
weighed AS (SELECT m.period_start, m.customer,
                   sum(m.points * w.share) / NULLIF(sum(w.share), 0) AS score, sum(w.share) AS covered
            FROM measure m JOIN weight w ON w.name = m.name AND w.share > 0
            GROUP BY m.period_start, m.customer),
health AS (SELECT h.period_start{slices:c}, h.customer,
                  CASE WHEN 100.0 * h.covered >= {coverage} * (SELECT sum(share) FROM weight) THEN h.score END AS score
           FROM weighed h JOIN {customer} c ON c.customer = h.customer)
