/*
 * What the store holds about a person: all of it in one document, and its erasure.
 *
 * Which fields are about a person is said in src/schema (Field.personal). A person is a customer, by key, or an
 * employee, by key and by name where no other employee has that name.
 *
 * Erasure puts a pseudonym made by chance in the place of the key, empties names and words, and leaves what
 * counts: days, amounts, scores, brand, segment, team. The facts stay the same rows of the same one, so every
 * value of every period stays as it was.
 */
#ifndef PERSON_PERSON_H
#define PERSON_PERSON_H

#include "account/principal.h"
#include "render/json.h"
#include "schema/kind.h"
#include "store/store.h"

typedef struct Person {
    const Kind *kind;  /* customer or employee */
    const char *id;    /* the key */
    const char *name;  /* an employee's, where it is nobody else's too; NULL otherwise */
    int64_t rows;      /* that name the person, replaced ones among them */
} Person;

/* `kind` "customer" or "employee". STATUS_NOT_FOUND where no row names the person. */
Status person_find(FactsSession *session, Arena *arena, const char *kind, const char *id, Person *ret_person,
                   Error *error) MUST_CHECK;

/* Everything: {"person": {...}, "made_at": ..., "kinds": {"ticket": [{...}]}, "replaced": {...}}. `replaced` are the
 * rows that imports replaced and an undoing would bring back. */
Status person_export(FactsSession *session, Arena *arena, const Person *person, TextBuilder *out, Error *error) MUST_CHECK;

typedef struct PersonErased {
    const char *pseudonym;
    int64_t rows;          /* changed */
    int64_t rejected_rows; /* taken out of the files of rejected rows */
    int64_t comments;      /* of an employee's account, or that mentioned it: emptied or changed */
    int64_t named;         /* places of goals, reviews and what was entered by hand where an employee stood by name */
    int64_t backups;       /* copies that the store itself keeps and that are as old as they are */
    bool compacted;        /* the engine wrote its file anew; false: what was overwritten is there until it does */
} PersonErased;

/* Erases in one transaction, with entries in the log before and after. `origin` as in AuditEntry. */
Status person_erase(Store *store, FactsSession *session, Arena *arena, const Principal *who, const char *origin,
                    const Person *person, PersonErased *ret_erased, Error *error) MUST_CHECK;

/* What the log calls the person: the kind and the beginning of a digest with a key of this store, so that entries about
 * one person can be found by who knows whom to look for. */
Status person_log_name(Store *store, FactsSession *session, Arena *arena, const Person *person, const char **ret_name,
                       Error *error) MUST_CHECK;

/* {"pseudonym", "rows", "rejected_rows", "comments", "named", "backups", "compacted", "note"}; the note says what stays as it was. */
void person_erased_json(JsonWriter *writer, const PersonErased *erased);
const char *person_erased_note(void);

/* ---- between the files of this folder ---- */

/* The type of the fields that name a person of this kind. */
Personal person_reference(const Person *person);
/* `WHERE` condition over the alias f: the rows that name the person; `$1` is the key, `$2` the name. "" where the kind
 * has no field that could. */
void person_append_condition(TextBuilder *sql, const Kind *kind, const Person *person);
/* Puts the pseudonym in the place of an employee in the records: owners, and who made or changed what, of goals, reviews,
 * metrics and measurements, in every earlier form too; counts the places. A transaction of its own. */
Status person_rename_in_records(Store *store, Arena *arena, const Person *person, const char *pseudonym, int64_t *ret_changed,
                                Error *error) MUST_CHECK;
/* Takes rows that have `cell` in a cell out of the files of rejected rows; counts them. */
Status person_scrub_rejects(Store *store, Arena *arena, const char *cell, int64_t *ret_rows, Error *error) MUST_CHECK;

#endif
