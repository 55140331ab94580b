#include "import/mapping.h"

#include "base/embedded.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/translate.h"
#include "calendar/day.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

extern const EmbeddedFile import_maps[]; /* maps/, by the file's name */
extern const size_t import_maps_count;

enum { MAPPING_CEILING = 1024 * 1024 };

/* What the walk through a document needs everywhere. */
typedef struct Reader {
    Arena *arena;
    Mapping *mapping;
    yaml_document_t *document;
    Error *error;
} Reader;

/* ---- nodes ---- */

static yaml_node_t *node(const Reader *reader, int index)
{
    return yaml_document_get_node(reader->document, index);
}

static Status node_where(Reader *reader, const yaml_node_t *at)
{
    error_where(reader->error, "%s:%zu:%zu", reader->mapping->name, at->start_mark.line + 1, at->start_mark.column + 1);
    return reader->error->status;
}

static Status node_wrong(Reader *reader, const yaml_node_t *at, const char *message)
{
    error_set(reader->error, STATUS_INVALID_ARGUMENT, "%s", message);
    if (at->type == YAML_SCALAR_NODE)
        error_value(reader->error, (const char *)at->data.scalar.value, at->data.scalar.length);
    return node_where(reader, at);
}

/* The text of a scalar; "~", "null" and nothing (unquoted) become NULL. */
static Status read_scalar(Reader *reader, const yaml_node_t *at, const char **ret_text)
{
    if (at->type != YAML_SCALAR_NODE)
        return node_wrong(reader, at, _("a text is wanted here"));
    const char *text = (const char *)at->data.scalar.value;
    if (memchr(text, '\0', at->data.scalar.length))
        return node_wrong(reader, at, _("a NUL has no place in a mapping"));
    bool plain = at->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool nothing = plain && (!*text || strcmp(text, "~") == 0 || strcmp(text, "null") == 0);
    *ret_text = nothing ? NULL : arena_string(reader->arena, text);
    return STATUS_OK;
}

static Status read_text(Reader *reader, const yaml_node_t *at, const char **ret_text)
{
    const char *text = NULL;
    TRY(read_scalar(reader, at, &text));
    if (!text)
        return node_wrong(reader, at, _("a text is wanted here"));
    *ret_text = text;
    return STATUS_OK;
}

static Status read_switch(Reader *reader, const yaml_node_t *at, bool *ret_on)
{
    const char *text = NULL;
    TRY(read_text(reader, at, &text));
    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
        return node_wrong(reader, at, _("true or false is wanted here"));
    *ret_on = strcmp(text, "true") == 0;
    return STATUS_OK;
}

/* One text or a list of texts. */
static Status read_texts(Reader *reader, const yaml_node_t *at, const char *const **ret_texts, size_t *ret_count)
{
    if (at->type == YAML_MAPPING_NODE)
        return node_wrong(reader, at, _("a text or a list of texts is wanted here"));
    size_t count = at->type == YAML_SCALAR_NODE ? 1 : (size_t)(at->data.sequence.items.top - at->data.sequence.items.start);
    const char **texts = ARENA_ARRAY(reader->arena, count + 1, const char *);
    if (at->type == YAML_SCALAR_NODE)
        TRY(read_text(reader, at, &texts[0]));
    for (size_t i = 0; at->type == YAML_SEQUENCE_NODE && i < count; i++)
        TRY(read_text(reader, node(reader, at->data.sequence.items.start[i]), &texts[i]));
    *ret_texts = texts;
    *ret_count = count;
    return STATUS_OK;
}

/* A value that must be one of `words`. */
static Status read_word(Reader *reader, const yaml_node_t *at, const char *const *words, const char **ret_text)
{
    const char *text = NULL;
    TRY(read_text(reader, at, &text));
    size_t count = 0;
    for (; words[count]; count++)
        if (strcmp(words[count], text) == 0) {
            *ret_text = text;
            return STATUS_OK;
        }
    node_wrong(reader, at, _("this word is not known here"));
    const char *nearest = text_nearest(text, words, count);
    error_hint(reader->error, _("did you mean \"%s\"?"), nearest ? nearest : words[0]);
    return reader->error->status;
}

/* ---- keys ---- */

