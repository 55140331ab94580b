/*
 * The plan of an import: for one file, which of its columns fill which fields, and the SQL that casts, checks
 * and derives all of them as whole columns.
 *
 * The SQL is one SELECT in layers, each of which adds columns to those below:
 *   r_FIELD   the text of the file (constants, defaults, value tables applied)
 *   f_, t_    what the engine's own cast reads; the text made plain where it reads nothing (cast.c)
 *   w_, i_    of a time: its wall clock, or the instant where the text says its offset
 *   FIELD     the typed value
 * then what is derived (scales, currencies, keys, local days, `day`), and at last mz_problem, the number of
 * the first rule that the row breaks, or mz_good.
 */
#ifndef IMPORT_PLAN_H
#define IMPORT_PLAN_H

#include "import/source.h"
#include "calendar/table.h"

typedef enum DateKind { DATE_PARTS, DATE_FORMAT, DATE_EPOCH } DateKind;

/* How the dates of a column are written; found out from its values or said by the mapping. */
typedef struct DateForm {
    DateKind kind;
    const char *order;       /* DATE_PARTS: "ymd", "dmy", "mdy" */
    const char *format;      /* DATE_FORMAT: strptime's letters */
    const char *fast;        /* DATE_PARTS: strptime's letters that read most values; NULL: ISO */
    CalendarSystem calendar;
    bool months;             /* months are written as names */
    double per_second;       /* DATE_EPOCH: 1, 1000 */
} DateForm;

typedef struct FieldPlan {
    const Field *field;
    const FieldMap *map;         /* guessed fields have one too */
    const char *const *columns;  /* of the source */
    size_t column_count;
    DateForm date;
    const char *decimal;         /* "." or "," */
} FieldPlan;

/* A rule that a row can break. */
typedef struct Problem {
    const Field *field;
    const char *reason; /* N_() */
    const char *broken; /* SQL, true where it is broken */
    bool within;        /* what breaks it breaks a later rule, too: it says better why, and nothing more is refused by it */
    bool hides;         /* what the row holds is not kept with the rejected ones */
} Problem;

/* What an import needs to know of the organization. */
typedef struct Home {
    const char *time_zone, *currency;
    CalendarSystem calendar;
} Home;

Status plan_read_home(Store *store, Arena *arena, Home *ret_home, Error *error) MUST_CHECK;

typedef struct Plan {
    const Kind *kind;
    const Mapping *mapping;
    const Source *source;
    const Home *home;
    int64_t batch;
    const char *zone;            /* of times without an offset */
    FieldPlan *fields;           /* those that the file fills */
    size_t field_count;
    Problem *problems;
    size_t problem_count;
    const char *const *unmapped; /* columns that fill nothing */
    size_t unmapped_count;
} Plan;

/* Matches columns to fields, looks at samples of them, settles formats. On failure the plan has the fields that were
 * matched until then, for those who show them. */
Status plan_make(FactsSession *session, Arena *arena, const Kind *kind, const Mapping *mapping,
                 const Source *source, const Home *home, int64_t batch, Plan *ret_plan,
                 Error *error) MUST_CHECK;

/* Columns of the kind's table in the order in which plan_append_rows() gives them, comma separated. */
void plan_append_columns(Sql *sql, const Kind *kind);

/* "SELECT <columns> FROM ... WHERE mz_good": the rows that pass. */
Status plan_append_good(Sql *sql, Arena *arena, const Plan *plan, Error *error) MUST_CHECK;

/* A relation "(SELECT ...) f" with all columns and mz_row (from 1), reject_line, mz_problem, s_COLUMN for each
 * column of the source and r_FIELD for each field filled. */
Status plan_append_detailed(Sql *sql, Arena *arena, const Plan *plan, Error *error) MUST_CHECK;

/* ---- between the files of the plan ---- */

const FieldPlan *plan_field(const Plan *plan, const Field *field); /* NULL where the file does not fill it */
/* Read as a time; a time that is a duration behind another (`plus`) is not. */
bool plan_reads_time(const FieldPlan *field);
/* The field is the key and is made from the row, since the file has none. */
bool plan_makes_key(const Plan *plan, const Field *field);

/* layers.c: the text of the field as the file has it: SQL over the source `s`. */
void plan_append_text(Sql *sql, const FieldPlan *field);

/* cast.c: `, ... AS f_FIELD` (and z_FIELD): what the engine reads at once; over r_FIELD. */
void cast_append_fast(Sql *sql, const FieldPlan *plan);
/* cast.c: `, ... AS t_FIELD`: the text made plain where that read nothing. */
void cast_append_plain(Sql *sql, const FieldPlan *plan);
/* cast.c: SQL of the typed value over the two; of a field with `plus` its duration in seconds. */
void cast_append_value(Sql *sql, const FieldPlan *plan);
/* cast.c: `, <wall> AS w_FIELD, <instant> AS i_FIELD`. */
void cast_append_time(Sql *sql, const FieldPlan *plan);
/* cast.c: joins of the calendar for dates of other calendars. */
void cast_append_joins(Sql *sql, const FieldPlan *plan);

/* problems.c: the rules of the kind and of the fields filled; where persons were `erased`, theirs first. */
void plan_make_problems(Arena *arena, Plan *plan, bool erased);

/* evidence.c: settles date forms and decimal signs from the values of the columns. */
Status plan_settle_forms(FactsSession *session, Arena *arena, Plan *plan, Error *error) MUST_CHECK;

#endif
