/*
 * The bytes of an input file, decompressed where it is gzip, and turned into UTF-8.
 */
#ifndef IMPORT_INPUT_H
#define IMPORT_INPUT_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Input Input;

Status input_open(Arena *arena, const char *name, Input **ret_input, Error *error) MUST_CHECK;
void input_close(Input *input); /* NULL is allowed */
void input_cleanup(Input **input);
/* Up to `length` bytes; fewer only at the end. A gzip that is cut off or damaged is an error that says how far
 * it could be read. */
Status input_read(Input *input, char *target, size_t length, size_t *ret_got, Error *error) MUST_CHECK;
Status input_rewind(Input *input, Error *error) MUST_CHECK;
bool input_compressed(const Input *input);
int64_t input_size(const Input *input); /* on disk */

/* The encoding of a text from its first bytes: "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" by
 * their marks or their zeros; else, where the bytes are no UTF-8, "windows-1251" or "windows-1256" by the
 * letters that Russian and Arabic or Persian use most, or "windows-1252". `*ret_mark`: bytes of the mark. */
const char *encoding_guess(const unsigned char *bytes, size_t length, size_t *ret_mark);

/* Reads the input from its start as `encoding` into the new file `target` as UTF-8 without a mark. Bytes that the
 * encoding does not have become U+FFFD. */
Status input_convert(Input *input, const char *encoding, const char *target, Error *error) MUST_CHECK;
/* Whether the converter of that name exists. */
bool encoding_exists(const char *name);

#endif
