-- What the kinds of src/schema do not describe. Their own tables are made from that table by the program.

-- One row a day. Periods are named by their first day.
CREATE TABLE calendar (
    day DATE NOT NULL,
    weekday INTEGER,            -- 1 Monday .. 7 Sunday
    is_weekend BOOLEAN,
    is_holiday BOOLEAN,
    week DATE,
    gregorian_month DATE,
    gregorian_quarter DATE,
    gregorian_year DATE,
    persian_month DATE,
    persian_quarter DATE,
    persian_year DATE,
    islamic_month DATE,
    islamic_quarter DATE,
    islamic_year DATE,
    fiscal_month DATE,
    fiscal_quarter DATE,
    fiscal_year DATE,
    persian_y INTEGER,
    persian_m INTEGER,
    persian_d INTEGER,
    islamic_y INTEGER,
    islamic_m INTEGER,
    islamic_d INTEGER
);

-- Cumulative working seconds; src/calendar/table.h says how they are read.
CREATE TABLE working_hours (
    day DATE NOT NULL,
    before BIGINT,
    opens_1 INTEGER, closes_1 INTEGER,
    opens_2 INTEGER, closes_2 INTEGER,
    opens_3 INTEGER, closes_3 INTEGER,
    opens_4 INTEGER, closes_4 INTEGER,
    opens_5 INTEGER, closes_5 INTEGER,
    opens_6 INTEGER, closes_6 INTEGER
);

-- Committed in the same transaction as the rows that it names.
CREATE TABLE batch (
    batch BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    idempotency_key VARCHAR,
    source VARCHAR,
    committed_at TIMESTAMP NOT NULL,
    read BIGINT,
    added BIGINT,
    changed BIGINT,
    unchanged BIGINT,
    rejected BIGINT,
    digest VARCHAR
);

-- Which currencies a kind's rows are in, so that a report knows before it sums.
CREATE TABLE currency_used (
    kind VARCHAR NOT NULL,
    currency VARCHAR NOT NULL
);
