#include "library/notation_trial.h"

#include "base/text.h"
#include "engine/derivation/derivation.h"
#include "library/refusal.h"
#include "library/warning/unsaid.h"
#include "library/warning/untrue.h"

enum { MOST_UNITS = 8 }; /* of a network whose loss and activations are changed */

struct trial {
    const struct library *library;
    const struct notation *notation;
    struct refusal_left_out left_out;
    const char *refusal;                     /* NULL: none yet */
    bool is_seen[NOTATION_MOST_DERIVATIONS]; /* each proof */
};

/* Marks the proofs that are to be seen in a program. */
static void mark_proofs(struct trial *trial, const struct program *program) {
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS];
    long layers = (long)program->lesson->network.layer_count;
    for (long i = -layers; i < program->operation_count; i++) {
        size_t count = derivation_choices_at(program, i, choices, NOTATION_MOST_DERIVATIONS);
        for (size_t k = 0; k < count; k++) {
            trial->is_seen[choices[k].definition - program->notation->derivations] = true;
        }
    }
}

/* A case for which the notation has no formula is none that it has to fit, save in a lesson as it
 * is. */
static void try_lesson(struct trial *trial, struct arena *arena, const struct lesson *lesson,
                       const char *shown, bool is_changed) {
    struct program_error error;
    const struct program *program = program_create(arena, lesson, trial->notation, 0, &error);
    if (program != NULL) {
        refusal_left_out_add(&trial->left_out, program, shown);
        mark_proofs(trial, program);
    } else if (!is_changed || error.source != NULL) {
        trial->refusal = refusal_text(trial->library->arena, trial->library->language,
                                      trial->notation, shown, &error);
    }
}

static struct lesson *change_lesson(struct arena *arena, const struct lesson *lesson,
                                    enum loss loss, enum activation activation, bool has_biases) {
    struct lesson *changed = ARENA_NEW(arena, struct lesson);
    *changed = *lesson;
    changed->loss = loss;
    struct network *network = &changed->network;
    for (size_t i = 0; i < network->layer_count; i++) {
        bool is_last = i + 1 == network->layer_count;
        network->layers[i].activation =
            is_last || !activation_mixes_units(activation) ? activation : ACTIVATION_TANH;
        network->layers[i].has_biases = network->layers[i].has_biases && has_biases;
    }
    return changed;
}

static bool is_small(const struct network *network) {
    for (size_t layer = 0; layer <= network->layer_count; layer++) {
        if (network_units(network, layer) > MOST_UNITS) {
            return false;
        }
    }
    return true;
}

/* With the biases that it has, and without. */
static void try_changed(struct trial *trial, const struct shipped_lesson *shipped) {
    for (int i = 0; i < 2 * LOSS_COUNT * ACTIVATION_COUNT && trial->refusal == NULL; i++) {
        enum loss loss = (enum loss)(i / 2 / ACTIVATION_COUNT);
        enum activation activation = (enum activation)(i / 2 % ACTIVATION_COUNT);
        struct arena *arena = arena_create();
        const char *shown = text_format(arena, "%s, %s, %s", shipped->name, loss_names[loss],
                                        activation_names[activation]);
        const struct lesson *changed =
            change_lesson(arena, shipped->lesson, loss, activation, i % 2 == 0);
        try_lesson(trial, arena, changed, shown, true);
        arena_destroy(arena);
    }
}

static const char *warnings_of(const struct trial *trial) {
    const struct notation_file *file = &trial->notation->file;
    struct arena *arena = trial->library->arena;
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.are_warnings = true;
    diagnostics.language = trial->library->language;
    unsaid_warn_of_notation(&diagnostics, trial->notation, trial->library->notations);
    unsaid_warn_of_texts(&diagnostics, file->bytes, file->length, true);
    unsaid_warn_of_proofs(&diagnostics, trial->notation, trial->is_seen);
    untrue_warn(&diagnostics, trial->notation);
    return diagnostics_total(&diagnostics) == 0
               ? ""
               : diagnostics_print(&diagnostics, library_shown_name(arena, file->path), file->bytes,
                                   file->length);
}

struct notation_trial notation_trial_run(const struct library *library,
                                         const struct notation *notation) {
    struct trial trial = {.library = library, .notation = notation};
    refusal_left_out_begin(&trial.left_out, library->arena, library->language, notation);
    struct lesson_shelf shelf = library_lessons(library);
    for (size_t i = 0; i < shelf.count && trial.refusal == NULL; i++) {
        const struct shipped_lesson *shipped = &shelf.lessons[i];
        if (lesson_notation(shipped->lesson, notation) == NULL) {
            continue; /* its own formulas are written in another notation */
        }
        try_lesson(&trial, library->arena, shipped->lesson, shipped->name, false);
        if (!shipped->lesson->has_formulas && is_small(&shipped->lesson->network)) {
            try_changed(&trial, shipped);
        }
    }
    const char *left_out = refusal_left_out_text(&trial.left_out, false);
    const char *error = trial.refusal != NULL ? trial.refusal : *left_out != '\0' ? left_out : NULL;
    return (struct notation_trial){error, error == NULL ? warnings_of(&trial) : ""};
}
