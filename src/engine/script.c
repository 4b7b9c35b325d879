#include "engine/script.h"

#include "engine/comparison.h"
#include "engine/derivation/derivation.h"
#include "engine/place.h"
#include "engine/quantity.h"
#include "lesson/tensor_name.h"

#include <string.h>

struct script {
    const struct program *own, *shown;
    const struct lesson_stop *const *stops; /* that hold in the shown notation */
    size_t stop_count;
    const long *counterparts; /* by operation of own: the shown one that its stops go to */
    const long *origins;      /* by stop and shown operation: the first of own that brings the stop
                                 there, NOBODY: it does not speak there in any iteration */
};

enum { NOBODY = -1 };

/* ---- matching ---- */

bool script_speaks_at_beginning(const struct lesson_stop *stop) {
    return !stop->has_pass && stop->operation == NULL && stop->layer == 0 && stop->iteration == 0 &&
           stop->derivation == NULL;
}

/* Whether the derivation of a stop is to be seen at an operation; one that proves no operation is
 * at those that the stop names. */
static bool has_derivation(const struct program *own, const struct lesson_stop *stop,
                           const struct operation *operation) {
    const struct notation_derivation *definition =
        notation_find_derivation(own->notation, stop->derivation);
    struct derivation_choice choices[NOTATION_MOST_DERIVATIONS];
    bool is_free = definition != NULL && definition->operation == NULL;
    size_t count =
        definition == NULL ? 0
        : is_free
            ? derivation_free_choices(own, operation->layer, choices, NOTATION_MOST_DERIVATIONS)
            : derivation_choices(own, operation, choices, NOTATION_MOST_DERIVATIONS);
    bool is_there = false;
    for (size_t i = 0; i < count; i++) {
        is_there = is_there || choices[i].definition == definition;
    }
    return is_there;
}

/* In some iteration. The layer of a step is that of what it writes. */
bool script_stop_fits(const struct program *own, const struct lesson_stop *stop,
                      const struct operation *operation) {
    return !script_speaks_at_beginning(stop) &&
           (stop->derivation == NULL || has_derivation(own, stop, operation)) &&
           (!stop->has_pass || stop->pass == operation->pass) &&
           (stop->operation == NULL || strcmp(stop->operation, operation->definition->name) == 0) &&
           (stop->layer == 0 || stop->layer == own->tensors[operation->target].layer);
}

static const long *find_counterparts(struct arena *arena, const struct program *own,
                                     const struct program *shown) {
    long *counterparts = ARENA_ARRAY(arena, long, (size_t)own->operation_count);
    for (long i = 0; i < own->operation_count; i++) {
        long found = own == shown ? i : comparison_matching_operation(own, i, shown);
        counterparts[i] = found >= 0 ? found : shown->operation_count - 1;
    }
    return counterparts;
}

static bool holds_in(const struct lesson_stop *stop, const char *notation) {
    bool is_named = stop->notation_count == 0;
    for (size_t i = 0; i < stop->notation_count; i++) {
        is_named = is_named || strcmp(stop->notations[i], notation) == 0;
    }
    return is_named;
}

/* Without the others there is nothing to leave out where stops are looked for. */
static void find_stops(struct arena *arena, struct script *script) {
    const struct lesson *lesson = script->own->lesson;
    const struct lesson_stop **stops =
        ARENA_ARRAY(arena, const struct lesson_stop *, lesson->stop_count);
    for (size_t s = 0; s < lesson->stop_count; s++) {
        const struct lesson_stop *stop = &lesson->stops[s];
        bool has_line = stop->derivation == NULL || script->own == script->shown;
        if (has_line && holds_in(stop, script->shown->notation->id)) {
            stops[script->stop_count++] = stop;
        }
    }
    script->stops = stops;
}

static size_t count_asking(const struct lesson_stop *const *stops, size_t count) {
    size_t asking = 0;
    for (size_t i = 0; i < count; i++) {
        asking += stops[i]->question != NULL;
    }
    return asking;
}

