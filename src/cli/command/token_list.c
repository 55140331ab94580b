#include "cli/accounts.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/table.h"

static const char *state_of(const Token *token)
{
    if (token->revoked_at)
        return _("revoked");
    return token->expires_at && token->expires_at <= account_now() ? _("over") : _("valid");
}

static Status work(CommandContext *context, Records *records)
{
    enum { COLUMNS = 8 };
    const TableColumn columns[COLUMNS] = {{_("Token"), true}, {_("Name"), false}, {_("Account"), false}, {_("State"), false},
                                          {_("Scopes"), false}, {_("Made"), false}, {_("Used"), false}, {_("Valid until"), false}};
    Token *tokens;
    size_t count;
    TRY(token_list(records, context->arena, 0, &tokens, &count, context->error));
    const char **cells = ARENA_ARRAY(context->arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + i * COLUMNS;
        row[0] = arena_format(context->arena, "%lld", (long long)tokens[i].id);
        row[1] = tokens[i].name;
        row[2] = tokens[i].account_name;
        row[3] = state_of(&tokens[i]);
        row[4] = scopes_write(context->arena, tokens[i].scopes);
        row[5] = accounts_time(context->arena, tokens[i].created_at);
        row[6] = accounts_time(context->arena, tokens[i].used_at);
        row[7] = accounts_time(context->arena, tokens[i].expires_at);
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

extern const Command command_token_list;
const Command command_token_list = {
    .name = "token list", .synopsis = "STORE", .help = N_("list the tokens of all accounts"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
