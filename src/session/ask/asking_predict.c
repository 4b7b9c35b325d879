/* What predict mode asks: about each step, about each element in turn, about the next line. */
#include "engine/quantity.h"
#include "session/ask/asking.h"

#include "session/session_parts.h"

enum { MOST_ELEMENTS = 64 }; /* of a larger tensor one is asked, as of a step */

struct asked *asking_add(struct asking *asking, const struct asked *made) {
    struct asked *added = ARENA_NEW(asking->arena, struct asked);
    *added = *made;
    if (asking->last != NULL) {
        asking->last->next = added;
    } else {
        asking->first = added;
    }
    asking->last = added;
    return added;
}

/* ---- a step ---- */

/* By turns, so that nobody knows what comes next: mostly numbers. */
static enum question_kind kind_of(const struct subject *subject) {
    enum { TURNS = 5 };
    static const enum question_kind turns[TURNS] = {QUESTION_VALUE, QUESTION_SHAPE, QUESTION_CHOICE,
                                                    QUESTION_SIGN, QUESTION_VALUE};
    enum question_kind kind = turns[(subject->place.done - 1) % TURNS];
    const struct tensor *target = &subject->run->program->tensors[subject->place.operation->target];
    bool is_one = shape_count(target->storage.shape) == 1;
    bool is_forward = subject->place.operation->pass == PASS_FORWARD;
    bool is_dull = (kind == QUESTION_SHAPE && is_one) || (kind == QUESTION_SIGN && is_forward);
    return is_dull ? QUESTION_VALUE : kind;
}

/* The one about an element of a step's tensor, from 1, or about the step (0); NULL: it was not
 * asked yet. */
static struct asked *find(const struct asking *asking, long iteration, const struct tensor *target,
                          int rank, size_t element) {
    for (struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        if (asked->stop == NULL && asked->line == NULL && asked->iteration == iteration &&
            asked->role == target->role && asked->layer == target->layer && asked->rank == rank &&
            asked->element == element && asked->term == 0) {
            return asked;
        }
    }
    return NULL;
}

static struct asked *of_step(struct asking *asking, const struct subject *subject) {
    const struct program_place place = subject->place;
    const struct tensor *target = &subject->run->program->tensors[place.operation->target];
    const int rank = quantity_tensor_rank(subject->run->program, place.operation->target);
    struct asked *found = find(asking, place.iteration, target, rank, 0);
    const struct asked made = {.kind = kind_of(subject),
                               .iteration = place.iteration,
                               .role = target->role,
                               .layer = target->layer,
                               .rank = rank};
    return found != NULL ? found : asking_add(asking, &made);
}

/* ---- its elements, row by row ---- */

/* How many are asked, one after another; 0: the step is asked as a whole. */
static size_t element_count(const struct session *session, const struct tensor *target) {
    size_t count = shape_count(target->storage.shape);
    return session->settings.level == LEVEL_ELEMENT && count <= MOST_ELEMENTS ? count : 0;
}

static struct asked *of_element(struct asking *asking, const struct subject *subject,
                                size_t element) {
    const struct program_place place = subject->place;
    const struct program *program = subject->run->program;
    const struct tensor *target = &program->tensors[place.operation->target];
    const int rank = quantity_tensor_rank(program, place.operation->target);
    struct asked *found = find(asking, place.iteration, target, rank, element);
    if (found != NULL) {
        return found;
    }
    long columns = (long)target->storage.shape.columns;
    const struct quantity at = {place.operation->target, (long)(element - 1) / columns,
                                (long)(element - 1) % columns};
    const struct asked made = {.kind = QUESTION_VALUE,
                               .iteration = place.iteration,
                               .role = target->role,
                               .layer = target->layer,
                               .rank = rank,
                               .has_cell = true,
                               .unit = quantity_unit(program, at),
                               .across = quantity_across(program, at),
                               .element = element};
    return asking_add(asking, &made);
}

/* ---- its inner values, term by term ---- */

/* A formula that says each element by itself has the inner values of one of them only. */
static bool has_terms(const struct session *session, const struct operation *operation) {
    return session->settings.level == LEVEL_TERM &&
           !operation->binding.statement->target->has_element;
}

/* Of numbers that are given from the beginning, as 1/m, nothing is to be predicted. */
static bool is_given(const struct program *program, const struct operation *operation,
                     const struct expression *node) {
    int tensor = program_node_tensor(program, &operation->binding, (size_t)node->id);
    enum role role = tensor >= 0 ? program->tensors[tensor].role : ROLE_CONSTANT;
    bool is = role == ROLE_CONSTANT || role == ROLE_RATE || role == ROLE_SAMPLE_COUNT;
    for (size_t i = 0; i < node->operand_count && is; i++) {
        is = is_given(program, operation, node->operands[i]);
    }
    return is;
}

static struct asked *of_term(struct asking *asking, const struct subject *subject, size_t term) {
    const struct program_place place = subject->place;
    const struct program *program = subject->run->program;
    const struct tensor *target = &program->tensors[place.operation->target];
    const int rank = quantity_tensor_rank(program, place.operation->target);
    for (struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        if (asked->term == term && asked->term_of == program->notation &&
            asked->iteration == place.iteration && asked->role == target->role &&
            asked->layer == target->layer && asked->rank == rank) {
            return asked;
        }
    }
    const struct asked made = {.kind = QUESTION_VALUE,
                               .iteration = place.iteration,
                               .role = target->role,
                               .layer = target->layer,
                               .rank = rank,
                               .term = term,
                               .term_of = program->notation};
    return asking_add(asking, &made);
}

