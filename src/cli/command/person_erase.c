/* What is held about a person: written out whole, and erased. */
#include "cli/logbook.h"
#include "cli/output.h"

#include "base/translate.h"
#include "person/person.h"

typedef Status (*Work)(CommandContext *context, Store *store, FactsSession *session, const Person *person);

static Status work_with(CommandContext *context, Store *store, Work work)
{
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    Person person;
    TRY(facts_session_open(store_facts(store), &session, context->error));
    TRY(person_find(session, context->arena, operand(context->arguments, 1), operand(context->arguments, 2), &person, context->error));
    return work(context, store, session, &person);
}

static Status with_store(CommandContext *context, Work work)
{
    Store *store;
    TRY(store_open(operand(context->arguments, 0), &(StoreOptions){.holder = "person"}, &store, context->error));
    Status status = work_with(context, store, work);
    store_close(store);
    return status;
}

static Status write_out(CommandContext *context, Store *store, FactsSession *session, const Person *person)
{
    const char *name;
    TextBuilder out CLEANUP(text_builder_free) = output_begin();
    TRY(person_export(session, context->arena, person, &out, context->error));
    TRY(output_check(context, &out));
    TRY(person_log_name(store, session, context->arena, person, &name, context->error));
    TRY(logbook_append(context, store_records(store), "person.export", name,
                       arena_format(context->arena, "rows %lld", (long long)person->rows)));
    return output_print(context, &out);
}

static Status erase_in(CommandContext *context, Store *store, FactsSession *session, const Person *person)
{
    PersonErased erased;
    TRY(person_erase(store, session, context->arena, &principal_console, audit_command_origin(context->arena), person, &erased,
                     context->error));
    fprintf(context->out, _("Erased: %lld rows name %s now; %lld rejected rows were taken out.\n"), (long long)erased.rows,
            erased.pseudonym, (long long)erased.rejected_rows);
    if (erased.named)
        fprintf(context->out, _("In %lld places of goals, reviews and entries made by hand the pseudonym stands for the name.\n"), (long long)erased.named);
    fprintf(context->out, "%s\n", person_erased_note());
    if (erased.backups)
        fprintf(context->out, _("The store keeps %lld older copies in its folder \"backups\".\n"), (long long)erased.backups);
    return STATUS_OK;
}

static Status export(CommandContext *context)
{
    return with_store(context, write_out);
}

static Status erase(CommandContext *context)
{
    return with_store(context, erase_in);
}

static const Option options[] = {{0}};

extern const Command command_person_export, command_person_erase;
const Command command_person_export = {
    .name = "person export", .synopsis = "STORE KIND ID", .help = N_("write all that is held about a person, as JSON"),
    .details = N_("KIND is customer or employee, ID the key by which the facts name the person."),
    .operands_min = 3, .operands_max = 3, .options = options, .run = export,
};
const Command command_person_erase = {
    .name = "person erase", .synopsis = "STORE KIND ID", .help = N_("erase a person, and keep every value as it was"),
    .details = N_("Names and words are emptied, a pseudonym takes the place of the key, and later imports do not bring the person\n"
                  "back. There is no way back. Backups made before still hold the person."),
    .operands_min = 3, .operands_max = 3, .options = options, .run = erase,
};
