#include "import/xlsx_part.h"

#include "base/translate.h"

#include <string.h>

/* XML of sheets packs 10 to 60 to 1; beyond this, and larger than SMALL, it is made to fill memory or disk. */
enum { RATIO_CEILING = 250, ENTRIES_CEILING = 5000, PIECE = 65536 };
#define SMALL_PART ((int64_t)32 << 20)
#define UNPACKED_CEILING ((int64_t)8 << 30)

typedef struct Parse {
    const PartHandlers *handlers;
    void *context;
    XML_Parser parser;
    Status status;
    Error *error;
    int depth;
} Parse;

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *attribute(const char **attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

static void settle(Parse *parse, Status status)
{
    if (status == STATUS_OK || parse->status != STATUS_OK)
        return;
    parse->status = status;
    XML_StopParser(parse->parser, XML_FALSE);
}

static void XMLCALL on_start(void *context, const char *name, const char **attributes)
{
    Parse *parse = context;
    if (parse->status != STATUS_OK)
        return;
    if (++parse->depth > 64)
        settle(parse, error_set(parse->error, STATUS_INVALID_DATA, "%s", _("the workbook's XML is nested too deep")));
    else
        settle(parse, parse->handlers->start(parse->context, local_name(name), attributes, parse->error));
}

static void XMLCALL on_end(void *context, const char *name)
{
    Parse *parse = context;
    parse->depth--;
    if (parse->status == STATUS_OK && parse->handlers->end)
        settle(parse, parse->handlers->end(parse->context, local_name(name), parse->error));
}

static void XMLCALL on_text(void *context, const char *text, int length)
{
    Parse *parse = context;
    if (parse->status == STATUS_OK && parse->handlers->text)
        settle(parse, parse->handlers->text(parse->context, text, (size_t)length, parse->error));
}

/* Entities of its own are how XML bombs grow; no spreadsheet declares any. */
static void XMLCALL on_doctype(void *context, const char *name, const char *system, const char *public_id, int internal)
{
    (void)name;
    (void)system;
    (void)public_id;
    (void)internal;
    Parse *parse = context;
    settle(parse, error_set(parse->error, STATUS_INVALID_DATA, "%s", _("the workbook's XML declares a document type")));
}

Status package_open(const char *file, Package *ret_package, Error *error)
{
    int code = 0;
    zip_t *zip = zip_open(file, ZIP_RDONLY, &code);
    if (!zip) {
        zip_error_t reason;
        zip_error_init_with_code(&reason, code);
        error_set(error, STATUS_INVALID_DATA, _("%s is no whole XLSX file: %s"), file, zip_error_strerror(&reason));
        zip_error_fini(&reason);
        error_hint(error, "%s", _("fetch or save the file again; nothing of it was stored"));
        return error->status;
    }
    if (zip_get_num_entries(zip, 0) > ENTRIES_CEILING) {
        zip_discard(zip);
        return error_set(error, STATUS_TOO_LARGE, _("%s has more than %d parts"), file, ENTRIES_CEILING);
    }
    *ret_package = (Package){.name = file, .zip = zip};
    return STATUS_OK;
}

void package_close(Package *package)
{
    if (package->zip)
        zip_discard(package->zip);
    package->zip = NULL;
}

bool package_has(const Package *package, const char *part)
{
    return zip_name_locate(package->zip, part, ZIP_FL_NOCASE) >= 0;
}

static Status bomb(const Package *package, const char *part, Error *error)
{
    error_set(error, STATUS_TOO_LARGE, _("%s is refused: %s unpacks to far more than it weighs"), package->name, part);
    error_where(error, "%s: %s", package->name, part);
    error_hint(error, "%s", _("save the sheet as CSV if it is really that large"));
    return error->status;
}

/* By what is really unpacked; sizes that the package states can lie. */
static Status parse_entry(Package *package, const char *part, zip_file_t *entry, int64_t packed, Parse *parse,
                          Error *error)
{
    int64_t unpacked = 0;
    for (;;) {
        void *piece = XML_GetBuffer(parse->parser, PIECE);
        if (!piece)
            return error_set(error, STATUS_OUT_OF_MEMORY, "%s", package->name);
        zip_int64_t got = zip_fread(entry, piece, PIECE);
        if (got < 0) {
            error_set(error, STATUS_INVALID_DATA, _("%s is damaged: %s cannot be unpacked"), package->name, part);
            error_hint(error, "%s", _("fetch or save the file again; nothing of it was stored"));
            return error->status;
        }
        unpacked += got;
        package->unpacked += got;
        if (package->unpacked > UNPACKED_CEILING || (unpacked > SMALL_PART && unpacked / RATIO_CEILING > packed))
            return bomb(package, part, error);
        enum XML_Status status = XML_ParseBuffer(parse->parser, (int)got, got == 0);
        TRY(parse->status);
        if (status != XML_STATUS_OK) {
            error_set(error, STATUS_INVALID_DATA, _("%s is damaged: %s is no XML (%s)"), package->name, part,
                      XML_ErrorString(XML_GetErrorCode(parse->parser)));
            error_where(error, "%s: %s:%lu", package->name, part, XML_GetCurrentLineNumber(parse->parser));
            return error->status;
        }
        if (got == 0)
            return STATUS_OK;
    }
}

Status package_parse(Package *package, const char *part, const PartHandlers *handlers, void *context, Error *error)
{
    zip_stat_t stat;
    zip_int64_t index = zip_name_locate(package->zip, part, ZIP_FL_NOCASE);
    if (index < 0 || zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) != 0)
        return error_set(error, STATUS_INVALID_DATA, _("%s is no whole XLSX file: %s is missing"), package->name, part);
    zip_file_t *entry = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (!entry)
        return error_set(error, STATUS_INVALID_DATA, _("%s cannot be read: %s"), package->name, zip_strerror(package->zip));
    Parse parse = {.handlers = handlers, .context = context, .parser = XML_ParserCreate(NULL), .error = error};
    if (!parse.parser) {
        zip_fclose(entry);
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", package->name);
    }
    XML_SetUserData(parse.parser, &parse);
    XML_SetElementHandler(parse.parser, on_start, on_end);
    XML_SetCharacterDataHandler(parse.parser, on_text);
    XML_SetStartDoctypeDeclHandler(parse.parser, on_doctype);
    Status status = parse_entry(package, part, entry, (int64_t)stat.comp_size, &parse, error);
    XML_ParserFree(parse.parser);
    zip_fclose(entry);
    return status;
}
