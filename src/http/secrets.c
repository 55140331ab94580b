#include "http/secrets.h"

#include "account/provider.h"
#include "account/totp.h"
#include "base/translate.h"
#include "outside/mail.h"
#include "store/seal.h"

#include <stdio.h>

static Status count_sealed(Records *records, int64_t *ret_count, Error *error)
{
    static const char *const questions[] = {
        "SELECT count(*) FROM account WHERE totp_secret LIKE 'sealed:%'",
        "SELECT count(*) FROM mail_setting WHERE value LIKE 'sealed:%'",
        "SELECT count(*) FROM provider_setting WHERE value LIKE 'sealed:%'",
    };
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    int64_t count = 0;
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        RecordsTable table;
        TRY(records_query(records, arena, questions[i], NULL, 0, &table, error));
        count += records_value(&table, 0, 0).integer;
    }
    *ret_count = count;
    return STATUS_OK;
}

Status secrets_prepare(Store *store, const char *file, Error *error)
{
    Records *records = store_records(store);
    int64_t sealed;
    bool made;
    TRY(seal_use_file(records, file, &made, error));
    TRY(count_sealed(records, &sealed, error));
    if (made && sealed)
        fprintf(stderr, "mizan: %s\n",
                _("warning: the key of the store's secrets was not there and is a new one: one-time codes (recovery codes still "
                  "work) and the passwords of the mail server and of the provider have to be set anew; or stop and bring the old key back"));
    TRY(totp_seal(records, error));
    TRY(mail_seal(records, error));
    return provider_seal(records, error);
}