typedef struct Key {
    const char *name;
    Status (*read)(Reader *reader, const yaml_node_t *value, void *target);
} Key;

/* Reads each pair of a mapping node by the table of its keys; an unknown key is an error. */
static Status read_keys(Reader *reader, const yaml_node_t *at, const Key *keys, size_t key_count, void *target)
{
    if (at->type != YAML_MAPPING_NODE)
        return node_wrong(reader, at, _("lines of `key: value` are wanted here"));
    bool *seen = ARENA_ARRAY(reader->arena, key_count, bool);
    for (yaml_node_pair_t *pair = at->data.mapping.pairs.start; pair < at->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key_node = node(reader, pair->key);
        if (key_node->type != YAML_SCALAR_NODE)
            return node_wrong(reader, key_node, _("a text is wanted here"));
        const char *name = (const char *)key_node->data.scalar.value; /* "null" is one of the keys */
        size_t i = 0;
        while (i < key_count && strcmp(keys[i].name, name) != 0)
            i++;
        if (i == key_count) {
            const char **names = ARENA_ARRAY(reader->arena, key_count, const char *);
            for (size_t j = 0; j < key_count; j++)
                names[j] = keys[j].name;
            node_wrong(reader, key_node, _("this key is not known here"));
            suggest_nearest(reader->error, name, names, key_count);
            return reader->error->status;
        }
        if (seen[i])
            return node_wrong(reader, key_node, _("this key stands here twice"));
        seen[i] = true;
        TRY(keys[i].read(reader, node(reader, pair->value), target));
    }
    return STATUS_OK;
}

/* ---- keys of a field ---- */

static Status read_from(Reader *reader, const yaml_node_t *value, void *target)
{
    FieldMap *map = target;
    return read_texts(reader, value, &map->columns, &map->column_count);
}

static Status read_concat(Reader *reader, const yaml_node_t *value, void *target)
{
    FieldMap *map = target;
    map->concat = true;
    return read_texts(reader, value, &map->columns, &map->column_count);
}

/* `static Status read_NAME` that stores a text in the member of that name. */
#define TEXT_KEY(type, member)                                                                               \
    static Status read_##type##_##member(Reader *reader, const yaml_node_t *value, void *target)             \
    {                                                                                                        \
        return read_text(reader, value, &((type *)target)->member);                                          \
    }
TEXT_KEY(FieldMap, separator)
TEXT_KEY(FieldMap, constant)
TEXT_KEY(FieldMap, fallback)
TEXT_KEY(FieldMap, format)
TEXT_KEY(FieldMap, plus)
TEXT_KEY(Mapping, encoding)
TEXT_KEY(Mapping, sheet)
TEXT_KEY(Mapping, date_format)
TEXT_KEY(Mapping, where)
TEXT_KEY(Mapping, select)

static const char *const decimals[] = {".", ",", NULL};
static const char *const calendars[] = {"gregorian", "persian", "islamic", NULL};
static const char *const units[] = {"seconds", "minutes", "hours", "days", "H:MM:SS", NULL};

#define WORD_KEY(type, member, words)                                                                        \
    static Status read_##type##_##member(Reader *reader, const yaml_node_t *value, void *target)             \
    {                                                                                                        \
        return read_word(reader, value, words, &((type *)target)->member);                                   \
    }
WORD_KEY(FieldMap, decimal, decimals)
WORD_KEY(FieldMap, calendar, calendars)
WORD_KEY(FieldMap, unit, units)
WORD_KEY(Mapping, decimal, decimals)
WORD_KEY(Mapping, calendar, calendars)

static Status read_optional(Reader *reader, const yaml_node_t *value, void *target)
{
    return read_switch(reader, value, &((FieldMap *)target)->optional);
}

static Status read_row_number(Reader *reader, const yaml_node_t *value, void *target)
{
    return read_switch(reader, value, &((FieldMap *)target)->row_number);
}

static Status read_zone(Reader *reader, const yaml_node_t *value, const char **target)
{
    TRY(read_text(reader, value, target));
    if (time_zone_exists(*target))
        return STATUS_OK;
    node_wrong(reader, value, _("there is no such time zone"));
    time_zone_hint(*target, reader->error);
    return reader->error->status;
}

