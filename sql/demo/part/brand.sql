INSERT INTO brand BY NAME
SELECT brand, brand AS name, getvariable('batch') AS batch
FROM (VALUES ('Rayhan Home'), ('Rayhan Care'), ('Rayhan Go')) AS t(brand)
WHERE $1 < $2;
