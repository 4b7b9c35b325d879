#include "tell/answer/question_told.h"

#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "session/strings.h"
#include "step/moment.h"
#include "tell/answer/diagnosis_told.h"
#include "tell/answer/formula_told.h"
#include "tell/answer/hint_told.h"
#include "tell/answer/term_told.h"
#include "tell/arithmetic.h"
#include "tell/quantity_told.h"
#include "tell/script/prose.h"
#include "tell/script/told_number.h"
#include "tell/sentence.h"

#include <assert.h>
#include <string.h>

/* A question while it is told. */
struct told {
    struct telling *telling;
    const struct moment *moment;
    const struct script *script;
    const struct asked *asked;
};

static void say(const struct told *told, enum string_id words) {
    telling_words(told->telling, string_get(told->telling->language, words));
}

static void say_line(const struct told *told, enum string_id words) {
    say(told, words);
    telling_end_line(told->telling);
}

/* ---- the author's words ---- */

static void say_text(const struct told *told, const char *text) {
    assert(told->script != NULL); /* the stop that asks is one of its */
    const struct script_stop stop = {told->asked->stop, told->moment->place.operation};
    prose_tell(told->telling, told_numbers(told->moment, told->script, &stop, text),
               names_create(told->telling->arena, told->script, told->moment->program));
}

/* False where the author says nothing of it. */
static bool say_author(const struct told *told, const struct localized_text *words) {
    const char *text = words->in[told->telling->language];
    if (*text != '\0') {
        say_text(told, text);
    }
    return *text != '\0';
}

static const struct question *author(const struct told *told) {
    return told->asked->stop != NULL ? told->asked->stop->question : NULL;
}

/* ---- what is asked ---- */

static void say_quantity(const struct told *told, struct quantity quantity) {
    const struct program *program = told->moment->program;
    if (quantity.row < 0 || quantity.column < 0) {
        telling_tensor(told->telling, program, quantity.tensor);
        return;
    }
    telling_symbol(told->telling,
                   program_element_name(told->telling->arena, program, quantity.tensor,
                                        (size_t)quantity.row, (size_t)quantity.column, PRINT_TEX),
                   program->tensors[quantity.tensor].role, quantity);
}

static void say_step(const struct told *told, long operation) {
    const struct operation *found = &told->moment->program->operations[operation];
    telling_words(told->telling, found->title->in[told->telling->language]);
    telling_words(told->telling, " ");
    telling_tensor(told->telling, told->moment->program, found->target);
}

static void say_term(const struct told *told) {
    const struct asked *asked = told->asked;
    const struct operation *operation =
        &told->moment->program->operations[asked->subject.operation];
    size_t node = term_told_node(operation, asked);
    if (shape_count(operation->binding.nodes[node].shape) == 1) {
        say(told, STRING_ASK_TERM);
    } else {
        struct arena *arena = told->telling->arena;
        telling_words(told->telling,
                      STRING_FILL(arena, told->telling->language, STRING_ASK_TERM_CELL,
                                  text_format(arena, "%zu", asked->term_cell[0]),
                                  text_format(arena, "%zu", asked->term_cell[1])));
    }
    term_told_add(told->telling, told->moment->program, asked);
    say(told, STRING_ASK_VALUE_END);
}

/* Words before the quantity and behind it. */
struct question_words {
    enum string_id before, behind;
};

