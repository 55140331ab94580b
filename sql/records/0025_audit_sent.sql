-- The newest entry of the log of who did what that another system was told of (mizan serve --audit-log).
CREATE TABLE audit_sent (
    only BIGINT NOT NULL PRIMARY KEY CHECK (only = 1),
    number BIGINT NOT NULL
);
