#ifndef BACKSTEP_TESTS_RANDOM_FORMULA_FIXTURE_H
#define BACKSTEP_TESTS_RANDOM_FORMULA_FIXTURE_H

/* Random formulas: the text of one whose value has a given shape. */

#include "formula_fixture.h"

static inline size_t pick(struct fixture *fixture, size_t count) {
    return fixture_random(fixture) / 7 % count;
}

/* A tensor of the shape, of the role or of any; NULL when there is none. */
static inline const char *random_tensor(struct fixture *fixture, struct shape shape, int role) {
    const char *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < FIXTURE_MOST_SYMBOLS; i++) {
        enum fixture_role own = fixture_symbols[fixture->notation][i].role;
        for (int layer = 0; layer <= (fixture->is_layered[i] ? fixture->last_layer : 0); layer++) {
            bool exists = layer > 0 || own == FIXTURE_UNITS || own >= FIXTURE_TARGET;
            bool fits = shape_equal(fixture->places[i][layer].shape, shape);
            if (!exists || !fits || (role >= 0 && (int)own != role) ||
                pick(fixture, ++count) != 0) {
                continue;
            }
            found = !fixture->is_layered[i]
                        ? fixture->names[i]
                        : text_format(fixture->arena, "%s[%d]", fixture->names[i], layer);
        }
    }
    return found;
}

static inline const char *random_formula(struct fixture *fixture, struct shape shape, size_t depth);

static inline const char *random_leaf(struct fixture *fixture, struct shape shape) {
    const char *tensor = random_tensor(fixture, shape, -1);
    if (tensor != NULL) {
        return tensor;
    }
    return text_format(fixture->arena, "(unit(%zu, %zu) * unit(%zu, %zu)^T)",
                       1 + pick(fixture, shape.rows), shape.rows, 1 + pick(fixture, shape.columns),
                       shape.columns);
}

/* The same shape, or one that is repeated over it. */
static inline const char *random_partner(struct fixture *fixture, struct shape shape,
                                         size_t depth) {
    size_t which = pick(fixture, 5);
    struct shape partner = {which == 1 || which == 3 ? 1 : shape.rows,
                            which == 2 || which == 3 ? 1 : shape.columns};
    return random_formula(fixture, partner, depth);
}

static inline const char *random_pair(struct fixture *fixture, struct shape shape, size_t depth) {
    static const char *const signs[] = {"+", "-", ".*", "./"};
    const char *whole = random_formula(fixture, shape, depth);
    const char *partner = random_partner(fixture, shape, depth);
    const char *sign = signs[pick(fixture, 4)];
    return pick(fixture, 2) ? text_format(fixture->arena, "(%s %s %s)", whole, sign, partner)
                            : text_format(fixture->arena, "(%s %s %s)", partner, sign, whole);
}

static inline const char *random_product(struct fixture *fixture, struct shape shape,
                                         size_t depth) {
    size_t inner = 1 + pick(fixture, 4);
    const char *a = random_formula(fixture, (struct shape){shape.rows, inner}, depth);
    const char *b = random_formula(fixture, (struct shape){inner, shape.columns}, depth);
    if (pick(fixture, 4) == 0) {
        a = random_formula(fixture, (struct shape){1, 1}, depth);
        b = random_formula(fixture, shape, depth);
    }
    return text_format(fixture->arena, "(%s * %s)", a, b);
}

static inline const char *random_sum(struct fixture *fixture, struct shape shape, size_t depth) {
    size_t other = 1 + pick(fixture, 4);
    struct shape along = {shape.rows, other}, down = {other, shape.columns}, both = {other, 3};
    bool is_one = shape.rows * shape.columns == 1;
    if (is_one && pick(fixture, 2) == 0) {
        return text_format(fixture->arena, "sum(%s)", random_formula(fixture, both, depth));
    }
    if (shape.columns == 1) {
        return text_format(fixture->arena, "rowsum(%s)", random_formula(fixture, along, depth));
    }
    return shape.rows == 1
               ? text_format(fixture->arena, "colsum(%s)", random_formula(fixture, down, depth))
               : random_leaf(fixture, shape);
}

/* f(z), f'(z), vjp(z, g), jacobian(z) where a pre-activation of the shape is there. */
static inline const char *random_activation(struct fixture *fixture, struct shape shape,
                                            size_t depth) {
    struct arena *arena = fixture->arena;
    const char *z = random_tensor(fixture, shape, FIXTURE_PREACTIVATION);
    struct shape one = {shape.rows, 1};
    if (fixture->axis == SAMPLES_AS_ROWS) {
        one = (struct shape){1, shape.columns};
    }
    const char *sample = random_tensor(fixture, one, FIXTURE_PREACTIVATION);
    if (sample != NULL && fixture->samples == 1 && shape.rows == shape.columns) {
        return text_format(arena, "jacobian(%s)", sample);
    }
    if (z == NULL) {
        return random_leaf(fixture, shape);
    }
    if (pick(fixture, 2) == 0) {
        return text_format(arena, "f(%s)", z);
    }
    return text_format(arena, "vjp(%s, %s)", z, random_formula(fixture, shape, depth));
}

static inline const char *random_unary(struct fixture *fixture, struct shape shape, size_t depth) {
    static const char *const before[] = {"(-", "(", "log(", "exp(", "abs(", "sign(", "((("};
    static const char *const after[] = {")", ")^2", ")", ")", ")", ")", ")^T)^T)"};
    size_t which = pick(fixture, 7);
    const char *inner = random_formula(fixture, shape, depth);
    bool is_sum = which == 0;
    return text_format(fixture->arena, "%s%s%s%s%s", before[which], is_sum ? "(" : "", inner,
                       is_sum ? ")" : "", after[which]);
}

static inline const char *random_formula(struct fixture *fixture, struct shape shape,
                                         size_t depth) {
    struct arena *arena = fixture->arena;
    if (depth == 0) {
        return random_leaf(fixture, shape);
    }
    switch (pick(fixture, 9)) {
    case 0:
        return random_leaf(fixture, shape);
    case 1:
        return random_product(fixture, shape, depth - 1);
    case 2:
        return random_sum(fixture, shape, depth - 1);
    case 3:
    case 4:
        return random_activation(fixture, shape, depth - 1);
    case 5:
        return random_unary(fixture, shape, depth - 1);
    case 6:
        if (shape.rows == shape.columns) {
            struct shape vector = {shape.rows, 1};
            return text_format(arena, "diag(%s)", random_formula(fixture, vector, depth - 1));
        }
        return text_format(arena, "(%s / %s)", random_formula(fixture, shape, depth - 1),
                           random_formula(fixture, (struct shape){1, 1}, depth - 1));
    case 7:
        return text_format(
            arena, "(%s)^T",
            random_formula(fixture, (struct shape){shape.columns, shape.rows}, depth - 1));
    default:
        return random_pair(fixture, shape, depth - 1);
    }
}

#endif
