#include "metric/tables.h"

#include "base/embedded.h"
#include "base/translate.h"
#include "schema/kind.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

extern const EmbeddedFile metric_shared[];
extern const size_t metric_shared_count;

enum { DEPTH_LIMIT = 64 };

typedef enum TokenType { TOKEN_END, TOKEN_WORD, TOKEN_NAME, TOKEN_SIGN } TokenType;

typedef struct Token {
    TokenType type; /* TOKEN_NAME: in double quotes, so no keyword */
    Text text;
} Token;

static size_t word_length(Text sql)
{
    size_t length = 0;
    while (length < sql.length && (isalnum((unsigned char)sql.bytes[length]) || strchr("_$", sql.bytes[length]) ||
                                   (unsigned char)sql.bytes[length] >= 0x80))
        length++;
    return length;
}

static Text after(Text sql, size_t length)
{
    return (Text){sql.bytes + length, sql.length - length};
}

/* What no table can be named in: spaces, comments, texts, placeholders. */
static Text skip_rest(Text sql)
{
    while (sql.length) {
        const char *end = NULL;
        if (isspace((unsigned char)*sql.bytes)) {
            sql = after(sql, 1);
            continue;
        }
        if (text_starts_with(sql, "--"))
            end = memchr(sql.bytes, '\n', sql.length);
        else if (text_starts_with(sql, "/*"))
            end = memmem(sql.bytes, sql.length, "*/", 2);
        else if (*sql.bytes == '\'')
            end = memchr(sql.bytes + 1, '\'', sql.length - 1);
        else
            return sql;
        sql = end ? after(sql, (size_t)(end - sql.bytes) + (*sql.bytes == '/' ? 2 : 1)) : (Text){sql.bytes, 0};
    }
    return sql;
}

static Token next_token(Text *sql)
{
    *sql = skip_rest(*sql);
    if (!sql->length)
        return (Token){TOKEN_END, *sql};
    char first = *sql->bytes;
    if (first == '"' || first == '{') {
        const char *end = memchr(sql->bytes + 1, first == '{' ? '}' : '"', sql->length - 1);
        size_t length = end ? (size_t)(end - sql->bytes) : sql->length - 1;
        Token token = {first == '{' ? TOKEN_SIGN : TOKEN_NAME, {sql->bytes + 1, length - (length > 0)}};
        *sql = after(*sql, length + 1);
        return token;
    }
    size_t length = word_length(*sql);
    Token token = {length ? TOKEN_WORD : TOKEN_SIGN, {sql->bytes, length ? length : 1}};
    *sql = after(*sql, token.text.length);
    return token;
}

static bool is_word(Token token, const char *word)
{
    return token.type == TOKEN_WORD && token.text.length == strlen(word) &&
           strncasecmp(token.text.bytes, word, token.text.length) == 0;
}

static bool is_sign(Token token, char sign)
{
    return token.type == TOKEN_SIGN && token.text.length == 1 && *token.text.bytes == sign;
}

static bool is_table(Token token)
{
    for (size_t i = 0; i < schema_kind_count; i++)
        if ((token.type == TOKEN_WORD || token.type == TOKEN_NAME) && token.text.length == strlen(schema_kinds[i]->table) &&
            strncasecmp(token.text.bytes, schema_kinds[i]->table, token.text.length) == 0)
            return true;
    return false;
}

/* The words that end a list of tables. */
static bool ends_tables(Token token)
{
    static const char *const words[] = {"SELECT", "WHERE", "GROUP", "ORDER", "HAVING", "WINDOW", "LIMIT", "UNION",
                                        "EXCEPT", "INTERSECT", "ON",    "USING"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(token, words[i]))
            return true;
    return false;
}

typedef struct Scan {
    bool listing[DEPTH_LIMIT]; /* by depth of parentheses: between FROM and the words that end it */
    bool expected;             /* a table may come next */
    size_t depth;
} Scan;

static void scan_step(Scan *scan, Token token)
{
    bool expected = scan->expected;
    if (is_sign(token, '(') && scan->depth + 1 < DEPTH_LIMIT) {
        scan->listing[++scan->depth] = expected; /* FROM (a JOIN b) */
        return;
    }
    if (is_sign(token, ')') && scan->depth)
        scan->depth--;
    if (ends_tables(token))
        scan->listing[scan->depth] = false;
    bool *listing = &scan->listing[scan->depth];
    if (is_word(token, "FROM") || is_word(token, "JOIN"))
        scan->expected = *listing = true;
    else if (is_word(token, "main") || is_sign(token, '.'))
        scan->expected = expected; /* the schema's name before the table's */
    else
        scan->expected = is_sign(token, ',') && *listing;
}

Status metric_refuse_tables_in(const char *name, Text sql, Error *error)
{
    Scan scan = {0};
    for (Token token = next_token(&sql); token.type != TOKEN_END; token = next_token(&sql)) {
        if (scan.expected && is_table(token) && !text_starts_with(skip_rest(sql), ".")) {
            error_set(error, STATUS_INVALID_DATA, _("facts are read through {%.*s}, not through the table's own name"),
                      (int)token.text.length, token.text.bytes);
            error_where(error, "%s", name);
            error_value(error, token.text.bytes, token.text.length);
            return error->status;
        }
        scan_step(&scan, token);
    }
    return STATUS_OK;
}

Status metric_refuse_tables(const Metric *metric, Error *error)
{
    const char *name = metric->id;
    for (size_t i = 0; i < metric->select_count; i++)
        TRY(metric_refuse_tables_in(name, text_of(metric->selects[i].sql), error));
    TRY(metric_refuse_tables_in(name, text_of(metric->rows_where), error));
    for (size_t i = 0; i < metric_shared_count; i++) {
        const EmbeddedFile *shared = &metric_shared[i];
        TRY(metric_refuse_tables_in(shared->name, (Text){(const char *)shared->bytes, (size_t)(shared->end - shared->bytes)},
                                    error));
    }
    return STATUS_OK;
}
