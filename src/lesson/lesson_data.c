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

static void read_inputs(struct lesson_reader *reader, const struct json_value *value,
                        struct lesson *lesson) {
    if (!reader_array(reader, value, "samples", 1, LESSON_MOST_SAMPLES)) {
        return;
    }
    size_t columns = lesson->network.inputs;
    struct row_rule rule = {.columns = columns,
                            .because = text_format(reader->arena, "the network has %zu input%s",
                                                   columns, columns == 1 ? "" : "s"),
                            .range = &any_number};
    lesson->sample_count = value->count;
    reader_matrix(reader, value, &rule, &lesson->inputs);
}

static void read_targets(struct lesson_reader *reader, const struct json_value *value,
                         const struct number_range *range, struct lesson *lesson) {
    if (!reader_array(reader, value, "samples", 1, LESSON_MOST_SAMPLES)) {
        return;
    }
    if (lesson->sample_count != 0 && value->count != lesson->sample_count) {
        reader_refuse(reader, value, "%zu row%s of targets, but %zu of inputs (expected %zu)",
                      value->count, value->count == 1 ? "" : "s", lesson->sample_count,
                      lesson->sample_count);
    }
    const struct network *network = &lesson->network;
    size_t columns = network->layer_count > 0 ? network_units(network, network->layer_count) : 0;
    struct row_rule rule = {.columns = columns,
                            .because = text_format(reader->arena, "the last layer has %zu unit%s",
                                                   columns, columns == 1 ? "" : "s"),
                            .range = range};
    reader_matrix(reader, value, &rule, &lesson->targets);
}

/* It may stand beside the samples or beside the learning rate, but once. */
static void read_batch_size(struct lesson_reader *reader, const struct json_value *root,
                            const struct json_value *in_data, struct lesson *lesson) {
    const struct json_value *value = json_member(root, "batch_size");
    if (value != NULL && in_data != NULL) {
        reader_refuse_key(reader, value, "expected \"batch_size\" once, found it in \"data\" too");
        return;
    }
    value = value != NULL ? value : in_data;
    size_t most = lesson->sample_count != 0 ? lesson->sample_count : LESSON_MOST_SAMPLES;
    int64_t size = (int64_t)most;
    reader_integer(reader, value, 1, (int64_t)most, &size);
    lesson->batch_size = (size_t)size;
}

static void read_samples(struct lesson_reader *reader, const struct json_value *value,
                         const struct number_range *range, struct lesson *lesson) {
    if (!reader_object(reader, value, WORD_LIST(data_keys))) {
        return;
    }
    read_inputs(reader, reader_required(reader, value, "inputs"), lesson);
    read_targets(reader, reader_required(reader, value, "targets"), range, lesson);
}

void lesson_read_data(struct lesson_reader *reader, const struct json_value *root,
                      struct lesson *lesson) {
    size_t loss = 0;
    bool loss_known =
        reader_word(reader, reader_required(reader, root, "loss"), WORD_LIST(loss_names), &loss);
    lesson->loss = (enum loss)loss;
    lesson->learning_rate = 0.1;
    reader_number(reader, json_member(root, "learning_rate"), &positive_number,
                  &lesson->learning_rate);
    int64_t iterations = 1;
    reader_integer(reader, json_member(root, "iterations"), 1, LESSON_MOST_ITERATIONS, &iterations);
    lesson->iterations = (long)iterations;
    const struct json_value *samples = reader_required(reader, root, "data");
    const struct json_value *csv = json_member(samples, "csv");
    if (csv != NULL) {
        reader_refuse_key(reader, csv,
                          "CSV data is not supported yet (expected the samples in "
                          "\"inputs\" and \"targets\", found \"csv\")");
        return;
    }
    read_samples(reader, samples, loss_known ? target_range(lesson->loss) : &any_number, lesson);
    read_batch_size(reader, root, json_member(samples, "batch_size"), lesson);
}
