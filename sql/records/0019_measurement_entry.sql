-- Measurements that were entered by hand, each time one was: the facts hold the latest, this who entered what before.

CREATE TABLE measurement_entry (
    entry BIGINT NOT NULL PRIMARY KEY,
    measure TEXT NOT NULL,
    on_day DATE NOT NULL,
    brand TEXT NOT NULL,
    team TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    sample BIGINT,
    currency TEXT,
    reason TEXT,                        -- of a correction
    entered_at TIMESTAMP NOT NULL,
    entered_by TEXT NOT NULL,
    batch BIGINT                        -- the import that brought it into the facts
);

CREATE INDEX measurement_entry_key ON measurement_entry (measure, on_day, brand, team);
