#include "person/person.h"

#include "account/audit.h"
#include "base/translate.h"
#include "calendar/day.h"
#include "sharing/comment.h"

#include <dirent.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

enum { KEY_BYTES = 32, PSEUDONYM_BYTES = 8 };

typedef struct Erasure {
    Store *store;
    FactsSession *session;
    Arena *arena;
    const Person *person;
    const char *pseudonym, *log_name;
    Value parameters[3]; /* the key, the name, the pseudonym */
    PersonErased done;
} Erasure;

static const char *random_hex(Arena *arena, size_t bytes)
{
    unsigned char raw[KEY_BYTES];
    char *text = arena_alloc(arena, 2 * bytes + 1);
    randombytes_buf(raw, bytes);
    sodium_bin2hex(text, 2 * bytes + 1, raw, bytes);
    return text;
}

/* ---- the list of those who were erased ---- */

static Status note_name(Erasure *erasure, const char *name, Error *error)
{
    int64_t now;
    TRY(instant_now(&now));
    Value row[] = {value_text(erasure->person->kind->name), value_text(name), value_text(erasure->pseudonym), value_time(now)};
    return facts_execute(erasure->session,
                         "INSERT INTO erased (kind, digest, pseudonym, erased_at) "
                         "SELECT CAST($1 AS VARCHAR), sha256(key || CAST($2 AS VARCHAR)), CAST($3 AS VARCHAR), $4 FROM erased_key",
                         row, 4, NULL, error);
}

static Status make_key(FactsSession *session, Arena *arena, Error *error)
{
    Value key = value_text(random_hex(arena, KEY_BYTES));
    return facts_execute(session,
                         "INSERT INTO erased_key (key) SELECT CAST($1 AS VARCHAR) WHERE NOT EXISTS (SELECT 1 FROM erased_key)",
                         &key, 1, NULL, error);
}

Status person_log_name(Store *store, FactsSession *session, Arena *arena, const Person *person, const char **ret_name, Error *error)
{
    store_write_lock(store);
    Status status = make_key(session, arena, error);
    store_write_unlock(store);
    TRY(status);
    Value id = value_text(person->id), digest;
    TRY(facts_value(session, arena, "SELECT substr(sha256(key || CAST($1 AS VARCHAR)), 1, 16) FROM erased_key", &id, 1, &digest, error));
    *ret_name = arena_format(arena, "%s %.16s", person->kind->name, digest.type == VALUE_TEXT ? text_string(arena, digest.text) : "");
    return STATUS_OK;
}

static Status note_person(Erasure *erasure, Error *error)
{
    TRY(make_key(erasure->session, erasure->arena, error));
    TRY(note_name(erasure, erasure->person->id, error));
    return erasure->person->name ? note_name(erasure, erasure->person->name, error) : STATUS_OK;
}

/* ---- the rows ---- */

static void append_table(TextBuilder *sql, const char *schema, const Kind *kind)
{
    text_append_identifier(sql, schema);
    text_append(sql, ".");
    text_append_identifier(sql, kind->table);
}

static Status change(Erasure *erasure, const TextBuilder *sql, Error *error)
{
    int64_t changed;
    TRY(facts_execute(erasure->session, sql->bytes, erasure->parameters, 3, &changed, error));
    erasure->done.rows += changed;
    return STATUS_OK;
}

static const Field *field_of(const Kind *kind, Personal personal)
{
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].personal == personal)
            return &kind->fields[i];
    return NULL;
}

/*
 * New values for a field that has one for each row or for each person within the customer: numbered behind the
 * pseudonym, in the order of the old ones, so that what is ordered by them stays so. The same in the rows that
 * imports replaced, which an undoing matches by key.
 */
