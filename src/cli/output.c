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

Status output_check(const CommandContext *context, const TextBuilder *text)
{
    return text->overflowed ? error_set(context->error, STATUS_TOO_LARGE, "%s", _("the answer is larger than 512 MiB")) : STATUS_OK;
}

Status output_print(const CommandContext *context, TextBuilder *text)
{
    Status status = output_check(context, text);
    if (status == STATUS_OK && text->length > 0) {
        fwrite(text->bytes, 1, text->length, context->out);
        if (text->bytes[text->length - 1] != '\n')
            fputc('\n', context->out);
    }
    text_builder_free(text);
    return status;
}
