/* What the teams of the sample company say about a KPI: a question in Arabic with its answer in English, a comment in
 * Persian, one in Russian that is still a question, as in a company that works in four languages. */
#include "demo/work.h"

#include "sharing/comment.h"
#include "sharing/share.h"

typedef struct SampleComment {
    const char *team, *words;
    Role role;
    CommentForm form;
    bool answers; /* the one before it that begins a thread */
} SampleComment;

static const SampleComment comments[] = {
    {"Cairo Mail", "لماذا انخفضت التوصية في الرياض منذ أربعة أشهر؟", ROLE_MEMBER, COMMENT_QUESTION, false},
    {"Riyadh Phone", "The phone team has answered ever later since then. First answers by hour: /metric/first_response_time?by=team", ROLE_MANAGER,
     COMMENT_WORDS, true},
    {"Tehran Chat", "برای این تیم دو نفر تازه استخدام می‌شود؛ آموزش آن‌ها یک ماه طول می‌کشد.", ROLE_MEMBER, COMMENT_WORDS, true},
    {"Moscow Mail", "Партнёры приводят тех, кто не покупает. Стоит ли считать их ответы отдельно?", ROLE_MEMBER, COMMENT_QUESTION, false},
};

Status demo_talk(const KpiAsker *asker, Arena *arena, Error *error)
{
    Records *records = store_records(asker->store);
    Subject subject;
    int64_t thread = 0;
    TRY(subject_find(records, arena, &principal_console, "kpi", "recommendation", &subject, error));
    for (size_t i = 0; i < sizeof comments / sizeof comments[0]; i++) {
        const SampleComment *sample = &comments[i];
        Principal team = {.name = sample->team, .role = sample->role, .rows_key = ""};
        NewComment comment = {.form = sample->form, .words = sample->words, .answers = sample->answers ? thread : 0};
        int64_t id;
        TRY(comment_add(records, &team, &subject, &comment, &id, error));
        thread = sample->answers ? thread : id;
    }
    return share_add(records, &principal_console, &subject, "", error);
}