static Status renumber(Erasure *erasure, const Kind *kind, const Field *field, const Field *owner, Error *error)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(8192);
    text_append(&sql, "CREATE OR REPLACE TEMP TABLE erased_numbers AS SELECT old, "
                      "row_number() OVER (ORDER BY old) AS number FROM (");
    for (int s = 0; s < 2; s++) {
        text_append(&sql, s ? " UNION SELECT " : "SELECT ");
        text_append_identifier(&sql, field->name);
        text_append(&sql, " AS old FROM ");
        append_table(&sql, s ? "replaced" : "main", kind);
        text_append(&sql, " WHERE ");
        text_append_identifier(&sql, owner->name);
        text_append(&sql, " = CAST($1 AS VARCHAR)");
    }
    text_append(&sql, ") u WHERE old IS NOT NULL AND old <> CAST($1 AS VARCHAR)");
    TRY(facts_execute(erasure->session, sql.bytes, erasure->parameters, 3, NULL, error));
    for (int s = 0; s < 2; s++) {
        TextBuilder update CLEANUP(text_builder_free) = text_builder(8192);
        text_append(&update, "UPDATE ");
        append_table(&update, s ? "replaced" : "main", kind);
        text_append(&update, " AS f SET ");
        text_append_identifier(&update, field->name);
        text_append(&update, " = CAST($3 AS VARCHAR) || '-' || lpad(CAST(n.number AS VARCHAR), 9, '0') FROM erased_numbers n WHERE f.");
        text_append_identifier(&update, field->name);
        text_append(&update, " = n.old AND f.");
        text_append_identifier(&update, owner->name);
        text_append(&update, " = CAST($1 AS VARCHAR)");
        TRY(facts_execute(erasure->session, update.bytes, erasure->parameters, 3, NULL, error));
    }
    return STATUS_OK;
}

/* Empties the words of the rows that are the person's own. */
static Status empty_words(Erasure *erasure, const char *schema, const Kind *kind, const Field *owner, Error *error)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(8192);
    text_append(&sql, "UPDATE ");
    append_table(&sql, schema, kind);
    const char *between = " SET ";
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].personal != PERSONAL_TEXT)
            continue;
        text_append(&sql, between);
        text_append_identifier(&sql, kind->fields[i].name);
        text_append(&sql, kind->fields[i].required ? " = CAST($3 AS VARCHAR)" : " = NULL");
        between = ", ";
    }
    text_append(&sql, " WHERE ");
    text_append_identifier(&sql, owner->name);
    text_append(&sql, " = CAST($1 AS VARCHAR)");
    return facts_execute(erasure->session, sql.bytes, erasure->parameters, 3, NULL, error);
}

/* Puts the pseudonym in the place of the person, in every field that can name one. */
static Status rename_person(Erasure *erasure, const char *schema, const Kind *kind, Error *error)
{
    const Person *person = erasure->person;
    Personal reference = person_reference(person);
    for (size_t i = 0; i < kind->field_count; i++) {
        Personal personal = kind->fields[i].personal;
        if (personal != reference && !(personal == PERSONAL_INSIDE && reference == PERSONAL_CUSTOMER))
            continue;
        TextBuilder sql CLEANUP(text_builder_free) = text_builder(8192);
        text_append(&sql, "UPDATE ");
        append_table(&sql, schema, kind);
        text_append(&sql, " SET ");
        text_append_identifier(&sql, kind->fields[i].name);
        text_append(&sql, " = CAST($3 AS VARCHAR) WHERE ");
        text_append_identifier(&sql, kind->fields[i].name);
        text_append(&sql, person->name ? " IN (CAST($1 AS VARCHAR), CAST($2 AS VARCHAR))" : " = CAST($1 AS VARCHAR)");
        TRY(change(erasure, &sql, error));
    }
    return STATUS_OK;
}

/* The field by which the rows of the kind are the person's own; NULL where they can only mention the person. */
static const Field *owner_of(const Kind *kind, const Person *person)
{
    if (person_reference(person) == PERSONAL_CUSTOMER)
        return field_of(kind, PERSONAL_CUSTOMER);
    return kind == person->kind ? schema_field(kind, kind->key[0]) : NULL;
}

static Status erase_rows(Erasure *erasure, const Kind *kind, Error *error)
{
    static const Personal numbered[] = {PERSONAL_INSIDE, PERSONAL_KEY};
    const Field *owner = owner_of(kind, erasure->person);
    for (size_t i = 0; owner && i < 2; i++) {
        const Field *field = field_of(kind, numbered[i]);
        if (field)
            TRY(renumber(erasure, kind, field, owner, error));
    }
    for (int s = 0; s < 2; s++) {
        const char *schema = s ? "replaced" : "main";
        if (owner && field_of(kind, PERSONAL_TEXT))
            TRY(empty_words(erasure, schema, kind, owner, error));
        TRY(rename_person(erasure, schema, kind, error));
    }
    return STATUS_OK;
}

static Status erase_all(Erasure *erasure, Error *error)
{
    TRY(note_person(erasure, error));
    for (size_t i = 0; i < schema_kind_count; i++)
        TRY(erase_rows(erasure, schema_kinds[i], error));
    return facts_execute(erasure->session, "DROP TABLE IF EXISTS temp.erased_numbers", NULL, 0, NULL, error);
}

