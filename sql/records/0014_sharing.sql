-- What people say about a KPI, an objective or a review, with whom it is shared, and what of it is new to whom.
-- A subject is named by its kind and its id: kinds lie in tables of their own (src/sharing/subject.c).

CREATE TABLE comment (
    comment BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('comment', 'question', 'acknowledgement')),
    answers BIGINT REFERENCES comment (comment), -- the comment below which it stands; NULL: it begins a thread
    account BIGINT REFERENCES account (account), -- NULL: somebody who was erased, or the sample company
    name TEXT NOT NULL,                          -- of who has no account; '' after an erasure
    words TEXT NOT NULL,                         -- '' once deleted or erased
    written_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP,
    deleted_at TIMESTAMP,
    deleted_by TEXT,
    answered_at TIMESTAMP,                       -- of a question
    answered_by TEXT,
    revision BIGINT NOT NULL
);
CREATE INDEX comment_by_subject ON comment (kind, subject, comment);
CREATE INDEX comment_by_account ON comment (account);

CREATE TABLE comment_mention (
    comment BIGINT NOT NULL REFERENCES comment (comment),
    account BIGINT NOT NULL REFERENCES account (account),
    written TEXT NOT NULL,                       -- the name as it stands behind the @
    PRIMARY KEY (comment, account)
);
CREATE INDEX comment_mention_by_account ON comment_mention (account);

-- team '': everyone
CREATE TABLE share (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    team TEXT NOT NULL,
    shared_at TIMESTAMP NOT NULL,
    shared_by TEXT NOT NULL,
    PRIMARY KEY (kind, subject, team)
);

-- Teams that an account works in, besides those that its rows are limited to.
CREATE TABLE account_team (
    account BIGINT NOT NULL REFERENCES account (account),
    team TEXT NOT NULL,
    PRIMARY KEY (account, team)
);

CREATE TABLE notice (
    notice BIGINT NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (account),
    why TEXT NOT NULL CHECK (why IN ('mention', 'answer', 'question', 'reply', 'comment', 'share')),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    comment BIGINT REFERENCES comment (comment), -- NULL: it was shared
    made_by TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    read_at TIMESTAMP,
    mailed_at TIMESTAMP
);
CREATE INDEX notice_by_account ON notice (account, read_at);
CREATE INDEX notice_by_comment ON notice (comment);

-- Mail about what is unread: who wants none, and when the last went out.
CREATE TABLE reminder (
    account BIGINT NOT NULL PRIMARY KEY REFERENCES account (account),
    wanted BOOLEAN NOT NULL,
    sent_at TIMESTAMP
);

-- Links that only read. Secrets are kept as BLAKE2b-256 in hexadecimal, as those of tokens.
CREATE TABLE read_link (
    link BIGINT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (account),
    label TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    uses BIGINT NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX read_link_by_subject ON read_link (kind, subject);