static struct question_words words_of(const struct asked *asked) {
    static const struct question_words words[] = {
        [QUESTION_VALUE] = {STRING_ASK_VALUE, STRING_ASK_VALUE_END},
        [QUESTION_SHAPE] = {STRING_ASK_SHAPE, STRING_ASK_SHAPE_END},
        [QUESTION_SIGN] = {STRING_ASK_SIGN, STRING_ASK_SIGN_END},
        [QUESTION_CHOICE] = {STRING_ASK_VALUE, STRING_ASK_VALUE_END},
        [QUESTION_ORDER] = {STRING_ASK_ORDER, STRING_COUNT},
        [QUESTION_CELL] = {STRING_ASK_CELL, STRING_COUNT},
        [QUESTION_FORMULA] = {STRING_ASK_FORMULA, STRING_ASK_FORMULA_END},
        [QUESTION_LINE] = {STRING_ASK_LINE, STRING_COUNT},
    };
    static_assert(sizeof words / sizeof *words == QUESTION_KIND_COUNT, "words for each kind");
    const struct question_words change = {STRING_ASK_CHANGE, STRING_ASK_CHANGE_END};
    const struct question_words choice = {STRING_ASK_CHOICE, STRING_COUNT};
    const struct question_words first = {STRING_ASK_LINE_FIRST, STRING_COUNT};
    bool is_first = asked->kind == QUESTION_LINE && asked->subject.line_count == 0;
    bool is_authored = asked->kind == QUESTION_CHOICE && asked->stop != NULL;
    return asked->subject.is_change ? change
           : is_authored            ? choice
           : is_first               ? first
                                    : words[asked->kind];
}

void question_told_add(struct telling *telling, const struct moment *moment,
                       const struct script *script, const struct asked *asked) {
    const struct told told = {telling, moment, script, asked};
    if (author(&told) != NULL && say_author(&told, &author(&told)->text)) {
        return;
    }
    if (asked->term > 0) {
        say_term(&told);
        return;
    }
    const struct question_words words = words_of(asked);
    say(&told, words.before);
    if (words.behind == STRING_COUNT) {
        return;
    }
    struct quantity quantity = asked->subject.quantity;
    if (asked->kind == QUESTION_FORMULA) {
        quantity = (struct quantity){moment->operation->target, -1, -1};
    }
    say_quantity(&told, quantity);
    say(&told, words.behind);
}

void question_told_add_lines(struct telling *telling, const struct asked *asked) {
    for (size_t i = 0; i < asked->subject.line_count; i++) {
        telling_formula(telling, asked->subject.lines[i], NULL, 0);
        telling_end_line(telling);
    }
}

void question_told_add_name(struct telling *telling, const struct moment *moment,
                            const struct asked *asked) {
    const struct told told = {telling, moment, NULL, asked};
    bool has_name = !quantity_is_none(asked->subject.quantity) && asked->kind != QUESTION_CELL;
    if (asked->term > 0) {
        term_told_add(telling, moment->program, asked);
        telling_words(telling, text_format(telling->arena, " (%zu, %zu)", asked->term_cell[0],
                                           asked->term_cell[1]));
    } else if (has_name) {
        say_quantity(&told, asked->subject.quantity);
    }
}

void question_told_add_option(struct telling *telling, const struct moment *moment,
                              const struct script *script, const struct asked *asked,
                              size_t option) {
    const struct told told = {telling, moment, script, asked};
    const struct asked_option *found = &asked->subject.options[option];
    if (found->author != NULL) {
        say_author(&told, &found->author->text);
    } else if (found->tex != NULL) {
        telling_formula(telling, found->tex, NULL, 0);
    } else if (found->operation >= 0) {
        say_step(&told, found->operation);
    } else if (asked->kind == QUESTION_SHAPE) {
        telling_words(telling, text_format(telling->arena, "%zu × %zu", found->shape.rows,
                                           found->shape.columns));
    } else if (asked->kind == QUESTION_SIGN) {
        telling_words(telling, found->sign > 0 ? "+" : found->sign < 0 ? "−" : "0");
    } else {
        telling_words(telling, number_text(telling->arena, found->value, found->decimals));
    }
}

/* ---- what an answer is ---- */

static void say_right_or_not(const struct told *told) {
    say_line(told, asked_accepts(told->asked->verdict) ? STRING_ANSWER_IS_RIGHT
                                                       : STRING_ANSWER_SHAPE_WRONG);
}

