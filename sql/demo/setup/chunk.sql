-- What happens in the chunk of days that is being made, one row each: a table, since the engine reads tables
-- with all its threads and a series with one.
CREATE TEMP TABLE demo_chunk (
    number BIGINT, i BIGINT, signed_up BIGINT, working BOOLEAN, next_working BIGINT, ramadan BOOLEAN,
    nowruz BOOLEAN, year_end BOOLEAN, weekend BOOLEAN);
