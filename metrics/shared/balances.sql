-- The latest balances entered at the end of each period, by measure; those for all brands and teams stand for the whole
-- where there are such. A balance stands until the next of the same brand and team, and as many days as `holds` says.
-- Reads: entered(day, measure, value, currency, of_brand, of_team, slices). Gives: balance(period_start, slices, measure,
-- value, age).
balance AS (SELECT p.period_start{slices:m}, m.measure,
                   CAST(CASE WHEN count(CASE WHEN m.for_all THEN 1 END) > 0
                             THEN sum(CASE WHEN m.for_all THEN m.value * r.end_rate END)
                             ELSE sum(m.value * r.end_rate) END AS DOUBLE PRECISION) AS value,
                   CASE WHEN count(CASE WHEN m.for_all THEN 1 END) > 0
                        THEN max(CASE WHEN m.for_all THEN p.period_end - m.day END)
                        ELSE max(p.period_end - m.day) END AS age
            FROM {period} p
            JOIN (SELECT day, measure, value, currency{slices}, of_brand = 'all' AND of_team = 'all' AS for_all,
                         lead(day) OVER (PARTITION BY measure, of_brand, of_team ORDER BY day) AS next_day
                  FROM entered) m
              ON m.day < p.period_end AND m.day >= p.period_end - CAST({holds} AS INTEGER)
             AND (m.next_day IS NULL OR m.next_day >= p.period_end)
            JOIN {rate} r ON r.period_start = p.period_start AND r.currency = m.currency
            GROUP BY p.period_start, m.measure{slices:m})
