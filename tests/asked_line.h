#ifndef BACKSTEP_TESTS_ASKED_LINE_H
#define BACKSTEP_TESTS_ASKED_LINE_H

/* Lines of what is told of a question: their numbers, and the sum of products with one of them
 * alone, left out or turned around. */

#include "base/text.h"
#include "second_reader.h"
#include "tell/telling.h"

struct asked_line {
    const struct telling_part *parts;
    size_t count;
};

/* Lines that say anything. */
static inline size_t asked_lines(const struct telling *telling, struct asked_line *lines,
                                 size_t most) {
    size_t count = 0, begin = 0;
    for (size_t i = 0; i <= telling->count && count < most; i++) {
        bool is_end = i == telling->count || telling->parts[i].kind == TELLING_END;
        if (is_end && i > begin) {
            lines[count++] = (struct asked_line){telling->parts + begin, i - begin};
        }
        begin = is_end ? i + 1 : begin;
    }
    return count;
}

/* The words; names and formulas have numbers that are no values. */
static inline const char *asked_line_words(struct arena *arena, const struct asked_line *line) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < line->count; i++) {
        if (line->parts[i].kind == TELLING_WORDS) {
            text_append_string(&text, line->parts[i].text);
        }
    }
    return text.bytes != NULL ? text.bytes : "";
}

/* What stands behind "name = ". */
static inline const char *asked_line_arithmetic(struct arena *arena,
                                                const struct asked_line *line) {
    const char *words = asked_line_words(arena, line);
    const char *sign = strstr(words, " = ");
    return sign == words ? words + 3 : words;
}

/* Rows and columns, "2×3" or "2 × 3"; NULL: there are none. */
static inline const char *asked_shape(const char *words, size_t *rows, size_t *columns) {
    const char *times = strstr(words, "×");
    if (times == NULL) {
        return NULL;
    }
    const char *begin = times;
    while (begin > words && begin[-1] == ' ') {
        begin--;
    }
    while (begin > words && isdigit((unsigned char)begin[-1])) {
        begin--;
    }
    *rows = (size_t)strtol(begin, NULL, 10);
    *columns = (size_t)strtol(times + strlen("×"), NULL, 10);
    return begin;
}

/* Whole numbers among words. */
static inline size_t asked_wholes(const char *words, long *numbers, size_t most) {
    size_t count = 0;
    for (const char *c = words; *c != '\0';) {
        size_t length = strspn(c, "0123456789.");
        bool is_whole = length > 0 && isdigit((unsigned char)*c) &&
                        (memchr(c, '.', length) == NULL || c[length - 1] == '.');
        if (is_whole && count < most) {
            numbers[count++] = strtol(c, NULL, 10);
        }
        c += length > 0 ? length : 1;
    }
    return count;
}

/* The last number, to the end of the words but for a full stop. */
static inline const char *asked_last_number(const char *words) {
    static char number[64];
    const char *end = words + strlen(words), *stop = "。";
    end -= end > words && end[-1] == '.';
    size_t length = strlen(stop);
    end -= (size_t)(end - words) >= length && strncmp(end - length, stop, length) == 0 ? length : 0;
    const char *begin = end;
    while (begin > words && begin[-1] != ' ' && strchr("0123456789.+e", begin[-1]) != NULL) {
        begin--;
    }
    for (bool is_more = true; is_more;) { /* a minus before it, and that of a power */
        size_t minus = strlen("−");
        is_more = (size_t)(begin - words) >= minus && strncmp(begin - minus, "−", minus) == 0;
        begin -= is_more ? minus : 0;
        while (is_more && begin > words && strchr("0123456789.e", begin[-1]) != NULL) {
            begin--;
        }
    }
    snprintf(number, sizeof number, "%.*s", (int)(end - begin), begin);
    return number;
}

/* "softmax(0.5, 1, 2)": the share of one of them, from 0; is_lost: it is another line. */
static inline struct second_value asked_softmax(struct second_reader *reader, size_t which) {
    struct second_value mine = {0, 0, 0}, sum = {0, 0, 0};
    reader->is_lost = !second_take(reader, "softmax(");
    for (size_t i = 0; !reader->is_lost && (i == 0 || second_take(reader, ",")); i++) {
        const struct second_value z = second_apply(exp, second_sum(reader));
        mine = i == which ? z : mine;
        sum.value += z.value;
        sum.low += i == which ? 0 : z.low;
        sum.high += i == which ? 0 : z.high;
    }
    reader->is_lost = reader->is_lost || !second_take(reader, ")");
    return (struct second_value){mine.value / sum.value, mine.low / (mine.low + sum.high),
                                 mine.high / (mine.high + sum.low)};
}

/* ---- one product of a sum ---- */

enum asked_part { PART_ALONE, PART_LOST, PART_TURNED };

