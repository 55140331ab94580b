#include "config/option.h"

#include "base/text.h"
#include "base/translate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef struct Given {
    const Option *option;
    const char *value;
} Given;

struct Arguments {
    Arena *arena;
    Given *given;
    size_t given_count;
    const char **operands;
    size_t operand_count;
};

static const Option *find_option(const Option *options, const char *name, size_t length)
{
    for (; options->name; options++)
        if (strlen(options->name) == length && memcmp(options->name, name, length) == 0)
            return options;
    return NULL;
}

static Status unknown_option(Arena *arena, const Option *options, const char *name, size_t length, Error *error)
{
    enum { NAMES = 64 };
    const char *names[NAMES];
    size_t count = 0;
    for (; options->name && count < NAMES; options++)
        names[count++] = options->name;
    char *word = arena_copy(arena, name, length);
    const char *nearest = text_nearest(word, names, count);
    error_set(error, STATUS_INVALID_ARGUMENT, _("there is no option --%s"), word);
    if (nearest)
        error_hint(error, _("did you mean --%s?"), nearest);
    else
        error_hint(error, "%s", _("--help lists the options"));
    return error->status;
}

static bool already_given(const Arguments *arguments, const Option *option)
{
    for (size_t i = 0; i < arguments->given_count; i++)
        if (arguments->given[i].option == option)
            return true;
    return false;
}

static Status parse_option(Arguments *arguments, const Option *options, int argc, char *const *argv, int *index,
                           Error *error)
{
    const char *name = argv[*index] + 2;
    const char *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const Option *option = find_option(options, name, length);
    if (!option)
        return unknown_option(arguments->arena, options, name, length, error);
    if (already_given(arguments, option) && !option->repeats)
        return error_set(error, STATUS_INVALID_ARGUMENT, _("--%s is given twice"), option->name);
    const char *value = "";
    if (option->argument && equals) {
        value = equals + 1;
    } else if (option->argument) {
        if (*index + 1 >= argc)
            return error_set(error, STATUS_INVALID_ARGUMENT, _("--%s needs a value: --%s %s"), option->name,
                             option->name, option->argument);
        value = argv[++*index];
    } else if (equals) {
        return error_set(error, STATUS_INVALID_ARGUMENT, _("--%s takes no value"), option->name);
    }
    arguments->given[arguments->given_count++] = (Given){option, value};
    return STATUS_OK;
}

static const char *from_environment(const Option *option)
{
    char name[96] = "MIZAN_";
    size_t at = strlen(name);
    for (const char *c = option->name; *c && at + 1 < sizeof name; c++)
        name[at++] = (char)(*c == '-' ? '_' : toupper((unsigned char)*c));
    name[at] = '\0';
    return getenv(name);
}

Status arguments_parse(Arena *arena, const Option *options, int argc, char *const *argv,
                       Arguments **ret_arguments, Error *error)
{
    Arguments *arguments = ARENA_NEW(arena, Arguments);
    size_t known = 0;
    while (options[known].name)
        known++;
    arguments->arena = arena;
    arguments->given = ARENA_ARRAY(arena, (size_t)argc + known + 1, Given);
    arguments->operands = ARENA_ARRAY(arena, (size_t)argc + 1, const char *);
    bool operands_only = false;
    for (int i = 0; i < argc; i++) {
        if (operands_only || argv[i][0] != '-' || argv[i][1] == '\0') {
            arguments->operands[arguments->operand_count++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            operands_only = true;
        } else if (strcmp(argv[i], "-h") == 0 && find_option(options, "help", 4)) {
            arguments->given[arguments->given_count++] = (Given){find_option(options, "help", 4), ""};
        } else if (argv[i][1] != '-') {
            error_set(error, STATUS_INVALID_ARGUMENT, _("there is no option %s"), argv[i]);
            error_hint(error, "%s", _("options are written with two dashes; --help lists them"));
            return error->status;
        } else {
            TRY(parse_option(arguments, options, argc, argv, &i, error));
        }
    }
    for (const Option *option = options; option->name; option++) {
        const char *value = option->argument && !option->flag_only ? from_environment(option) : NULL;
        if (value && !already_given(arguments, option))
            arguments->given[arguments->given_count++] = (Given){option, value};
    }
    *ret_arguments = arguments;
    return STATUS_OK;
}

const char *argument_value(const Arguments *arguments, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < arguments->given_count; i++)
        if (strcmp(arguments->given[i].option->name, name) == 0)
            value = arguments->given[i].value;
    return value;
}

bool argument_given(const Arguments *arguments, const char *name)
{
    return argument_value(arguments, name) != NULL;
}

size_t argument_values(const Arguments *arguments, const char *name, const char *const **ret_values)
{
    const char **values = ARENA_ARRAY(arguments->arena, arguments->given_count + 1, const char *);
    size_t count = 0;
    for (size_t i = 0; i < arguments->given_count; i++)
        if (strcmp(arguments->given[i].option->name, name) == 0)
            values[count++] = arguments->given[i].value;
    *ret_values = values;
    return count;
}

size_t operand_count(const Arguments *arguments)
{
    return arguments->operand_count;
}

const char *operand(const Arguments *arguments, size_t index)
{
    return index < arguments->operand_count ? arguments->operands[index] : NULL;
}
