-- Hours of training by day: those entered for all teams stand for the whole where there are such.
-- Gives: day, slices, hours.
SELECT day{slices},
       CASE WHEN count(CASE WHEN of_team = 'all' THEN 1 END) > 0
            THEN sum(CASE WHEN of_team = 'all' THEN value END) ELSE sum(value) END AS hours
FROM (SELECT day{slices}, team AS of_team, value
      FROM {measurement} m
      WHERE measure = 'training_hours') entered
GROUP BY day{slices}