size_t script_questions_missed(const struct script *script) {
    const struct lesson *lesson = script->own->lesson;
    size_t asking = 0;
    for (size_t i = 0; i < lesson->stop_count; i++) {
        asking += lesson->stops[i].question != NULL &&
                  holds_in(&lesson->stops[i], script->own->notation->id);
    }
    size_t kept = count_asking(script->stops, script->stop_count);
    return asking > kept ? asking - kept : 0;
}

static const long *find_origins(struct arena *arena, const struct script *script) {
    size_t columns = (size_t)script->shown->operation_count;
    long *origins = ARENA_ARRAY(arena, long, script->stop_count *columns);
    for (size_t i = 0; i < script->stop_count * columns; i++) {
        origins[i] = NOBODY;
    }
    for (size_t s = 0; s < script->stop_count; s++) {
        for (long i = 0; i < script->own->operation_count; i++) {
            long *origin = &origins[s * columns + (size_t)script->counterparts[i]];
            bool fits =
                script_stop_fits(script->own, script->stops[s], &script->own->operations[i]);
            *origin = fits && *origin == NOBODY ? i : *origin;
        }
    }
    return origins;
}

const struct script *script_create(struct arena *arena, const struct program *own,
                                   const struct program *shown) {
    struct script *script = ARENA_NEW(arena, struct script);
    *script = (struct script){
        .own = own,
        .shown = shown,
        .counterparts = find_counterparts(arena, own, shown),
    };
    find_stops(arena, script);
    script->origins = find_origins(arena, script);
    return script;
}

const struct program *script_own(const struct script *script) {
    return script->own;
}

static long origin_of(const struct script *script, size_t stop, long operation) {
    return script->origins[stop * (size_t)script->shown->operation_count + (size_t)operation];
}

static bool speaks_at(const struct script *script, size_t stop, long operation, long iteration) {
    const struct lesson_stop *found = script->stops[stop];
    if (operation < 0) {
        return script_speaks_at_beginning(found);
    }
    return origin_of(script, stop, operation) != NOBODY &&
           (found->iteration == 0 || found->iteration == iteration);
}

/* A stop that speaks there. */
static struct script_stop stop_at(const struct script *script, size_t stop, long operation) {
    return (struct script_stop){
        script->stops[stop],
        operation < 0 ? NULL : &script->own->operations[origin_of(script, stop, operation)]};
}

static long operation_index(const struct script *script, struct program_place place) {
    return place.operation != NULL ? place.operation - script->shown->operations : -1;
}

size_t script_stops_at(const struct script *script, struct program_place place,
                       struct script_stop *ret, size_t most) {
    size_t count = 0;
    long operation = operation_index(script, place);
    for (size_t s = 0; s < script->stop_count && count < most; s++) {
        if (script->stops[s]->derivation == NULL &&
            speaks_at(script, s, operation, place.iteration)) {
            ret[count++] = stop_at(script, s, operation);
        }
    }
    return count;
}

/* ---- lines of derivations ---- */

static bool is_in(const struct lesson_stop *stop, const struct notation_derivation *derivation) {
    return stop->derivation != NULL && derivation != NULL &&
           strcmp(stop->derivation, derivation->id) == 0;
}

size_t script_stops_at_line(const struct script *script, struct program_place place,
                            struct script_line line, struct script_stop *ret, size_t most) {
    size_t count = 0;
    long operation = operation_index(script, place);
    for (size_t s = 0; s < script->stop_count && count < most && operation >= 0; s++) {
        if (is_in(script->stops[s], line.derivation) && script->stops[s]->line == line.line &&
            speaks_at(script, s, operation, place.iteration)) {
            ret[count++] = stop_at(script, s, operation);
        }
    }
    return count;
}

