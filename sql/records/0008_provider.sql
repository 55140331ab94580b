-- The provider of OpenID Connect by which people sign in; one row a word: issuer, client, secret, title, page.
CREATE TABLE provider_setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
