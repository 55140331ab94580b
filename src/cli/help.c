#include "cli/help.h"

#include "base/text.h"
#include "base/translate.h"

/* Columns that the names of the commands take; with `word`, of those that begin with it. */
static int name_width(const char *word)
{
    size_t width = 0;
    for (size_t i = 0; i < command_count; i++) {
        Text rest;
        size_t length = strlen(commands[i]->name);
        if (length > width && (!word || text_equals(text_cut(text_of(commands[i]->name), ' ', &rest), word)))
            width = length;
    }
    return (int)width;
}

void help_print_all(FILE *out)
{
    fprintf(out, "%s\n\n", _("Mizan measures customer experience: give it your files, get exact KPIs."));
    int width = name_width(NULL);
    fprintf(out, "%s: mizan COMMAND [OPTIONS]\n\n", _("usage"));
    for (size_t i = 0; i < command_count; i++)
        fprintf(out, "  %-*s  %s\n", width, commands[i]->name, _(commands[i]->help));
    fprintf(out, "\n%s\n", _("mizan COMMAND --help says more about one."));
}

void help_print_group(FILE *out, const char *word)
{
    int width = name_width(word);
    fprintf(out, "%s: mizan %s ...\n\n", _("usage"), word);
    for (size_t i = 0; i < command_count; i++) {
        Text rest;
        if (text_equals(text_cut(text_of(commands[i]->name), ' ', &rest), word))
            fprintf(out, "  %-*s  %s\n", width, commands[i]->name, _(commands[i]->help));
    }
    fprintf(out, "\n%s\n", _("mizan COMMAND --help says more about one."));
}

void help_print_command(FILE *out, const Command *command)
{
    fprintf(out, "%s: mizan %s %s %s\n\n", _("usage"), command->name, command->synopsis,
            command->options->name ? _("[OPTIONS]") : "");
    fprintf(out, "%s\n", _(command->help));
    if (command->details)
        fprintf(out, "\n%s\n", _(command->details));
    if (command->options->name)
        fprintf(out, "\n%s:\n", _("options"));
    for (const Option *option = command->options; option->name; option++) {
        char name[64];
        snprintf(name, sizeof name, "--%s %s", option->name, option->argument ? option->argument : "");
        fprintf(out, "  %-28s %s\n", name, _(option->help));
    }
}

void help_print_error(FILE *out, const Error *error)
{
    fprintf(out, "mizan: %s\n", error->message);
    if (error->where[0])
        fprintf(out, "  %s: %s\n", _("where"), error->where);
    if (error->value[0])
        fprintf(out, "  %s: %s\n", _("value"), error->value);
    if (error->hint[0])
        fprintf(out, "  %s\n", error->hint);
}
