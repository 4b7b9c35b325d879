#include "formula/code/kernel.h"

#include <string.h>

/* Marks a memo that has been written: a scratch begins as zeros. */
static const double memo_mark = 0x1.b5a7c3p-917;

static double *at(double *const *homes, struct kernel_address address) {
    return homes[address.home] + address.offset;
}

void kernel_set(const struct instruction *in, double *const *homes) {
    *at(homes, in->result) = in->constant;
}

void kernel_copy(const struct instruction *in, double *const *homes) {
    enum { BY_HAND = 16 }; /* below, calling memcpy takes longer than copying */
    double *restrict result = at(homes, in->result);
    const double *restrict a = at(homes, in->a);
    if (in->count > BY_HAND) {
        memcpy(result, a, in->count * sizeof *result);
        return;
    }
    size_t i = 0;
    do {
        result[i] = a[i];
    } while (++i < in->count);
}

void kernel_scale_by_constant(const struct instruction *in, double *const *homes) {
    double *restrict result = at(homes, in->result);
    const double *restrict a = at(homes, in->a);
    for (size_t i = 0; i < in->count; i++) {
        result[i] = in->constant * a[i];
    }
}

void kernel_scale(const struct instruction *in, double *const *homes) {
    double *restrict result = at(homes, in->result);
    double factor = *at(homes, in->a);
    const double *restrict b = at(homes, in->b);
    for (size_t i = 0; i < in->count; i++) {
        result[i] = factor * b[i];
    }
}

/* ---- pairings ---- */

/* One loop over all elements. */
#define DEFINE_ALONG(name, left, operator, right)                                                  \
    static void name(const struct instruction *in, double *const *homes) {                         \
        double *restrict result = at(homes, in->result);                                           \
        const double *restrict a = at(homes, in->a);                                               \
        const double *restrict b = at(homes, in->b);                                               \
        const size_t count = in->count;                                                            \
        size_t i = 0;                                                                              \
        do {                                                                                       \
            result[i] = (left) operator(right);                                                    \
        } while (++i < count);                                                                     \
        (void)a;                                                                                   \
    }

