#include "cli/accounts.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/table.h"

static Status work(CommandContext *context, Records *records)
{
    enum { COLUMNS = 7 };
    const TableColumn columns[COLUMNS] = {{_("Account"), true}, {_("Name"), false}, {_("Mail"), false}, {_("Role"), false},
                                          {_("State"), false}, {_("Signed in"), false}, {_("Rows"), false}};
    Account *accounts;
    size_t count;
    TRY(account_list(records, context->arena, &accounts, &count, context->error));
    const char **cells = ARENA_ARRAY(context->arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + i * COLUMNS;
        row[0] = arena_format(context->arena, "%lld", (long long)accounts[i].id);
        row[1] = accounts[i].name;
        row[2] = accounts[i].mail;
        row[3] = role_name(accounts[i].role);
        row[4] = accounts_state(&accounts[i]);
        row[5] = accounts_time(context->arena, accounts[i].signed_in_at);
        row[6] = accounts_rows_text(context->arena, &accounts[i].rows);
    }
    TextBuilder out = output_begin();
    render_table(&out, columns, COLUMNS, cells, count);
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return accounts_run(context, /* action= */ NULL, work);
}

static const Option options[] = {{0}};

extern const Command command_account_list;
const Command command_account_list = {
    .name = "account list", .synopsis = "STORE", .help = N_("list the accounts"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
