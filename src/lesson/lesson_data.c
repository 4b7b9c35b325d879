/* "data", "loss" and the numbers that steer the training. */
#include "lesson/lesson_parts.h"

#include "base/text.h"

static const char *const data_keys[] = {"inputs", "targets", "batch_size"};

/* Where a loss takes logarithms, a target stands for a probability. */
static const struct number_range probability = {
    0, 1, "a target from 0 to 1, as a cross-entropy loss needs"};

static const struct number_range *target_range(enum loss loss) {
    bool takes_logarithms = loss == LOSS_BINARY_CROSS_ENTROPY || loss == LOSS_CROSS_ENTROPY;
    return takes_logarithms ? &probability : &any_number;
}

static void read_inputs(struct fields *fields, const struct json_value *value,
                        struct lesson *lesson) {
    if (!fields_array(fields, value, "samples", 1, LESSON_MOST_SAMPLES)) {
        return;
    }
    size_t columns = lesson->network.inputs;
    struct row_rule rule = {.columns = columns,
                            .because = text_format(fields->arena, "the network has %zu input%s",
                                                   columns, columns == 1 ? "" : "s"),
                            .range = &any_number};
    lesson->sample_count = value->count;
    fields_matrix(fields, value, &rule, &lesson->inputs);
}

static void read_targets(struct fields *fields, const struct json_value *value,
                         const struct number_range *range, struct lesson *lesson) {
    if (!fields_array(fields, value, "samples", 1, LESSON_MOST_SAMPLES)) {
        return;
    }
    if (lesson->sample_count != 0 && value->count != lesson->sample_count) {
        fields_refuse(fields, value, "%zu row%s of targets, but %zu of inputs (expected %zu)",
                      value->count, value->count == 1 ? "" : "s", lesson->sample_count,
                      lesson->sample_count);
    }
    const struct network *network = &lesson->network;
    size_t columns = network->layer_count > 0 ? network_units(network, network->layer_count) : 0;
    struct row_rule rule = {.columns = columns,
                            .because = text_format(fields->arena, "the last layer has %zu unit%s",
                                                   columns, columns == 1 ? "" : "s"),
                            .range = range};
    fields_matrix(fields, value, &rule, &lesson->targets);
}

/* It may stand beside the samples or beside the learning rate, but once. */
static void read_batch_size(struct fields *fields, const struct json_value *root,
                            const struct json_value *in_data, struct lesson *lesson) {
    const struct json_value *value = json_member(root, "batch_size");
    if (value != NULL && in_data != NULL) {
        fields_refuse_key(fields, value, "expected \"batch_size\" once, found it in \"data\" too");
        return;
    }
    value = value != NULL ? value : in_data;
    size_t most = lesson->sample_count != 0 ? lesson->sample_count : LESSON_MOST_SAMPLES;
    int64_t size = (int64_t)most;
    fields_integer(fields, value, 1, (int64_t)most, &size);
    lesson->batch_size = (size_t)size;
}

static void read_samples(struct fields *fields, const struct json_value *value,
                         const struct number_range *range, struct lesson *lesson) {
    if (!fields_object(fields, value, WORD_LIST(data_keys))) {
        return;
    }
    read_inputs(fields, fields_required(fields, value, "inputs"), lesson);
    read_targets(fields, fields_required(fields, value, "targets"), range, lesson);
}

void lesson_read_data(struct fields *fields, const struct json_value *root,
                      const struct lesson_context *context, struct lesson *lesson) {
    size_t loss = 0;
    bool loss_known =
        fields_word(fields, fields_required(fields, root, "loss"), WORD_LIST(loss_names), &loss);
    lesson->loss = (enum loss)loss;
    lesson->learning_rate = 0.1;
    fields_number(fields, json_member(root, "learning_rate"), &positive_number,
                  &lesson->learning_rate);
    int64_t iterations = 1;
    fields_integer(fields, json_member(root, "iterations"), 1, LESSON_MOST_ITERATIONS, &iterations);
    lesson->iterations = (long)iterations;
    const struct json_value *samples = fields_required(fields, root, "data");
    const struct number_range *range = loss_known ? target_range(lesson->loss) : &any_number;
    if (json_member(samples, "csv") != NULL) {
        lesson_read_table(fields, samples, context, range, lesson);
    } else {
        read_samples(fields, samples, range, lesson);
    }
    read_batch_size(fields, root, json_member(samples, "batch_size"), lesson);
}
