-- Days are kept as days since 1970-01-01, times as microseconds since 1970-01-01 00:00 UTC (store/records.h).

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Working hours by the day from which they hold; the text is that of the setting `working_hours`.
CREATE TABLE working_schedule (
    from_day DATE NOT NULL PRIMARY KEY,
    schedule TEXT NOT NULL
);

-- Imports, also those that failed; `batch` is that of the facts.
CREATE TABLE import (
    batch BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT,
    map TEXT,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    rows_read BIGINT,
    rows_added BIGINT,
    rows_changed BIGINT,
    rows_unchanged BIGINT,
    rows_rejected BIGINT,
    rejects TEXT,
    problem TEXT
);
CREATE INDEX import_by_start ON import (started_at);