/* The first that is open; NULL: all of them are settled, or there are none. */
static struct asked *next_term(struct session *session, const struct subject *subject) {
    const struct operation *operation = subject->place.operation;
    size_t count = has_terms(session, operation) ? place_term_count(operation) : 0;
    for (size_t term = 1; term <= count; term++) {
        size_t node = place_term_node(operation, term - 1);
        bool is_value = node + 1 == operation->binding.node_count; /* what the step gives */
        if (is_value ||
            is_given(subject->run->program, operation, operation->binding.nodes[node].expression)) {
            continue;
        }
        struct asked *asked = of_term(&session->asking, subject, term);
        if (!asked->is_settled && subject_find(subject, session->asking.work, asked, NULL)) {
            return asked;
        }
    }
    return NULL;
}

/* The first that is open, or else the last. */
static struct asked *of_step_or_element(struct session *session, const struct subject *subject) {
    const struct operation *operation = subject->place.operation;
    size_t count = element_count(session, &subject->run->program->tensors[operation->target]);
    struct asked *asked = count == 0 ? of_step(&session->asking, subject) : NULL;
    for (size_t i = 1; i <= count && (asked == NULL || asked->is_settled); i++) {
        asked = of_element(&session->asking, subject, i);
    }
    return asked;
}

/* A choice needs two options: where no mistake gives another number, the number is typed. */
static struct asked *find_of_step(struct session *session, const struct subject *subject) {
    if (subject->place.operation == NULL) {
        return NULL;
    }
    struct asked *asked = next_term(session, subject);
    asked = asked != NULL ? asked : of_step_or_element(session, subject);
    if (!subject_find(subject, session->asking.work, asked, NULL)) {
        return NULL;
    }
    if (asked->kind == QUESTION_CHOICE && asked->subject.option_count < 2) {
        asked->kind = QUESTION_VALUE;
        asked->subject.option_count = 0;
    }
    return asked;
}

size_t asking_elements_seen(const struct asking *asking) {
    const struct asked *now = asking->now;
    if (now == NULL || now->element == 0) {
        return ALL_ELEMENTS;
    }
    size_t seen = now->element - !now->is_settled;
    return seen < shape_count(now->subject.shape) ? seen : ALL_ELEMENTS;
}

enum step_level asking_level(const struct asking *asking) {
    return !asking_is_hiding(asking) ? LEVEL_ELEMENT
           : asking->now->term > 0   ? LEVEL_TERM
                                     : LEVEL_OPERATION;
}

size_t asking_terms_seen(const struct asking *asking) {
    return asking->now->term == 0 ? 0 : asking->now->term - !asking->now->is_settled;
}

bool asking_is_hiding(const struct asking *asking) {
    const struct lesson_stop *stop = asking->now != NULL ? asking->now->stop : NULL;
    bool is_of_proof = stop != NULL && stop->derivation != NULL;
    bool has_values = asking->now != NULL && asking->now->line == NULL && !is_of_proof;
    return has_values && (asking_is_open(asking) || asking->now->term > 0 ||
                          asking_elements_seen(asking) != ALL_ELEMENTS);
}

bool asking_is_to_predict(const struct session *session, struct place place) {
    const struct program_place inside = place_in_program(session->run.program, place);
    if (session->asking.mode != ASK_EVERY_STEP || inside.operation == NULL) {
        return false;
    }
    const struct tensor *target = &session->run.program->tensors[inside.operation->target];
    const struct asked *asked =
        find(&session->asking, inside.iteration, target,
             quantity_tensor_rank(session->run.program, inside.operation->target),
             element_count(session, target));
    return asked == NULL || !asked->is_settled;
}

/* ---- the next line of a derivation ---- */

static struct asked *of_line(struct asking *asking, const struct proof *proof, long iteration) {
    const char *id = proof->derivation->choice.definition->id;
    for (struct asked *asked = asking->first; asked != NULL; asked = asked->next) {
        if (asked->line != NULL && asked->iteration == iteration &&
            asked->line->line == proof->written + 1 && asked->line->derivation == id) {
            return asked;
        }
    }
    struct question *line = ARENA_NEW(asking->arena, struct question);
    *line = (struct question){.kind = QUESTION_LINE, .derivation = id, .line = proof->written + 1};
    const struct asked made = {
        .kind = QUESTION_LINE, .iteration = iteration, .role = ROLE_COUNT, .line = line};
    return asking_add(asking, &made);
}

static struct asked *find_of_line(struct session *session, const struct subject *subject) {
    const struct proof *proof = &session->proof;
    if (proof->written >= proof_line_count(proof)) {
        return NULL;
    }
    struct asked *asked = of_line(&session->asking, proof, subject->place.iteration);
    return subject_find(subject, session->asking.work, asked, NULL) ? asked : NULL;
}

struct asked *asking_predict(struct session *session, const struct subject *subject) {
    return session->asking.mode != ASK_EVERY_STEP ? NULL
           : proof_is_open(&session->proof)       ? find_of_line(session, subject)
                                                  : find_of_step(session, subject);
}
