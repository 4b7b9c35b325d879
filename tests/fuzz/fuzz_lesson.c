/* A lesson is valid in every part or it is refused with a message whose place is in the file. */
#include "fuzz_target.h"

#include "lesson/lesson.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const notations[] = {"four", "ladder", "delta", "mlbook", "layer"};
static const struct lesson_context context = {.notation_ids = notations, .notation_count = 5};

static void demand(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check_matrix(struct matrix matrix, size_t rows, size_t columns) {
    demand(matrix.rows == rows && matrix.columns == columns && matrix.values != NULL);
    for (size_t i = 0; i < rows * columns; i++) {
        demand(isfinite(matrix.values[i]));
    }
}

static void check_text(struct localized_text text) {
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        demand(text.in[i] != NULL && strlen(text.in[i]) <= LESSON_MOST_TEXT);
    }
}

static void check_network(const struct network *network) {
    demand(network->layer_count >= 1 && network->layer_count <= NETWORK_MOST_LAYERS);
    for (size_t layer = 1; layer <= network->layer_count; layer++) {
        const struct network_layer *one = &network->layers[layer - 1];
        check_matrix(one->weights, one->units, network_units(network, layer - 1));
        if (one->has_biases) {
            check_matrix(one->biases, one->units, 1);
        }
    }
    for (size_t i = 0; i < network->inputs; i++) {
        demand(network->input_names[i][0] != '\0');
    }
}

static void check_stop(const struct lesson_stop *stop, const struct lesson *lesson) {
    demand(stop->layer >= 0 && stop->layer <= (long)lesson->network.layer_count);
    demand(stop->iteration >= 0 && stop->iteration <= lesson->iterations);
    check_text(stop->say);
    for (size_t i = 0; i < stop->focus_count; i++) {
        demand(stop->focus[i] != NULL);
    }
    const struct question *question = stop->question;
    if (question != NULL) {
        check_text(question->hint);
        check_text(question->explain);
        demand(question->kind != QUESTION_CHOICE || question->answer < question->option_count);
    }
}

static void check_lesson(const struct lesson *lesson) {
    const struct network *network = &lesson->network;
    check_text(lesson->title);
    check_text(lesson->summary);
    check_network(network);
    check_matrix(lesson->inputs, lesson->sample_count, network->inputs);
    check_matrix(lesson->targets, lesson->sample_count,
                 network_units(network, network->layer_count));
    demand(lesson->batch_size >= 1 && lesson->batch_size <= lesson->sample_count);
    demand(lesson->learning_rate > 0 && lesson->iterations >= 1);
    for (size_t i = 0; i < lesson->stop_count; i++) {
        check_stop(&lesson->stops[i], lesson);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    const char *text = length > 0 ? (const char *)bytes : "";
    struct arena *arena = arena_create();
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct lesson *lesson = lesson_read(arena, text, length, &context, &diagnostics);
    demand((lesson == NULL) == (diagnostics_total(&diagnostics) > 0));
    if (lesson != NULL) {
        check_lesson(lesson);
    } else {
        const char *printed = diagnostics_print(&diagnostics, "fuzz.json", text, length);
        demand(strpbrk(printed, "\x1B\x07\x08\x7F") == NULL);
    }
    arena_destroy(arena);
    return 0;
}
