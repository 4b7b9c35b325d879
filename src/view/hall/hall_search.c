#include "view/hall/hall_search.h"

#include <string.h>

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins_with(const char *text, const char *query) {
    while (*query != '\0' && lower(*text) == lower(*query)) {
        text++;
        query++;
    }
    return *query == '\0';
}

const char *hall_search_find(const char *text, const char *query) {
    for (const char *at = text; *at != '\0' && *query != '\0'; at++) {
        if (begins_with(at, query)) {
            return at;
        }
    }
    return NULL;
}

static bool has(struct localized_text text, const char *query, enum language language) {
    return hall_search_find(text.in[language], query) != NULL ||
           hall_search_find(text.in[LANGUAGE_ENGLISH], query) != NULL;
}

static bool has_formula(const struct lesson *lesson, const char *query) {
    for (size_t i = 0; i < lesson->stop_count; i++) {
        const char *operation = lesson->stops[i].operation;
        if (operation != NULL && hall_search_find(operation, query) != NULL) {
            return true;
        }
    }
    return false;
}

static bool has_words(const struct lesson *lesson, const char *query, enum language language) {
    for (size_t i = 0; i < lesson->stop_count; i++) {
        if (has(lesson->stops[i].say, query, language)) {
            return true;
        }
    }
    return has(lesson->summary, query, language);
}

/* 0 is the best; -1: it has not. */
static int rank(const struct hall_lesson *item, const char *query, enum language language) {
    const struct lesson *lesson = item->lesson;
    return has(lesson->title, query, language) || hall_search_find(item->name, query) ? 0
           : has(lesson->goal, query, language)                                       ? 1
           : has_formula(lesson, query)                                               ? 2
           : has_words(lesson, query, language)                                       ? 3
                                                                                      : -1;
}

size_t hall_search_hits(const struct hall_lesson *lessons, size_t count, const char *query,
                        enum language language, size_t *ret_hits) {
    enum { RANKS = 4 };
    size_t hits = 0;
    for (int wanted = 0; wanted < RANKS; wanted++) {
        for (size_t i = 0; i < count; i++) {
            if (rank(&lessons[i], query, language) == wanted) {
                ret_hits[hits++] = i;
            }
        }
    }
    return hits;
}
