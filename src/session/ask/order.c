#include "session/ask/order.h"

#include "session/ask/options.h"

static bool reads(const struct program *program, const struct operation *operation, int tensor) {
    for (size_t i = 0; i < operation->binding.node_count; i++) {
        if (operation->binding.nodes[i].expression->kind == EXPRESSION_TENSOR &&
            program_node_tensor(program, &operation->binding, i) == tensor) {
            return true;
        }
    }
    return false;
}

/* The one that comes first in the program has to: the other reads or replaces what it writes, or
 * replaces what it reads. */
static bool is_bound(const struct program *program, long first, long second) {
    const struct operation *one = &program->operations[first];
    const struct operation *other = &program->operations[second];
    return one->target == other->target || reads(program, other, one->target) ||
           reads(program, one, other->target);
}

static bool is_ascending(const struct asked_option *options, size_t count) {
    for (size_t i = 1; i < count; i++) {
        if (options[i - 1].operation > options[i].operation) {
            return false;
        }
    }
    return true;
}

const struct asked_option *order_options(struct arena *arena, const struct program *program,
                                         long from, size_t *ret_count) {
    struct asked_option *options = ARENA_ARRAY(arena, struct asked_option, ORDER_MOST);
    size_t count = 0;
    for (long i = from; i < program->operation_count && count < ORDER_MOST &&
                        program->operations[i].pass == program->operations[from].pass;
         i++) {
        options[count++] = (struct asked_option){.operation = i};
    }
    options_shuffle(options, count, (uint64_t)from + 1);
    if (count > 1 && is_ascending(options, count)) { /* the program's order is the answer */
        const struct asked_option kept = options[0];
        options[0] = options[count - 1];
        options[count - 1] = kept;
    }
    *ret_count = count;
    return options;
}

bool order_is_right(const struct program *program, const struct asked_subject *subject,
                    const size_t *order, size_t *ret_before, size_t *ret_behind) {
    for (size_t i = 0; i < subject->option_count; i++) {
        for (size_t j = i + 1; j < subject->option_count; j++) {
            long put_first = subject->options[order[i]].operation;
            long put_second = subject->options[order[j]].operation;
            if (put_first > put_second && is_bound(program, put_second, put_first)) {
                *ret_before = order[i];
                *ret_behind = order[j];
                return false;
            }
        }
    }
    return true;
}
