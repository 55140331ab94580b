INSERT INTO demo_chunk
SELECT number, start + unnest(range(happenings)), signed_up, working, next_working, ramadan, nowruz, year_end, weekend
FROM (SELECT *, CASE $3 WHEN 'ticket' THEN tickets WHEN 'order' THEN orders ELSE events END AS happenings,
             CASE $3 WHEN 'ticket' THEN ticket_start WHEN 'order' THEN order_start ELSE event_start END AS start
      FROM demo_day WHERE number >= $1 AND number < $2);
