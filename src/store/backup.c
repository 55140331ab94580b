#include "store/backup.h"

#include "base/text.h"
#include "base/translate.h"
#include "store/folder.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(BACKUP_DIGEST_BYTES == crypto_hash_sha256_BYTES, "the digest is SHA-256");

enum { BLOCK = 1 << 16, MANIFEST_LIMIT = 8 << 20 };

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static Status archive_failed(struct archive *archive, const char *file, Status status, Error *error)
{
    int number = archive_errno(archive);
    const char *message = archive_error_string(archive);
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return error_set(error, STATUS_OUT_OF_SPACE, _("no space is left on the disk"));
    error_set(error, status, _("the backup %s: %s"), file, message ? message : "");
    return status;
}

static Status damaged(const char *file, const char *what, Error *error)
{
    return error_set(error, STATUS_INVALID_DATA, _("the backup %s is damaged: %s"), file, what);
}

/* ---- writing ---- */

static Status measure(const char *folder, BackupMember *member, Error *error)
{
    char path[PATH_MAX], buffer[BLOCK];
    snprintf(path, sizeof path, "%s/%s", folder, member->name);
    CLEANUP(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set_errno(error, errno, "%s", path);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    member->size = 0;
    ssize_t have;
    while ((have = read(fd, buffer, sizeof buffer)) > 0) {
        crypto_hash_sha256_update(&state, (unsigned char *)buffer, (unsigned long long)have);
        member->size += have;
    }
    if (have < 0)
        return error_set_errno(error, errno, "%s", path);
    crypto_hash_sha256_final(&state, member->digest);
    return STATUS_OK;
}

static int write_header(struct archive *archive, const char *name, int64_t size)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, size);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_mtime(entry, time(NULL), 0);
    int code = archive_write_header(archive, entry);
    archive_entry_free(entry);
    return code;
}

