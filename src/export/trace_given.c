/* What a run begins with and what a step reads: with the formulas, all that is needed to reckon
 * again. */
#include "export/trace_parts.h"

#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "engine/program_state.h"

#include <string.h>

void trace_each_parameter(const struct program *program, trace_append_tensor *append,
                          struct text_builder *text) {
    double *state = ARENA_ARRAY(text->arena, double, program->state_count);
    program_initial_state(program, state);
    bool is_first = true;
    for (int i = 0; i < program->tensor_count; i++) {
        enum role role = program->tensors[i].role;
        if (role == ROLE_WEIGHT || role == ROLE_BIAS || role == ROLE_STATE) {
            append(program, i, program_tensor_value(program, i, state), is_first, text);
            is_first = false;
        }
    }
}

/* Whether a node before this one is the same tensor. */
static bool was_read(const struct trace_step *step, size_t node, int tensor) {
    for (size_t i = 0; i < node; i++) {
        if (program_node_tensor(step->program, trace_binding(step), i) == tensor) {
            return true;
        }
    }
    return false;
}

/* What a tensor held when the step read it. */
static struct matrix read_value(const struct trace_step *step, int tensor) {
    struct matrix value = program_tensor_value(step->program, tensor, step->evaluation.state);
    if (tensor == step->place.operation->target) {
        size_t count = value.rows * value.columns;
        value.values = memcpy(ARENA_ARRAY(step->arena, double, count), step->evaluation.before,
                              count * sizeof(double));
    }
    return value;
}

void trace_each_operand(const struct trace_step *step, trace_append_tensor *append) {
    bool is_first = true;
    for (size_t node = 0; node < trace_binding(step)->node_count; node++) {
        int tensor = program_node_tensor(step->program, trace_binding(step), node);
        if (tensor >= 0 && !was_read(step, node, tensor)) {
            append(step->program, tensor, read_value(step, tensor), is_first, step->text);
            is_first = false;
        }
    }
}

static const char *const given_words[TRACE_GIVEN_COUNT][LANGUAGE_COUNT] = {
    [TRACE_GIVEN_INPUTS] = {"inputs, a sample a row", "输入，每行一个样本"},
    [TRACE_GIVEN_TARGETS] = {"targets, a sample a row", "目标，每行一个样本"},
    [TRACE_GIVEN_PARAMETERS] = {"parameters before the first step", "第一步之前的参数"},
    [TRACE_GIVEN_OPERANDS] = {"reads", "读取"},
    [TRACE_GIVEN_RESULT] = {"gives", "得到"},
    [TRACE_GIVEN_TROUBLE] = {"breaks down", "算不下去"},
};

const char *trace_given_word(enum trace_given given, enum language language) {
    return given_words[given][language];
}

/* Where the name that the lesson gives is not what is reckoned. */
static const char *const own_formula[LANGUAGE_COUNT] = {"by a formula of its own", "另有公式"};

/* "tanh, sigmoid": of each layer behind the inputs. */
static void append_activations(const struct program *program, enum language language,
                               struct text_builder *text) {
    const struct network *network = &program->lesson->network;
    static const char *const words[LANGUAGE_COUNT] = {"activations ", "激活函数 "};
    static const char *const between[LANGUAGE_COUNT] = {", ", "、"};
    static const char *const fixed[LANGUAGE_COUNT] = {" · biases stay as they are",
                                                      " · 偏置不更新"};
    text_append_string(text, words[language]);
    for (size_t l = 0; l < network->layer_count; l++) {
        text_append_string(text, l > 0 ? between[language] : "");
        text_append_string(text, program_has_own_activation(program, l + 1)
                                     ? own_formula[language]
                                     : activation_names[network->layers[l].activation]);
    }
    text_append_string(text, network->trains_biases ? "" : fixed[language]);
    text_append_string(text, "\n");
}

void trace_append_given(const struct program *program, enum language language, const char *between,
                        struct text_builder *text) {
    static const char *const lines[LANGUAGE_COUNT] = {
        "loss %s · learning rate %s · samples %zu · in a batch %zu\n",
        "损失函数 %s · 学习率 %s · 样本数 %zu · 每批 %zu\n"};
    const struct lesson *lesson = program->lesson;
    append_activations(program, language, text);
    text_append_string(text, between);
    text_append_format(text, lines[language],
                       program_has_own_loss(program) ? own_formula[language]
                                                     : loss_names[lesson->loss],
                       number_source_text(text->arena, program->learning_rate),
                       lesson->sample_count, program->samples);
}
