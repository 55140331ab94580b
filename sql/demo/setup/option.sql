-- What was asked for, in one row that the program binds.
CREATE TEMP TABLE demo_option (scale DOUBLE, first_day DATE, until DATE, currency VARCHAR, batch BIGINT);