#define DEFINE_PAIRING(name, operator)                                                             \
    DEFINE_ALONG(name##_same, a[i], operator, b[i])                                                \
    DEFINE_ALONG(name##_one_left, *a, operator, b[i])                                              \
    DEFINE_ALONG(name##_one_right, a[i], operator, * b)                                            \
    DEFINE_ALONG(name##_in_place, result[i], operator, b[i])                                       \
    static void name##_repeated(const struct instruction *in, double *const *homes) {              \
        double *restrict result = at(homes, in->result);                                           \
        const double *restrict a = at(homes, in->a);                                               \
        const double *restrict b = at(homes, in->b);                                               \
        for (size_t i = 0; i < in->rows; i++) {                                                    \
            for (size_t j = 0; j < in->columns; j++) {                                             \
                *result++ = a[j * in->a_along] operator b[j * in->b_along];                        \
            }                                                                                      \
            a += in->a_down;                                                                       \
            b += in->b_down;                                                                       \
        }                                                                                          \
    }
DEFINE_PAIRING(add, +)
DEFINE_PAIRING(subtract, -)
DEFINE_PAIRING(multiply, *)
DEFINE_PAIRING(divide, /)

#define PAIRING(name)                                                                              \
    { name##_same, name##_one_left, name##_one_right, name##_repeated, name##_in_place }

const struct kernel_pairing kernel_pairings[MATRIX_PAIRING_COUNT] = {
    [MATRIX_ADD] = PAIRING(add),
    [MATRIX_SUBTRACT] = PAIRING(subtract),
    [MATRIX_MULTIPLY] = PAIRING(multiply),
    [MATRIX_DIVIDE] = PAIRING(divide),
};

/* ---- products ---- */

/* sum is that of a row at a and a column at b, whose numbers are `along` and `down` apart. Each
 * sum begins with 0 and goes on in the order of k, as everywhere: 0 + -0 is 0. */
#define DEFINE_PRODUCT(name, sum)                                                                  \
    static void name(const struct instruction *in, double *const *homes) {                         \
        double *restrict result = at(homes, in->result);                                           \
        const double *row = at(homes, in->a);                                                      \
        const double *const columns = at(homes, in->b);                                            \
        const size_t along = in->a_along, down = in->b_down;                                       \
        for (size_t i = 0; i < in->rows; i++) {                                                    \
            const double *a = row, *b = columns;                                                   \
            for (size_t j = 0; j < in->columns; j++) {                                             \
                *result++ = (sum);                                                                 \
                b += in->b_along;                                                                  \
            }                                                                                      \
            row += in->a_down;                                                                     \
        }                                                                                          \
    }
#define TERM(k) (a[(k)*along] * b[(k)*down])

static double sum_of_products(const double *a, size_t along, const double *b, size_t down,
                              size_t inner) {
    double sum = 0;
    for (size_t k = 0; k < inner; k++) {
        sum += a[k * along] * b[k * down];
    }
    return sum;
}

DEFINE_PRODUCT(product_1, ((void)along, (void)down, 0.0 + *a * *b))
DEFINE_PRODUCT(product_2, 0.0 + TERM(0) + TERM(1))
DEFINE_PRODUCT(product_3, 0.0 + TERM(0) + TERM(1) + TERM(2))
DEFINE_PRODUCT(product_4, 0.0 + TERM(0) + TERM(1) + TERM(2) + TERM(3))
DEFINE_PRODUCT(product_any, sum_of_products(a, along, b, down, in->inner))

kernel *kernel_product(size_t inner) {
    static kernel *const products[] = {product_any, product_1, product_2, product_3, product_4};
    return products[inner < sizeof products / sizeof *products ? inner : 0];
}

/* ---- sums ---- */

void kernel_sum(const struct instruction *in, double *const *homes) {
    const double *a = at(homes, in->a);
    double sum = 0;
    for (size_t i = 0; i < in->count; i++) {
        sum += a[i];
    }
    *at(homes, in->result) = sum;
}

void kernel_row_sums(const struct instruction *in, double *const *homes) {
    double *restrict result = at(homes, in->result);
    const double *restrict a = at(homes, in->a);
    for (size_t i = 0; i < in->rows; i++) {
        double sum = 0;
        for (size_t j = 0; j < in->columns; j++) {
            sum += *a++;
        }
        result[i] = sum;
    }
}

void kernel_column_sums(const struct instruction *in, double *const *homes) {
    double *restrict result = at(homes, in->result);
    const double *restrict a = at(homes, in->a);
    memset(result, 0, in->columns * sizeof *result);
    for (size_t i = 0; i < in->rows; i++) {
        for (size_t j = 0; j < in->columns; j++) {
            result[j] += *a++;
        }
    }
}

/* ---- functions ---- */

void kernel_map(const struct instruction *in, double *const *homes) {
    double *result = at(homes, in->result);
    const double *a = at(homes, in->a);
    double (*function)(double) = in->function;
    for (size_t i = 0; i < in->count; i++) {
        result[i] = function(a[i]);
    }
}

/* A memo: the mark, the arguments, the values. That f gave these values for these arguments stays
 * true whatever happens to the state. */
struct memo {
    double *mark, *arguments, *values;
};

static struct memo memo_of(const struct instruction *in, double *const *homes) {
    double *mark = homes[HOME_SCRATCH] + in->memo;
    return (struct memo){mark, mark + 1, mark + 1 + in->count};
}

size_t kernel_memo_size(size_t count) {
    return 1 + 2 * count;
}

void kernel_map_and_keep(const struct instruction *in, double *const *homes) {
    double *result = at(homes, in->result);
    const double *a = at(homes, in->a);
    struct memo memo = memo_of(in, homes);
    double (*function)(double) = in->function;
    for (size_t i = 0; i < in->count; i++) {
        double argument = a[i], value = function(argument);
        memo.arguments[i] = argument;
        memo.values[i] = value;
        result[i] = value;
    }
    *memo.mark = memo_mark;
}

void kernel_derivative_of_kept(const struct instruction *in, double *const *homes) {
    struct memo memo = memo_of(in, homes);
    if (*memo.mark == memo_mark &&
        memcmp(memo.arguments, at(homes, in->a), in->count * sizeof(double)) == 0) {
        in->slopes(at(homes, in->result), memo.values, in->count);
    } else {
        kernel_map(in, homes);
    }
}

/* ---- the rest ---- */

void kernel_convention(const struct instruction *in, double *const *homes) {
    const double *result = at(homes, in->result);
    for (size_t i = 0; i < in->count; i++) {
        if (result[i] != result[i]) {
            const struct evaluation evaluation = {.state = homes[HOME_STATE],
                                                  .scratch = homes[HOME_SCRATCH]};
            binding_apply_convention(in->binding, &evaluation, in->node);
            return;
        }
    }
}

void kernel_evaluate(const struct instruction *in, double *const *homes) {
    const struct evaluation evaluation = {.state = homes[HOME_STATE],
                                          .scratch = homes[HOME_SCRATCH]};
    binding_compute_next(in->binding, &evaluation, in->node);
}
