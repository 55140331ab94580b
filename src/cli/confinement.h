/*
 * Which files the program may touch once it works on one store: the store, and what the system lends to read.
 */
#ifndef CLI_CONFINEMENT_H
#define CLI_CONFINEMENT_H

#include "base/arena.h"
#include "base/confine.h"

/* To be called before any thread is started. `more` (may be NULL, `more_count` 0): further files and folders. Says so
 * on standard error where the kernel knows no such thing. */
Status confine_to_store(Arena *arena, const char *store, const ConfineRule *more, size_t more_count, Error *error) MUST_CHECK;

#endif
