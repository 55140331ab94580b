#include "support.h"

#include "organization/organization.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void expect_ok(Status status, const Error *error)
{
    if (status != STATUS_OK)
        fail_msg("%s (where: %s, value: %s, hint: %s)", error->message, error->where, error->value, error->hint);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

static void apply(Store *store, Error *error)
{
    expect_ok(organization_apply(store, error), error);
}

static void copy_file(const char *from, const char *to)
{
    static char piece[1 << 16];
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t got; (got = fread(piece, 1, sizeof piece, in)) > 0;)
        assert_int_equal(fwrite(piece, 1, got, out), got);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* A store with its calendar takes a second to make: one is made and copied for the others. */
static const char *template_store(Arena *arena)
{
    static char folder[] = "/tmp/import-test-template-XXXXXX";
    static char path[64];
    if (path[0])
        return path;
    Error error;
    Store *store;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/store", folder);
    expect_ok(store_init(path, &error), &error);
    expect_ok(store_open(path, &(StoreOptions){.threads = 2}, &store, &error), &error);
    apply(store, &error);
    store_close(store);
    (void)arena;
    return path;
}

static void remove_folder(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void remove_template(void)
{
    char folder[64];
    snprintf(folder, sizeof folder, "%s", template_store(NULL));
    *strrchr(folder, '/') = '\0';
    remove_folder(folder);
}

void support_open(Support *support, const char *const *settings)
{
    *support = (Support){.arena = arena_new(0)};
    snprintf(support->folder, sizeof support->folder, "/tmp/import-test-XXXXXX");
    assert_non_null(mkdtemp(support->folder));
    const char *path = arena_format(support->arena, "%s/store", support->folder);
    const char *model = template_store(support->arena);
    static bool registered;
    if (!registered)
        registered = atexit(remove_template) == 0;
    expect_ok(store_init(path, &support->error), &support->error);
    static const char *const files[] = {"facts.duckdb", "records.sqlite"};
    for (size_t i = 0; i < 2; i++)
        copy_file(arena_format(support->arena, "%s/%s", model, files[i]), arena_format(support->arena, "%s/%s", path, files[i]));
    expect_ok(store_open(path, &(StoreOptions){.threads = 2}, &support->store, &support->error), &support->error);
    for (const char *const *setting = settings; setting && *setting; setting++) {
        Text value, name = text_cut(text_of(*setting), '=', &value);
        expect_ok(store_set_setting(support->store, text_string(support->arena, name),
                                    text_string(support->arena, value), &support->error), &support->error);
    }
    if (settings)
        apply(support->store, &support->error);
    expect_ok(facts_session_open(store_facts(support->store), &support->session, &support->error), &support->error);
}

void support_close(Support *support)
{
    facts_session_close(support->session);
    store_close(support->store);
    remove_folder(support->folder);
    arena_free(support->arena);
}

const char *support_file(Support *support, const char *name, const char *bytes, size_t length)
{
    const char *path = arena_format(support->arena, "%s/%s", support->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return path;
}

const char *support_text(Support *support, const char *name, const char *text)
{
    return support_file(support, name, text, strlen(text));
}

Status support_import_options(Support *support, const char *kind, ImportOptions options)
{
    support->result = (ImportResult){0};
    support->error = (Error){0};
    support->status = import_files(support->store, support->session, support->arena, schema_kind(kind), &options,
                                   &support->result, &support->error);
    return support->status;
}

Status support_import(Support *support, const char *kind, const char *file, const char *map)
{
    return support_import_options(support, kind, (ImportOptions){.files = &file, .file_count = 1, .map = map});
}

void support_expect_counts(Support *support, int64_t added, int64_t changed, int64_t unchanged, int64_t rejected)
{
    expect_ok(support->status, &support->error);
    const ImportResult *result = &support->result;
    char got[128], wanted[128];
    snprintf(got, sizeof got, "%" PRId64 " added %" PRId64 " changed %" PRId64 " unchanged %" PRId64 " rejected",
             result->added, result->changed, result->unchanged, result->rejected);
    snprintf(wanted, sizeof wanted, "%" PRId64 " added %" PRId64 " changed %" PRId64 " unchanged %" PRId64 " rejected",
             added, changed, unchanged, rejected);
    assert_string_equal(got, wanted);
    assert_int_equal(result->read, added + changed + unchanged + rejected);
}

static void append_value(TextBuilder *text, Value value)
{
    char buffer[32];
    switch (value.type) {
    case VALUE_NULL:
        text_append(text, "-");
        break;
    case VALUE_BOOLEAN:
        text_append(text, value.boolean ? "true" : "false");
        break;
    case VALUE_INTEGER:
        text_append_format(text, "%" PRId64, value.integer);
        break;
    case VALUE_NUMBER:
        text_append_format(text, "%.10g", value.number);
        break;
    case VALUE_TEXT:
        text_append_bytes(text, value.text.bytes, value.text.length);
        break;
    case VALUE_DAY:
        day_format(value.day, buffer);
        text_append(text, buffer);
        break;
    case VALUE_TIME:
        instant_format(value.time, buffer);
        text_append(text, buffer);
        break;
    }
}

const char *support_query(Support *support, const char *sql)
{
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    expect_ok(facts_query(support->session, sql, NULL, 0, &result, &support->error), &support->error);
    TextBuilder text = text_builder(1 << 20);
    for (bool row = true, first = true;; first = false) {
        expect_ok(facts_result_next(result, &row, &support->error), &support->error);
        if (!row)
            break;
        text_append(&text, first ? "" : "\n");
        for (size_t i = 0; i < facts_result_columns(result); i++) {
            text_append(&text, i ? "|" : "");
            append_value(&text, facts_result_value(result, i));
        }
    }
    const char *copy = arena_string(support->arena, text.bytes);
    text_builder_free(&text);
    return copy;
}

const char *support_read(Support *support, const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *text = arena_alloc(support->arena, 1 << 20);
    size_t length = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    text[length] = '\0';
    return text;
}