/* Where a line stands among all of the notation; 0: the step itself. */
static size_t line_order(const struct script *script, struct script_line line) {
    return line.derivation == NULL
               ? 0
               : 1 +
                     (size_t)(line.derivation - script->shown->notation->derivations) *
                         (DERIVATION_MOST_LINES + 1) +
                     line.line;
}

bool script_line_beside(const struct script *script, struct program_place place,
                        struct script_line line, bool is_forward, struct script_line *ret) {
    size_t here = line_order(script, line), nearest = 0;
    long operation = operation_index(script, place);
    for (size_t s = 0; s < script->stop_count && operation >= 0; s++) {
        const struct lesson_stop *stop = script->stops[s];
        if (stop->derivation == NULL || !speaks_at(script, s, operation, place.iteration)) {
            continue;
        }
        const struct script_line found = {
            notation_find_derivation(script->shown->notation, stop->derivation), stop->line};
        size_t order = line_order(script, found);
        bool is_beyond = is_forward ? order > here : order < here;
        if (is_beyond && (nearest == 0 || (is_forward ? order < nearest : order > nearest))) {
            nearest = order;
            *ret = found;
        }
    }
    return nearest != 0;
}

static bool has_closing(const struct script *script) {
    return *script->own->lesson->closing.in[LANGUAGE_ENGLISH] != '\0';
}

bool script_is_end(const struct script *script, struct program_place place) {
    return has_closing(script) && place.iteration == script->shown->iterations &&
           place.done == script->shown->operation_count;
}

bool script_has_stop(const struct script *script, long operation, long iteration) {
    for (size_t s = 0; s < script->stop_count; s++) {
        if (speaks_at(script, s, operation, iteration)) {
            return true;
        }
    }
    return has_closing(script) && operation == script->shown->operation_count - 1 &&
           iteration == script->shown->iterations;
}

enum lesson_show script_show(const struct script *script, struct program_place place) {
    long operation = operation_index(script, place);
    for (size_t s = 0; s < script->stop_count; s++) {
        if (script->stops[s]->show != SHOW_ANY && script->stops[s]->derivation == NULL &&
            speaks_at(script, s, operation, place.iteration)) {
            return script->stops[s]->show;
        }
    }
    return SHOW_ANY;
}

/* ---- the way from stop to stop ---- */

/* Whether a stop speaks at a step of the run. */
static bool has_stop_at(const struct script *script, long step) {
    struct program_place place = place_of_step(script->shown, step);
    return script_has_stop(script, operation_index(script, place), place.iteration);
}

/* The nearest step with a stop in one iteration (from 1) on one side of a step; -1: none. */
static long nearest_in(const struct script *script, long iteration, long step, bool is_forward) {
    long count = script->shown->operation_count;
    long first = (iteration - 1) * count + 1;
    for (long i = 0; i < count; i++) {
        long candidate = is_forward ? first + i : first + count - 1 - i;
        bool is_beyond = is_forward ? candidate > step : candidate < step;
        if (is_beyond && has_stop_at(script, candidate)) {
            return candidate;
        }
    }
    return -1;
}

/* The nearest iteration beyond one in which a stop that names its iteration speaks; 0: none. */
static long named_iteration(const struct script *script, long iteration, bool is_forward) {
    long nearest = 0;
    for (size_t s = 0; s <= script->stop_count; s++) {
        long closing = has_closing(script) ? script->shown->iterations : 0;
        long named = s < script->stop_count ? script->stops[s]->iteration : closing;
        bool is_beyond = is_forward ? named > iteration : named < iteration;
        bool is_nearer = nearest == 0 || (is_forward ? named < nearest : named > nearest);
        bool is_run = named > 0 && named <= script->shown->iterations;
        nearest = is_run && is_beyond && is_nearer ? named : nearest;
    }
    return nearest;
}

/* Stops speak in every iteration or in a named one, so that three iterations need a look: the one
 * that the step is in, the one beside it, and the nearest one that is named. */
