-- by: brand
SELECT CAST(date_trunc('month', f.day) AS DATE) AS period_start, COALESCE(f.brand, c.brand) AS slice,
       100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score < 7)) / NULLIF(count(score), 0) AS value,
       count(score) AS sample, count(*) FILTER (WHERE score >= 9) AS promoters, count(*) FILTER (WHERE score < 7) AS detractors,
       count(*) FILTER (WHERE score IS NULL) AS unanswered
FROM answer f
LEFT JOIN customer c ON c.customer = f.customer
WHERE f.day BETWEEN DATE '{from}' AND DATE '{to}' AND question = 'nps'
GROUP BY 1, 2 ORDER BY 1, 2;
