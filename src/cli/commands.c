#include "cli/command.h"

/* A row a command: each is a file of command/. The order is that of the help. */
#define COMMAND_LIST(X)                                                                                      \
    X(command_init)                                                                                          \
    X(command_settings)                                                                                      \
    X(command_import)                                                                                        \
    X(command_undo)                                                                                          \
    X(command_batch_list)                                                                                    \
    X(command_source_list)                                                                                   \
    X(command_measurement_add)                                                                               \
    X(command_measurement_list)                                                                              \
    X(command_demo)                                                                                          \
    X(command_kind_list)                                                                                     \
    X(command_kind_show)                                                                                     \
    X(command_metric_causes)                                                                                 \
    X(command_metric_list)                                                                                   \
    X(command_metric_show)                                                                                   \
    X(command_metric_check)                                                                                  \
    X(command_metric_add)                                                                                    \
    X(command_metric_change)                                                                                 \
    X(command_metric_retire)                                                                                 \
    X(command_kpi_add)                                                                                       \
    X(command_kpi_change)                                                                                    \
    X(command_kpi_check)                                                                                     \
    X(command_kpi_history)                                                                                   \
    X(command_kpi_link)                                                                                      \
    X(command_kpi_list)                                                                                      \
    X(command_kpi_retire)                                                                                    \
    X(command_kpi_show)                                                                                      \
    X(command_kpi_unlink)                                                                                    \
    X(command_kpi_weight)                                                                                    \
    X(command_kpi_target)                                                                                    \
    X(command_metric_value)                                                                                  \
    X(command_objective_add)                                                                                 \
    X(command_objective_carry_over)                                                                          \
    X(command_objective_change)                                                                              \
    X(command_objective_close)                                                                               \
    X(command_objective_history)                                                                             \
    X(command_objective_link)                                                                                \
    X(command_objective_list)                                                                                \
    X(command_objective_propose)                                                                             \
    X(command_objective_remove)                                                                              \
    X(command_objective_show)                                                                                \
    X(command_objective_unlink)                                                                              \
    X(command_key_result_add)                                                                                \
    X(command_key_result_change)                                                                             \
    X(command_key_result_check)                                                                              \
    X(command_key_result_remove)                                                                             \
    X(command_initiative_add)                                                                                \
    X(command_initiative_change)                                                                             \
    X(command_perspective_list)                                                                              \
    X(command_perspective_add)                                                                               \
    X(command_perspective_change)                                                                            \
    X(command_perspective_remove)                                                                            \
    X(command_scorecard_show)                                                                                \
    X(command_scorecard_audit)                                                                               \
    X(command_scorecard_map)                                                                                 \
    X(command_review_list)                                                                                   \
    X(command_review_prepare)                                                                                \
    X(command_review_show)                                                                                   \
    X(command_review_decide)                                                                                 \
    X(command_review_note)                                                                                   \
    X(command_review_act)                                                                                    \
    X(command_review_resolve)                                                                                \
    X(command_review_close)                                                                                  \
    X(command_review_minute)                                                                                 \
    X(command_comment_add)                                                                                   \
    X(command_comment_list)                                                                                  \
    X(command_comment_change)                                                                                \
    X(command_comment_delete)                                                                                \
    X(command_comment_answer)                                                                                \
    X(command_share_add)                                                                                     \
    X(command_share_list)                                                                                    \
    X(command_share_remove)                                                                                  \
    X(command_link_add)                                                                                      \
    X(command_link_list)                                                                                     \
    X(command_link_revoke)                                                                                   \
    X(command_inbox)                                                                                         \
    X(command_mine)                                                                                          \
    X(command_query)                                                                                         \
    X(command_check)                                                                                         \
    X(command_serve)                                                                                         \
    X(command_account_add)                                                                                   \
    X(command_account_list)                                                                                  \
    X(command_account_show)                                                                                  \
    X(command_account_role)                                                                                  \
    X(command_account_change)                                                                                \
    X(command_account_disable)                                                                               \
    X(command_account_enable)                                                                                \
    X(command_account_team)                                                                                  \
    X(command_account_link)                                                                                  \
    X(command_token_add)                                                                                     \
    X(command_token_list)                                                                                    \
    X(command_token_revoke)                                                                                  \
    X(command_audit_list)                                                                                    \
    X(command_audit_export)                                                                                  \
    X(command_audit_verify)                                                                                  \
    X(command_person_export)                                                                                 \
    X(command_person_erase)                                                                                  \
    X(command_backup)                                                                                        \
    X(command_restore)                                                                                       \
    X(command_version)

#define COMMAND_EXTERN(command) extern const Command command;
COMMAND_LIST(COMMAND_EXTERN)

#define COMMAND_ADDRESS(command) &command,
const Command *const commands[] = {COMMAND_LIST(COMMAND_ADDRESS)};
const size_t command_count = sizeof commands / sizeof commands[0];
