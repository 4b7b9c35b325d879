#include "tell/answer/diagnosis_told.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "session/strings.h"
#include "tell/answer/role_told.h"

#include <string.h>

/* A sentence while it is told. */
struct told {
    struct telling *telling;
    const struct recording *recording;
    const struct diagnosis_finding *finding;
};

static const char *value_text(struct arena *arena, double value) {
    return number_text(arena, value, answer_number_decimals(value));
}

/* ---- words in a sentence ---- */

static void add_cell_name(const struct told *told) {
    struct arena *arena = told->telling->arena;
    const struct program *program = told->recording->program;
    const struct quantity place = told->finding->place;
    if (place.tensor < 0) {
        return;
    }
    telling_symbol(told->telling,
                   program_element_name(arena, program, place.tensor, (size_t)place.row,
                                        (size_t)place.column, PRINT_TEX),
                   program->tensors[place.tensor].role, place);
}

static bool is_word(const struct mistake_words *words, const char *word) {
    return strlen(word) == words->length && memcmp(word, words->bytes, words->length) == 0;
}

static void add_name(const struct told *told, const struct mistake_words *words) {
    struct arena *arena = told->telling->arena;
    const char *word;
    if (mistake_word(arena, words, told->recording->program, told->telling->language, &word)) {
        telling_words(told->telling, word);
    } else if (is_word(words, "which")) {
        telling_words(told->telling, text_format(arena, "%zu", told->finding->which));
    } else if (is_word(words, "value")) {
        telling_words(told->telling, value_text(arena, told->finding->value));
    } else if (is_word(words, "name")) {
        add_cell_name(told);
    } else {
        role_told_add(told->telling, told->recording, words->bytes, words->length);
    }
}

static void add_sentence(const struct told *told, const struct mistake *mistake) {
    struct mistake_words words;
    const char *at = mistake->say.in[told->telling->language];
    while (mistake_next_words(&at, &words)) {
        if (words.is_name) {
            add_name(told, &words);
        } else {
            telling_words(told->telling,
                          arena_copy_text(told->telling->arena, words.bytes, words.length));
        }
    }
}

/* "slope left out, mean forgotten." */
static void add_pair(const struct told *told) {
    enum language language = told->telling->language;
    struct arena *arena = told->telling->arena;
    const struct program *program = told->recording->program;
    telling_words(told->telling, string_get(language, STRING_ANSWER_PAIR));
    telling_words(told->telling, mistake_name(arena, told->finding->mistake, program, language));
    telling_words(told->telling, string_get(language, STRING_ANSWER_COMMA));
    telling_words(told->telling, mistake_name(arena, told->finding->second, program, language));
    telling_words(told->telling, string_get(language, STRING_ANSWER_FULL_STOP));
}

void diagnosis_told_add_finding(struct telling *telling, const struct recording *recording,
                                const struct diagnosis_finding *finding) {
    const struct told told = {telling, recording, finding};
    if (finding->second != NULL) {
        add_pair(&told);
    } else if (finding->mistake != NULL) {
        add_sentence(&told, finding->mistake);
    }
}

/* ---- the whole ---- */

static void add_right(struct telling *telling, const struct diagnosis *diagnosis) {
    telling_words(telling, string_get(telling->language, STRING_ANSWER_RIGHT));
    telling_words(telling, value_text(telling->arena, diagnosis->right));
    telling_words(telling, string_get(telling->language, STRING_ANSWER_FULL_STOP));
    telling_end_line(telling);
}

void diagnosis_told_add_fewer_digits(struct telling *telling, int decimals) {
    telling_words(telling,
                  STRING_FILL(telling->arena, telling->language, STRING_ANSWER_FEWER_DIGITS,
                              text_format(telling->arena, "%d", decimals)));
    telling_end_line(telling);
}

static void add_findings(struct telling *telling, const struct recording *recording,
                         const struct diagnosis *diagnosis) {
    if (diagnosis->count > 1 && diagnosis->verdict == DIAGNOSIS_MISTAKE) {
        telling_words(telling, string_get(telling->language, STRING_ANSWER_SEVERAL));
        telling_end_line(telling);
    }
    for (size_t i = 0; i < diagnosis->count; i++) {
        diagnosis_told_add_finding(telling, recording, &diagnosis->findings[i]);
        telling_end_line(telling);
    }
}

void diagnosis_told_add(struct telling *telling, const struct recording *recording,
                        const struct diagnosis *diagnosis) {
    switch (diagnosis->verdict) {
    case DIAGNOSIS_RIGHT:
        add_right(telling, diagnosis);
        break;
    case DIAGNOSIS_FEWER_DIGITS:
        diagnosis_told_add_fewer_digits(telling, answer_number_decimals(diagnosis->right));
        break;
    case DIAGNOSIS_UNKNOWN:
        telling_words(telling, string_get(telling->language, STRING_ANSWER_UNKNOWN));
        telling_end_line(telling);
        break;
    case DIAGNOSIS_ROUNDED:
    case DIAGNOSIS_FOLLOW_THROUGH:
    case DIAGNOSIS_MISTAKE:
    case DIAGNOSIS_ELSEWHERE:
    case DIAGNOSIS_PAIR:
        add_findings(telling, recording, diagnosis);
        break;
    case DIAGNOSIS_VERDICT_COUNT:
        break;
    }
}
