#include "session/ask/options.h"

#include "base/number.h"
#include "checks/answer/answer_number.h"

/* Knuth's multiplier for 64 bits; the high bits are the good ones. */
static size_t below(uint64_t *state, size_t count) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)((*state >> 33) % count);
}

void options_shuffle(struct asked_option *options, size_t count, uint64_t seed) {
    uint64_t state = seed * 0x9E3779B97F4A7C15u;
    for (size_t i = count; i > 1; i--) {
        size_t with = below(&state, i);
        const struct asked_option kept = options[i - 1];
        options[i - 1] = options[with];
        options[with] = kept;
    }
}

const struct asked_option *options_of_author(struct arena *arena, const struct question *question,
                                             size_t *ret_count) {
    struct asked_option *options =
        ARENA_ARRAY(arena, struct asked_option, question->option_count + 1);
    for (size_t i = 0; i < question->option_count; i++) {
        options[i] = (struct asked_option){
            .author = &question->options[i], .operation = -1, .is_right = i == question->answer};
    }
    *ret_count = question->option_count;
    return options;
}

static bool is_there(const struct asked_option *options, size_t count, double value, int decimals) {
    for (size_t i = 0; i < count; i++) {
        if (number_rounded(options[i].value, decimals) == number_rounded(value, decimals)) {
            return true;
        }
    }
    return false;
}

/* Ordered by value, so that nothing but the seed says where the right one stands. */
static void sort(struct asked_option *options, size_t count) {
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && options[k - 1].value > options[k].value; k--) {
            const struct asked_option kept = options[k];
            options[k] = options[k - 1];
            options[k - 1] = kept;
        }
    }
}

const struct asked_option *options_of_number(struct arena *arena, const struct recording *recording,
                                             const struct mistakes *mistakes, const size_t cell[2],
                                             size_t *ret_count) {
    struct asked_option *options = ARENA_ARRAY(arena, struct asked_option, OPTIONS_OF_HALL);
    const struct candidates candidates = candidates_create(arena, recording, mistakes, cell);
    double right = candidates_right(recording, cell);
    int decimals = answer_number_decimals(right);
    options[0] = (struct asked_option){
        .value = right, .decimals = decimals, .operation = -1, .is_right = true};
    size_t count = 1;
    for (size_t i = 0; i < candidates.count && count < OPTIONS_OF_HALL; i++) {
        const struct candidate *candidate = &candidates.items[i];
        if (!candidate->is_silent && !is_there(options, count, candidate->value, decimals)) {
            options[count++] = (struct asked_option){.value = candidate->value,
                                                     .decimals = decimals,
                                                     .operation = -1,
                                                     .mistake = candidate->mistake};
        }
    }
    sort(options, count);
    uint64_t seed = recording->program->lesson->initial.seed;
    options_shuffle(options, count, seed * 31 + (uint64_t)recording->operation + 1);
    *ret_count = count;
    return options;
}

static size_t add_shape(struct asked_option *options, size_t count, struct shape shape) {
    bool is_new = count < OPTIONS_OF_HALL;
    for (size_t i = 0; i < count; i++) {
        is_new = is_new && !shape_equal(options[i].shape, shape);
    }
    if (is_new) {
        options[count] =
            (struct asked_option){.shape = shape, .operation = -1, .is_right = count == 0};
        count++;
    }
    return count;
}

const struct asked_option *options_of_shape(struct arena *arena, const struct program *program,
                                            const struct operation *operation, struct shape right,
                                            size_t *ret_count) {
    struct asked_option *options = ARENA_ARRAY(arena, struct asked_option, OPTIONS_OF_HALL);
    const struct shape beside[] = {{right.rows, right.rows},
                                   {right.columns, right.columns},
                                   {right.rows + 1, right.columns},
                                   {right.rows, right.columns + 1}};
    size_t count = add_shape(options, 0, right);
    count = add_shape(options, count, (struct shape){right.columns, right.rows});
    for (size_t i = 0; operation != NULL && i < operation->binding.node_count; i++) {
        int tensor = program_node_tensor(program, &operation->binding, i);
        if (operation->binding.nodes[i].expression->kind == EXPRESSION_TENSOR && tensor >= 0) {
            count = add_shape(options, count, program->tensors[tensor].storage.shape);
        }
    }
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        count = add_shape(options, count, beside[i]);
    }
    options_shuffle(options, count, program->lesson->initial.seed + right.rows * 7 + right.columns);
    *ret_count = count;
    return options;
}

const struct asked_option *options_of_sign(struct arena *arena, double right, size_t *ret_count) {
    enum { SIGNS = 3 };
    struct asked_option *options = ARENA_ARRAY(arena, struct asked_option, SIGNS);
    for (int i = 0; i < SIGNS; i++) {
        int sign = (i == 0) - (i == 1); /* + − 0, as the question says them */
        options[i] = (struct asked_option){
            .sign = sign, .operation = -1, .is_right = sign == (right > 0) - (right < 0)};
    }
    *ret_count = SIGNS;
    return options;
}
