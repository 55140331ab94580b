/*
 * JSON bodies of requests: read with limits on depth, and with names that occur twice refused (RFC 8259 leaves
 * open which of two counts). Pure functions of bytes from outside.
 */
#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>

/* Jansson's value; its header is included by body.c alone, since it has names that render/json.h has too. */
struct json_t;

enum { BODY_DEPTH_LIMIT = 16 };

/* Parses a body that must be one JSON object. The caller gives it back with body_free(). */
Status body_parse_object(Text body, struct json_t **ret_object, Error *error) MUST_CHECK;

/* The text of a member. `required`: its absence is an error; else NULL. Lives as long as the object. */
Status body_text(const struct json_t *object, const char *name, bool required, const char **ret_text, Error *error) MUST_CHECK;

/* A whole number within the bounds; `fallback` where the member is absent. */
Status body_integer(const struct json_t *object, const char *name, int64_t least, int64_t most, int64_t fallback,
                    int64_t *ret_number, Error *error) MUST_CHECK;

/* A number; `*ret_given` tells whether the member is there and not null, without which `*ret_number` is left. */
Status body_number(const struct json_t *object, const char *name, bool *ret_given, double *ret_number, Error *error) MUST_CHECK;

/* The member is a list of at most `limit` objects, or absent: how many; and one of them. They live as long as the
 * object. */
Status body_objects(const struct json_t *object, const char *name, size_t limit, size_t *ret_count, Error *error) MUST_CHECK;
const struct json_t *body_object_at(const struct json_t *object, const char *name, size_t index);

/* The texts of a member that is a list; none where it is absent or null. They live as long as the object. */
Status body_texts(const struct json_t *object, const char *name, Arena *arena, const char ***ret_texts,
                  size_t *ret_count, Error *error) MUST_CHECK;

/* A truth; `fallback` where the member is absent. */
Status body_truth(const struct json_t *object, const char *name, bool fallback, bool *ret_truth, Error *error) MUST_CHECK;
/* A member that is an object; NULL where it is absent or null. Lives as long as `object`. */
Status body_object(const struct json_t *object, const char *name, const struct json_t **ret_member,
                   Error *error) MUST_CHECK;
bool body_has(const struct json_t *object, const char *name);

/* Every member must be one of `known` (ends with NULL). */
Status body_check_members(const struct json_t *object, const char *const *known, Error *error) MUST_CHECK;

void body_free(struct json_t *object); /* NULL is allowed */
/* For CLEANUP(body_cleanup). */
void body_cleanup(struct json_t **object);

/* Writes the objects of the member `rows`, an array, one a line, as NDJSON. Refuses what is not an array of flat
 * objects; `error->where` says which row and member. */
Status body_write_rows(const struct json_t *object, FILE *file, Error *error) MUST_CHECK;

#endif
