/* The quality of the data: what no import lets in, and what it cannot know. */
#include "organization/check_run.h"

#include "base/translate.h"

#include <string.h>

/* ---- SQL of a kind ---- */

static const char *identifier(Arena *arena, const char *name)
{
    TextBuilder quoted = text_builder(256);
    text_append_identifier(&quoted, name);
    const char *text = arena_copy(arena, quoted.bytes, quoted.length);
    text_builder_free(&quoted);
    return text;
}

/* `"table" f` */
static const char *table_of(Arena *arena, const Kind *kind)
{
    return arena_format(arena, "%s f", identifier(arena, kind->table));
}

/* What names a row to people: its natural key, "A-17/2026-11-21". */
static const char *key_of(Arena *arena, const Kind *kind)
{
    TextBuilder sql = text_builder(4096);
    text_append(&sql, "concat_ws('/'");
    for (const char *const *name = kind->key; *name; name++) {
        text_append(&sql, ", f.");
        text_append_identifier(&sql, *name);
    }
    text_append(&sql, ")");
    const char *text = arena_copy(arena, sql.bytes, sql.length);
    text_builder_free(&sql);
    return text;
}

/* ---- rows by themselves ---- */

static Status check_rules(Inspection *check, const Kind *kind, Error *error)
{
    for (size_t i = 0; i < kind->check_count; i++) {
        const Question question = {
            .finding = {.severity = SEVERITY_BROKEN, .code = kind->checks[i].code, .kind = kind->name,
                        .message = _(kind->checks[i].reason)},
            .from = table_of(check->arena, kind), .where = kind->checks[i].broken,
            .example = key_of(check->arena, kind)};
        TRY(check_ask(check, &question, error));
    }
    return STATUS_OK;
}

static Status check_key(Inspection *check, const Kind *kind, Error *error)
{
    TextBuilder sql = text_builder(4096);
    text_append(&sql, "(SELECT ");
    text_append(&sql, key_of(check->arena, kind));
    text_append(&sql, " AS key FROM ");
    text_append(&sql, table_of(check->arena, kind));
    text_append(&sql, " GROUP BY ");
    for (const char *const *name = kind->key; *name; name++) {
        text_append(&sql, name == kind->key ? "f." : ", f.");
        text_append_identifier(&sql, *name);
    }
    text_append(&sql, " HAVING count(*) > 1) f");
    const Question question = {
        .finding = {.severity = SEVERITY_BROKEN, .code = "duplicate-key", .kind = kind->name,
                    .message = _("keys that stand in more than one row")},
        .from = sql.bytes, .example = "f.key"};
    Status status = check_ask(check, &question, error);
    text_builder_free(&sql);
    return status;
}

/* Local days that are not those of the organization's time zone, or a `day` that does not follow from them. */
static Status check_days(Inspection *check, const Kind *kind, Error *error)
{
    TextBuilder wrong = text_builder(4 << 20);
    text_append(&wrong, "f.day IS DISTINCT FROM (");
    text_append(&wrong, kind->day);
    text_append(&wrong, ")");
    Status status = STATUS_OK;
    for (size_t i = 0; i < kind->field_count && status == STATUS_OK; i++) {
        const Field *field = &kind->fields[i];
        const char *local = NULL;
        if (!field->local_day)
            continue;
        status = organization_day_expression(check->arena, check->organization.time_zone,
                                             arena_format(check->arena, "f.%s", identifier(check->arena, field->name)),
                                             &local, error);
        text_append(&wrong, " OR f.");
        text_append_identifier(&wrong, field->local_day);
        text_append(&wrong, " IS DISTINCT FROM ");
        text_append(&wrong, local ? local : "");
    }
    const Question question = {
        .finding = {.severity = SEVERITY_BROKEN, .code = "wrong-local-day", .kind = kind->name, .mendable = true,
                    .message = _("days that are not those of the time zone")},
        .from = table_of(check->arena, kind), .where = wrong.bytes, .example = key_of(check->arena, kind)};
    if (status == STATUS_OK)
        status = check_ask(check, &question, error);
    text_builder_free(&wrong);
    return status;
}

/* What begins or is planned later is no mistake. */
static bool may_lie_ahead(const Kind *kind)
{
    return strcmp(kind->name, "subscription") == 0 || strcmp(kind->name, "one_on_one") == 0;
}

