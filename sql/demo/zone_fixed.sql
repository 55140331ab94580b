-- The zone keeps one offset all the time: the moment of the first midnight is all that is needed.
CREATE TEMP MACRO instant(moment) AS make_timestamp(getvariable('first_instant') + CAST(moment AS BIGINT) * 1000000);
