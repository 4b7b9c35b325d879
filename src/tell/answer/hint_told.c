#include "tell/answer/hint_told.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "session/strings.h"
#include "step/moment.h"
#include "tell/sentence.h"

#include <limits.h>

static void say(struct telling *telling, enum string_id words) {
    telling_words(telling, string_get(telling->language, words));
}

static void say_end(struct telling *telling) {
    say(telling, STRING_ANSWER_FULL_STOP);
    telling_end_line(telling);
}

bool hint_told_is_products(const struct asked *asked) {
    return asked->kind == QUESTION_VALUE ||
           (asked->kind == QUESTION_SIGN && !asked->subject.is_change);
}

void hint_told_add_none(struct telling *telling, const struct asked *asked, int hint) {
    say(telling, hint != 1                       ? STRING_HINT_NO_MORE
                 : asked->kind == QUESTION_SHAPE ? STRING_HINT_COUNT
                                                 : STRING_HINT_COMPARE);
    telling_end_line(telling);
}

/* "w^{[2]}: 1 × 3, δ^{[2]}: 1 × 4": how they lie says how the result does. */
static void add_shapes(struct telling *telling, const struct moment *moment,
                       const struct operation *operation) {
    enum { MOST_OPERANDS = 16 };
    const struct program *program = moment->program;
    int operands[MOST_OPERANDS];
    int count = sentence_operands(program, &operation->binding, operands, MOST_OPERANDS);
    say(telling, STRING_HINT_SHAPES);
    for (int i = 0; i < count; i++) {
        const struct shape shape = program->tensors[operands[i]].storage.shape;
        say(telling, i == 0 ? STRING_ANSWER_GAP : STRING_ANSWER_COMMA);
        telling_tensor(telling, program, operands[i]);
        say(telling, STRING_ANSWER_COLON);
        telling_words(telling, text_format(telling->arena, "%zu × %zu", shape.rows, shape.columns));
    }
    say_end(telling);
}

/* Where the answer does not follow from that at once. */
static bool add_first(struct telling *telling, const struct moment *moment,
                      const struct asked_subject *subject) {
    long first = LONG_MAX;
    for (size_t i = 0; i < subject->option_count; i++) {
        first = subject->options[i].operation < first ? subject->options[i].operation : first;
    }
    if (subject->option_count < 3) {
        return false;
    }
    say(telling, STRING_HINT_FIRST);
    telling_words(telling, moment->program->operations[first].title->in[telling->language]);
    say_end(telling);
    return true;
}

/* A place is one of several of its tensor. */
static bool add_tensor(struct telling *telling, const struct moment *moment,
                       const struct asked_subject *subject) {
    bool is_one_of = !quantity_is_none(subject->quantity) && shape_count(subject->shape) > 1;
    if (is_one_of) {
        say(telling, STRING_HINT_ONE_OF);
        telling_tensor(telling, moment->program, subject->quantity.tensor);
        say_end(telling);
    }
    return is_one_of;
}

/* Where no operation says how it comes about: half of it. */
static bool add_rows(struct telling *telling, struct shape shape) {
    telling_words(telling, STRING_FILL(telling->arena, telling->language, STRING_HINT_ROWS,
                                       number_count_text(telling->arena, (long)shape.rows)));
    telling_end_line(telling);
    return true;
}

static bool add_way(struct telling *telling) {
    say(telling, STRING_HINT_CHANGE);
    telling_end_line(telling);
    return true;
}

void hint_told_add_order(struct telling *telling, const struct moment *moment,
                         const struct asked_subject *subject) {
    long last = -1;
    for (size_t i = 0; i < subject->option_count; i++) {
        long next = LONG_MAX;
        for (size_t k = 0; k < subject->option_count; k++) {
            long operation = subject->options[k].operation;
            next = operation > last && operation < next ? operation : next;
        }
        telling_words(telling, i > 0 ? " → " : "");
        telling_words(telling, moment->program->operations[next].title->in[telling->language]);
        last = next;
    }
    telling_end_line(telling);
}

void hint_told_add(struct telling *telling, const struct moment *moment,
                   const struct asked *asked) {
    const struct asked_subject *subject = &asked->subject;
    bool is_said = false;
    if (asked->kind == QUESTION_ORDER) {
        is_said = add_first(telling, moment, subject);
    } else if (asked->kind == QUESTION_CELL) {
        is_said = add_tensor(telling, moment, subject);
    } else if (asked->kind == QUESTION_SIGN) {
        is_said = add_way(telling);
    } else if (subject->operation >= 0) {
        add_shapes(telling, moment, &moment->program->operations[subject->operation]);
        is_said = true;
    } else if (asked->kind == QUESTION_SHAPE) {
        is_said = add_rows(telling, subject->shape);
    }
    if (!is_said) {
        hint_told_add_none(telling, asked, 2);
    }
}
