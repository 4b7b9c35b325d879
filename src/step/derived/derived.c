#include "step/derived/derived.h"

#include "base/text.h"
#include "engine/derivation/derivation_way.h"

/* ---- as a moment ---- */

/* How far the run is, as the derivation's program counts its operations. */
static struct program_place derived_place(const struct moment *moment,
                                          const struct derivation *derivation) {
    const struct program *program = derivation->program;
    const struct operation *done = moment->place.operation;
    struct program_place place = moment->place;
    for (long i = 0; done != NULL && i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        if (operation->definition == done->definition && operation->layer == done->layer) {
            place.done = i + 1;
        }
    }
    return place;
}

static struct moment moment_of(const struct moment *moment, const struct derivation *derivation,
                               size_t line) {
    const struct derivation_line *found = &derivation->lines[line];
    struct moment derived = *moment;
    derived.program = derivation->program;
    derived.state = derivation->state;
    derived.operation = &found->operation;
    derived.evaluation = found->evaluation;
    derived.own = found->evaluation;
    derived.look.form = 0;
    derived.is_stuck = false;
    derived.trouble = NULL; /* that is another formula's, with other parts */
    derived.look.sample = derivation->choice.is_of_one_sample ? 0 : moment->look.sample;
    derived.place = derived_place(moment, derivation);
    derived.place.operation = &found->operation;
    return derived;
}

struct moment derived_moment(const struct moment *moment, const struct derivation *derivation,
                             size_t line) {
    struct moment derived = moment_of(moment, derivation, line);
    struct focus *focus = ARENA_NEW(moment->arena, struct focus);
    derived.look.level = LEVEL_OPERATION;
    derived.at = (struct place){.step = moment->at.step};
    focus->operation = derived.operation;
    derived.focus = focus;
    return derived;
}

/* The same with a term and an element of the line in focus: term < place_term_count of the line's
 * operation; element counts the elements that are there, from 1; 0: all. */
static struct moment moment_inside(const struct moment *moment, const struct derivation *derivation,
                                   size_t line, size_t term, size_t element) {
    struct moment derived = moment_of(moment, derivation, line);
    struct focus *focus = ARENA_NEW(moment->arena, struct focus);
    size_t node = place_term_node(derived.operation, term);
    size_t count = shape_count(derived.operation->binding.nodes[node].shape);
    derived.look.level = element > 0 ? LEVEL_ELEMENT : LEVEL_TERM;
    derived.at = (struct place){moment->at.step, term, element > 0 ? element : count};
    *focus = focus_of(moment->arena, derived.operation, &derived.evaluation, derived.look.level,
                      derived.at);
    derived.focus = focus;
    return derived;
}

const char *derived_way_name(struct arena *arena, const struct derivation *derivation, size_t line,
                             size_t way) {
    const struct statement *statement = derivation->lines[line].definition->statement;
    const struct expression *sum = derivation_way_sum(derivation, line);
    return text_format(arena, "%s = %zu", statement->indices.names[sum->which.number], way);
}

/* The same on one way of the line's sum, from 0. */
static struct moment moment_on_way(const struct moment *moment, const struct derivation *derivation,
                                   size_t line, size_t way) {
    struct moment derived = moment_of(moment, derivation, line);
    struct focus *focus = ARENA_NEW(moment->arena, struct focus);
    derived.look.level = LEVEL_OPERATION;
    derived.at = (struct place){.step = moment->at.step};
    focus->operation = derived.operation;
    focus->way_count =
        derivation_way_elements(moment->arena, derivation, line, way + 1, &focus->way);
    focus->way_unit = derivation_way_unit(derivation, line, way + 1);
    focus->way_name = derived_way_name(moment->arena, derivation, line, way + 1);
    derived.focus = focus;
    return derived;
}

struct moment derived_now(const struct moment *moment, const struct proof *proof) {
    if (proof == NULL || proof->written == 0) {
        return *moment;
    }
    size_t line = proof_line(proof, proof->written);
    if (proof->derivation->lines[line].verdict == DERIVATION_DOES_NOT_FIT) {
        return *moment;
    }
    if (proof_is_on_way(proof)) {
        return moment_on_way(moment, proof->derivation, line, proof->term);
    }
    bool is_inside = proof->level > LEVEL_OPERATION &&
                     place_term_count(&proof->derivation->lines[line].operation) > 0;
    return is_inside ? moment_inside(moment, proof->derivation, line, proof->term, proof->element)
                     : derived_moment(moment, proof->derivation, line);
}

/* ---- what is new ---- */

bool derived_above(const struct derivation *derivation, size_t line, size_t *ret) {
    const struct derivation_line *found = &derivation->lines[line];
    if (found->has_left) {
        return false;
    }
    *ret = found->above;
    return true;
}

bool derived_change(struct arena *arena, const struct derivation *derivation, size_t line,
                    struct change *ret) {
    size_t above;
    if (!derived_above(derivation, line, &above)) {
        return false;
    }
    *ret = change_between(arena, derivation->lines[above].definition->statement,
                          derivation->lines[line].definition->statement);
    return true;
}