static void say_given_number(const struct told *told) {
    if (told->asked->verdict == ASKED_FEWER_DIGITS) {
        diagnosis_told_add_fewer_digits(told->telling, told->asked->finding.given_decimals);
    } else {
        say_right_or_not(told);
    }
}

/* Why a line does not come next. */
static void say_line_verdict(const struct told *told, const struct asked_option *option) {
    static const enum string_id words[] = {[ASKED_LINE_NEXT] = STRING_ANSWER_IS_RIGHT,
                                           [ASKED_LINE_EARLIER] = STRING_ANSWER_LINE_EARLIER,
                                           [ASKED_LINE_LATER] = STRING_ANSWER_LINE_LATER,
                                           [ASKED_LINE_MISPRINT] = STRING_ANSWER_LINE_MISPRINT,
                                           [ASKED_LINE_OTHER] = STRING_ANSWER_LINE_OTHER};
    say_line(told, words[option->where]);
}

static void say_option_verdict(const struct told *told) {
    const struct asked_subject *subject = &told->asked->subject;
    const struct asked_option *option = &subject->options[told->asked->finding.typed_option];
    if (asked_accepts(told->asked->verdict)) {
        say_right_or_not(told);
        return;
    }
    if (option->author == NULL) {
        say_line_verdict(told, option);
        return;
    }
    const char *why = option->author->why.in[told->telling->language];
    say(told, STRING_ANSWER_SHAPE_WRONG);
    if (*why != '\0') {
        telling_words(told->telling, " ");
        say_text(told, why);
    }
    telling_end_line(told->telling);
}

static void say_order_verdict(const struct told *told) {
    const struct asked *asked = told->asked;
    if (asked_accepts(asked->verdict)) {
        say_right_or_not(told);
        return;
    }
    say(told, STRING_ANSWER_ORDER);
    say_step(told, asked->subject.options[asked->finding.before].operation);
    say(told, STRING_ANSWER_ORDER_BEFORE);
    say_step(told, asked->subject.options[asked->finding.behind].operation);
    say_line(told, STRING_ANSWER_ORDER_END);
}

static void say_cell_verdict(const struct told *told) {
    struct telling *telling = told->telling;
    const struct quantity typed = told->asked->finding.typed_quantity;
    if (asked_accepts(told->asked->verdict) || quantity_is_none(typed)) {
        say_right_or_not(told);
        return;
    }
    say(told, STRING_ANSWER_CELL);
    say_quantity(told, typed);
    say(told, STRING_ANSWER_COLON);
    telling_words(telling,
                  quantity_told_words(telling->arena, told->moment, telling->language, typed));
    say_line(told, STRING_ANSWER_FULL_STOP);
}

static void say_verdict(const struct told *told) {
    const struct asked *asked = told->asked;
    const struct asked_finding *finding = &asked->finding;
    switch (asked->kind) {
    case QUESTION_VALUE:
        say_given_number(told);
        return;
    case QUESTION_SHAPE:
        formula_told_add_shape(told->telling, finding->typed_shape, asked->subject.shape);
        return;
    case QUESTION_SIGN:
        say_line(told,
                 asked_accepts(asked->verdict) ? STRING_ANSWER_IS_RIGHT : STRING_ANSWER_SIGN_WRONG);
        return;
    case QUESTION_CHOICE:
    case QUESTION_LINE:
        say_option_verdict(told);
        return;
    case QUESTION_ORDER:
        say_order_verdict(told);
        return;
    case QUESTION_CELL:
        say_cell_verdict(told);
        return;
    case QUESTION_FORMULA:
    case QUESTION_KIND_COUNT:
        break;
    }
}