/* Where the summands of the sum that begins at a byte begin; false: it is no sum. */
static inline size_t asked_summands(const char *begin, const char *ends[], size_t most) {
    size_t count = 0;
    int depth = 0;
    ends[count++] = begin;
    const char *c = begin;
    for (; *c != '\0' && depth >= 0; c++) {
        depth += (*c == '(') - (*c == ')');
        bool is_sign = depth == 0 && c > begin &&
                       (strncmp(c, " + ", 3) == 0 || strncmp(c, " − ", strlen(" − ")) == 0);
        bool is_end =
            depth < 0 ||
            (depth == 0 && (strncmp(c, " = ", 3) == 0 || strncmp(c, " ≈ ", strlen(" ≈ ")) == 0));
        if (is_sign && count < most) {
            ends[count++] = c;
        }
        if (is_end) {
            break;
        }
    }
    ends[count] = c;
    return count;
}

/* Which of the summands are meant: those of one of so many groups that take turns of `each`. */
struct asked_group {
    size_t which, groups, each; /* which: from 1 */
    enum asked_part part;
};

/* The line with those summands of the sum that begins at a byte treated so, in the arena; NULL:
 * there is no such sum, or group. */
static inline const char *asked_with_part(struct arena *arena, const char *line, const char *begin,
                                          struct asked_group group) {
    enum { MOST_SUMMANDS = 64 };
    const char *ends[MOST_SUMMANDS + 1];
    size_t count = asked_summands(begin, ends, MOST_SUMMANDS);
    size_t groups = group.groups > 0 ? group.groups : count;
    if (count < 2 || group.which < 1 || group.which > groups || count % (groups * group.each)) {
        return NULL;
    }
    struct text_builder text;
    text_begin(&text, arena);
    text_append(&text, line, (size_t)(begin - line));
    text_append_string(&text, "0");
    for (size_t i = 0; i < count; i++) {
        bool is_minus = strncmp(ends[i], " − ", strlen(" − ")) == 0;
        const char *summand = ends[i] + (i == 0 ? 0 : is_minus ? strlen(" − ") : strlen(" + "));
        bool is_it = i / group.each % groups + 1 == group.which;
        is_minus = is_minus != (is_it && group.part == PART_TURNED);
        if (group.part == PART_TURNED || is_it == (group.part == PART_ALONE)) {
            text_append_string(&text, is_minus ? " − " : " + ");
            text_append(&text, summand, (size_t)(ends[i + 1] - summand));
        }
    }
    text_append_string(&text, ends[count]);
    return text.bytes;
}

/* What was typed, and the samples over which a mean may have been forgotten. */
struct asked_typed {
    const char *text;
    double samples;
};

/* Whether a line comes to what was typed, or a part of it does without the mean. */
static inline bool asked_comes_to(const char *line, struct asked_typed typed, double times) {
    struct second_reader reader = {.c = line};
    struct second_value found = second_sum(&reader);
    double value = strtod(typed.text, NULL), half = second_half_digit(typed.text) + 1e-9;
    return !reader.is_lost && times * found.low - half <= value &&
           times * found.high + half >= value;
}

/* Whether what was typed is what comes out with one sample of some sum alone, whichever way its
 * summands lie. */
static inline bool asked_is_sample(struct arena *arena, const char *line, struct asked_typed typed,
                                   size_t which) {
    enum { MOST_EACH = 16 };
    for (const char *c = line; *c != '\0'; c++) {
        for (size_t each = 1; (c == line || c[-1] == '(') && each <= MOST_EACH; each++) {
            const struct asked_group group = {which, (size_t)typed.samples, each, PART_ALONE};
            const char *other = asked_with_part(arena, line, c, group);
            if (other != NULL &&
                (asked_comes_to(other, typed, 1) || asked_comes_to(other, typed, typed.samples))) {
                return true;
            }
        }
    }
    return false;
}

/* The same of one product of some sum: left out, or turned around. */
static inline bool asked_is_lost(struct arena *arena, const char *line, struct asked_typed typed,
                                 size_t which) {
    for (const char *c = line; *c != '\0'; c++) {
        bool is_tried = c == line || c[-1] == '(';
        for (int part = PART_LOST; is_tried && part <= PART_TURNED; part++) {
            const struct asked_group group = {which, 0, 1, (enum asked_part)part};
            const char *other = asked_with_part(arena, line, c, group);
            if (other != NULL && asked_comes_to(other, typed, 1)) {
                return true;
            }
        }
    }
    return false;
}

/* And of one of the ways by which a sum collects: alone. */
static inline bool asked_is_way(struct arena *arena, const char *line, struct asked_typed typed,
                                size_t which) {
    for (const char *c = line; *c != '\0'; c++) {
        const struct asked_group group = {which, 0, 1, PART_ALONE};
        const char *other =
            c == line || c[-1] == '(' ? asked_with_part(arena, line, c, group) : NULL;
        if (other != NULL && asked_comes_to(other, typed, 1)) {
            return true;
        }
    }
    return false;
}

#endif
