#include "cli/metric_words.h"

#include "base/translate.h"
#include "metric/own.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { FILE_LIMIT = 256 * 1024 };

static bool names_store(const CommandContext *context)
{
    if (!operand_count(context->arguments))
        return false;
    const char *file = arena_format(context->arena, "%s/records.sqlite", operand(context->arguments, 0));
    return access(file, F_OK) == 0;
}

Status metric_words_registry(CommandContext *context, MetricRegistry **ret_registry, int *ret_words)
{
    *ret_words = names_store(context);
    if (!*ret_words)
        return metric_registry_load(ret_registry, context->error);
    Records *records;
    TRY(store_open_records(operand(context->arguments, 0), &records, context->error));
    Status status = own_registry(records, NULL, ret_registry, context->error);
    store_close_records(records);
    return status;
}

static Status read_file(const CommandContext *context, const char *path, Text *ret_text)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rbe");
    if (!file)
        return error_set_errno(context->error, errno, "%s", path);
    char *bytes = arena_alloc(context->arena, FILE_LIMIT + 1);
    size_t length = fread(bytes, 1, FILE_LIMIT, file);
    if (!standard)
        fclose(file);
    *ret_text = (Text){bytes, length};
    return STATUS_OK;
}

Status metric_words_check(CommandContext *context, const KpiDoor *door, Text *ret_text, MetricRegistry **ret_registry,
                          const Metric **ret_metric, MetricResult *ret_result)
{
    OwnChecker checker = {door->store, door->session, door->registry, &door->organization, NULL};
    MetricQuery *query = ARENA_NEW(context->arena, MetricQuery);
    TRY(read_file(context, operand(context->arguments, 1), ret_text));
    TRY(own_check(&checker, *ret_text, ret_registry, ret_metric, context->error));
    QueryWords words = {.id = (*ret_metric)->id};
    return own_try(&checker, *ret_registry, context->arena, &words, query, ret_result, context->error);
}