/* What ends with a question has no full stop. */
static void say_unreadable(const struct told *told) {
    struct telling *telling = told->telling;
    const char *why =
        message_in(telling->arena, telling->language, told->asked->finding.fault.message);
    say(told, STRING_ANSWER_UNREADABLE);
    telling_words(telling, why);
    if (strstr(why, "?") != NULL || strstr(why, "？") != NULL) {
        telling_end_line(telling);
    } else {
        say_line(told, STRING_ANSWER_FULL_STOP);
    }
}

void question_told_add_verdict(struct telling *telling, const struct moment *moment,
                               const struct script *script, const struct asked *asked) {
    const struct told told = {telling, moment, script, asked};
    const struct asked_finding *finding = &asked->finding;
    if (asked->verdict == ASKED_UNANSWERED) {
        return;
    }
    if (asked->verdict == ASKED_UNREADABLE && finding->fault.message != NULL) {
        say_unreadable(&told);
    } else if (finding->number != NULL) {
        diagnosis_told_add(telling, finding->context->recording, finding->number);
    } else if (finding->formula != NULL) {
        formula_told_add(telling, finding->context->recording, finding->formula);
    } else if (asked->verdict != ASKED_UNREADABLE) {
        say_verdict(&told);
    }
}

/* ---- hints ---- */

static bool is_of_shown_step(const struct told *told) {
    const struct moment *moment = told->moment;
    return moment->place.operation != NULL &&
           moment->place.operation - moment->program->operations == told->asked->subject.operation;
}

static const struct operation *operation_of(const struct told *told) {
    long operation = told->asked->subject.operation;
    return operation >= 0 ? &told->moment->program->operations[operation] : NULL;
}

/* A formula's nodes are numbered operands first: those of a part stand side by side. */
static bool is_of_term(const struct told *told, const struct operation *operation, int tensor) {
    if (told->asked->term == 0) {
        return true;
    }
    size_t last = term_told_node(operation, told->asked);
    const struct expression *first = operation->binding.nodes[last].expression;
    while (first->operand_count > 0) {
        first = first->operands[0];
    }
    for (size_t i = (size_t)first->id; i <= last; i++) {
        if (program_node_tensor(told->moment->program, &operation->binding, i) == tensor) {
            return true;
        }
    }
    return false;
}

static void say_operands(const struct told *told) {
    enum { MOST_OPERANDS = 16 };
    int operands[MOST_OPERANDS];
    const struct operation *operation = operation_of(told);
    if (operation == NULL) {
        return;
    }
    int count =
        sentence_operands(told->moment->program, &operation->binding, operands, MOST_OPERANDS);
    say(told, STRING_HINT_OPERANDS);
    enum string_id before = STRING_ANSWER_GAP;
    for (int i = 0; i < count; i++) {
        if (is_of_term(told, operation, operands[i])) {
            say(told, before);
            telling_tensor(told->telling, told->moment->program, operands[i]);
            before = STRING_ANSWER_COMMA;
        }
    }
    say_line(told, STRING_ANSWER_FULL_STOP);
}

/* "2 · (−0.25) + 2 · 0.25 = ?", with the numbers that are known; what is hidden is "?". Not of a
 * place that is asked for: it would be told, and may be in another tensor than the step's. */
static void say_products(const struct told *told) {
    const struct moment *moment = told->moment;
    const struct asked *asked = told->asked;
    const struct operation *operation = operation_of(told);
    bool is_term = asked->term > 0;
    const struct quantity quantity =
        is_term ? (struct quantity){asked->subject.quantity.tensor, (long)asked->term_cell[0] - 1,
                                    (long)asked->term_cell[1] - 1}
                : asked->subject.quantity;
    bool is_place = asked->kind == QUESTION_CELL || quantity.row < 0 || quantity.column < 0;
    if (is_place || operation == NULL || operation->binding.statement->target->has_element) {
        return;
    }
    size_t node = is_term ? term_told_node(operation, asked) : operation->binding.node_count - 1;
    /* of the formula, whichever of its forms is shown */
    struct moment own = *moment;
    own.operation = operation;
    own.evaluation = moment->own;
    const struct arithmetic arithmetic = {told->telling, &own, own.evaluation,
                                          ARITHMETIC_OF_TENSORS, 12};
    const struct explanation explanation =
        explanation_of_element(told->telling->arena, &operation->binding, &moment->own, node,
                               (size_t)quantity.row, (size_t)quantity.column);
    if (is_term) {
        term_told_add(told->telling, moment->program, asked);
    } else {
        say_quantity(told, quantity);
    }
    telling_words(told->telling, is_term ? ": " : " = ");
    arithmetic_tell(&arithmetic, &explanation, -1);
    telling_end_line(told->telling);
}

