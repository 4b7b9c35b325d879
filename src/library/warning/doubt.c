#include "library/warning/doubt.h"

#include "base/language.h"
#include "base/text.h"
#include "lesson/lesson.h"
#include "session/ask/order.h"

#include <string.h>

/* Of a few letters it stands in any text: "a" is no answer given away. */
enum { LEAST_TOLD = 4 };

static bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

/* Digits that stand there for themselves. */
static bool has_number(const char *text, const char *digits) {
    for (const char *at = strstr(text, digits); at != NULL; at = strstr(at + 1, digits)) {
        char behind = at[strlen(digits)];
        bool is_begun = at > text && (is_digit(at[-1]) || at[-1] == '.');
        if (!is_begun && !is_digit(behind)) {
            return true;
        }
    }
    return false;
}

/* "2×3", however it is written. */
static const char *told_shape(struct arena *arena, const struct asked *asked, const char *text) {
    static const char *const signs[] = {"×", " × ", "x", " x ", "\\times ", " \\times ", ", ", ","};
    const struct shape shape = asked->subject.shape;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *written = text_format(arena, "%zu%s%zu", shape.rows, signs[i], shape.columns);
        if (has_number(text, written)) {
            return written;
        }
    }
    return NULL;
}

/* The right option as a whole, where no wrong one stands there as well. */
static const char *told_option(const struct question *question, enum language language,
                               const char *text) {
    const char *right = question->options[question->answer].text.in[language];
    if (strlen(right) < LEAST_TOLD || strstr(text, right) == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < question->option_count; i++) {
        if (i != question->answer && strstr(text, question->options[i].text.in[language]) != NULL) {
            return NULL;
        }
    }
    return right;
}

static const char *told_in(struct arena *arena, const struct asked *asked, enum language language) {
    const struct question *question = asked->stop->question;
    const char *text = question->text.in[language];
    return asked->kind == QUESTION_SHAPE    ? told_shape(arena, asked, text)
           : asked->kind == QUESTION_CHOICE ? told_option(question, language, text)
                                            : NULL;
}

/* No step has to come before another one: the last first is right as well. */
static bool is_any_right(const struct program *program, const struct asked_subject *subject) {
    size_t turned[ASKED_MOST_OPTIONS], before, behind;
    for (size_t i = 0; i < subject->option_count; i++) {
        size_t rank = 0;
        for (size_t k = 0; k < subject->option_count; k++) {
            rank += subject->options[k].operation > subject->options[i].operation;
        }
        turned[rank] = i;
    }
    return order_is_right(program, subject, turned, &before, &behind);
}

static void warn_of_order(struct diagnostics *diagnostics, const struct program *program,
                          const struct asked *asked) {
    if (asked->subject.option_count < 2) {
        diagnostics_add(diagnostics, asked->stop->offset, "",
                        "nothing is to be put in order here: ask at a step that others of its pass "
                        "follow");
    } else if (is_any_right(program, &asked->subject)) {
        diagnostics_add(
            diagnostics, asked->stop->offset, "",
            "any order is right here: no step of the pass needs what another one gives");
    }
}

/* Activations that are never below 0, and numbers that are counts, distances and lengths. */
static bool has_one_sign(const struct program *program, const struct asked *asked) {
    const struct lesson *lesson = program->lesson;
    if (asked->role == ROLE_ACTIVATION && asked->layer > 0) {
        enum activation activation = lesson->network.layers[asked->layer - 1].activation;
        return activation == ACTIVATION_SIGMOID || activation == ACTIVATION_RELU ||
               activation == ACTIVATION_SOFTPLUS || activation == ACTIVATION_SOFTMAX;
    }
    bool is_own_loss = asked->role == ROLE_LOSS && lesson->has_formulas;
    return (asked->role == ROLE_LOSS && !is_own_loss) || asked->role == ROLE_RATE ||
           asked->role == ROLE_SAMPLE_COUNT;
}

void doubt_warn(struct diagnostics *diagnostics, const struct program *program,
                const struct asked *asked) {
    if (asked->stop == NULL) {
        return;
    }
    if (asked->kind == QUESTION_SIGN && has_one_sign(program, asked)) {
        diagnostics_add(diagnostics, asked->stop->offset, "",
                        "this number is never negative: ask for the sign of one that may be");
    }
    if (asked->kind == QUESTION_ORDER) {
        warn_of_order(diagnostics, program, asked);
    }
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *told = told_in(diagnostics->arena, asked, (enum language)language);
        if (told != NULL) {
            diagnostics_add(diagnostics, asked->stop->offset, "",
                            "the question says its own answer: \"%s\"", told);
            return;
        }
    }
}
