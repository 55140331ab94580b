#include "http/cards.h"

#include <pthread.h>

enum { CARDS_KEPT = 1024, KEY_LENGTH = 512, CARD_BYTES = 256 << 10 /* of the largest that is kept */ };

typedef struct Kept {
    Card card; /* first: a card's address is its Kept's */
    Arena *arena;
    MetricRegistry *registry; /* that the card's metric lives in */
    char key[KEY_LENGTH];
    uint64_t generation;
    size_t users;
    bool listed; /* in the table */
} Kept;

struct Cards {
    pthread_mutex_t lock;
    Kept *table[CARDS_KEPT];
    size_t next; /* the place that is taken next: the oldest goes */
    DayRange *ranges; /* schema_kind_count, of `ranges_of` */
    uint64_t ranges_of;
};

Cards *cards_new(void)
{
    Cards *cards = calloc(1, sizeof *cards);
    if (!cards)
        abort();
    pthread_mutex_init(&cards->lock, NULL);
    cards->ranges_of = UINT64_MAX;
    cards->ranges = calloc(schema_kind_count, sizeof *cards->ranges);
    if (!cards->ranges)
        abort();
    return cards;
}

static void let_go(Kept *kept)
{
    if (!kept || kept->users || kept->listed)
        return;
    arena_free(kept->arena);
    metric_registry_free(kept->registry);
    free(kept);
}

static void unlist(Cards *cards, size_t place)
{
    Kept *kept = cards->table[place];
    if (!kept)
        return;
    cards->table[place] = NULL;
    kept->listed = false;
    let_go(kept);
}

void cards_free(Cards *cards)
{
    if (!cards)
        return;
    for (size_t i = 0; i < CARDS_KEPT; i++)
        unlist(cards, i);
    pthread_mutex_destroy(&cards->lock);
    free(cards->ranges);
    free(cards);
}

/* With its length, so that no text can pass for two. */
static void append_part(TextBuilder *key, const char *part)
{
    text_append_format(key, "%zu:%s", strlen(part), part);
}

/* Metric and question as one text; "" when it is too long to be kept. */
static void write_key(char *key, const Metric *metric, const CardQuestion *question)
{
    const QueryWords *words = &question->words;
    const char *parts[] = {metric->id, words->period, words->calendar, words->from, words->to, words->compare, words->as_of,
                           question->rows_key};
    TextBuilder text CLEANUP(text_builder_free) = text_builder(KEY_LENGTH - 1);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        append_part(&text, parts[i] ? parts[i] : "");
    for (size_t i = 0; i < words->filter_count; i++)
        append_part(&text, words->filters[i]);
    memcpy(key, text.bytes, text.overflowed ? 0 : text.length);
    key[text.overflowed ? 0 : text.length] = '\0';
}

static Kept *find(Cards *cards, const char *key, uint64_t generation)
{
    for (size_t i = 0; i < CARDS_KEPT; i++)
        if (cards->table[i] && cards->table[i]->generation == generation && strcmp(cards->table[i]->key, key) == 0)
            return cards->table[i];
    return NULL;
}

/* Which days the kinds have facts of: asked once for all cards of a generation. */
static Status kept_ranges(Cards *cards, FactsSession *session, Arena *arena, const RowScope *rows, uint64_t generation,
                          DayRange *ranges, Error *error)
{
    if (!row_scope_is_all(rows))
        return range_of_kinds(session, arena, rows, ranges, error);
    size_t size = schema_kind_count * sizeof *ranges;
    pthread_mutex_lock(&cards->lock);
    bool known = cards->ranges_of == generation;
    if (known)
        memcpy(ranges, cards->ranges, size);
    pthread_mutex_unlock(&cards->lock);
    if (known)
        return STATUS_OK;
    TRY(range_of_kinds(session, arena, NULL, ranges, error));
    pthread_mutex_lock(&cards->lock);
    memcpy(cards->ranges, ranges, size);
    cards->ranges_of = generation;
    pthread_mutex_unlock(&cards->lock);
    return STATUS_OK;
}

/* The last day of the metric's facts that the question counts; false: there are none. */
static bool last_day(const DayRange *ranges, const MetricQuery *query, int32_t *ret_day)
{
    bool found = false;
    int32_t last = INT32_MIN;
    for (size_t s = 0; s < query->metric->source_count; s++)
        for (size_t i = 0; i < schema_kind_count; i++)
            if (schema_kinds[i] == query->metric->sources[s] && ranges[i].from <= ranges[i].to) {
                found = true;
                last = ranges[i].to > last ? ranges[i].to : last;
            }
    if (query->has_to && query->to < last)
        last = query->to;
    *ret_day = query->as_of < last ? query->as_of : last;
    return found;
}

/* The calendar's column that names a day's period. */
static void append_period_column(TextBuilder *sql, const MetricQuery *query)
{
    char column[64];
    const char *length = period_length_name(query->period);
    if (query->period == PERIOD_DAY || query->period == PERIOD_WEEK)
        snprintf(column, sizeof column, "%s", length);
    else
        snprintf(column, sizeof column, "%s_%s", calendar_system_name(query->calendar), length);
    text_append_identifier(sql, column);
}

/* Begins the question CARD_PERIODS periods before the end of the metric's data. Without it the engine would read
 * all of history for a card that shows a year. */