static Status check_range(Inspection *check, const Kind *kind, Error *error)
{
    const Value today = value_day(check->organization.today);
    const Value ends[2] = {value_day(calendar_first_day()), value_day(calendar_last_day())};
    const Question outside = {
        .finding = {.severity = SEVERITY_BROKEN, .code = "outside-calendar", .kind = kind->name,
                    .message = _("days before 1990 or after 2059: no period counts them")},
        .from = table_of(check->arena, kind), .where = "f.day < $1 OR f.day > $2",
        .example = key_of(check->arena, kind), .parameters = ends, .parameter_count = 2};
    TRY(check_ask(check, &outside, error));
    if (may_lie_ahead(kind))
        return STATUS_OK;
    const Question future = {
        .finding = {.severity = SEVERITY_WARNING, .code = "future-day", .kind = kind->name,
                    .message = _("days that are yet to come")},
        .from = table_of(check->arena, kind), .where = "f.day > $1", .example = key_of(check->arena, kind),
        .parameters = &today, .parameter_count = 1};
    return check_ask(check, &future, error);
}

static Status check_batch(Inspection *check, const Kind *kind, Error *error)
{
    const Question question = {
        .finding = {.severity = SEVERITY_WARNING, .code = "unknown-batch", .kind = kind->name,
                    .message = _("rows of a batch that is not recorded")},
        .from = table_of(check->arena, kind),
        .where = "f.batch IS NOT NULL AND f.batch NOT IN (SELECT b.batch FROM batch b)", .example = "f.batch"};
    return check_ask(check, &question, error);
}

/* ---- rows among others ---- */

/* The dimension whose key a field of this name holds: customer, employee, team, brand, campaign. */
static const Kind *dimension_of(const Field *field)
{
    const Kind *dimension = field->type == FIELD_TEXT ? schema_kind(field->name) : NULL;
    if (!dimension || !dimension->dimension || !dimension->key[0] || dimension->key[1])
        return NULL;
    return strcmp(dimension->key[0], field->name) == 0 ? dimension : NULL;
}

/* Only where the dimension has rows: an organization need not give every one. */
static Status check_orphans_of(Inspection *check, const Kind *kind, const Field *field, const Kind *dimension, Error *error)
{
    const char *key = identifier(check->arena, field->name);
    const char *table = identifier(check->arena, dimension->table);
    TextBuilder where = text_builder(4096);
    /* The constant for "none in particular" refers to nothing. */
    if (field->fallback) {
        text_append(&where, "f.");
        text_append(&where, key);
        text_append(&where, " <> ");
        text_append(&where, field->fallback);
        text_append(&where, " AND ");
    }
    const char *const parts[] = {"EXISTS (SELECT 1 FROM ", table, ") AND f.", key, " IS NOT NULL AND f.", key,
                                 " NOT IN (SELECT d.", key, " FROM ", table, " d)"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        text_append(&where, parts[i]);
    const Question question = {
        .finding = {.severity = SEVERITY_WARNING, .code = arena_format(check->arena, "orphan-%s", field->name),
                    .kind = kind->name,
                    .message = arena_format(check->arena, _("%s that is not among: %s"), _(field->title),
                                            _(dimension->title))},
        .from = table_of(check->arena, kind), .where = where.bytes,
        .example = arena_format(check->arena, "f.%s", key)};
    Status status = check_ask(check, &question, error);
    text_builder_free(&where);
    return status;
}

static Status check_orphans(Inspection *check, const Kind *kind, Error *error)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        const Kind *dimension = dimension_of(&kind->fields[i]);
        if (dimension && dimension != kind)
            TRY(check_orphans_of(check, kind, &kind->fields[i], dimension, error));
    }
    return STATUS_OK;
}

#define SCALE "concat(CAST(f.scale_min AS VARCHAR), '-', CAST(f.scale_max AS VARCHAR))"

