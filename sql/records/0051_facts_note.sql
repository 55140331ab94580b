-- What was asked of all facts and holds while their file is as it was: src/store/noted.h.
CREATE TABLE facts_note (
    question BIGINT NOT NULL PRIMARY KEY,
    state BIGINT NOT NULL,
    answer TEXT NOT NULL
);
