#include "session/strings.h"

#include "base/text.h"

#include <assert.h>

static_assert(LANGUAGE_COUNT == 2, "one column of the list for each language");

/* An English text is never empty; a Chinese sentence may do without a word that English needs. */
#define STRING_ROW(name, english, chinese) [STRING_##name] = {english, chinese},
#define STRING_CHECK(name, english, chinese)                                                       \
    static_assert(sizeof(english) > 1 && sizeof(chinese) >= 1, "a text in both languages");
static const char *const strings[STRING_COUNT][LANGUAGE_COUNT] = {STRING_LIST(STRING_ROW)};
STRING_LIST(STRING_CHECK)

static const enum string_id pass_strings[] = {
    [PASS_FORWARD] = STRING_PASS_FORWARD,
    [PASS_BACKWARD] = STRING_PASS_BACKWARD,
    [PASS_UPDATE] = STRING_PASS_UPDATE,
};
static_assert(sizeof pass_strings / sizeof *pass_strings == PASS_COUNT, "a string for each pass");

static const enum string_id loss_strings[] = {
    [LOSS_HALF_SQUARE] = STRING_LOSS_HALF_SQUARE,
    [LOSS_SQUARE] = STRING_LOSS_SQUARE,
    [LOSS_ABSOLUTE] = STRING_LOSS_ABSOLUTE,
    [LOSS_BINARY_CROSS_ENTROPY] = STRING_LOSS_BINARY_CROSS_ENTROPY,
    [LOSS_CROSS_ENTROPY] = STRING_LOSS_CROSS_ENTROPY,
};
static_assert(sizeof loss_strings / sizeof *loss_strings == LOSS_COUNT, "a string for each loss");

const char *string_get(enum language language, enum string_id id) {
    assert(language < LANGUAGE_COUNT && id < STRING_COUNT);
    return strings[id][language];
}

/* The number of the part that "{n}" at c asks for, or 0. */
static int part_at(const char *c) {
    bool is_part = c[0] == '{' && c[1] >= '1' && c[1] <= '0' + STRING_MOST_PARTS && c[2] == '}';
    return is_part ? c[1] - '0' : 0;
}

const char *string_fill(struct arena *arena, enum language language, enum string_id id,
                        const char *const parts[STRING_MOST_PARTS]) {
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *c = string_get(language, id); *c != '\0'; c++) {
        int part = part_at(c);
        if (part == 0) {
            text_append(&text, c, 1);
            continue;
        }
        text_append_string(&text, parts[part - 1] != NULL ? parts[part - 1] : "");
        c += 2;
    }
    return text.bytes;
}

enum string_id string_of_pass(enum pass pass) {
    assert(pass < PASS_COUNT);
    return pass_strings[pass];
}

enum string_id string_of_loss(enum loss loss) {
    assert(loss < LOSS_COUNT);
    return loss_strings[loss];
}
