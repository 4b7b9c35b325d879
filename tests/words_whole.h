#ifndef BACKSTEP_TESTS_WORDS_WHOLE_H
#define BACKSTEP_TESTS_WORDS_WHOLE_H

/* Whole numbers among words: which one of several ("layer 2"), how many ("4 samples"), rows and
 * columns ("2×3"), or a value, also as a fraction, in
 * percent, or as what a logarithm is of. */

#include "lesson/lesson.h"
#include "words_reader.h"

enum words_whole_kind { WHOLE_ORDINAL, WHOLE_COUNT, WHOLE_SHAPE, WHOLE_VALUE };

struct words_whole {
    enum words_whole_kind kind;
    long number;
    long columns; /* SHAPE: behind the sign */
    double value; /* VALUE, with what it may be off by */
    double half;
    const char *of;  /* ORDINAL, COUNT: the noun, in English */
    const char *end; /* of it in the text */
    const char *begin;
};

/* Nouns that stand before an ordinal or behind a count, and what there are so many of. */
static const struct {
    const char *before, *behind, *of;
} words_nouns[] = {
    {"layer ", " layers", "layer"},
    {"Layer ", " layer", "layer"},
    {"层 ", " 层", "layer"},
    {"unit ", " units", "unit"},
    {"Unit ", " neurons", "unit"},
    {"神经元 ", " 个神经元", "unit"},
    {"sample ", " samples", "sample"},
    {"Sample ", " data", "sample"},
    {"样本 ", " 个样本", "sample"},
    {"row ", " rows", "line"},
    {"Row ", " 行", "line"},
    {"column ", " columns", "line"},
    {"Column ", " 列", "line"},
    {"class ", " classes", "class"},
    {"Class ", " 类", "class"},
    {"iteration ", " iterations", "iteration"},
    {"迭代 ", " 次迭代", "iteration"},
    {"Equation ", " equations", "equation"},
    {"Formula ", " formulas", "equation"},
    {"flower ", " flowers", "sample"},
    {"花 ", " 朵花", "sample"},
    {"parameter ", " numbers", "parameter"},
    {"参数 ", " 个数", "parameter"},
    {"第 ", " 个", "any"},
};

static inline bool words_ends_with(const char *text, const char *end, const char *word) {
    size_t length = strlen(word);
    return (size_t)(end - text) >= length && strncmp(end - length, word, length) == 0;
}

static inline const char *words_noun_before(const char *text, const char *number) {
    for (size_t i = 0; i < sizeof words_nouns / sizeof *words_nouns; i++) {
        if (words_ends_with(text, number, words_nouns[i].before)) {
            return words_nouns[i].of;
        }
    }
    return NULL;
}

static inline const char *words_noun_behind(const char *end) {
    for (size_t i = 0; i < sizeof words_nouns / sizeof *words_nouns; i++) {
        if (strncmp(end, words_nouns[i].behind, strlen(words_nouns[i].behind)) == 0) {
            return words_nouns[i].of;
        }
    }
    return NULL;
}

/* What the digits at c are; behind "第" stands which of what. */
static inline struct words_whole words_whole_at(const char *text, const char *c) {
    struct words_whole whole = {.kind = WHOLE_VALUE, .half = 1e-9, .begin = c};
    char *end = NULL;
    whole.number = strtol(c, &end, 10);
    whole.value = (double)whole.number;
    const char *before = words_noun_before(text, c), *behind = words_noun_behind(end);
    if (strncmp(end, "×", strlen("×")) == 0 && isdigit((unsigned char)end[strlen("×")])) {
        whole.kind = WHOLE_SHAPE;
        whole.columns = strtol(end + strlen("×"), &end, 10);
    } else if (before != NULL) {
        whole.kind = WHOLE_ORDINAL;
        whole.of = strcmp(before, "any") == 0 && behind != NULL ? behind : before;
    } else if (behind != NULL && strcmp(behind, "any") != 0) {
        whole.kind = WHOLE_COUNT;
        whole.of = behind;
    } else if (*end == '/' && isdigit((unsigned char)end[1])) {
        whole.value /= (double)strtol(end + 1, &end, 10);
    } else if (strncmp(end, " %", 2) == 0 || *end == '%') {
        whole.value /= 100;
        whole.half = 0.005;
    } else if (words_ends_with(text, c, "ln ") || words_ends_with(text, c, "log(") ||
               words_ends_with(text, c, "logarithm of ")) {
        whole.value = log(whole.value);
    }
    whole.end = end;
    return whole;
}

/* The next whole number at or behind a byte; false: there is none. Those in names and in lines that
 * are reckoned have gone. */
static inline bool words_next_whole(const char *text, const char *from, struct words_whole *ret) {
    for (const char *c = from; *c != '\0'; c++) {
        size_t length = strspn(c, "0123456789");
        bool is_decimal = length > 0 && c[length] == '.' && isdigit((unsigned char)c[length + 1]);
        bool is_layer = words_ends_with(text, c, "{(") || words_ends_with(text, c, "[");
        if (length == 0) {
            continue;
        }
        if (!is_decimal && !is_layer && words_may_begin(text, c)) {
            *ret = words_whole_at(text, c);
            return true;
        }
        c += length - 1 + (is_decimal ? 1 + strspn(c + length + 1, "0123456789") : 0);
    }
    return false;
}

#endif
