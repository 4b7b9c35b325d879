#include "checks/answer/answer_shape.h"

#include "checks/answer/answer_characters.h"

#include <string.h>

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

static bool fail(struct answer_fault *fault, const struct answer_character *at,
                 const char *message) {
    *fault = (struct answer_fault){at->begin, at->end, message};
    return false;
}

enum { MOST_EXTENT = 100000 };

/* Digits, and what may stand between and around them passed over. */
static bool read_extent(const struct answer_character **at, size_t *ret) {
    static const char between[] = " ()[]xX*,by";
    while ((*at)->code != 0 && !is_digit((*at)->code) &&
           ((*at)->code > 0x7F ? (*at)->code == 0x884C || (*at)->code == 0x5217
                               : strchr(between, (int)(*at)->code) != NULL)) {
        *at += 1;
    }
    if (!is_digit((*at)->code)) {
        return false;
    }
    *ret = 0;
    while (is_digit((*at)->code) && *ret < MOST_EXTENT) {
        *ret = *ret * 10 + (size_t)((*at)->code - '0');
        *at += 1;
    }
    return *ret > 0;
}

bool answer_shape_read(struct arena *arena, const char *text, struct shape *ret,
                       struct answer_fault *fault) {
    size_t count;
    const struct answer_character *at = answer_characters(arena, text, &count);
    const struct answer_character *end = at + count;
    if (!read_extent(&at, &ret->rows) || !read_extent(&at, &ret->columns)) {
        return fail(fault, at, "a shape is two numbers: rows × columns");
    }
    size_t ignored;
    const struct answer_character *behind = at;
    if (read_extent(&behind, &ignored) || behind != end) {
        return fail(fault, behind == end ? at : behind, "a shape is two numbers: rows × columns");
    }
    return true;
}

struct sign_word {
    const char *word;
    int sign;
};

static const struct sign_word sign_words[] = {
    {"+", 1},      {"-", -1},       {"rise", 1},     {"rises", 1},     {"up", 1},   {"fall", -1},
    {"falls", -1}, {"down", -1},    {"positive", 1}, {"negative", -1}, {"zero", 0}, {"same", 0},
    {"larger", 1}, {"smaller", -1}, {"正", 1},       {"负", -1},       {"零", 0},   {"上升", 1},
    {"下降", -1},  {"增大", 1},     {"减小", -1},    {"不变", 0},
};

/* Without spaces around it, its minus a plain one. */
static const char *plain_word(struct arena *arena, const char *text) {
    size_t count;
    const struct answer_character *all = answer_characters(arena, text, &count);
    size_t begin = 0;
    while (begin < count && all[begin].code == ' ') {
        begin++;
    }
    while (count > begin && all[count - 1].code == ' ') {
        count--;
    }
    if (count == begin + 1 && (all[begin].code == '-' || all[begin].code == '+')) {
        return all[begin].code == '-' ? "-" : "+";
    }
    return arena_copy_text(arena, text + all[begin].begin, all[count].begin - all[begin].begin);
}

bool answer_shape_read_sign(struct arena *arena, const char *text, int *ret,
                            struct answer_fault *fault) {
    const char *word = plain_word(arena, text);
    for (size_t i = 0; i < sizeof sign_words / sizeof *sign_words; i++) {
        if (strcmp(sign_words[i].word, word) == 0) {
            *ret = sign_words[i].sign;
            return true;
        }
    }
    struct answer_number number;
    if (!answer_number_read(arena, text, &number, fault)) {
        fault->message = "a sign is +, - or 0";
        return false;
    }
    *ret = number.value > 0 ? 1 : number.value < 0 ? -1 : 0;
    return true;
}
