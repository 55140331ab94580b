-- by: segment
SELECT CAST(date_trunc('month', first_day) AS DATE) AS period_start, segment AS slice, count(*) AS value
FROM (SELECT p.customer, c.segment, min(p.day) AS first_day
      FROM (SELECT customer, term_start AS day FROM subscription WHERE trial IS NOT TRUE AND price > 0
            UNION ALL SELECT customer, day FROM orders WHERE amount > 0 AND customer IS NOT NULL) p
      LEFT JOIN customer c ON c.customer = p.customer GROUP BY 1, 2) firsts
WHERE first_day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
