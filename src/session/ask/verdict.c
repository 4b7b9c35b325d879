#include "session/ask/verdict.h"

#include "base/number.h"
#include "checks/answer/answer_shape.h"
#include "session/ask/letters.h"
#include "session/ask/order.h"

#include <assert.h>
#include <string.h>

static const struct mistakes no_mistakes = {NULL, 0};

static const struct diagnosis_question *context_of(const struct verdict *verdict,
                                                   struct arena *arena, const struct asked *asked) {
    const struct quantity quantity = asked->subject.quantity;
    bool is_element = quantity.row >= 0 && quantity.column >= 0;
    const struct lesson_stop *stop = asked->stop;
    struct diagnosis_question *context = ARENA_NEW(arena, struct diagnosis_question);
    bool is_term = asked->term > 0;
    *context = (struct diagnosis_question){
        .recording = verdict->recording,
        .mistakes = verdict->subject->mistakes != NULL ? verdict->subject->mistakes : &no_mistakes,
        .cell = {is_term      ? asked->term_cell[0]
                 : is_element ? (size_t)quantity.row + 1
                              : 1,
                 is_term      ? asked->term_cell[1]
                 : is_element ? (size_t)quantity.column + 1
                              : 1},
        .tolerance = stop != NULL ? stop->question->tolerance : 0,
        .answers = verdict->answers,
        .answer_count = verdict->answer_count,
    };
    return context;
}

/* ---- numbers ---- */

static enum asked_verdict of_diagnosis(enum diagnosis_verdict verdict) {
    static const enum asked_verdict verdicts[] = {
        [DIAGNOSIS_RIGHT] = ASKED_RIGHT,     [DIAGNOSIS_FEWER_DIGITS] = ASKED_FEWER_DIGITS,
        [DIAGNOSIS_ROUNDED] = ASKED_ROUNDED, [DIAGNOSIS_FOLLOW_THROUGH] = ASKED_FOLLOW_THROUGH,
        [DIAGNOSIS_MISTAKE] = ASKED_WRONG,   [DIAGNOSIS_ELSEWHERE] = ASKED_WRONG,
        [DIAGNOSIS_PAIR] = ASKED_WRONG,      [DIAGNOSIS_UNKNOWN] = ASKED_WRONG,
    };
    static_assert(sizeof verdicts / sizeof *verdicts == DIAGNOSIS_VERDICT_COUNT, "all of them");
    return verdicts[verdict];
}

/* Who may have meant another number is asked back, and not told what is wrong. */
static enum asked_verdict unless_doubtful(enum asked_verdict verdict, struct asked *asked,
                                          const struct answer_number *answer) {
    bool is_right = asked_accepts(verdict) || verdict == ASKED_FEWER_DIGITS;
    asked->has_number = is_right || answer->doubt.message == NULL;
    asked->number = answer->value;
    if (asked->has_number) {
        return verdict;
    }
    asked->finding = (struct asked_finding){.typed_quantity = QUANTITY_NONE};
    asked->finding.fault = answer->doubt;
    return ASKED_UNREADABLE;
}

/* Of what nothing computes there is nothing to be mistaken in. */
static enum asked_verdict of_given(double right, const struct answer_number *answer) {
    bool has_digits = answer_number_has_digits(answer, right);
    return !answer_number_matches(answer, right) ? ASKED_WRONG
           : has_digits                          ? ASKED_RIGHT
                                                 : ASKED_FEWER_DIGITS;
}

static enum asked_verdict find_value(const struct verdict *verdict, struct arena *arena,
                                     struct asked *asked) {
    struct answer_number answer;
    if (!answer_number_read(arena, asked->text, &answer, &asked->finding.fault)) {
        return ASKED_UNREADABLE;
    }
    if (verdict->recording == NULL) {
        double right = subject_value(verdict->subject, asked, NULL);
        asked->finding.given_decimals = answer_number_decimals(right);
        return unless_doubtful(of_given(right, &answer), asked, &answer);
    }
    struct diagnosis *diagnosis = ARENA_NEW(arena, struct diagnosis);
    asked->finding.context = context_of(verdict, arena, asked);
    *diagnosis = diagnosis_of_number(arena, asked->finding.context, &answer);
    asked->finding.number = diagnosis;
    return unless_doubtful(of_diagnosis(diagnosis->verdict), asked, &answer);
}

static enum asked_verdict find_sign(const struct verdict *verdict, struct arena *arena,
                                    struct asked *asked) {
    struct asked_finding *finding = &asked->finding;
    if (!answer_shape_read_sign(arena, asked->text, &finding->typed_sign, &finding->fault)) {
        return ASKED_UNREADABLE;
    }
    double right = subject_value(verdict->subject, asked, verdict->recording);
    int sign = right > 0 ? 1 : right < 0 ? -1 : 0;
    return finding->typed_sign == sign ? ASKED_RIGHT : ASKED_WRONG;
}

/* ---- what is no number ---- */

static enum asked_verdict find_shape(const struct verdict *verdict, struct arena *arena,
                                     struct asked *asked) {
    (void)verdict;
    struct asked_finding *finding = &asked->finding;
    if (!answer_shape_read(arena, asked->text, &finding->typed_shape, &finding->fault)) {
        return ASKED_UNREADABLE;
    }
    return shape_equal(finding->typed_shape, asked->subject.shape) ? ASKED_RIGHT : ASKED_WRONG;
}

