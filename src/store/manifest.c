#include "store/manifest.h"

#include "base/translate.h"
#include "store/folder.h"

#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS_LIMIT = 100000, NAME_LIMIT = 255 };

static void release(json_t **json)
{
    json_decref(*json);
}

/* ---- writing ---- */

static json_t *member_json(const BackupMember *member)
{
    char hex[2 * BACKUP_DIGEST_BYTES + 1];
    sodium_bin2hex(hex, sizeof hex, member->digest, sizeof member->digest);
    return json_pack("{s:s, s:I, s:s}", "name", member->name, "size", (json_int_t)member->size, "sha256", hex);
}

char *manifest_write(Arena *arena, const BackupManifest *manifest)
{
    CLEANUP(release) json_t *members = json_array();
    for (size_t i = 0; i < manifest->member_count; i++)
        if (json_array_append_new(members, member_json(&manifest->members[i])) != 0)
            return NULL;
    char stamp[32];
    folder_stamp(stamp);
    CLEANUP(release) json_t *root = json_pack(
        "{s:i, s:s, s:s, s:i, s:i, s:O}", "format", (int)BACKUP_FORMAT, "program", "mizan " MIZAN_VERSION, "made_at",
        stamp, "facts_schema", manifest->facts_schema, "records_schema", manifest->records_schema, "members", members);
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    char *copy = text ? arena_string(arena, text) : NULL;
    free(text);
    return copy;
}

/* ---- reading ---- */

/* Only what a store holds: nothing may be laid out elsewhere. */
static bool name_allowed(const char *name)
{
    if (strcmp(name, "facts.duckdb") == 0 || strcmp(name, "records.sqlite") == 0)
        return true;
    const char *rest = strncmp(name, "rejects/", 8) == 0 ? name + 8 : "";
    return *rest && *rest != '.' && !strchr(rest, '/') && strlen(rest) <= NAME_LIMIT;
}

static bool read_member(Arena *arena, json_t *json, BackupMember *member)
{
    const char *name, *hex;
    json_int_t size;
    size_t bytes = 0;
    if (json_unpack(json, "{s:s, s:I, s:s}", "name", &name, "size", &size, "sha256", &hex) != 0 ||
        !name_allowed(name) || size < 0 ||
        sodium_hex2bin(member->digest, sizeof member->digest, hex, strlen(hex), NULL, &bytes, NULL) != 0 ||
        bytes != sizeof member->digest)
        return false;
    member->name = arena_string(arena, name);
    member->size = size;
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const BackupMember *const *)a)->name, (*(const BackupMember *const *)b)->name);
}

/* A store without one of its files cannot be opened, and a file of two contents is neither. */
static bool members_whole(Arena *arena, const BackupManifest *manifest)
{
    size_t files = 0;
    const BackupMember **sorted = ARENA_ARRAY(arena, manifest->member_count + 1, const BackupMember *);
    for (size_t i = 0; i < manifest->member_count; i++) {
        sorted[i] = &manifest->members[i];
        files += strchr(manifest->members[i].name, '/') == NULL;
    }
    qsort(sorted, manifest->member_count, sizeof(const BackupMember *), by_name);
    for (size_t i = 1; i < manifest->member_count; i++)
        if (by_name(&sorted[i - 1], &sorted[i]) == 0)
            return false;
    return files == 2;
}

static bool read_members(Arena *arena, json_t *members, BackupManifest *manifest)
{
    manifest->member_count = json_array_size(members);
    if (manifest->member_count > MEMBERS_LIMIT)
        return false;
    manifest->members = ARENA_ARRAY(arena, manifest->member_count + 1, BackupMember);
    for (size_t i = 0; i < manifest->member_count; i++)
        if (!read_member(arena, json_array_get(members, i), &manifest->members[i]))
            return false;
    return members_whole(arena, manifest);
}

Status manifest_parse(Arena *arena, const char *file, Text text, BackupManifest *ret_manifest, Error *error)
{
    json_error_t problem;
    CLEANUP(release) json_t *root = json_loadb(text.length ? text.bytes : "", text.length, 0, &problem);
    int format = 0;
    BackupManifest manifest = {0};
    json_t *members = NULL;
    bool understood = root && json_unpack(root, "{s:i, s:i, s:i, s:o}", "format", &format, "facts_schema",
                                          &manifest.facts_schema, "records_schema", &manifest.records_schema,
                                          "members", &members) == 0;
    if (understood && format > BACKUP_FORMAT)
        return error_set(error, STATUS_STORE_NEWER, _("the backup %s was made by a newer version of mizan"), file);
    if (!understood || !read_members(arena, members, &manifest))
        return error_set(error, STATUS_INVALID_DATA, _("the backup %s is damaged: %s"), file, MANIFEST_NAME);
    *ret_manifest = manifest;
    return STATUS_OK;
}
