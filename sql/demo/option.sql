-- What was asked for, in one row; the program binds it.
CREATE TEMP TABLE demo_option (
    scale DOUBLE, batch BIGINT, first_day DATE, until DATE, first_instant TIMESTAMP, zone VARCHAR,
    currency VARCHAR);
