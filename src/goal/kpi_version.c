/* Every form that a KPI had. */
#include "goal/kpi.h"

#include "base/translate.h"
#include "goal/rows.h"

#include <string.h>

Status kpi_versions(Store *store, Arena *arena, const char *id, KpiVersion **ret_versions, size_t *ret_count, Error *error)
{
    RecordsTable table;
    Value key = value_text(id);
    TRY(records_query(store_records(store), arena,
                      "SELECT revision, changed_at, changed_by, reason, definition FROM kpi_revision WHERE kpi = $1 "
                      "ORDER BY revision",
                      &key, 1, &table, error));
    KpiVersion *versions = ARENA_ARRAY(arena, table.rows + 1, KpiVersion);
    for (size_t i = 0; i < table.rows; i++)
        versions[i] = (KpiVersion){.revision = records_value(&table, i, 0).integer,
                                   .at = records_value(&table, i, 1).time,
                                   .by = row_text(arena, &table, i, 2),
                                   .reason = row_text(arena, &table, i, 3),
                                   .definition = row_text(arena, &table, i, 4)};
    *ret_versions = versions;
    *ret_count = table.rows;
    return STATUS_OK;
}

Status kpi_version_named(const KpiVersion *versions, size_t count, const char *word, const KpiVersion **ret_version, Error *error)
{
    long revision = 0;
    *ret_version = NULL;
    if (!word)
        return STATUS_OK;
    bool number = text_to_long(text_of(word), &revision);
    for (size_t i = 0; number && i < count; i++)
        if (versions[i].revision == revision) {
            *ret_version = &versions[i];
            return STATUS_OK;
        }
    error_set(error, STATUS_NOT_FOUND, _("there is no revision %s of it"), word);
    error_where(error, "against");
    error_hint(error, _("there are: 1 to %zu"), count);
    return STATUS_NOT_FOUND;
}

/* The value of a member in lines of name=value, in the arena; NULL where it is not there. */
static const char *member_of(Arena *arena, const char *definition, const char *name)
{
    for (Text rest = text_of(definition); rest.length > 0;) {
        Text value, line = text_cut(rest, '\n', &rest), member = text_cut(line, '=', &value);
        if (text_equals(member, name))
            return text_string(arena, value);
    }
    return NULL;
}

static const char *said(const char *value)
{
    return value ? value : "";
}

/* The members of `of`; those alone that `except` has not. */
static size_t add_differences(Arena *arena, const char *of, const char *except, const char *before, const char *after,
                              KpiDifference *differences, size_t count)
{
    for (Text rest = text_of(of); rest.length > 0;) {
        Text value, line = text_cut(rest, '\n', &rest);
        const char *member = text_string(arena, text_cut(line, '=', &value));
        KpiDifference found = {member, said(member_of(arena, before, member)), said(member_of(arena, after, member))};
        if (strcmp(found.before, found.after) != 0 && !(except && member_of(arena, except, member)))
            differences[count++] = found;
    }
    return count;
}

void kpi_compare(Arena *arena, const char *before, const char *after, KpiDifference **ret_differences, size_t *ret_count)
{
    size_t lines = 2;
    for (const char *c = before; *c; c++)
        lines += *c == '\n';
    for (const char *c = after; *c; c++)
        lines += *c == '\n';
    KpiDifference *differences = ARENA_ARRAY(arena, lines, KpiDifference);
    size_t count = add_differences(arena, before, /* except= */ NULL, before, after, differences, 0);
    *ret_count = add_differences(arena, after, before, before, after, differences, count);
    *ret_differences = differences;
}
