#include "metric/registry.h"

#include "base/translate.h"
#include "language/fold.h"

#include <string.h>

Status metric_matches(Arena *arena, const Metric *metric, const char *wanted, bool *ret_matches, Error *error)
{
    TextBuilder all CLEANUP(text_builder_free) = text_builder((size_t)1 << 16);
    const char *const parts[] = {metric->id, metric->title, metric_title(metric), metric_help(metric)};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        text_append_format(&all, "%s ", parts[i]);
    for (size_t i = 0; i < metric->alias_count; i++)
        text_append_format(&all, "%s ", metric->aliases[i]);
    const char *text, *words;
    TRY(text_fold(arena, (Text){all.bytes, all.length}, &text, error));
    TRY(text_fold(arena, text_of(wanted), &words, error));
    *ret_matches = fold_contains(text, words);
    return STATUS_OK;
}
