/*
 * A provider of OpenID Connect by which people sign in, and whose accounts are whose here.
 */
#ifndef ACCOUNT_PROVIDER_H
#define ACCOUNT_PROVIDER_H

#include "account/account.h"
#include "account/id_token.h"

typedef struct Provider {
    const char *issuer;  /* "https://id.example.com", without a "/" at its end unless the provider names itself so */
    const char *client;  /* our name there */
    const char *secret;  /* "": none, we are a public client */
    const char *title;   /* on the page: "Example Accounts" */
    const char *acr;     /* how somebody has to have signed in there (acr of OpenID Connect Core, section 2); "": in any way */
    const char *page;    /* where people reach our page: the address to come back to begins so */
} Provider;

/* STATUS_NOT_FOUND where none was set. */
Status provider_read(Records *records, Arena *arena, Provider *ret_provider, Error *error) MUST_CHECK;
/* `secret` NULL: stays as it was. An empty issuer takes the provider away. */
Status provider_write(Records *records, const Provider *provider, Error *error) MUST_CHECK;

/* Seals a secret that an earlier version kept open. */
Status provider_seal(Records *records, Error *error) MUST_CHECK;

/* The account of who the claims name. Who comes for the first time is known by a mail address that the provider has
 * verified, and from then on by the provider's own name. STATUS_FORBIDDEN where there is none, or it is disabled. */
Status provider_account(Records *records, const char *issuer, const IdClaims *claims, int64_t *ret_account,
                        Error *error) MUST_CHECK;

#endif
