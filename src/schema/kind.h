/*
 * The kinds of facts and dimensions: one table from which the store's tables, the import, the API and the
 * documentation follow. Pure data; what is added here appears everywhere.
 *
 * A field becomes a column of the same name. Besides its fields every fact table has
 *   day     DATE NOT NULL   the local day of the fact in the organization's time zone
 *   batch   BIGINT NOT NULL the batch that brought the row
 * and, for each time field with `local_day`, that column (DATE, null where the time is null).
 */
#ifndef SCHEMA_KIND_H
#define SCHEMA_KIND_H

#include <stdbool.h>
#include <stddef.h>

typedef enum FieldType {
    FIELD_TEXT,     /* VARCHAR, not empty */
    FIELD_TIME,     /* TIMESTAMP, UTC */
    FIELD_DAY,      /* DATE, a local day */
    FIELD_INTEGER,  /* BIGINT */
    FIELD_NUMBER,   /* DOUBLE PRECISION */
    FIELD_MONEY,    /* DECIMAL(18,4), in the row's `currency` */
    FIELD_BOOLEAN,  /* BOOLEAN */
    FIELD_CURRENCY, /* VARCHAR, ISO 4217, three capital letters */
    FIELD_CHOICE,   /* VARCHAR, one of `choices` */
} FieldType;

/* What of a field is about a person: what an export gathers and an erasure takes away (src/person). */
typedef enum Personal {
    PERSONAL_NOT,
    PERSONAL_CUSTOMER, /* names the customer that the row is about, by key */
    PERSONAL_EMPLOYEE, /* names an employee, by key or name */
    PERSONAL_INSIDE,   /* names a person within the row's customer */
    PERSONAL_TEXT,     /* words by or about the row's customer, or the employee that the row is: emptied */
    PERSONAL_KEY,      /* the row's key, which may be a digest of whom it is about: replaced with it */
} Personal;

typedef struct Field {
    const char *name;
    FieldType type;
    bool required;           /* a row without it is rejected (a constant or `fallback` may supply it) */
    const char *title;       /* N_(): a column's heading */
    const char *help;        /* N_(): a sentence; unit and convention */
    const char *local_day;   /* time fields: the DATE column with the local day; NULL: none is kept */
    const char *const *choices; /* FIELD_CHOICE: ends with NULL */
    const char *fallback;    /* SQL constant when the file has nothing: "1", "'nps'"; NULL: null */
    double minimum, maximum; /* numbers: the range allowed when minimum < maximum */
    Personal personal;
    const char *aliases;     /* headers seen in files, lower case, separated by '|', in any language */
} Field;

/* A rule over the row's typed columns. `broken` is SQL that is true where the row breaks it; NULL is kept. */
typedef struct Check {
    const char *code;   /* "resolved-before-opened" */
    const char *field;  /* the field to show */
    const char *broken; /* "first_resolved_at < opened_at" */
    const char *reason; /* N_(): said to the user */
} Check;

/* What a fact can be split by. `expression` refers to the fact as f and, where `customer`, to the joined
 * customer dimension as c. */
typedef struct Slice {
    const char *name;
    const char *expression;
    bool customer;
} Slice;

typedef struct Kind {
    const char *name;  /* "ticket": in commands, the API, metric files */
    const char *table; /* the table's name: "orders" where the word is SQL's own */
    bool dimension;
    bool common;       /* rates and the like, which belong to nobody: seen by all, however limited in rows */
    const char *title; /* N_() */
    const char *help;  /* N_() */
    const Field *fields;
    size_t field_count;
    /* The natural key, ends with NULL. Where the key is one text field and the file has none, it is made
     * from `identity` (a digest of these columns), when that is not NULL. */
    const char *const *key;
    const char *const *identity;
    const char *day; /* facts: SQL over fields and local-day columns that gives `day`; NULL for dimensions */
    const Check *checks;
    size_t check_count;
    const Slice *slices;
    size_t slice_count;
} Kind;

extern const Kind *const schema_kinds[];
extern const size_t schema_kind_count;

const Kind *schema_kind(const char *name);                     /* NULL when there is none */
const Field *schema_field(const Kind *kind, const char *name); /* NULL when there is none */
const Slice *schema_slice(const Kind *kind, const char *name); /* NULL when there is none */
const char *schema_type_sql(FieldType type);                   /* "TIMESTAMP"; both engines know it */
const char *schema_type_name(FieldType type);                  /* "time": API and documentation */

#endif
