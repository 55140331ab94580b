/* Files of rejected rows: CSV of our own writing, one record a row, in which a record may span lines. */
#include "person/person.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether the record has a cell that is the text: bounded by commas, quotes or the record's ends. */
static bool has_cell(const char *record, size_t length, const char *cell)
{
    size_t width = strlen(cell);
    for (const char *at = record, *end = record + length; width && (at = memmem(at, (size_t)(end - at), cell, width)); at++) {
        char before = at == record ? ',' : at[-1], after = at + width == end ? ',' : at[width];
        if (strchr(",\"\n", before) && strchr(",\"\r\n", after))
            return true;
    }
    return false;
}

/* Copies the records without the cell; false where something failed. */
static bool copy_without(FILE *from, FILE *to, const char *cell, int64_t *ret_dropped)
{
    char *line = NULL, *record = NULL;
    size_t capacity = 0, length = 0;
    ssize_t got;
    bool open = false, ok = true;
    while (ok && (got = getline(&line, &capacity, from)) >= 0) {
        char *wider = realloc(record, length + (size_t)got + 1);
        ok = wider != NULL;
        if (!ok)
            break;
        record = wider;
        memcpy(record + length, line, (size_t)got);
        length += (size_t)got;
        for (ssize_t i = 0; i < got; i++)
            open ^= line[i] == '"';
        if (open)
            continue;
        bool drop = has_cell(record, length, cell);
        *ret_dropped += drop;
        ok = drop || fwrite(record, 1, length, to) == length;
        length = 0;
    }
    free(line);
    free(record);
    return ok && !ferror(from);
}

static Status scrub_file(Arena *arena, const char *path, const char *cell, int64_t *rows, Error *error)
{
    const char *fresh = arena_format(arena, "%s.new", path);
    FILE *from = fopen(path, "re"), *to = fopen(fresh, "we");
    int64_t dropped = 0;
    bool copied = from && to && copy_without(from, to, cell, &dropped);
    int reason = errno;
    if (from)
        fclose(from);
    if (to && (fflush(to) != 0 || fsync(fileno(to)) != 0))
        copied = false;
    if (to)
        fclose(to);
    if (copied && dropped && rename(fresh, path) == 0) {
        *rows += dropped;
        return STATUS_OK;
    }
    unlink(fresh);
    return copied && !dropped ? STATUS_OK : error_set_errno(error, reason, "%s", path);
}

Status person_scrub_rejects(Store *store, Arena *arena, const char *cell, int64_t *ret_rows, Error *error)
{
    const char *folder = arena_format(arena, "%s/rejects", store_path(store));
    DIR *directory = opendir(folder);
    Status status = STATUS_OK;
    for (struct dirent *entry; directory && status == STATUS_OK && (entry = readdir(directory));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && strcmp(dot, ".csv") == 0)
            status = scrub_file(arena, arena_format(arena, "%s/%s", folder, entry->d_name), cell, ret_rows, error);
    }
    if (directory)
        closedir(directory);
    return status;
}
