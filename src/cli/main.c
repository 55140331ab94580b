/* The program: finds the command, parses its options, runs it, turns its status into the exit status. */
#include "cli/command.h"
#include "cli/help.h"

#include "base/text.h"
#include "base/translate.h"
#include "render/number.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MEMORY_CEILING = 1 << 30 }; /* bytes that one command may hold: as a request to the server */

/* The command whose name is the first word or the first two; `*ret_words` of them were its name. */
static const Command *find_command(int argc, char *const *argv, int *ret_words)
{
    const Command *found = NULL;
    for (size_t i = 0; i < command_count; i++) {
        Text second, first = text_cut(text_of(commands[i]->name), ' ', &second);
        int words = second.bytes ? 2 : 1;
        if (argc > words && text_equals(first, argv[1]) &&
            (words == 1 || text_equals(second, argv[2]))) {
            found = commands[i];
            *ret_words = words;
        }
    }
    return found;
}

/* "mizan metric list, mizan metric show": the commands of two words that begin with `word`. */
static const char *commands_of(Arena *arena, const char *word)
{
    const char *list = "";
    for (size_t i = 0; i < command_count; i++) {
        Text rest;
        if (text_equals(text_cut(text_of(commands[i]->name), ' ', &rest), word) && rest.bytes)
            list = arena_format(arena, "%s%smizan %s", list, *list ? ", " : "", commands[i]->name);
    }
    return list;
}

static Status unknown_command(Arena *arena, int argc, char *const *argv, Error *error)
{
    const char **names = ARENA_ARRAY(arena, command_count, const char *);
    bool beginning = *commands_of(arena, argv[1]);
    for (size_t i = 0; i < command_count; i++)
        names[i] = commands[i]->name;
    const char *typed = beginning && argc > 2 ? arena_format(arena, "%s %s", argv[1], argv[2]) : argv[1];
    const char *nearest = text_nearest(typed, names, command_count);
    if (!nearest && argc > 2) { /* the slip is in the first of two words */
        nearest = text_nearest(arena_format(arena, "%s %s", argv[1], argv[2]), names, command_count);
        nearest = nearest && strchr(nearest, ' ') ? nearest : NULL;
    }
    error_set(error, STATUS_INVALID_ARGUMENT, _("there is no command \"%s\""), typed);
    if (nearest && strchr(nearest, ' ') && argc == 2)
        nearest = NULL; /* the first of two words: all that begin with it are named */
    if (nearest)
        error_hint(error, _("did you mean \"mizan %s\"?"), nearest);
    else if (beginning)
        error_hint(error, _("there are: %s"), commands_of(arena, argv[1]));
    else
        error_hint(error, "%s", _("\"mizan --help\" lists the commands"));
    return error->status;
}