static Status read_field_zone(Reader *reader, const yaml_node_t *value, void *target)
{
    return read_zone(reader, value, &((FieldMap *)target)->time_zone);
}

static Status read_values(Reader *reader, const yaml_node_t *value, void *target)
{
    FieldMap *map = target;
    if (value->type != YAML_MAPPING_NODE)
        return node_wrong(reader, value, _("lines of `key: value` are wanted here"));
    size_t count = (size_t)(value->data.mapping.pairs.top - value->data.mapping.pairs.start);
    if (count > 500)
        return node_wrong(reader, value, _("a table of at most 500 values is wanted here"));
    ValuePair *pairs = ARENA_ARRAY(reader->arena, count + 1, ValuePair);
    for (size_t i = 0; i < count; i++) {
        const yaml_node_pair_t *pair = &value->data.mapping.pairs.start[i];
        TRY(read_text(reader, node(reader, pair->key), &pairs[i].from));
        TRY(read_scalar(reader, node(reader, pair->value), &pairs[i].to));
    }
    map->values = pairs;
    map->value_count = count;
    return STATUS_OK;
}

static const Key field_keys[] = {
    {"from", read_from},
    {"concat", read_concat},
    {"separator", read_FieldMap_separator},
    {"constant", read_FieldMap_constant},
    {"default", read_FieldMap_fallback},
    {"optional", read_optional},
    {"row_number", read_row_number},
    {"format", read_FieldMap_format},
    {"decimal", read_FieldMap_decimal},
    {"calendar", read_FieldMap_calendar},
    {"time_zone", read_field_zone},
    {"unit", read_FieldMap_unit},
    {"plus", read_FieldMap_plus},
    {"values", read_values},
};

/* `from` of a field with `plus` is another time field of the kind. */
static Status settle_plus(Reader *reader, const yaml_node_t *at, FieldMap *map)
{
    if (map->field->type != FIELD_TIME)
        return node_wrong(reader, at, _("`plus` is for times"));
    map->base = map->column_count == 1 ? schema_field(reader->mapping->kind, map->columns[0]) : NULL;
    if (!map->base || map->base->type != FIELD_TIME || map->base == map->field) {
        node_wrong(reader, at, _("with `plus`, `from` names another time field"));
        error_hint(reader->error, "%s", _("like: first_reply_at: {from: opened_at, plus: \"minutes\", unit: minutes}"));
        return reader->error->status;
    }
    map->columns = NULL;
    map->column_count = 0;
    return STATUS_OK;
}

static Status read_field(Reader *reader, const yaml_node_t *key, const yaml_node_t *value, FieldMap *map)
{
    const Kind *kind = reader->mapping->kind;
    const char *name = NULL;
    TRY(read_text(reader, key, &name));
    map->field = schema_field(kind, name);
    map->line = (int)key->start_mark.line + 1;
    if (!map->field) {
        const char **names = ARENA_ARRAY(reader->arena, kind->field_count, const char *);
        for (size_t i = 0; i < kind->field_count; i++)
            names[i] = kind->fields[i].name;
        error_set(reader->error, STATUS_INVALID_ARGUMENT, _("%s has no field \"%s\""), kind->name, name);
        suggest_nearest(reader->error, name, names, kind->field_count);
        return node_where(reader, key);
    }
    if (value->type != YAML_MAPPING_NODE)
        TRY(read_from(reader, value, map));
    else
        TRY(read_keys(reader, value, field_keys, sizeof field_keys / sizeof field_keys[0], map));
    int sources = (map->column_count > 0) + (map->constant != NULL) + map->row_number;
    if (sources != 1 && !(sources == 0 && map->fallback))
        return node_wrong(reader, key, _("one of from, concat, constant and row_number says where the field comes from"));
    return map->plus ? settle_plus(reader, key, map) : STATUS_OK;
}

/* ---- keys of the mapping ---- */

