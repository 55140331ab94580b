#include "sharing/subject.h"

#include "base/suggest.h"
#include "base/translate.h"
#include "calendar/day.h"
#include "sharing/parts.h"

#include <string.h>

#define KPI_SELECT "SELECT kpi, title, owner, NULL FROM kpi "
/* A review is named by its number; its title is made of its kind and its days. */
#define REVIEW_SELECT "SELECT CAST(review AS TEXT), kind, NULL, NULL, from_day, to_day FROM review "
#define OBJECTIVE_SELECT "SELECT objective, title, owner, unit FROM objective "

static const char *review_title_at(Arena *arena, const RecordsTable *table, size_t row)
{
    char from[11], to[11];
    bool weekly = strcmp(cell_text(table, row, 1), "weekly") == 0;
    day_format(records_value(table, row, 4).day, from);
    day_format(records_value(table, row, 5).day, to);
    const char *days = arena_format(arena, "%s – %s", from, to);
    return weekly ? arena_format(arena, _("Weekly review: %s"), days) : arena_format(arena, _("Monthly review: %s"), days);
}

const SubjectKind subject_kinds[] = {
    {.name = "kpi", .permission = PERMISSION_READ_VALUES, .linked = true, .find = KPI_SELECT "WHERE kpi = $1",
     .list = KPI_SELECT "WHERE retired_at IS NULL ORDER BY title, kpi"},
    {.name = "objective", .permission = PERMISSION_READ_VALUES, .find = OBJECTIVE_SELECT "WHERE objective = $1",
     .list = OBJECTIVE_SELECT "WHERE closed_at IS NULL ORDER BY title, objective"},
    {.name = "review", .permission = PERMISSION_READ_VALUES, .linked = true, .title = review_title_at,
     .find = REVIEW_SELECT "WHERE CAST(review AS TEXT) = $1", .list = REVIEW_SELECT "ORDER BY to_day DESC, kind LIMIT 24"},
};
const size_t subject_kind_count = sizeof subject_kinds / sizeof subject_kinds[0];

const SubjectKind *subject_kind(const char *name)
{
    for (size_t i = 0; i < subject_kind_count; i++)
        if (strcmp(subject_kinds[i].name, name) == 0)
            return &subject_kinds[i];
    return NULL;
}

static Status no_kind(const char *name, Error *error)
{
    const char *known[sizeof subject_kinds / sizeof subject_kinds[0]];
    for (size_t i = 0; i < subject_kind_count; i++)
        known[i] = subject_kinds[i].name;
    error_set(error, STATUS_NOT_FOUND, "%s", _("this is nothing that can be talked about or shared"));
    error_value(error, name, strlen(name));
    suggest_names(error, name, known, subject_kind_count);
    return error->status;
}

static Status no_subject(Records *records, Arena *arena, const SubjectKind *kind, const char *id, Error *error)
{
    if (strcmp(kind->name, "review") == 0)
        return error_set(error, STATUS_NOT_FOUND, _("there is no review %s"), id);
    RecordsTable table;
    TRY(records_query(records, arena, kind->list, NULL, 0, &table, error));
    const char **ids = ARENA_ARRAY(arena, table.rows + 1, const char *);
    for (size_t i = 0; i < table.rows; i++)
        ids[i] = cell_text(&table, i, 0);
    bool kpi = strcmp(kind->name, "kpi") == 0;
    error_set(error, STATUS_NOT_FOUND, kpi ? _("there is no KPI \"%s\"") : _("there is no objective \"%s\""), id);
    suggest_names(error, id, ids, table.rows);
    return error->status;
}

static Subject subject_at(Arena *arena, const SubjectKind *kind, const RecordsTable *table, size_t row)
{
    const char *title = kind->title ? kind->title(arena, table, row) : cell_text(table, row, 1);
    return (Subject){.kind = kind, .id = cell_text(table, row, 0), .title = title, .owner = cell_text(table, row, 2),
                     .unit = cell_text(table, row, 3)};
}

Status subject_find(Records *records, Arena *arena, const Principal *who, const char *kind_name, const char *id,
                    Subject *ret_subject, Error *error)
{
    const SubjectKind *kind = subject_kind(kind_name);
    if (!kind)
        return no_kind(kind_name, error);
    if (!principal_may(who, kind->permission))
        return error_set(error, STATUS_FORBIDDEN, "%s", _("you may not see this"));
    Value key = value_text(id);
    RecordsTable table;
    TRY(records_query(records, arena, kind->find, &key, 1, &table, error));
    if (!table.rows)
        return no_subject(records, arena, kind, id, error);
    *ret_subject = subject_at(arena, kind, &table, 0);
    return STATUS_OK;
}

