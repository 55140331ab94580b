-- The health of each customer at the end of each period, 0 to 100: the weighted mean of measures on that scale, over those
-- that the customer has (Gainsight's rule); unknown where they carry less than the least coverage of the weight.
-- Gives: health(period_start, slices, customer, score or null). Measures look at the days before the period's end:
-- sentiment (scores given, rescaled), adoption (days with use), support (tickets solved), purchases (against the days before).
span AS (SELECT period_start, period_end, period_end - CAST({days} AS INTEGER) AS since, period_end - CAST(2 * {days} AS INTEGER) AS before FROM {period} q),
-- The days that each period looks back on: facts meet them day by day, which an engine does faster than by ranges.
reach AS (SELECT q.period_start, q.period_end, q.since, k.day FROM span q JOIN calendar k ON k.day >= q.before AND k.day < q.period_end),
measure AS (SELECT p.period_start, a.customer, 'sentiment' AS name,
                   avg(100.0 * (a.score - a.scale_min) / (a.scale_max - a.scale_min)) AS points
            FROM reach p JOIN {answer:*} a ON a.day = p.day
            WHERE p.day >= p.since AND a.score IS NOT NULL AND a.customer IS NOT NULL AND a.scale_max > a.scale_min
            GROUP BY p.period_start, a.customer
            UNION ALL
            SELECT p.period_start, e.customer, 'adoption',
                   100.0 * count(CASE WHEN p.day >= p.since THEN 1 END) / {days}
            FROM reach p JOIN (SELECT customer, day FROM {event:*} u WHERE customer IS NOT NULL GROUP BY customer, day) e ON e.day = p.day
            GROUP BY p.period_start, e.customer
            UNION ALL
            SELECT p.period_start, t.customer, 'support',
                   100.0 * count(*) FILTER (WHERE t.first_resolved_day < p.period_end) / count(*)
            FROM reach p JOIN {ticket:*} t ON t.day = p.day
            WHERE p.day >= p.since AND t.customer IS NOT NULL AND COALESCE(t.status, '') NOT IN ('merged', 'spam')
            GROUP BY p.period_start, t.customer
            UNION ALL
            SELECT p.period_start, o.customer, 'purchases',
                   CASE WHEN sum(CASE WHEN p.day < p.since THEN o.amount END) > 0
                        THEN LEAST(100.0, 100.0 * COALESCE(sum(CASE WHEN p.day >= p.since THEN o.amount END), 0)
                                          / sum(CASE WHEN p.day < p.since THEN o.amount END))
                        ELSE 100.0 END
            FROM reach p JOIN {order:*} o ON o.day = p.day
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