/* A series over two scales is refused by every metric, so it is said before. */
static Status check_scales(Inspection *check, const Kind *kind, Error *error)
{
    if (!schema_field(kind, "scale_min") || !schema_field(kind, "scale_max"))
        return STATUS_OK;
    static const char *const series[] = {"survey", "cycle", "item", "question"};
    TextBuilder sql = text_builder(4096), names = text_builder(1024);
    for (size_t i = 0; i < sizeof series / sizeof series[0]; i++) {
        if (!schema_field(kind, series[i]))
            continue;
        text_append(&names, names.length ? ", f." : "f.");
        text_append_identifier(&names, series[i]);
    }
    const char *const parts[] = {"(SELECT concat_ws(' / ', ", names.bytes,
                                 ") || ': ' || string_agg(DISTINCT " SCALE ", ', ' ORDER BY " SCALE ") AS series FROM ",
                                 table_of(check->arena, kind), " WHERE f.score IS NOT NULL GROUP BY ", names.bytes,
                                 " HAVING min(f.scale_min) < max(f.scale_min) OR min(f.scale_max) < max(f.scale_max)) f"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        text_append(&sql, parts[i]);
    const Question question = {
        .finding = {.severity = SEVERITY_WARNING, .code = "mixed-scales", .kind = kind->name,
                    .message = _("questions of one survey with more than one scale: their mean is refused")},
        .from = sql.bytes, .example = "f.series"};
    Status status = check_ask(check, &question, error);
    text_builder_free(&sql);
    text_builder_free(&names);
    return status;
}

static Status check_currencies(Inspection *check, const Kind *kind, Error *error)
{
    if (!schema_field(kind, "currency"))
        return STATUS_OK;
    const Value currency = value_text(check->organization.currency);
    const Question question = {
        .finding = {.severity = SEVERITY_WARNING, .code = "no-exchange-rate", .kind = kind->name,
                    .message = _("rows in a currency that has no exchange rate on their day: sums of money are refused")},
        .from = table_of(check->arena, kind),
        .where = "f.currency <> $1 AND NOT EXISTS (SELECT 1 FROM exchange_rate x WHERE x.currency = f.currency AND "
                 "x.from_day <= f.day)",
        .example = "f.currency", .parameters = &currency, .parameter_count = 1};
    return check_ask(check, &question, error);
}

/*
 * Open days without any fact, between the first and the last that have some, as ranges. Said only of kinds that have
 * facts on most open days: others are rare by nature.
 */
static Status check_gaps(Inspection *check, const Kind *kind, Error *error)
{
    const char *table = identifier(check->arena, kind->table);
    const char *const parts[] = {
        "(WITH days AS (SELECT DISTINCT day FROM ", table,
        "), span AS (SELECT min(day) AS first, max(day) AS last FROM days), opened AS (SELECT c.day, row_number() OVER "
        "(ORDER BY c.day) AS number FROM calendar c, span WHERE NOT c.is_weekend AND NOT c.is_holiday AND c.day BETWEEN "
        "span.first AND span.last), missing AS (SELECT o.day, o.number - row_number() OVER (ORDER BY o.day) AS run FROM "
        "opened o WHERE o.day NOT IN (SELECT day FROM days)), runs AS (SELECT min(day) AS first, max(day) AS last, "
        "count(*) AS length FROM missing GROUP BY run) SELECT *, (SELECT count(*) FROM missing) AS missing, (SELECT "
        "count(*) FROM opened) AS opened FROM runs) f"};
    TextBuilder sql = text_builder(8192);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        text_append(&sql, parts[i]);
    const Question question = {
        .finding = {.severity = SEVERITY_NOTE, .code = "days-missing", .kind = kind->name,
                    .message = _("stretches of working days without any row, though most days have some")},
        .from = sql.bytes, .where = "2 * f.missing < f.opened",
        .example = "CASE WHEN f.first = f.last THEN CAST(f.first AS VARCHAR) ELSE concat(CAST(f.first AS VARCHAR), ' - ', "
                   "CAST(f.last AS VARCHAR)) END"};
    Status status = check_ask(check, &question, error);
    text_builder_free(&sql);
    return status;
}

typedef Status KindCheck(Inspection *check, const Kind *kind, Error *error);

Status check_kind(Inspection *check, const Kind *kind, Error *error)
{
    static KindCheck *const of_all[] = {check_key, check_rules, check_orphans};
    static KindCheck *const of_facts[] = {check_days, check_range, check_batch, check_scales, check_currencies, check_gaps};
    for (size_t i = 0; i < sizeof of_all / sizeof of_all[0]; i++)
        TRY(of_all[i](check, kind, error));
    for (size_t i = 0; !kind->dimension && i < sizeof of_facts / sizeof of_facts[0]; i++)
        TRY(of_facts[i](check, kind, error));
    return STATUS_OK;
}
