#include "cli/output.h"

#include "base/translate.h"

#include <string.h>

Status output_json(const CommandContext *context, bool *ret_json)
{
    const char *format = argument_value(context->arguments, "format");
    *ret_json = format && strcmp(format, "json") == 0;
    if (!format || *ret_json || strcmp(format, "table") == 0)
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("there is no format \"%s\""), format);
    error_hint(context->error, _("there are: %s"), "table, json");
    return context->error->status;
}

TextBuilder output_begin(void)
{
    return text_builder(OUTPUT_LIMIT);
}

Status output_print(const CommandContext *context, TextBuilder *text)
{
    Status status = STATUS_OK;
    if (text->overflowed)
        status = error_set(context->error, STATUS_TOO_LARGE, "%s", _("the answer is larger than 512 MiB"));
    else if (fwrite(text->bytes, 1, text->length, context->out) == text->length && text->length > 0 &&
             text->bytes[text->length - 1] != '\n')
        fputc('\n', context->out);
    text_builder_free(text);
    return status;
}
