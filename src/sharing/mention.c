/* Mentions: an @ and, right behind it, the name or the mail of somebody, as people write names in any script. */
#include "sharing/parts.h"

#include "base/suggest.h"
#include "base/translate.h"
#include "language/fold.h"

#include <ctype.h>
#include <string.h>

enum { NAME_WORDS = 8 };

typedef struct Looking {
    Arena *arena;
    const Human *people, *all;
    size_t count, all_count;
    const NewComment *comment;
    Mention mentions[MENTIONS_LIMIT];
    size_t found;
} Looking;


/* An @ within a word is of a mail address. */
static bool is_within_word(Text words, size_t at)
{
    unsigned char before = at ? (unsigned char)words.bytes[at - 1] : ' ';
    return isalnum(before) || before == '.' || before == '_' || before == '-';
}

/* The end of the word that begins at `start`, and of the blanks behind it: names go over single blanks, not over lines. */
static size_t word_end(Text words, size_t start)
{
    size_t end = start;
    while (end < words.length && !strchr(" \t\n", words.bytes[end]))
        end++;
    return end;
}

/* How many bytes of punctuation the text ends with; those of Arabic and of quotes are two or three bytes long. */
static size_t punctuation_at_end(Text text)
{
    static const char *const signs[] = {".", ",", ";", ":", "!", "?", ")", "]", "\"", "'", "،", "؛", "؟", "»", "”", "’", "…"};
    for (size_t i = 0; text.length && i < sizeof signs / sizeof signs[0]; i++) {
        size_t length = strlen(signs[i]);
        if (text.length >= length && memcmp(text.bytes + text.length - length, signs[i], length) == 0)
            return length;
    }
    return 0;
}

static bool was_picked(const NewComment *comment, int64_t account)
{
    for (size_t i = 0; i < comment->picked_count; i++)
        if (comment->picked[i] == account)
            return true;
    return false;
}

typedef struct Named {
    const Human *first, *picked; /* NULL: none */
    size_t count;
} Named;

static Named named(const Human *people, size_t count, const char *folded, const NewComment *comment)
{
    Named found = {0};
    for (size_t i = 0; i < count; i++) {
        const Principal *who = &people[i].principal;
        if (strcmp(people[i].folded, folded) != 0 && !(who->mail && strcmp(who->mail, folded) == 0))
            continue;
        found.first = found.first ? found.first : &people[i];
        found.count++;
        if (was_picked(comment, who->account))
            found.picked = &people[i];
    }
    return found;
}

static Status refuse(Text name, Error *error)
{
    error_where(error, "text");
    error_value(error, name.bytes, name.length);
    return error->status;
}

static Status nobody(const Looking *looking, Text name, Error *error)
{
    const char **names = ARENA_ARRAY(looking->arena, looking->count + 1, const char *);
    for (size_t i = 0; i < looking->count; i++)
        names[i] = looking->people[i].principal.name;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("nobody of this name is here to be mentioned"));
    if (!suggest_nearest(error, text_string(looking->arena, name), names, looking->count))
        error_hint(error, "%s", _("write the whole name behind the @, or leave the @ out"));
    return refuse(name, error);
}

static Status take(Looking *looking, Text name, const Named *found, Error *error)
{
    const Human *human = found->picked ? found->picked : found->first;
    if (found->count > 1 && !found->picked) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("several people have this name"));
        error_hint(error, "%s", _("pick one from the list, or write the mail address behind the @"));
        return refuse(name, error);
    }
    for (size_t i = 0; i < looking->found; i++)
        if (looking->mentions[i].account == human->principal.account)
            return STATUS_OK;
    if (looking->found == MENTIONS_LIMIT) {
        error_set(error, STATUS_TOO_LARGE, _("a comment mentions at most %d people"), MENTIONS_LIMIT);
        return refuse(name, error);
    }
    looking->mentions[looking->found++] =
        (Mention){human->principal.account, human->principal.name, text_string(looking->arena, name)};
    return STATUS_OK;
}

enum { ENDS = 3 * NAME_WORDS };

/* Where the name that begins at `start` could end, the nearest first: behind each word, before its punctuation, before
 * another @ within it. */
static size_t possible_ends(Text words, size_t start, size_t ends[ENDS])
{
    size_t count = 0, begin = start;
    for (size_t i = 0; i < NAME_WORDS; i++) {
        size_t end = word_end(words, begin), cut = end;
        const char *at = memchr(words.bytes + begin, '@', end - begin);
        for (size_t more; (more = punctuation_at_end((Text){words.bytes + begin, cut - begin})) > 0;)
            cut -= more;
        if (at && at > words.bytes + begin)
            ends[count++] = (size_t)(at - words.bytes);
        if (cut > begin && cut < end)
            ends[count++] = cut;
        ends[count++] = end;
        if (end >= words.length || words.bytes[end] != ' ')
            break;
        begin = end + 1;
    }
    return count;
}

/* The name that begins at `start`: the longest that somebody has. `*ret_end` is where it ends. */
static Status look(Looking *looking, Text words, size_t start, size_t *ret_end, Error *error)
{
    size_t ends[ENDS], count = possible_ends(words, start, ends);
    for (size_t i = count; i-- > 0;) {
        const char *folded;
        Text name = {words.bytes + start, ends[i] - start};
        TRY(text_fold(looking->arena, name, &folded, error));
        Named found = named(looking->people, looking->count, folded, looking->comment);
        if (found.count) {
            *ret_end = ends[i];
            return take(looking, name, &found, error);
        }
        if (named(looking->all, looking->all_count, folded, looking->comment).count) {
            error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("who is mentioned may not see what is said here"));
            error_hint(error, "%s", _("share it with their team or with everyone first"));
            return refuse(name, error);
        }
    }
    return nobody(looking, (Text){words.bytes + start, ends[0] - start}, error);
}

Status mentions_find(Arena *arena, const char *words_, const Human *people, size_t count, const Human *all, size_t all_count,
                     const NewComment *comment, Mention **ret_mentions, size_t *ret_count, Error *error)
{
    Looking looking = {.arena = arena, .people = people, .count = count, .all = all, .all_count = all_count, .comment = comment};
    Text words = text_of(words_);
    for (size_t i = 0; i < words.length; i++) {
        if (words.bytes[i] != '@' || is_within_word(words, i))
            continue;
        if (i + 1 == words.length || strchr(" \t\n@", words.bytes[i + 1]))
            continue;
        size_t end = i;
        TRY(look(&looking, words, i + 1, &end, error));
        i = end > i ? end - 1 : i;
    }
    Mention *mentions = ARENA_ARRAY(arena, looking.found + 1, Mention);
    memcpy(mentions, looking.mentions, looking.found * sizeof *mentions);
    *ret_mentions = mentions;
    *ret_count = looking.found;
    return STATUS_OK;
}