static Status limit_range(Arena *arena, FactsSession *session, const DayRange *ranges, MetricQuery *query, Error *error)
{
    int32_t last;
    if (query->has_from || query->period == PERIOD_ALL || !last_day(ranges, query, &last))
        return STATUS_OK;
    Value parameters[] = {value_day(last)}, start;
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(512);
    text_append(&sql, "SELECT min(start) FROM (SELECT DISTINCT ");
    append_period_column(&sql, query);
    text_append_format(&sql, " AS start FROM calendar WHERE day <= CAST($1 AS DATE) ORDER BY 1 DESC LIMIT %d) t", CARD_PERIODS);
    TRY(facts_value(session, arena, sql.bytes, parameters, 1, &start, error));
    if (start.type == VALUE_DAY) {
        query->has_from = true;
        query->from = start.day;
    }
    return STATUS_OK;
}

/* Where there was something to count. */
static bool has_data(const MetricRow *row)
{
    return row->now.value.defined || !row->now.reason || strcmp(row->now.reason, "no-data") != 0;
}

static Status compute(Cards *cards, Kept *kept, const CardSource *source, const Metric *metric, const QueryWords *asked,
                      Error *error)
{
    Card *card = &kept->card;
    QueryWords words = *asked;
    DayRange *ranges = ARENA_ARRAY(kept->arena, schema_kind_count, DayRange);
    TRY(kept_ranges(cards, source->session, kept->arena, asked->rows, kept->generation, ranges, error));
    words.id = metric->id;
    words.compare = asked->compare ? asked->compare : "previous";
    card->status = metric_query_parse(kept->arena, source->registry, source->organization, &words, &card->query, &card->error);
    if (card->status != STATUS_OK)
        return STATUS_OK;
    TRY(limit_range(kept->arena, source->session, ranges, &card->query, error));
    Status status = metric_evaluate(source->store, source->session, kept->arena, source->organization, &card->query,
                                    &card->result, &card->error);
    /* A stranger's SQL that is slow is its own trouble, not the overview's. */
    bool own_trouble = metric->own && status == STATUS_TIMEOUT;
    if (status == STATUS_CANCELLED || (status_http(status) >= 500 && !own_trouble)) {
        *error = card->error;
        return status;
    }
    card->status = status;
    for (size_t i = status == STATUS_OK ? card->result.row_count : 0; i > 0 && !card->now; i--)
        if (has_data(&card->result.rows[i - 1]))
            card->now = &card->result.rows[i - 1];
    /* The organization's texts may go before the card does. */
    if (card->result.currency)
        card->result.currency = arena_string(kept->arena, card->result.currency);
    return STATUS_OK;
}

static void keep(Cards *cards, Kept *kept)
{
    pthread_mutex_lock(&cards->lock);
    kept->users = 1;
    if (kept->key[0] && arena_size(kept->arena) <= CARD_BYTES && !find(cards, kept->key, kept->generation)) {
        unlist(cards, cards->next);
        cards->table[cards->next] = kept;
        cards->next = (cards->next + 1) % CARDS_KEPT;
        kept->listed = true;
    }
    pthread_mutex_unlock(&cards->lock);
}

/* The words live with the request; the card outlives it. */
static QueryWords copy_words(Arena *arena, const QueryWords *words)
{
    QueryWords copy = *words;
    copy.rows = row_scope_copy(arena, words->rows);
    const char **texts[] = {&copy.period, &copy.calendar, &copy.from, &copy.to, &copy.compare, &copy.as_of};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (*texts[i])
            *texts[i] = arena_string(arena, *texts[i]);
    const char **filters = ARENA_ARRAY(arena, words->filter_count + 1, const char *);
    for (size_t i = 0; i < words->filter_count; i++)
        filters[i] = arena_string(arena, words->filters[i]);
    copy.filters = filters;
    return copy;
}

Status card_take(Cards *cards, const CardSource *source, const Metric *metric, const CardQuestion *question,
                 const Card **ret_card, Error *error)
{
    char key[KEY_LENGTH];
    write_key(key, metric, question);
    pthread_mutex_lock(&cards->lock);
    Kept *kept = key[0] ? find(cards, key, question->generation) : NULL;
    if (kept)
        kept->users++;
    pthread_mutex_unlock(&cards->lock);
    if (kept) {
        *ret_card = &kept->card;
        return STATUS_OK;
    }
    kept = calloc(1, sizeof *kept);
    if (!kept)
        abort();
    kept->arena = arena_new(/* ceiling= */ 0);
    kept->registry = metric_registry_keep(source->registry);
    kept->generation = question->generation;
    memcpy(kept->key, key, sizeof key);
    QueryWords words = copy_words(kept->arena, &question->words);
    Status status = compute(cards, kept, source, metric, &words, error);
    if (status != STATUS_OK) {
        let_go(kept);
        return status;
    }
    keep(cards, kept);
    *ret_card = &kept->card;
    return STATUS_OK;
}

void card_release(Cards *cards, const Card *card)
{
    Kept *kept = (Kept *)(uintptr_t)card;
    pthread_mutex_lock(&cards->lock);
    kept->users--;
    let_go(kept);
    pthread_mutex_unlock(&cards->lock);
}