static Status read_columns(Reader *reader, const yaml_node_t *value, void *target)
{
    Mapping *mapping = target;
    if (value->type != YAML_MAPPING_NODE)
        return node_wrong(reader, value, _("lines of `key: value` are wanted here"));
    size_t count = (size_t)(value->data.mapping.pairs.top - value->data.mapping.pairs.start);
    if (count > 200)
        return node_wrong(reader, value, _("this is more than any kind has fields"));
    FieldMap *fields = ARENA_ARRAY(reader->arena, count + 1, FieldMap);
    for (size_t i = 0; i < count; i++) {
        const yaml_node_pair_t *pair = &value->data.mapping.pairs.start[i];
        const yaml_node_t *key = node(reader, pair->key);
        TRY(read_field(reader, key, node(reader, pair->value), &fields[i]));
        for (size_t j = 0; j < i; j++)
            if (fields[j].field == fields[i].field)
                return node_wrong(reader, key, _("this key stands here twice"));
    }
    mapping->fields = fields;
    mapping->field_count = count;
    return STATUS_OK;
}

static Status read_null(Reader *reader, const yaml_node_t *value, void *target)
{
    Mapping *mapping = target;
    return read_texts(reader, value, &mapping->nulls, &mapping->null_count);
}

static Status read_ignore(Reader *reader, const yaml_node_t *value, void *target)
{
    Mapping *mapping = target;
    return read_texts(reader, value, &mapping->ignored, &mapping->ignored_count);
}

static Status read_mapping_zone(Reader *reader, const yaml_node_t *value, void *target)
{
    return read_zone(reader, value, &((Mapping *)target)->time_zone);
}

static Status read_guess(Reader *reader, const yaml_node_t *value, void *target)
{
    return read_switch(reader, value, &((Mapping *)target)->guess);
}

static Status read_skip(Reader *reader, const yaml_node_t *value, void *target)
{
    const char *text = NULL;
    TRY(read_text(reader, value, &text));
    long *skip = &((Mapping *)target)->skip;
    if (!text_to_long(text_of(text), skip) || *skip < 0 || *skip > 1000)
        return node_wrong(reader, value, _("a number of lines, 0 to 1000, is wanted here"));
    return STATUS_OK;
}

static Status read_delimiter(Reader *reader, const yaml_node_t *value, void *target)
{
    static const char *const words[] = {",", ";", "|", "tab", "\t", NULL};
    return read_word(reader, value, words, &((Mapping *)target)->delimiter);
}

/* Already known, or for people. */
static Status read_ignored(Reader *reader, const yaml_node_t *value, void *target)
{
    (void)target;
    const char *text = NULL;
    return read_text(reader, value, &text);
}

static const Key mapping_keys[] = {
    {"kind", read_ignored},
    {"name", read_ignored},
    {"help", read_ignored},
    {"encoding", read_Mapping_encoding},
    {"delimiter", read_delimiter},
    {"sheet", read_Mapping_sheet},
    {"skip", read_skip},
    {"time_zone", read_mapping_zone},
    {"date_format", read_Mapping_date_format},
    {"decimal", read_Mapping_decimal},
    {"calendar", read_Mapping_calendar},
    {"null", read_null},
    {"where", read_Mapping_where},
    {"select", read_Mapping_select},
    {"guess", read_guess},
    {"ignore", read_ignore},
    {"columns", read_columns},
};

/* The mapping's own kind must be the one imported. */
static Status check_kind(Reader *reader, const yaml_node_t *root)
{
    if (root->type != YAML_MAPPING_NODE)
        return STATUS_OK;
    for (yaml_node_pair_t *pair = root->data.mapping.pairs.start; pair < root->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key = node(reader, pair->key), *value = node(reader, pair->value);
        if (key->type != YAML_SCALAR_NODE || strcmp((const char *)key->data.scalar.value, "kind") != 0)
            continue;
        const char *name = NULL;
        TRY(read_text(reader, value, &name));
        const Kind *kind = schema_kind(name);
        if (!kind)
            return node_wrong(reader, value, _("there is no such kind of fact"));
        if (reader->mapping->kind && kind != reader->mapping->kind) {
            error_set(reader->error, STATUS_INVALID_ARGUMENT, _("the mapping %s is for %s, not for %s"),
                      reader->mapping->name, kind->name, reader->mapping->kind->name);
            return node_where(reader, value);
        }
        reader->mapping->kind = kind;
    }
    return STATUS_OK;
}

