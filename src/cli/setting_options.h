/* What `init` and `settings` share: a flag for each setting, the table of settings. */
#ifndef CLI_SETTING_OPTIONS_H
#define CLI_SETTING_OPTIONS_H

#include "cli/command.h"

#include "base/translate.h"
#include "config/setting_list.h"
#include "store/store.h"

#define SETTING_OPTION(name_, flag_, argument_, fallback_, help_, check_)                                      \
    {.name = flag_, .argument = argument_, .help = help_, .flag_only = true},
/* Elements of an Option array. */
#define SETTING_OPTIONS SETTING_LIST(SETTING_OPTION)

/* Checks every setting that was given, before anything is made; how many there were. */
Status setting_options_check(const CommandContext *context, size_t *ret_given) MUST_CHECK;
/* "currency: USD; language: fa", in the arena, for the log; NULL where none was given. */
const char *setting_options_given(const CommandContext *context);
/* Stores those that were given. */
Status setting_options_store(const CommandContext *context, Store *store) MUST_CHECK;
/* All settings of the store, one a line, and working hours that hold from a day on. */
Status setting_options_print(const CommandContext *context, Store *store) MUST_CHECK;

#endif
