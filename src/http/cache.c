#include "http/cache.h"

#include <pthread.h>

enum {
    BUCKETS = 4096,
    ENTRY_COST = 512, /* bytes an entry takes besides its body: headers, tag, links */
};

typedef struct Entry {
    struct Entry *next;            /* in its bucket */
    struct Entry *newer, *older;   /* by use */
    uint64_t hash;
    Generation generation;
    Answer *answer;
    size_t cost, key_length;
    char key[];
} Entry;

struct Cache {
    pthread_mutex_t lock;
    Entry *buckets[BUCKETS];
    Entry *newest, *oldest;
    size_t limit;
    CacheCounts counts;
};

static uint64_t hash_key(Text key)
{
    uint64_t hash = 0xcbf29ce484222325U; /* FNV-1a */
    for (size_t i = 0; i < key.length; i++)
        hash = (hash ^ (unsigned char)key.bytes[i]) * 0x100000001b3U;
    return hash;
}

Cache *cache_new(size_t limit)
{
    Cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        abort();
    pthread_mutex_init(&cache->lock, NULL);
    cache->limit = limit;
    return cache;
}

static void unlink_use(Cache *cache, Entry *entry)
{
    *(entry->newer ? &entry->newer->older : &cache->newest) = entry->older;
    *(entry->older ? &entry->older->newer : &cache->oldest) = entry->newer;
}

static void link_newest(Cache *cache, Entry *entry)
{
    entry->newer = NULL;
    entry->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = entry;
    cache->newest = entry;
}

static void remove_entry(Cache *cache, Entry *entry)
{
    Entry **link = &cache->buckets[entry->hash % BUCKETS];
    while (*link != entry)
        link = &(*link)->next;
    *link = entry->next;
    unlink_use(cache, entry);
    cache->counts.bytes -= entry->cost;
    cache->counts.entries--;
    answer_drop(entry->answer);
    free(entry);
}

void cache_free(Cache *cache)
{
    if (!cache)
        return;
    while (cache->newest)
        remove_entry(cache, cache->newest);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

static Entry *find_entry(Cache *cache, Text key, uint64_t hash)
{
    for (Entry *entry = cache->buckets[hash % BUCKETS]; entry; entry = entry->next)
        if (entry->hash == hash && entry->key_length == key.length &&
            memcmp(entry->key, key.bytes, key.length) == 0)
            return entry;
    return NULL;
}

static bool is_of(const Entry *entry, Generation now)
{
    return entry->generation.store == now.store && (entry->generation.goals == 0 || entry->generation.goals == now.goals);
}

Answer *cache_find(Cache *cache, Text key, Generation now)
{
    uint64_t hash = hash_key(key);
    Answer *answer = NULL;
    pthread_mutex_lock(&cache->lock);
    Entry *entry = find_entry(cache, key, hash);
    if (entry && !is_of(entry, now)) {
        remove_entry(cache, entry);
        entry = NULL;
    }
    if (entry) {
        answer = answer_keep(entry->answer);
        if (cache->newest != entry) {
            unlink_use(cache, entry);
            link_newest(cache, entry);
        }
        cache->counts.hits++;
    } else {
        cache->counts.misses++;
    }
    pthread_mutex_unlock(&cache->lock);
    return answer;
}

void cache_put(Cache *cache, Text key, Generation generation, Answer *answer)
{
    size_t cost = answer_size(answer) + key.length + ENTRY_COST;
    if (cost > cache->limit / 8)
        return;
    Entry *entry = calloc(1, sizeof *entry + key.length);
    if (!entry)
        abort();
    *entry = (Entry){.hash = hash_key(key), .generation = generation, .answer = answer_keep(answer),
                     .cost = cost, .key_length = key.length};
    memcpy(entry->key, key.bytes, key.length);

    pthread_mutex_lock(&cache->lock);
    Entry *old = find_entry(cache, key, entry->hash);
    if (old)
        remove_entry(cache, old);
    while (cache->counts.bytes + cost > cache->limit)
        remove_entry(cache, cache->oldest);
    entry->next = cache->buckets[entry->hash % BUCKETS];
    cache->buckets[entry->hash % BUCKETS] = entry;
    link_newest(cache, entry);
    cache->counts.bytes += cost;
    cache->counts.entries++;
    pthread_mutex_unlock(&cache->lock);
}

CacheCounts cache_counts(Cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    CacheCounts counts = cache->counts;
    pthread_mutex_unlock(&cache->lock);
    return counts;
}