static Status read_document(Reader *reader)
{
    yaml_node_t *root = yaml_document_get_root_node(reader->document);
    if (!root)
        return error_set(reader->error, STATUS_INVALID_ARGUMENT, _("the mapping %s is empty"), reader->mapping->name);
    TRY(check_kind(reader, root));
    if (!reader->mapping->kind)
        return error_set(reader->error, STATUS_INVALID_ARGUMENT, _("the mapping %s names no kind"), reader->mapping->name);
    return read_keys(reader, root, mapping_keys, sizeof mapping_keys / sizeof mapping_keys[0], reader->mapping);
}

Status mapping_parse(Arena *arena, const Kind *kind, const char *name, const char *text, size_t length,
                     Mapping **ret_mapping, Error *error)
{
    Mapping *mapping = ARENA_NEW(arena, Mapping);
    mapping->name = name;
    mapping->kind = kind;
    if (length > MAPPING_CEILING)
        return error_set(error, STATUS_TOO_LARGE, _("the mapping %s is too large"), name);
    yaml_parser_t parser;
    yaml_document_t document;
    if (!yaml_parser_initialize(&parser))
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", name);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    Status status;
    if (!yaml_parser_load(&parser, &document)) {
        status = error_set(error, STATUS_INVALID_ARGUMENT, _("the mapping is no YAML: %s"),
                           parser.problem ? parser.problem : "?");
        error_where(error, "%s:%zu:%zu", name, parser.problem_mark.line + 1, parser.problem_mark.column + 1);
    } else {
        Reader reader = {arena, mapping, &document, error};
        status = read_document(&reader);
        yaml_document_delete(&document);
    }
    yaml_parser_delete(&parser);
    if (status == STATUS_OK)
        *ret_mapping = mapping;
    return status;
}

static Status read_file(Arena *arena, const char *name, char **ret_text, size_t *ret_length, Error *error)
{
    FILE *file = fopen(name, "re");
    if (!file)
        return error_set_errno(error, errno, "%s", name);
    char *text = arena_alloc(arena, MAPPING_CEILING + 2);
    size_t length = fread(text, 1, MAPPING_CEILING + 1, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return error_set(error, STATUS_IO, _("%s cannot be read"), name);
    *ret_text = text;
    *ret_length = length;
    return STATUS_OK;
}

static Status no_such_mapping(Arena *arena, const char *name, Error *error)
{
    error_set(error, STATUS_NOT_FOUND, _("there is no mapping \"%s\""), name);
    TextBuilder list = text_builder(240);
    for (size_t i = 0; i < import_maps_count; i++) {
        Text rest, map = text_cut(text_of(import_maps[i].name), '.', &rest);
        text_append(&list, i ? ", " : "");
        text_append_bytes(&list, map.bytes, map.length);
    }
    error_hint(error, _("give a file, or one of: %s"), list.bytes);
    text_builder_free(&list);
    (void)arena;
    return error->status;
}

Status mapping_open(Arena *arena, const Kind *kind, const char *name, Text text, Mapping **ret_mapping, Error *error)
{
    if (!text.bytes)
        return mapping_read(arena, kind, name, ret_mapping, error);
    return mapping_parse(arena, kind, name ? name : _("the mapping"), text.bytes, text.length, ret_mapping, error);
}

Status mapping_read(Arena *arena, const Kind *kind, const char *name, Mapping **ret_mapping, Error *error)
{
    if (!name) {
        Mapping *mapping = ARENA_NEW(arena, Mapping);
        *mapping = (Mapping){.name = "", .kind = kind, .guess = true};
        *ret_mapping = mapping;
        return STATUS_OK;
    }
    const EmbeddedFile *shipped = embedded_find(import_maps, import_maps_count, arena_format(arena, "%s.yaml", name));
    if (shipped)
        return mapping_parse(arena, kind, name, (const char *)shipped->bytes, (size_t)(shipped->end - shipped->bytes),
                             ret_mapping, error);
    /* A plain word is a name and never a file: the API passes such, and must not read what lies where the server
     * was started. */
    if (!strchr(name, '/') && !strchr(name, '.'))
        return no_such_mapping(arena, name, error);
    char *text = NULL;
    size_t length = 0;
    TRY(read_file(arena, name, &text, &length, error));
    return mapping_parse(arena, kind, name, text, length, ret_mapping, error);
}
