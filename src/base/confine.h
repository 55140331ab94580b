/*
 * Confinement: what the process may touch from now on, by the kernel's word (Linux: Landlock, seccomp).
 *
 * Holds for the calling thread and all that it starts, for good: to be called before others are started. A kernel
 * without it is no error: `*ret_done` says whether it holds.
 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ConfineRule {
    const char *path; /* a file, or a folder with all below; one that is not there is passed over */
    bool write;       /* else read alone */
} ConfineRule;

/* No file but these can be opened, made or removed any more, and none be run. What is open stays open. */
Status confine_files(const ConfineRule *rules, size_t count, bool *ret_done, Error *error) MUST_CHECK;

/* Calls that a server of files and sockets never makes are refused with EPERM: other programs, other processes'
 * memory, mounts, modules, keys, name spaces. */
Status confine_calls(bool *ret_done, Error *error) MUST_CHECK;

#endif
