#include "session/answering/answer_palette.h"

#include "base/text.h"
#include "checks/answer/answer_tex.h"
#include "engine/program_names.h"
#include "session/answering/answer_line.h"
#include "session/session_look.h"

#include <stdlib.h>
#include <string.h>

/* ---- which tensors ---- */

/* Known where the formula is computed: what comes later would not be an answer. */
static bool is_known(const struct program *program, const struct operation *operation, int tensor) {
    const struct tensor *found = &program->tensors[tensor];
    long here = operation - program->operations;
    return found->first_write < here || (tensor == operation->target && operation->reads_target);
}

static size_t add_operands(const struct program *program, const struct operation *operation,
                           const struct operation *of, bool *ret_among) {
    size_t added = 0;
    for (size_t i = 0; i < of->binding.node_count; i++) {
        int tensor = program_node_tensor(program, &of->binding, i);
        if (tensor >= 0 && !ret_among[tensor] && is_known(program, operation, tensor)) {
            ret_among[tensor] = true;
            added++;
        }
    }
    return added;
}

/* Those of the operation, and of the nearest others until there are twice as many and a row is as
 * good as full. */
static size_t choose(const struct program *program, const struct operation *operation,
                     bool *ret_among) {
    size_t own = add_operands(program, operation, operation, ret_among), count = own;
    long here = operation - program->operations;
    for (long far = 1; far < program->operation_count; far++) {
        const long others[] = {here - far, here + far};
        for (size_t i = 0; i < 2; i++) {
            bool has_room = count < 2 * own || count + 2 < ANSWER_PALETTE_ROW;
            if (others[i] >= 0 && others[i] < program->operation_count && has_room) {
                count +=
                    add_operands(program, operation, &program->operations[others[i]], ret_among);
            }
        }
    }
    return count;
}

/* ---- their order ---- */

static int compare(const void *a, const void *b, const struct program *program) {
    const struct tensor *left =
        &program->tensors[((const struct palette_sign *)a)->quantity.tensor];
    const struct tensor *right =
        &program->tensors[((const struct palette_sign *)b)->quantity.tensor];
    return left->layer != right->layer ? (left->layer < right->layer ? -1 : 1)
                                       : (left->role > right->role) - (left->role < right->role);
}

/* In the order of the layers. */
static void sort(struct palette_sign *signs, size_t count, const struct program *program) {
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && compare(&signs[k - 1], &signs[k], program) > 0; k--) {
            const struct palette_sign kept = signs[k];
            signs[k] = signs[k - 1];
            signs[k - 1] = kept;
        }
    }
}

/* ---- what they type ---- */

/* Whether it is read as that tensor and nothing else. */
static bool is_read(struct arena *arena, const struct recording *recording, const char *typed,
                    int tensor) {
    struct answer_tex read;
    return answer_tex_read(arena, recording, typed, &read) && read.count == 1 &&
           read.pieces[0].tensor == tensor && read.pieces[0].begin == 0 &&
           read.pieces[0].end == strlen(read.tex);
}

/* "δ[2]" where that is understood, else as formulas are written in the notation's file. */
static const char *typed_of(struct arena *arena, const struct recording *recording, int tensor) {
    const struct program *program = recording->program;
    const char *name = program_tensor_name(arena, program, tensor, PRINT_TEXT);
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *c = name; *c != '\0'; c++) {
        if (strncmp(c, "^{", 2) == 0) {
            c++;
        } else if (*c != '}') {
            text_append(&text, c, 1);
        }
    }
    const struct tensor *found = &program->tensors[tensor];
    const char *plain = program->notation->symbols[found->symbol].name;
    return is_read(arena, recording, text.bytes, tensor) ? text.bytes
           : is_read(arena, recording, name, tensor)     ? name
           : found->layer >= 0 ? text_format(arena, "%s[%d]", plain, found->layer)
                               : plain;
}

/* ---- signs ---- */

/* What f is called: by the activation's own name where all layers have the same. */
static const struct activation_definition *only_activation(const struct program *program) {
    const struct network *network = &program->lesson->network;
    for (size_t i = 1; i < network->layer_count; i++) {
        if (network->layers[i].activation != network->layers[0].activation) {
            return NULL;
        }
    }
    return activation_definition(network->layers[0].activation);
}

static struct palette_sign function_sign(struct arena *arena, const struct recording *recording,
                                         const char *marks) {
    const struct activation_definition *only = only_activation(recording->program);
    bool has_name = only != NULL && only->value != NULL && strlen(only->text) <= 2;
    const char *typed = text_format(arena, "%s%s(", has_name ? only->text : "f", marks);
    const char *tex = text_format(arena, "%s%s", has_name ? only->tex : "f", marks);
    return (struct palette_sign){.typed = typed, .tex = tex};
}

