#include "cli/talk.h"

#include "base/translate.h"
#include "cli/logbook.h"
#include "sharing/people.h"
#include "store/store.h"

static Status find_speaker(CommandContext *context, Records *records, const TalkWork *work, Principal *ret_who)
{
    const char *name = argument_value(context->arguments, "as");
    Account account;
    *ret_who = principal_console;
    if (!name && work->account) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("say who does it: --as ACCOUNT"));
        error_where(context->error, "--as");
        return context->error->status;
    }
    if (!name)
        return STATUS_OK;
    TRY(account_find(records, context->arena, name, &account, context->error));
    TRY(people_one(records, context->arena, account.id, ret_who, context->error));
    if (principal_may(ret_who, work->permission))
        return STATUS_OK;
    return error_set(context->error, STATUS_FORBIDDEN, _("%s may not do this (%s)"), account.name, role_name(account.role));
}

static Status find_subject(CommandContext *context, const TalkWork *work, Talk *talk)
{
    const char *kind, *id;
    TRY(subject_parse(context->arena, operand(context->arguments, 1), &kind, &id, context->error));
    return work->open ? subject_find_open(talk->records, context->arena, &talk->who, kind, id, &talk->subject, context->error)
                      : subject_find(talk->records, context->arena, &talk->who, kind, id, &talk->subject, context->error);
}

static Status run(CommandContext *context, const TalkWork *work, Talk *talk)
{
    TRY(find_speaker(context, talk->records, work, &talk->who));
    if (work->subject)
        TRY(find_subject(context, work, talk));
    TRY(work->work(context, talk));
    if (!work->action)
        return STATUS_OK;
    const char *as = talk->who.account ? arena_format(context->arena, "as account %lld", (long long)talk->who.account) : NULL;
    return logbook_append(context, talk->records, work->action, talk->target ? talk->target : operand(context->arguments, 1), as);
}

Status talk_run(CommandContext *context, const TalkWork *work)
{
    const char *path = operand(context->arguments, 0);
    Talk talk = {.records = NULL};
    TRY(store_open_records(path, &talk.records, context->error));
    Status status = run(context, work, &talk);
    store_close_records(talk.records);
    if (status != STATUS_OK || !work->action)
        return status;
    Error error;
    status = store_talk_changed_by_other(path, &error);
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        return STATUS_OK;
    *context->error = error;
    return status;
}
