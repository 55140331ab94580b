#include "http/ask.h"

#include "base/translate.h"

Status ask_read(Request *request, MetricQuery *ret_query, Error *error)
{
    QueryWords words = {
        .id = request_path(request, "id"),
        .variant = request_query(request, "variant"),
        .period = request_query(request, "period"),
        .calendar = request_query(request, "calendar"),
        .from = request_query(request, "from"),
        .to = request_query(request, "to"),
        .by = request_query(request, "by"),
        .compare = request_query(request, "compare"),
        .as_of = request_query(request, "as_of"),
        .rows = &request->principal->rows,
    };
    words.filter_count = request_query_all(request, "where", &words.filters);
    words.parameter_count = request_query_all(request, "set", &words.parameters);
    return metric_query_parse(request->arena, request->registry, request->organization, &words, ret_query, error);
}

Status ask_number(const Request *request, const char *name, long least, long most, long fallback, long *ret_number,
                  Error *error)
{
    const char *value = request_query(request, name);
    long number = fallback;
    if (!value || (text_to_long(text_of(value), &number) && number >= least && number <= most)) {
        *ret_number = number;
        return STATUS_OK;
    }
    error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" is a number from %ld to %ld"), name, least, most);
    error_where(error, "%s", name);
    error_value(error, value, strlen(value));
    return error->status;
}
