#include "tell/answer/formula_told.h"

#include "base/number.h"
#include "base/text.h"
#include "session/strings.h"
#include "tell/answer/diagnosis_told.h"
#include "tell/answer/role_told.h"

static const char *shape_text(struct arena *arena, struct shape shape) {
    return text_format(arena, "%zu×%zu", shape.rows, shape.columns);
}

static void say(struct telling *telling, enum string_id id) {
    telling_words(telling, string_get(telling->language, id));
}

static void add_operand(struct telling *telling, const struct recording *recording,
                        const struct tree_statement *operand, struct shape shape) {
    role_told_add_value(telling, recording, operand->statement);
    if (shape.rows > 0) {
        telling_words(telling, STRING_FILL(telling->arena, telling->language, STRING_SHAPE_IN_TEXT,
                                           shape_text(telling->arena, shape)));
    }
}

/* "w[2] (2×3) and δ[2] (2×1) do not fit together." */
static void add_misfit(struct telling *telling, const struct recording *recording,
                       const struct formula_diagnosis *diagnosis) {
    if (diagnosis->left.statement != NULL) {
        add_operand(telling, recording, &diagnosis->left, diagnosis->left_shape);
    }
    if (diagnosis->left.statement != NULL && diagnosis->right.statement != NULL) {
        say(telling, STRING_ANSWER_AND);
    }
    if (diagnosis->right.statement != NULL) {
        add_operand(telling, recording, &diagnosis->right, diagnosis->right_shape);
    }
    say(telling,
        diagnosis->right.statement != NULL ? STRING_ANSWER_MISFIT : STRING_ANSWER_MISFIT_ONE);
}

static void add_other_shape(struct telling *telling, const struct formula_diagnosis *diagnosis) {
    struct arena *arena = telling->arena;
    telling_words(telling, STRING_FILL(arena, telling->language, STRING_ANSWER_OTHER_SHAPE,
                                       shape_text(arena, diagnosis->found),
                                       shape_text(arena, diagnosis->wanted)));
}

enum { FACTOR_DIGITS = 4 };

static void add_factor(struct telling *telling, const struct formula_diagnosis *diagnosis) {
    struct arena *arena = telling->arena;
    telling_words(telling,
                  STRING_FILL(arena, telling->language, STRING_ANSWER_FACTOR,
                              number_significant_text(arena, diagnosis->factor, FACTOR_DIGITS)));
    if (diagnosis->is_of_samples) {
        say(telling, STRING_ANSWER_FACTOR_OF_SAMPLES);
    }
}

static void add_mistakes(struct telling *telling, const struct recording *recording,
                         const struct formula_diagnosis *diagnosis) {
    for (size_t i = 0; i < diagnosis->count; i++) {
        if (i > 0) {
            telling_end_line(telling);
        }
        diagnosis_told_add_finding(telling, recording, &diagnosis->findings[i]);
    }
}

void formula_told_add(struct telling *telling, const struct recording *recording,
                      const struct formula_diagnosis *diagnosis) {
    switch (diagnosis->verdict) {
    case FORMULA_RIGHT:
        say(telling, STRING_ANSWER_FORMULA_RIGHT);
        break;
    case FORMULA_SHAPE_ERROR:
        add_misfit(telling, recording, diagnosis);
        break;
    case FORMULA_OTHER_SHAPE:
        add_other_shape(telling, diagnosis);
        break;
    case FORMULA_MISTAKE:
        add_mistakes(telling, recording, diagnosis);
        break;
    case FORMULA_FACTOR:
        add_factor(telling, diagnosis);
        break;
    case FORMULA_WRONG:
        say(telling, STRING_ANSWER_FORMULA_WRONG);
        break;
    case FORMULA_VERDICT_COUNT:
        break;
    }
    telling_end_line(telling);
}

void formula_told_add_shape(struct telling *telling, struct shape typed, struct shape right) {
    bool is_turned = typed.rows == right.columns && typed.columns == right.rows;
    if (shape_equal(typed, right)) {
        telling_words(telling,
                      STRING_FILL(telling->arena, telling->language, STRING_ANSWER_SHAPE_RIGHT,
                                  shape_text(telling->arena, right)));
    } else {
        say(telling, is_turned ? STRING_ANSWER_SHAPE_TURNED : STRING_ANSWER_SHAPE_WRONG);
    }
    telling_end_line(telling);
}