/* Of a number that is chosen, as of one that is typed. */
static void find_mistake(const struct verdict *verdict, struct arena *arena, struct asked *asked,
                         const struct asked_option *option) {
    struct answer_number answer;
    struct answer_fault fault;
    const char *text = number_text(arena, option->value, option->decimals);
    if (option->mistake == NULL || verdict->recording == NULL ||
        !answer_number_read(arena, text, &answer, &fault)) {
        return;
    }
    struct diagnosis *diagnosis = ARENA_NEW(arena, struct diagnosis);
    const struct diagnosis_question *context = context_of(verdict, arena, asked);
    *diagnosis = diagnosis_of_number(arena, context, &answer);
    if (of_diagnosis(diagnosis->verdict) == ASKED_WRONG) {
        asked->finding.context = context;
        asked->finding.number = diagnosis;
    }
}

static enum asked_verdict find_option(const struct verdict *verdict, struct arena *arena,
                                      struct asked *asked) {
    struct asked_finding *finding = &asked->finding;
    size_t count = asked->subject.option_count;
    if (!letters_read_one(asked->text, count, &finding->typed_option, &finding->fault)) {
        return ASKED_UNREADABLE;
    }
    const struct asked_option *option = &asked->subject.options[finding->typed_option];
    finding->typed_shape = option->shape;
    finding->typed_sign = option->sign;
    find_mistake(verdict, arena, asked, option);
    return option->is_right ? ASKED_RIGHT : ASKED_WRONG;
}

static enum asked_verdict find_order(const struct verdict *verdict, struct arena *arena,
                                     struct asked *asked) {
    struct asked_finding *finding = &asked->finding;
    size_t count = asked->subject.option_count;
    size_t *order = ARENA_ARRAY(arena, size_t, count + 1);
    if (!letters_read_all(asked->text, count, order, &finding->fault)) {
        return ASKED_UNREADABLE;
    }
    return order_is_right(verdict->subject->run->program, &asked->subject, order, &finding->before,
                          &finding->behind)
               ? ASKED_RIGHT
               : ASKED_WRONG;
}

/* The element or tensor that a formula of nothing else is. */
static struct quantity quantity_of(const struct recording *recording, const struct tree *tree) {
    if (tree->kind != EXPRESSION_TENSOR) {
        return QUANTITY_NONE;
    }
    struct quantity quantity = {
        recording_tensor(recording, tree->symbol, recording_layer(recording, tree->index)), -1, -1};
    if (quantity.tensor >= 0 && tree->has_element) {
        bool is_row = recording->program->tensors[quantity.tensor].storage.shape.rows == 1;
        quantity.row = tree->is_vector && is_row ? 0 : (long)tree->row.number - 1;
        quantity.column = !tree->is_vector ? (long)tree->column.number - 1
                          : is_row         ? (long)tree->row.number - 1
                                           : 0;
    }
    return quantity_normal(recording->program, quantity);
}

static enum asked_verdict find_cell(const struct verdict *verdict, struct arena *arena,
                                    struct asked *asked) {
    static const struct answer_fault no_quantity = {
        0, 0, "expected the name of one quantity, as w[2](1,3)"};
    struct asked_finding *finding = &asked->finding;
    const size_t cell[2] = {1, 1};
    struct answer_formula formula;
    if (!answer_formula_read(arena, verdict->recording, cell, asked->text, &formula,
                             &finding->fault)) {
        return ASKED_UNREADABLE;
    }
    finding->typed_quantity = quantity_of(verdict->recording, formula.readings[0]);
    if (quantity_is_none(finding->typed_quantity)) {
        finding->fault = no_quantity;
        return ASKED_UNREADABLE;
    }
    return quantity_equal(finding->typed_quantity, asked->subject.quantity) ? ASKED_RIGHT
                                                                            : ASKED_WRONG;
}

static enum asked_verdict find_formula(const struct verdict *verdict, struct arena *arena,
                                       struct asked *asked) {
    struct asked_finding *finding = &asked->finding;
    finding->context = context_of(verdict, arena, asked);
    struct answer_formula formula;
    if (!answer_formula_read(arena, verdict->recording, finding->context->cell, asked->text,
                             &formula, &finding->fault)) {
        return ASKED_UNREADABLE;
    }
    struct formula_diagnosis *diagnosis = ARENA_NEW(arena, struct formula_diagnosis);
    *diagnosis = formula_diagnosis_of(arena, finding->context, &formula);
    if (diagnosis->is_ahead) {
        finding->fault =
            (struct answer_fault){0, strlen(asked->text), "this is computed only here or later"};
        return ASKED_UNREADABLE;
    }
    finding->formula = diagnosis;
    return diagnosis->verdict == FORMULA_RIGHT ? ASKED_RIGHT : ASKED_WRONG;
}

typedef enum asked_verdict find_kind(const struct verdict *verdict, struct arena *arena,
                                     struct asked *asked);

enum asked_verdict verdict_find(const struct verdict *verdict, struct arena *arena,
                                struct asked *asked) {
    static find_kind *const finders[] = {
        [QUESTION_VALUE] = find_value,     [QUESTION_SHAPE] = find_shape,
        [QUESTION_SIGN] = find_sign,       [QUESTION_CHOICE] = find_option,
        [QUESTION_ORDER] = find_order,     [QUESTION_CELL] = find_cell,
        [QUESTION_FORMULA] = find_formula, [QUESTION_LINE] = find_option,
    };
    static_assert(sizeof finders / sizeof *finders == QUESTION_KIND_COUNT, "one for each kind");
    asked->finding = (struct asked_finding){.typed_quantity = QUANTITY_NONE};
    bool is_chosen = asked->subject.option_count > 0 && asked->kind != QUESTION_ORDER;
    return is_chosen ? find_option(verdict, arena, asked)
                     : finders[asked->kind](verdict, arena, asked);
}