Status subject_find_open(Records *records, Arena *arena, const Principal *who, const char *kind, const char *id,
                         Subject *ret_subject, Error *error)
{
    Subject subject;
    RecordsTable shares;
    TRY(subject_find(records, arena, who, kind, id, &subject, error));
    if (!row_scope_is_all(&who->rows)) {
        Human human;
        TRY(share_teams(records, arena, subject.kind, subject.id, &shares, error));
        TRY(people_self(records, arena, who->account, &human, error));
        if (!human_may_talk(&human, subject.kind, &shares)) {
            error_set(error, STATUS_FORBIDDEN, "%s", _("you see a part of the organization, and this is not shared with you: what others say about "
                                                       "it may be about the whole"));
            error_hint(error, "%s", _("ask for it to be shared with your team or with everyone"));
            return error->status;
        }
    }
    *ret_subject = subject;
    return STATUS_OK;
}

Status subject_parse(Arena *arena, const char *text, const char **ret_kind, const char **ret_id, Error *error)
{
    Text id, kind = text_cut(text_of(text), ':', &id);
    if (!kind.length || !id.length) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("this is written as kpi:ID, objective:ID or review:NUMBER"));
        error_value(error, text, strlen(text));
        return error->status;
    }
    *ret_kind = text_string(arena, kind);
    *ret_id = text_string(arena, id);
    return STATUS_OK;
}

const char *subject_name(Arena *arena, const Subject *subject)
{
    return arena_format(arena, "%s:%s", subject->kind->name, subject->id);
}

/* ---- what is one's own ---- */

static const char *const tie_names[TIES] = {"owner", "team", "shared", "everyone", "mentioned"};

const char *tie_name(Tie tie)
{
    for (unsigned i = 0; i < TIES; i++)
        if ((unsigned)tie == 1U << i)
            return tie_names[i];
    return "";
}

typedef struct Ties {
    const Human *human;
    RecordsTable shares, mentions; /* kind, subject, team; kind, subject */
} Ties;

static bool is_of(const RecordsTable *table, size_t row, const Subject *subject)
{
    return strcmp(cell_text(table, row, 0), subject->kind->name) == 0 && strcmp(cell_text(table, row, 1), subject->id) == 0;
}

static unsigned ties_of(const Ties *known, const Subject *subject)
{
    const Human *human = known->human;
    unsigned ties = 0;
    if (human_is(human, subject->owner) || human_is(human, subject->unit))
        ties |= TIE_OWNER;
    if (human_works_in(human, subject->owner) || human_works_in(human, subject->unit))
        ties |= TIE_TEAM;
    for (size_t i = 0; i < known->shares.rows; i++) {
        const char *team = cell_text(&known->shares, i, 2);
        if (!is_of(&known->shares, i, subject))
            continue;
        for (size_t j = 0; j < human->team_count; j++)
            if (strcmp(team, human->teams[j]) == 0)
                ties |= TIE_SHARED;
        ties |= *team ? 0 : TIE_EVERYONE;
    }
    for (size_t i = 0; i < known->mentions.rows; i++)
        ties |= is_of(&known->mentions, i, subject) ? TIE_MENTIONED : 0;
    return ties;
}

static Status own_of_kind(Records *records, Arena *arena, const SubjectKind *kind, const Ties *known, OwnSubject *subjects,
                          size_t limit, size_t *count, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, kind->list, NULL, 0, &table, error));
    for (size_t i = 0; i < table.rows && *count < limit; i++) {
        OwnSubject own = {.subject = subject_at(arena, kind, &table, i)};
        own.ties = ties_of(known, &own.subject);
        if (own.ties)
            subjects[(*count)++] = own;
    }
    return STATUS_OK;
}

Status subject_own(Records *records, Arena *arena, const Principal *who, OwnSubject **ret_subjects, size_t *ret_count, Error *error)
{
    enum { OWN_LIMIT = 500 };
    Ties known;
    Human self;
    size_t count = 0;
    Value account = value_integer(who->account);
    OwnSubject *subjects = ARENA_ARRAY(arena, OWN_LIMIT, OwnSubject);
    TRY(people_self(records, arena, who->account, &self, error));
    known.human = &self;
    TRY(records_query(records, arena, "SELECT kind, subject, team FROM share", NULL, 0, &known.shares, error));
    TRY(records_query(records, arena,
                      "SELECT DISTINCT c.kind, c.subject FROM comment_mention m JOIN comment c ON c.comment = m.comment "
                      "WHERE m.account = $1 AND c.deleted_at IS NULL",
                      &account, 1, &known.mentions, error));
    for (size_t i = 0; i < subject_kind_count; i++)
        if (principal_may(who, subject_kinds[i].permission))
            TRY(own_of_kind(records, arena, &subject_kinds[i], &known, subjects, OWN_LIMIT, &count, error));
    *ret_subjects = subjects;
    *ret_count = count;
    return STATUS_OK;
}