static Status write_member(struct archive *archive, const char *file, const char *folder,
                           const BackupMember *member, Error *error)
{
    char path[PATH_MAX], buffer[BLOCK];
    snprintf(path, sizeof path, "%s/%s", folder, member->name);
    CLEANUP(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set_errno(error, errno, "%s", path);
    if (write_header(archive, member->name, member->size) != ARCHIVE_OK)
        return archive_failed(archive, file, STATUS_IO, error);
    ssize_t have;
    while ((have = read(fd, buffer, sizeof buffer)) > 0)
        if (archive_write_data(archive, buffer, (size_t)have) != have)
            return archive_failed(archive, file, STATUS_IO, error);
    return have < 0 ? error_set_errno(error, errno, "%s", path) : STATUS_OK;
}

static Status write_members(struct archive *archive, const char *file, const char *folder,
                            BackupManifest *manifest, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    for (size_t i = 0; i < manifest->member_count; i++)
        TRY(measure(folder, &manifest->members[i], error));
    const char *text = manifest_write(arena, manifest);
    if (!text)
        return error_set(error, STATUS_INTERNAL, "the manifest cannot be written");
    size_t length = strlen(text);
    if (write_header(archive, MANIFEST_NAME, (int64_t)length) != ARCHIVE_OK ||
        archive_write_data(archive, text, length) != (ssize_t)length)
        return archive_failed(archive, file, STATUS_IO, error);
    for (size_t i = 0; i < manifest->member_count; i++)
        TRY(write_member(archive, file, folder, &manifest->members[i], error));
    if (archive_write_close(archive) != ARCHIVE_OK)
        return archive_failed(archive, file, STATUS_IO, error);
    return STATUS_OK;
}

static Status write_part(const char *part, const char *folder, BackupManifest *manifest, Error *error)
{
    CLEANUP(close_fd) int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return error_set_errno(error, errno, _("%s cannot be written"), part);
    struct archive *archive = archive_write_new();
    archive_write_set_format_pax_restricted(archive);
    if (archive_write_add_filter_zstd(archive) != ARCHIVE_OK)
        archive_write_add_filter_gzip(archive); /* a libarchive built without zstd */
    Status status = STATUS_OK;
    if (archive_write_open_fd(archive, fd) != ARCHIVE_OK)
        status = archive_failed(archive, part, STATUS_IO, error);
    else
        status = write_members(archive, part, folder, manifest, error);
    if (status != STATUS_OK)
        archive_write_fail(archive);
    archive_write_free(archive);
    if (status == STATUS_OK && fsync(fd) != 0)
        status = error_set_errno(error, errno, "%s", part);
    return status;
}

static Status sync_parent(const char *file, Error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s", file);
    return folder_sync(dirname(path), error);
}

Status backup_write(const char *file, const char *folder, BackupManifest *manifest, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    char *part = arena_format(arena, "%s.part", file);
    if (strlen(file) >= PATH_MAX - 8)
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the path is too long"));
    if (access(file, F_OK) == 0)
        return error_set(error, STATUS_ALREADY_EXISTS, _("%s is there already"), file);
    Status status = write_part(part, folder, manifest, error);
    if (status == STATUS_OK && rename(part, file) != 0)
        status = error_set_errno(error, errno, "%s", file);
    if (status != STATUS_OK) {
        unlink(part);
        return status;
    }
    return sync_parent(file, error);
}

/* ---- reading ---- */

static void reader_cleanup(struct archive **archive)
{
    if (*archive)
        archive_read_free(*archive);
}

static Status reader_open(const char *file, struct archive **ret_archive, Error *error)
{
    if (access(file, R_OK) != 0)
        return error_set_errno(error, errno, "%s", file);
    struct archive *archive = archive_read_new();
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_gzip(archive);
    archive_read_support_format_tar(archive);
    if (archive_read_open_filename(archive, file, BLOCK) != ARCHIVE_OK) {
        archive_read_free(archive);
        return error_set(error, STATUS_INVALID_DATA, _("%s is not a backup of mizan"), file);
    }
    *ret_archive = archive;
    return STATUS_OK;
}

/* `*ret_name` NULL at the end; else valid until the next call. */
static Status next_member(struct archive *archive, const char *file, const char **ret_name, Error *error)
{
    struct archive_entry *entry;
    int code = archive_read_next_header(archive, &entry);
    if (code != ARCHIVE_EOF && code != ARCHIVE_OK)
        return archive_failed(archive, file, STATUS_INVALID_DATA, error);
    *ret_name = NULL;
    if (code == ARCHIVE_OK) {
        const char *name = archive_entry_pathname(entry);
        if (!name || archive_entry_filetype(entry) != AE_IFREG)
            return damaged(file, name ? name : "", error);
        *ret_name = name;
    }
    return STATUS_OK;
}

static Status read_manifest(struct archive *archive, const char *file, Arena *arena, BackupManifest *ret_manifest,
                            Error *error)
{
    const char *name;
    TRY(next_member(archive, file, &name, error));
    if (!name || strcmp(name, MANIFEST_NAME) != 0)
        return error_set(error, STATUS_INVALID_DATA, _("%s is not a backup of mizan"), file);
    TextBuilder text = text_builder(MANIFEST_LIMIT);
    char buffer[BLOCK];
    la_ssize_t have;
    while ((have = archive_read_data(archive, buffer, sizeof buffer)) > 0)
        text_append_bytes(&text, buffer, (size_t)have);
    Status status;
    if (have < 0)
        status = archive_failed(archive, file, STATUS_INVALID_DATA, error);
    else if (text.overflowed)
        status = damaged(file, MANIFEST_NAME, error);
    else
        status = manifest_parse(arena, file, (Text){text.bytes, text.length}, ret_manifest, error);
    text_builder_free(&text);
    return status;
}

/* Reads the member to its end, into `fd` unless that is below 0, and compares size and sum. */
static Status read_member(struct archive *archive, const char *file, const BackupMember *member, int fd,
                          Error *error)
{
    char buffer[BLOCK];
    unsigned char digest[BACKUP_DIGEST_BYTES];
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    int64_t size = 0;
    la_ssize_t have;
    while ((have = archive_read_data(archive, buffer, sizeof buffer)) > 0 && size <= member->size) {
        crypto_hash_sha256_update(&state, (unsigned char *)buffer, (unsigned long long)have);
        size += have;
        for (la_ssize_t done = 0; fd >= 0 && done < have;) {
            ssize_t wrote = write(fd, buffer + done, (size_t)(have - done));
            if (wrote < 0)
                return error_set_errno(error, errno, _("%s cannot be written"), member->name);
            done += wrote;
        }
    }
    if (have < 0)
        return archive_failed(archive, file, STATUS_INVALID_DATA, error);
    crypto_hash_sha256_final(&state, digest);
    if (size != member->size || sodium_memcmp(digest, member->digest, sizeof digest) != 0)
        return damaged(file, member->name, error);
    if (fd >= 0 && fsync(fd) != 0)
        return error_set_errno(error, errno, "%s", member->name);
    return STATUS_OK;
}

/* Members stand in the manifest's order; none is missing, none is more. `folder` NULL: only checked. */
static Status read_members(struct archive *archive, const char *file, const BackupManifest *manifest,
                           const char *folder, Error *error)
{
    const char *name;
    for (size_t i = 0; i < manifest->member_count; i++) {
        const BackupMember *member = &manifest->members[i];
        TRY(next_member(archive, file, &name, error));
        if (!name || strcmp(name, member->name) != 0)
            return damaged(file, member->name, error);
        CLEANUP(close_fd) int fd = -1;
        if (folder) {
            char path[PATH_MAX];
            snprintf(path, sizeof path, "%s/%s", folder, member->name);
            fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
            if (fd < 0)
                return error_set_errno(error, errno, _("%s cannot be written"), path);
        }
        TRY(read_member(archive, file, member, fd, error));
    }
    TRY(next_member(archive, file, &name, error));
    return name ? damaged(file, name, error) : STATUS_OK;
}

Status backup_check(const char *file, Arena *arena, BackupManifest *ret_manifest, Error *error)
{
    CLEANUP(reader_cleanup) struct archive *archive = NULL;
    BackupManifest manifest;
    TRY(reader_open(file, &archive, error));
    TRY(read_manifest(archive, file, arena, &manifest, error));
    TRY(read_members(archive, file, &manifest, NULL, error));
    *ret_manifest = manifest;
    return STATUS_OK;
}

Status backup_extract(const char *file, const char *folder, const BackupManifest *manifest, Error *error)
{
    CLEANUP(reader_cleanup) struct archive *archive = NULL;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    BackupManifest again;
    TRY(reader_open(file, &archive, error));
    TRY(read_manifest(archive, file, arena, &again, error));
    TRY(read_members(archive, file, manifest, folder, error));
    return folder_sync(folder, error);
}
