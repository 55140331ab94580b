#include "cli/confinement.h"

#include "base/translate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What libraries read while they run: zones, certificates, names, the machine's size. No accounts of the system. */
static const ConfineRule lent[] = {
    {"/usr", false},          {"/lib", false},           {"/lib64", false},          {"/etc/ssl", false},
    {"/etc/resolv.conf", false}, {"/run/systemd/resolve", false}, {"/etc/hosts", false},  {"/etc/host.conf", false},
    {"/etc/nsswitch.conf", false}, {"/etc/gai.conf", false}, {"/etc/services", false}, {"/etc/gnutls", false},
    {"/etc/localtime", false}, {"/etc/ld.so.cache", false}, {"/proc/self", false},    {"/proc/meminfo", false},
    {"/proc/cpuinfo", false}, {"/proc/stat", false},     {"/sys/fs/cgroup", false},  {"/sys/devices/system/cpu", false},
    {"/dev/null", true},      {"/dev/urandom", false},
};
enum { LENT = sizeof lent / sizeof lent[0] };

Status confine_to_store(Arena *arena, const char *store, const ConfineRule *more, size_t more_count, Error *error)
{
    ConfineRule *rules = ARENA_ARRAY(arena, LENT + more_count + 1, ConfineRule);
    memcpy(rules, lent, sizeof lent);
    for (size_t i = 0; i < more_count; i++)
        rules[LENT + i] = more[i];
    rules[LENT + more_count] = (ConfineRule){store, .write = true};
    /* SQLite's own choice would be /tmp. */
    (void)setenv("SQLITE_TMPDIR", arena_format(arena, "%s/tmp", store), /* overwrite= */ 1);
    bool files, calls;
    TRY(confine_files(rules, LENT + more_count + 1, &files, error));
    TRY(confine_calls(&calls, error));
    if (!files)
        fprintf(stderr, "mizan: %s\n", _("note: this kernel cannot keep the program to the store's files (Landlock)"));
    return STATUS_OK;
}