/* ---- around it ---- */

static int64_t count_backups(const Erasure *erasure)
{
    DIR *directory = opendir(arena_format(erasure->arena, "%s/backups", store_path(erasure->store)));
    int64_t count = 0;
    for (struct dirent *entry; directory && (entry = readdir(directory));)
        count += entry->d_name[0] != '.';
    if (directory)
        closedir(directory);
    return count;
}

static Status log_erasure(Erasure *erasure, const Principal *who, const char *origin, AuditOutcome outcome, Error *error)
{
    AuditEntry entry = {.action = "person.erase", .origin = origin, .outcome = outcome};
    entry.target = erasure->log_name;
    entry.detail = outcome == AUDIT_DONE
                       ? arena_format(erasure->arena, "now %s; rows %" PRId64 ", rejected rows %" PRId64, erasure->pseudonym,
                                      erasure->done.rows, erasure->done.rejected_rows)
                       : arena_format(erasure->arena, "now %s", erasure->pseudonym);
    return audit_append(erasure->store, who, &entry, error);
}

static Status transact(Erasure *erasure, Error *error)
{
    TRY(facts_begin(erasure->session, error));
    Status status = erase_all(erasure, error);
    if (status == STATUS_OK)
        return facts_commit(erasure->session, error);
    facts_rollback(erasure->session);
    return status;
}

Status person_erase(Store *store, FactsSession *session, Arena *arena, const Principal *who, const char *origin,
                    const Person *person, PersonErased *ret_erased, Error *error)
{
    Erasure erasure = {.store = store, .session = session, .arena = arena, .person = person};
    erasure.pseudonym = arena_format(arena, "erased-%s", random_hex(arena, PSEUDONYM_BYTES));
    erasure.parameters[0] = value_text(person->id);
    erasure.parameters[1] = value_text(person->name);
    erasure.parameters[2] = value_text(erasure.pseudonym);
    TRY(person_log_name(store, session, arena, person, &erasure.log_name, error));
    TRY(log_erasure(&erasure, who, origin, AUDIT_BEGUN, error));
    store_write_lock(store);
    Status status = transact(&erasure, error);
    if (status == STATUS_OK)
        store_changed(store);
    Error ignored = {0};
    /* What was overwritten lies in the file until the engine writes it anew. Not while others read: then later. */
    erasure.done.compacted = status == STATUS_OK && facts_execute(session, "CHECKPOINT", NULL, 0, NULL, &ignored) == STATUS_OK;
    store_write_unlock(store);
    if (status == STATUS_OK)
        status = person_scrub_rejects(store, arena, person->id, &erasure.done.rejected_rows, error);
    if (status == STATUS_OK && person->name)
        status = person_scrub_rejects(store, arena, person->name, &erasure.done.rejected_rows, error);
    if (status == STATUS_OK && person_reference(person) == PERSONAL_EMPLOYEE)
        status = comment_erase_person(store_records(store), person->id, person->name, &erasure.done.comments, error);
    if (status == STATUS_OK && person_reference(person) == PERSONAL_EMPLOYEE)
        status = person_rename_in_records(store, arena, person, erasure.pseudonym, &erasure.done.named, error);
    if (status != STATUS_OK) {
        if (log_erasure(&erasure, who, origin, AUDIT_FAILED, &ignored) != STATUS_OK)
            error_hint(error, _("and the log could not be written: %s"), ignored.message);
        return status;
    }
    erasure.done.pseudonym = erasure.pseudonym;
    erasure.done.backups = count_backups(&erasure);
    *ret_erased = erasure.done;
    return log_erasure(&erasure, who, origin, AUDIT_DONE, error);
}

const char *person_erased_note(void)
{
    return _("The values of all periods stay as they were: the facts are kept, under a pseudonym. Backups made before, "
             "the store's own copies among them, still hold the person until they are deleted.");
}

void person_erased_json(JsonWriter *writer, const PersonErased *erased)
{
    json_object(writer);
    json_member_text(writer, "pseudonym", erased->pseudonym);
    json_member_integer(writer, "rows", erased->rows);
    json_member_integer(writer, "rejected_rows", erased->rejected_rows);
    json_member_integer(writer, "comments", erased->comments);
    json_member_integer(writer, "named", erased->named);
    json_member_integer(writer, "backups", erased->backups);
    json_member_boolean(writer, "compacted", erased->compacted);
    json_member_text(writer, "note", person_erased_note());
    json_object_end(writer);
}
