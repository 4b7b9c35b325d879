/* Reading a journal, which anybody may have written into. */

#include "library/journal/journal.h"

#include "base/file.h"
#include "base/json.h"
#include "base/message.h"
#include "library/journal/home_folder.h"

#include <stdio.h>
#include <string.h>

static const struct json_limits limits = {.depth = 8, .string_bytes = 65536};

/* Days from 1970-01-01 to a day of the Gregorian calendar: the year is taken to begin in March, so
 * that the day that leap years add is its last. */
static int64_t days_to(int64_t year, int64_t month, int64_t day) {
    enum { DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400, DAYS_BEFORE_1970 = 719468 };
    year -= month <= 2;
    int64_t era = year / YEARS_IN_ERA;
    int64_t year_of_era = year % YEARS_IN_ERA;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_IN_ERA + day_of_era - DAYS_BEFORE_1970;
}

static bool read_time(const char *text, int64_t *ret) {
    int year, month, day, hour, minute, second;
    char zone;
    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%c", &year, &month, &day, &hour, &minute, &second,
               &zone) != 7 ||
        zone != 'Z' || year < 1970 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
        return false;
    }
    *ret = days_to(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

/* NULL: there is none. */
static const char *text_of(const struct json_value *root, const char *key) {
    const struct json_value *value = json_member(root, key);
    return value != NULL && value->kind == JSON_STRING ? value->string : NULL;
}

/* 0: there is none that can be. */
static long number_of(const struct json_value *root, const char *key) {
    const double most = 1e15;
    const struct json_value *value = json_member(root, key);
    bool is_number =
        value != NULL && value->kind == JSON_NUMBER && value->number >= 0 && value->number <= most;
    return is_number ? (long)value->number : 0;
}

static bool find_word(const char *word, const char *const *words, size_t count, size_t *ret) {
    for (size_t i = 0; i < count && word != NULL; i++) {
        if (strcmp(words[i], word) == 0) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static void read_mistakes(const struct json_value *list, struct journal_entry *ret) {
    const struct json_value *item = list != NULL && list->kind == JSON_ARRAY ? list->first : NULL;
    for (; item != NULL && ret->mistake_count < JOURNAL_MOST_MISTAKES; item = item->next) {
        if (item->kind == JSON_STRING) {
            ret->mistakes[ret->mistake_count++] = item->string;
        }
    }
}

bool journal_read_line(struct arena *arena, const char *line, size_t length,
                       struct journal_entry *ret) {
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct json_value *root = json_read(arena, line, length, &limits, &diagnostics);
    const char *time = text_of(root, "time");
    size_t deed, verdict = JOURNAL_WRONG;
    *ret = (struct journal_entry){.lesson = text_of(root, "lesson"),
                                  .notation = text_of(root, "notation"),
                                  .step = number_of(root, "step"),
                                  .steps = number_of(root, "steps"),
                                  .seconds = number_of(root, "seconds"),
                                  .question = text_of(root, "question"),
                                  .answer = text_of(root, "answer"),
                                  .tries = number_of(root, "tries"),
                                  .hints = number_of(root, "hints")};
    if (time == NULL || !read_time(time, &ret->time) || ret->lesson == NULL ||
        !find_word(text_of(root, "did"), journal_deed_words, JOURNAL_DEED_COUNT, &deed)) {
        return false;
    }
    ret->deed = (enum journal_deed)deed;
    if (ret->deed == JOURNAL_ANSWERED && !find_word(text_of(root, "verdict"), journal_verdict_words,
                                                    JOURNAL_VERDICT_COUNT, &verdict)) {
        return false;
    }
    ret->verdict = (enum journal_verdict)verdict;
    read_mistakes(json_member(root, "mistakes"), ret);
    return true;
}

struct journal_entries journal_read(struct arena *arena, const char *path, enum language language,
                                    const char **reterr) {
    struct journal_entries entries = {.count = 0};
    struct journal_entry *items = NULL;
    size_t capacity = 0;
    struct file_content content;
    const char *message;
    *reterr = NULL;
    if (path == NULL || home_folder_lacks(path)) {
        return entries;
    }
    if (!file_read(arena, path, JOURNAL_MOST_BYTES, &content, &message)) {
        *reterr = message_line(arena, language, message);
        return entries;
    }
    size_t begin = 0;
    while (begin < content.length) {
        const char *line = content.bytes + begin;
        const char *end = memchr(line, '\n', content.length - begin);
        if (end == NULL) {
            break; /* half a line: it was never acknowledged */
        }
        size_t length = (size_t)(end - line);
        begin += length + 1;
        items = arena_grow(arena, items, entries.count, sizeof *items, &capacity);
        bool is_entry = length > 0 && journal_read_line(arena, line, length, &items[entries.count]);
        entries.count += is_entry;
        entries.skipped += !is_entry && length > 0;
    }
    entries.items = items;
    return entries;
}