static long nearest(const struct script *script, long step, bool is_forward) {
    long here = place_of_step(script->shown, step).iteration;
    long beside = here + (is_forward ? 1 : -1);
    long named = named_iteration(script, here, is_forward);
    const long iterations[] = {here, beside, named};
    long found = -1;
    for (size_t i = 0; i < sizeof iterations / sizeof *iterations && found < 0; i++) {
        bool is_run = iterations[i] >= 1 && iterations[i] <= script->shown->iterations;
        found = is_run ? nearest_in(script, iterations[i], step, is_forward) : -1;
    }
    return found;
}

long script_next(const struct script *script, long step) {
    return nearest(script, step, true);
}

long script_previous(const struct script *script, long step) {
    long found = step > 0 ? nearest(script, step, false) : -1;
    return found < 0 && step > 0 && script_has_stop(script, -1, 1) ? 0 : found;
}

/* What names no iteration speaks in all of them, and is new in the first. */
long script_next_news(const struct script *script, long step) {
    const long count = script->shown->operation_count;
    long nearest = -1;
    for (size_t s = 0; s < script->stop_count; s++) {
        long iteration = script->stops[s]->iteration > 0 ? script->stops[s]->iteration : 1;
        for (long i = 0; i < count && iteration <= script->shown->iterations; i++) {
            long here = (iteration - 1) * count + i + 1;
            bool is_nearer = here > step && (nearest < 0 || here < nearest);
            nearest = is_nearer && origin_of(script, s, i) != NOBODY ? here : nearest;
        }
    }
    return nearest;
}

/* ---- tensors ---- */

int script_translate(const struct script *script, int own_tensor) {
    return quantity_tensor_of(script->shown, script->own, own_tensor);
}

/* The tensor of own that a script names at a step of a layer; -1: the network has none. */
static int find_named(const struct program *own, const char *name, int layer) {
    struct tensor_name found = tensor_name_read(own->notation, name);
    int last = (int)own->lesson->network.layer_count;
    int wanted = expression_index_layer(found.index, layer, last);
    int tensor = 0;
    while (tensor < own->tensor_count &&
           (own->tensors[tensor].symbol != found.symbol || own->tensors[tensor].layer != wanted)) {
        tensor++;
    }
    return tensor < own->tensor_count ? tensor : -1;
}

struct quantity script_asked(const struct script *script, const struct script_stop *stop) {
    const struct question *question = stop->stop->question;
    const struct operation *operation = stop->operation;
    int own = question->of != NULL
                  ? find_named(script->own, question->of, operation != NULL ? operation->layer : 0)
              : operation != NULL ? operation->target
                                  : -1;
    const struct quantity asked = {own, (long)question->row - 1, (long)question->column - 1};
    return own < 0 ? QUANTITY_NONE
                   : quantity_translate(script->own, script->shown,
                                        quantity_normal(script->own, asked));
}

static bool focus_on(const struct script *script, const struct script_stop *stop, bool *lit) {
    bool is_any = false;
    int layer = stop->operation != NULL ? stop->operation->layer : 0;
    for (size_t i = 0; i < stop->stop->focus_count; i++) {
        int own = find_named(script->own, stop->stop->focus[i], layer);
        int shown = own >= 0 ? script_translate(script, own) : -1;
        if (shown >= 0) {
            lit[shown] = true;
            is_any = true;
        }
    }
    return is_any;
}

bool script_focus(const struct script *script, struct program_place place, bool *lit) {
    for (int i = 0; i < script->shown->tensor_count; i++) {
        lit[i] = false;
    }
    long operation = operation_index(script, place);
    bool is_any = false;
    for (size_t s = 0; s < script->stop_count; s++) {
        if (script->stops[s]->derivation == NULL &&
            speaks_at(script, s, operation, place.iteration)) {
            const struct script_stop found = stop_at(script, s, operation);
            is_any = focus_on(script, &found, lit) || is_any;
        }
    }
    return is_any;
}
