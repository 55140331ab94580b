#include "organization/local_time.h"

#include "base/text.h"
#include "base/translate.h"
#include "calendar/zone.h"

#include <stdlib.h>

/* Which way the column's times are carried. */
typedef enum Direction { TO_LOCAL, TO_UTC } Direction;

typedef struct Tree {
    TextBuilder *sql;
    const Zone *zone;
    const char *column;
    Direction direction;
} Tree;

/* `(column + INTERVAL '12600 seconds')`: added for one range of the zone's changes. */
static void append_leaf(const Tree *tree, size_t change)
{
    int32_t offset = tree->zone->changes[change].offset;
    if (tree->direction == TO_UTC)
        offset = -offset;
    if (offset == 0)
        text_append(tree->sql, tree->column);
    else
        text_append_format(tree->sql, "%s %c INTERVAL '%d seconds'", tree->column, offset < 0 ? '-' : '+',
                           abs(offset));
}

static void append_boundary(const Tree *tree, size_t change)
{
    int64_t micros = tree->direction == TO_UTC ? zone_change_wall(tree->zone, change)
                                               : tree->zone->changes[change].instant;
    char text[28];
    instant_format(micros, text);
    /* "2026-03-29T01:00:00Z" as both engines write a timestamp: no letters. */
    text_append_format(tree->sql, "TIMESTAMP '%.10s %.8s'", text, text + 11);
}

/* The changes from `low` to before `high`: halved until one is left, so that a row meets few comparisons. The
 * depth is the logarithm of the number of changes. */
static void append_tree(const Tree *tree, size_t low, size_t high)
{
    if (high - low == 1) {
        append_leaf(tree, low);
        return;
    }
    size_t middle = (low + high) / 2;
    text_append_format(tree->sql, "CASE WHEN %s < ", tree->column);
    append_boundary(tree, middle);
    text_append(tree->sql, " THEN ");
    append_tree(tree, low, middle);
    text_append(tree->sql, " ELSE ");
    append_tree(tree, middle, high);
    text_append(tree->sql, " END");
}

static Status zone_sql(Arena *arena, const char *zone_name, const char *column, Direction direction,
                       const char *before, const char *after, const char **ret_sql, Error *error)
{
    Zone zone;
    TRY(zone_read(arena, zone_name, &zone, error));
    TextBuilder sql = text_builder(1 << 20);
    text_append(&sql, before);
    append_tree(&(Tree){&sql, &zone, column, direction}, 0, zone.count);
    text_append(&sql, after);
    Status status = STATUS_OK;
    if (sql.overflowed)
        status = error_set(error, STATUS_TOO_LARGE, "%s", _("the expression of a time column is too long"));
    else
        *ret_sql = arena_copy(arena, sql.bytes, sql.length);
    text_builder_free(&sql);
    return status;
}

Status organization_day_expression(Arena *arena, const char *zone, const char *column, const char **ret_sql,
                                   Error *error)
{
    return zone_sql(arena, zone, column, TO_LOCAL, "CAST(", " AS DATE)", ret_sql, error);
}

Status organization_local_expression(Arena *arena, const char *zone, const char *column, const char **ret_sql,
                                     Error *error)
{
    return zone_sql(arena, zone, column, TO_LOCAL, "(", ")", ret_sql, error);
}

Status organization_utc_expression(Arena *arena, const char *zone, const char *column, const char **ret_sql,
                                   Error *error)
{
    return zone_sql(arena, zone, column, TO_UTC, "(", ")", ret_sql, error);
}
