#include "import/json_array.h"

#include "import/input.h"

#include "base/translate.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 256 * 1024 };

typedef enum Where { BEFORE, BETWEEN, WITHIN, BEHIND } Where;

typedef struct Cutter {
    const char *name;
    FILE *out;
    Where where;
    int64_t elements; /* begun */
    int64_t depth;    /* of brackets within the element */
    bool quoted, escaped;
    bool wanted;      /* an element has to follow: after a comma */
} Cutter;

bool json_array_begins(Text text)
{
    if (!text.length || text.bytes[0] != '[')
        return false;
    Text rest = text_trim((Text){text.bytes + 1, text.length - 1});
    return rest.length && (rest.bytes[0] == '{' || rest.bytes[0] == ']');
}

static Status wrong(Cutter *cutter, const char *message, Error *error)
{
    error_set(error, STATUS_INVALID_DATA, "%s", message);
    error_where(error, _("%s, element %lld of the array"), cutter->name, (long long)cutter->elements);
    return error->status;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* A letter of an element. What ends it is not part of it. */
static Status take_within(Cutter *cutter, char c, Error *error)
{
    if (cutter->quoted) {
        if (c == '\n' || c == '\r')
            return wrong(cutter, _("a text has a line break in it"), error);
        bool ends = c == '"' && !cutter->escaped;
        cutter->escaped = c == '\\' && !cutter->escaped;
        cutter->quoted = !ends;
        putc(c, cutter->out);
        return STATUS_OK;
    }
    bool closes = c == '}' || c == ']';
    if (cutter->depth == 0 && (c == ',' || c == ']')) {
        putc('\n', cutter->out);
        cutter->where = c == ']' ? BEHIND : BETWEEN;
        cutter->wanted = c == ',';
        return STATUS_OK;
    }
    cutter->depth += (c == '{' || c == '[') - (closes ? 1 : 0);
    if (cutter->depth < 0)
        return wrong(cutter, _("a bracket is closed that was not opened"), error);
    cutter->quoted = c == '"';
    putc(is_space(c) ? ' ' : c, cutter->out);
    return STATUS_OK;
}

static Status take(Cutter *cutter, char c, Error *error)
{
    if (cutter->where == WITHIN)
        return take_within(cutter, c, error);
    if (is_space(c))
        return STATUS_OK;
    if (cutter->where == BEHIND)
        return wrong(cutter, _("something stands behind the end of the array"), error);
    if (cutter->where == BEFORE) { /* known to be "[" by json_array_begins() */
        cutter->where = BETWEEN;
        return STATUS_OK;
    }
    if (c == ']' && !cutter->wanted) {
        cutter->where = BEHIND;
        return STATUS_OK;
    }
    cutter->elements++;
    if (c == ',' || c == ']')
        return wrong(cutter, _("an element is missing between two commas or before the end"), error);
    cutter->where = WITHIN;
    cutter->depth = 0;
    cutter->quoted = cutter->escaped = false;
    return take_within(cutter, c, error);
}

static Status cut(Cutter *cutter, Arena *arena, Error *error)
{
    Input *input CLEANUP(input_cleanup) = NULL;
    char *piece = arena_alloc(arena, PIECE);
    TRY(input_open(arena, cutter->name, &input, error));
    bool first = true;
    for (size_t got = PIECE; got == PIECE; first = false) {
        TRY(input_read(input, piece, PIECE, &got, error));
        size_t start = first && got >= 3 && memcmp(piece, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        for (size_t i = start; i < got; i++)
            TRY(take(cutter, piece[i], error));
    }
    if (cutter->where == BEHIND)
        return STATUS_OK;
    wrong(cutter, _("the array does not end: the file is cut off"), error);
    error_hint(error, "%s", _("fetch or export the file again; nothing of it was stored"));
    return error->status;
}

Status json_array_to_lines(Arena *arena, const char *name, const char *target, Error *error)
{
    Cutter cutter = {.name = name, .out = fopen(target, "wxe")};
    if (!cutter.out)
        return error_set_errno(error, errno, "%s", target);
    Status status = cut(&cutter, arena, error);
    bool failed = ferror(cutter.out) != 0;
    if ((fclose(cutter.out) != 0 || failed) && status == STATUS_OK)
        status = error_set_errno(error, errno, "%s", target);
    if (status != STATUS_OK)
        unlink(target);
    return status;
}
