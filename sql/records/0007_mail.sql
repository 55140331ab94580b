-- Through which server mail goes out; one row a word: host, port, tls, user, password, sender, page.
CREATE TABLE mail_setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- What waits to be sent, what was sent, and what could not be.
CREATE TABLE mail (
    mail BIGINT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- NULL once it is sent or given up: links in it are secrets.
    body TEXT,
    created_at TIMESTAMP NOT NULL,
    next_at TIMESTAMP,
    attempts BIGINT NOT NULL,
    problem TEXT,
    sent_at TIMESTAMP
);
CREATE INDEX mail_by_next ON mail (next_at);