/* Functions that formulas call by name; f has signs of its own. */
static const enum function named_functions[] = {FUNCTION_LOG,       FUNCTION_EXP, FUNCTION_ABS,
                                                FUNCTION_ROOT,      FUNCTION_SUM, FUNCTION_ROW_SUM,
                                                FUNCTION_COLUMN_SUM};
enum { NAMED_FUNCTIONS = sizeof named_functions / sizeof *named_functions };

/* Whether an operation of the same pass calls it: those of the operation alone would be a hint. */
static bool is_called(const struct program *program, const struct operation *operation,
                      enum function function) {
    for (long i = 0; i < program->operation_count; i++) {
        const struct binding *binding = &program->operations[i].binding;
        for (size_t k = 0;
             program->operations[i].pass == operation->pass && k < binding->node_count; k++) {
            const struct expression *expression = binding->nodes[k].expression;
            if (expression->kind == EXPRESSION_CALL && expression->function == function) {
                return true;
            }
        }
    }
    return false;
}

static size_t add_named(struct arena *arena, const struct recording *recording,
                        struct palette_sign *ret) {
    size_t count = 0;
    for (size_t i = 0; i < NAMED_FUNCTIONS; i++) {
        if (is_called(recording->program, recording_operation(recording), named_functions[i])) {
            const char *name = function_definition(named_functions[i])->name;
            ret[count++] = (struct palette_sign){.typed = text_format(arena, "%s(", name),
                                                 .tex = text_format(arena, "\\mathrm{%s}", name),
                                                 .quantity = QUANTITY_NONE};
        }
    }
    return count;
}

static size_t add_signs(struct arena *arena, const struct recording *recording,
                        struct palette_sign *ret) {
    struct printer printer = recording_printer(recording, PRINT_TEX);
    const struct print_signs *signs = printer.signs;
    const char *times = signs->product[PRINT_TEX];
    bool is_space = strpbrk(times, ",; ") != NULL && strstr(times, "dot") == NULL;
    const struct palette_sign all[] = {
        {.typed = "(", .tex = "("},
        {.typed = ")", .tex = ")"},
        {.typed = "+", .tex = "+"},
        {.typed = "-", .tex = "-"},
        {.typed = "*", .tex = is_space ? "\\cdot" : times},
        {.typed = ".*", .tex = signs->hadamard[PRINT_TEX]},
        {.typed = "^T", .tex = text_format(arena, "{}^{%s}", signs->transpose[PRINT_TEX])},
        function_sign(arena, recording, ""),
        function_sign(arena, recording, "'"),
        {.typed = "/", .tex = "/"},
    };
    size_t count = sizeof all / sizeof *all;
    for (size_t i = 0; i < count; i++) {
        ret[i] = all[i];
        ret[i].quantity = QUANTITY_NONE;
    }
    count += add_named(arena, recording, ret + count);
    ret[count++] =
        (struct palette_sign){.typed = "\b", .tex = "\\leftarrow", .quantity = QUANTITY_NONE};
    return count;
}

struct answer_palette answer_palette_create(struct arena *arena, const struct session *session) {
    enum { MOST_SIGNS = 12 + NAMED_FUNCTIONS };
    const struct asked *asked = session_ask_now(session);
    const struct recording *recording = session_ask_recording(session);
    if (!session_ask_is_open(session) || asked->kind != QUESTION_FORMULA || recording == NULL) {
        return (struct answer_palette){.count = 0};
    }
    const struct program *program = session_program(session);
    const struct operation *operation = recording_operation(recording);
    bool *among = ARENA_ARRAY(arena, bool, (size_t)program->tensor_count);
    bool *operands = ARENA_ARRAY(arena, bool, (size_t)program->tensor_count);
    add_operands(program, operation, operation, operands);
    size_t count = choose(program, operation, among);
    struct palette_sign *signs = ARENA_ARRAY(arena, struct palette_sign, count + MOST_SIGNS);
    struct answer_palette palette = {.signs = signs};
    for (int tensor = 0; tensor < program->tensor_count; tensor++) {
        if (among[tensor]) {
            signs[palette.tensors++] = (struct palette_sign){
                .typed = typed_of(arena, recording, tensor),
                .tex = program_tensor_name(arena, program, tensor, PRINT_TEX),
                .quantity = {tensor, -1, -1},
                .is_operand = operands[tensor],
            };
        }
    }
    sort(signs, palette.tensors, program);
    palette.count = palette.tensors + add_signs(arena, recording, signs + palette.tensors);
    return palette;
}