static void say_shape(const struct told *told) {
    const struct shape shape = told->asked->subject.shape;
    struct telling *telling = told->telling;
    telling_words(telling, text_format(telling->arena, "%zu × %zu", shape.rows, shape.columns));
    telling_end_line(telling);
}

/* "δ_{12} > 0", of a quantity that a later step computes. */
static void say_sign(const struct told *told) {
    static const char *const signs[] = {" < 0", " = 0", " > 0"};
    say_quantity(told, told->asked->subject.quantity);
    telling_words(told->telling, signs[told->asked->sign + 1]);
    telling_end_line(told->telling);
}

/* What stands on the screen anyway, of who reads nothing else. */
static void say_solution(const struct told *told) {
    const struct asked *asked = told->asked;
    bool is_later = asked->kind == QUESTION_SIGN &&
                    !program_is_written(told->moment->program, asked->subject.quantity.tensor,
                                        told->moment->place.done);
    if (asked->kind == QUESTION_SHAPE) {
        say_shape(told);
    } else if (is_later) {
        say_sign(told);
    } else if (asked->kind == QUESTION_ORDER) {
        hint_told_add_order(told->telling, told->moment, &asked->subject);
    } else if (asked->kind == QUESTION_CHOICE || asked->kind == QUESTION_LINE) {
        for (size_t i = 0; i < asked->subject.option_count; i++) {
            if (asked->subject.options[i].is_right) {
                question_told_add_option(told->telling, told->moment, told->script, asked, i);
                telling_end_line(told->telling);
            }
        }
    } else if (!quantity_is_none(asked->subject.quantity) && !is_of_shown_step(told)) {
        quantity_told_add(told->telling, told->moment, asked->subject.quantity);
        telling_end_line(told->telling);
    }
}

static void say_second(const struct told *told) {
    if (told->asked->excluded == 0) {
        hint_told_add(told->telling, told->moment, told->asked);
        return;
    }
    size_t wrong = told->asked->excluded - 1;
    say(told, STRING_HINT_NOT_THIS);
    telling_words(told->telling, text_format(told->telling->arena, "%c: ", (char)('A' + wrong)));
    question_told_add_option(told->telling, told->moment, told->script, told->asked, wrong);
    telling_end_line(told->telling);
}

void question_told_add_hint(struct telling *telling, const struct moment *moment,
                            const struct script *script, const struct asked *asked, int hint) {
    const struct told told = {telling, moment, script, asked};
    const size_t said = telling->count;
    bool is_last = hint >= ASKED_MOST_HINTS;
    if (hint == 1) {
        if (author(&told) != NULL && say_author(&told, &author(&told)->hint)) {
            telling_end_line(telling);
        }
        say_operands(&told);
    } else if (!hint_told_is_products(asked)) {
        if (!is_last) {
            say_second(&told);
        }
    } else if (is_of_shown_step(&told)) {
        say_products(&told);
    }
    if (!is_last && telling->count == said) {
        hint_told_add_none(telling, asked, hint);
    }
    if (is_last) {
        say_solution(&told);
        if (author(&told) != NULL && say_author(&told, &author(&told)->explain)) {
            telling_end_line(telling);
        }
    }
}
