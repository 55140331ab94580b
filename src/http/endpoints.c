#include "http/endpoint.h"

/* A row an end point: each is of a file in endpoint/. */
#define ENDPOINT_LIST(X)                                                                                     \
    X(endpoint_health)                                                                                       \
    X(endpoint_prometheus)                                                                                   \
    X(endpoint_openapi)                                                                                      \
    X(endpoint_organization)                                                                                 \
    X(endpoint_organization_change)                                                                          \
    X(endpoint_holidays)                                                                                     \
    X(endpoint_kinds)                                                                                        \
    X(endpoint_metrics)                                                                                      \
    X(endpoint_metric)                                                                                       \
    X(endpoint_metric_add)                                                                                   \
    X(endpoint_metric_change)                                                                                \
    X(endpoint_metric_retire)                                                                                \
    X(endpoint_metric_preview)                                                                               \
    X(endpoint_metric_history)                                                                               \
    X(endpoint_metric_values)                                                                                \
    X(endpoint_metric_facts)                                                                                 \
    X(endpoint_metric_slices)                                                                                \
    X(endpoint_metric_causes)                                                                                \
    X(endpoint_overview)                                                                                     \
    X(endpoint_kpis)                                                                                         \
    X(endpoint_kpi_add)                                                                                      \
    X(endpoint_kpi)                                                                                          \
    X(endpoint_kpi_change)                                                                                   \
    X(endpoint_kpi_retire)                                                                                   \
    X(endpoint_kpi_target)                                                                                   \
    X(endpoint_kpi_target_preview)                                                                           \
    X(endpoint_kpi_versions)                                                                                 \
    X(endpoint_objectives)                                                                                   \
    X(endpoint_objective_add)                                                                                \
    X(endpoint_objective)                                                                                    \
    X(endpoint_objective_change)                                                                             \
    X(endpoint_objective_close)                                                                              \
    X(endpoint_objective_link)                                                                               \
    X(endpoint_key_result_add)                                                                               \
    X(endpoint_check_in)                                                                                     \
    X(endpoint_comments)                                                                                     \
    X(endpoint_comment_add)                                                                                  \
    X(endpoint_comment_people)                                                                               \
    X(endpoint_comment_change)                                                                               \
    X(endpoint_comment_delete)                                                                               \
    X(endpoint_shares)                                                                                       \
    X(endpoint_share_add)                                                                                    \
    X(endpoint_share_remove)                                                                                 \
    X(endpoint_inbox)                                                                                        \
    X(endpoint_inbox_count)                                                                                  \
    X(endpoint_inbox_read)                                                                                   \
    X(endpoint_mine)                                                                                         \
    X(endpoint_reminders)                                                                                    \
    X(endpoint_reminders_change)                                                                             \
    X(endpoint_links)                                                                                        \
    X(endpoint_link_make)                                                                                    \
    X(endpoint_link_revoke)                                                                                  \
    X(endpoint_link_open)                                                                                    \
    X(endpoint_calendar)                                                                                     \
    X(endpoint_facts)                                                                                        \
    X(endpoint_import)                                                                                       \
    X(endpoint_imports)                                                                                      \
    X(endpoint_import_preview)                                                                               \
    X(endpoint_import_undo)                                                                                  \
    X(endpoint_sources)                                                                                      \
    X(endpoint_import_shown)                                                                                 \
    X(endpoint_import_rejects)                                                                               \
    X(endpoint_events)                                                                                       \
    X(endpoint_queries)                                                                                      \
    X(endpoint_query_cancel)                                                                                 \
    X(endpoint_audit)                                                                                        \
    X(endpoint_audit_export)                                                                                 \
    X(endpoint_audit_verify)                                                                                 \
    X(endpoint_person_export)                                                                                \
    X(endpoint_person_erase)                                                                                 \
    X(endpoint_query)                                                                                        \
    X(endpoint_sign_in)                                                                                      \
    X(endpoint_session)                                                                                      \
    X(endpoint_sign_out)                                                                                     \
    X(endpoint_me_change)                                                                                    \
    X(endpoint_my_sessions)                                                                                  \
    X(endpoint_my_session_end)                                                                               \
    X(endpoint_my_sessions_end)                                                                              \
    X(endpoint_my_password)                                                                                  \
    X(endpoint_totp_begin)                                                                                   \
    X(endpoint_totp_confirm)                                                                                 \
    X(endpoint_totp_end)                                                                                     \
    X(endpoint_my_tokens)                                                                                    \
    X(endpoint_my_token_make)                                                                                \
    X(endpoint_my_token_revoke)                                                                              \
    X(endpoint_tokens)                                                                                       \
    X(endpoint_token_revoke)                                                                                 \
    X(endpoint_accounts)                                                                                     \
    X(endpoint_account_invite)                                                                               \
    X(endpoint_account_change)                                                                               \
    X(endpoint_account_link)                                                                                 \
    X(endpoint_account_sessions_end)                                                                         \
    X(endpoint_mail)                                                                                         \
    X(endpoint_mail_test)                                                                                    \
    X(endpoint_mail_change)                                                                                  \
    X(endpoint_password_reset)                                                                               \
    X(endpoint_provider)                                                                                     \
    X(endpoint_provider_begin)                                                                               \
    X(endpoint_provider_end)                                                                                 \
    X(endpoint_provider_settings)                                                                            \
    X(endpoint_provider_change)                                                                              \
    X(endpoint_welcome_check)                                                                                \
    X(endpoint_welcome)

#define ENDPOINT_EXTERN(endpoint) extern const Endpoint endpoint;
ENDPOINT_LIST(ENDPOINT_EXTERN)

#define ENDPOINT_ADDRESS(endpoint) &endpoint,
const Endpoint *const endpoints[] = {ENDPOINT_LIST(ENDPOINT_ADDRESS)};
const size_t endpoint_count = sizeof endpoints / sizeof endpoints[0];
