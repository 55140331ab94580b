-- The settings that the calendar, the working hours and the local days of facts were made from, written in the same
-- transaction as they were: where they differ from the organization's, these are behind.
CREATE TABLE applied_setting (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);
