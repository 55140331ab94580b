INSERT INTO team BY NAME
SELECT team, team AS name, department, getvariable('batch') AS batch FROM demo_team WHERE $1 < $2 ORDER BY number;
