-- The state of the facts' file and the schema of the program that found both in order: src/store/seen.h.
CREATE TABLE facts_seen (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    state BIGINT NOT NULL,
    schema BIGINT NOT NULL
);
