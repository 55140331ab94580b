-- The zone has summer time: the engine's zones are asked for each moment.
SET VARIABLE zone = (SELECT zone FROM demo_option);
CREATE TEMP MACRO instant(moment) AS timezone('UTC', timezone(getvariable('zone'),
    make_timestamp(epoch_us(CAST(getvariable('first_day') AS TIMESTAMP)) + CAST(moment AS BIGINT) * 1000000)));