static bool asks_for_help(int argc, char *const *argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

static bool asks_for_version(const char *word)
{
    return strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0 || strcmp(word, "-v") == 0;
}

/* "mizan help metric value", as many programs have it, becomes "mizan metric value --help". */
static void ask_for_help_last(int argc, char **argv)
{
    static char help[] = "--help";
    memmove(argv + 1, argv + 2, (size_t)(argc - 2) * sizeof *argv);
    argv[argc - 1] = help;
}

static Status check_operands(const Command *command, const Arguments *arguments, Error *error)
{
    int count = (int)operand_count(arguments);
    for (int i = 0; i < count; i++)
        if (!*operand(arguments, (size_t)i)) /* a variable of the shell that is not set */
            return error_set(error, STATUS_INVALID_ARGUMENT, _("an empty word is given: mizan %s %s"), command->name,
                             command->synopsis);
    if (count < command->operands_min)
        error_set(error, STATUS_INVALID_ARGUMENT, _("something is missing: mizan %s %s"), command->name,
                  command->synopsis);
    else if (command->operands_max >= 0 && count > command->operands_max)
        error_set(error, STATUS_INVALID_ARGUMENT, _("too much is given, from \"%s\" on: mizan %s %s"),
                  operand(arguments, (size_t)command->operands_max), command->name, command->synopsis);
    else
        return STATUS_OK;
    error_hint(error, _("\"mizan %s --help\" says more"), command->name);
    return error->status;
}

/* The command "GROUP WORD"; NULL where there is none. */
static const Command *in_group(Text group, const char *word)
{
    for (size_t i = 0; i < command_count; i++) {
        Text second, first = text_cut(text_of(commands[i]->name), ' ', &second);
        if (text_equals(second, word) && first.length == group.length && memcmp(first.bytes, group.bytes, group.length) == 0)
            return commands[i];
    }
    return NULL;
}

/* The command of the same first word, "kpi list" for "kpi show"; NULL where there is none. */
static const Command *sibling(const Command *command, const char *word)
{
    Text rest, group = text_cut(text_of(command->name), ' ', &rest);
    return rest.bytes ? in_group(group, word) : NULL;
}

/* The name that the error is about, among the operands after the store; "objective:calls" names its group, too. */
static const char *named_operand(const Arguments *arguments, const Error *error, Text *ret_group)
{
    for (size_t i = 1; i < operand_count(arguments); i++) {
        const char *name = operand(arguments, i);
        Text id, group = text_cut(text_of(name), ':', &id);
        if (strstr(error->message, name))
            return name;
        if (id.bytes && strstr(error->message, id.bytes)) {
            *ret_group = group;
            return id.bytes;
        }
    }
    return NULL;
}

/* Of a name that is not there, or is there already, the commands about the same things say or change what is there. */
static void hint_sibling(const Command *command, const Arguments *arguments, Error *error)
{
    Text group = {0};
    const char *named = named_operand(arguments, error, &group), *store = operand(arguments, 0);
    if (error->hint[0] || !named)
        return;
    const Command *list = group.bytes ? in_group(group, "list") : sibling(command, "list");
    const Command *change = sibling(command, "change");
    if (error->status == STATUS_NOT_FOUND && list && list->operands_min == 1)
        error_hint(error, _("those that are there: mizan %s %s"), list->name, store);
    else if (error->status == STATUS_ALREADY_EXISTS && change && command == sibling(command, "add"))
        error_hint(error, _("to change the one that is there: mizan %s %s %s"), change->name, store, named);
}

static Status run_command(Arena *arena, int argc, char *const *argv, Error *error)
{
    int words = 0;
    const Command *command = find_command(argc, argv, &words);
    if (!command && argc == 3 && asks_for_help(1, argv + 2) && *commands_of(arena, argv[1])) {
        help_print_group(stdout, argv[1]);
        return STATUS_OK;
    }
    if (!command)
        return unknown_command(arena, argc, argv, error);
    int rest = argc - 1 - words;
    if (asks_for_help(rest, argv + 1 + words)) {
        help_print_command(stdout, command);
        return STATUS_OK;
    }
    Arguments *arguments;
    Status parsed = arguments_parse(arena, command->options, rest, argv + 1 + words, &arguments, error);
    if (parsed != STATUS_OK)
        error_where(error, "mizan %s", command->name);
    TRY(parsed);
    TRY(check_operands(command, arguments, error));
    CommandContext context = {.arena = arena, .arguments = arguments, .out = stdout, .error = error};
    Status status = command->run(&context);
    if (status != STATUS_OK)
        hint_sibling(command, arguments, error);
    return status;
}

/* LC_ALL, LC_MESSAGES, LANG: the first that is set decides, as everywhere. */
static const char *language_of_environment(void)
{
    static const char *const names[] = {"MIZAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "en";
}

/* What was printed has reached its reader. One who closed the pipe has read enough: `mizan query ... | head`. */
static Status finish_output(Error *error, bool *ret_enough)
{
    bool failed = fflush(stdout) != 0;
    failed = ferror(stdout) || failed;
    struct pollfd reader = {.fd = STDOUT_FILENO};
    *ret_enough = failed && poll(&reader, 1, 0) == 1 && (reader.revents & POLLERR);
    return failed ? error_set(error, STATUS_IO, "%s", _("the output could not be written")) : STATUS_OK;
}

int main(int argc, char **argv)
{
    /* A reader that left, and a file that grew to the user's limit, are errors of the write that meets them. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    /* A store, its backups and its rejects are about people: no file that is made here is for others to read. */
    umask(umask(077) | 077);
    /* What the engine takes for its own zone, so that it need not be told (store/duckdb_instance.c); days of a store are
     * counted by its settings. */
    setenv("TZ", "UTC", /* replace= */ 1);
    translate_set_language(language_of_environment());
    number_write_in(NUMBER_LANGUAGE);
    static char version[] = "version";
    bool help = argc > 1 && (asks_for_help(1, argv + 1) || strcmp(argv[1], "help") == 0);
    if (help && argc > 2) {
        ask_for_help_last(argc, argv);
    } else if (help || argc < 2) {
        help_print_all(argc < 2 ? stderr : stdout);
        return argc < 2 ? status_exit(STATUS_INVALID_ARGUMENT) : 0;
    }
    if (asks_for_version(argv[1]))
        argv[1] = version;

    Arena *arena CLEANUP(arena_cleanup) = arena_new(MEMORY_CEILING);
    Error error = {0};
    Status status = run_command(arena, argc, argv, &error);
    bool enough = false;
    Error output;
    if (finish_output(&output, &enough) != STATUS_OK && status == STATUS_OK) {
        status = output.status;
        error = output;
    }
    if (status != STATUS_OK && !(enough && status == STATUS_IO))
        help_print_error(stderr, &error);
    return status_exit(status);
}
