#ifndef BACKSTEP_TESTS_HEARING_H
#define BACKSTEP_TESTS_HEARING_H

/* Numbers of words that an author wrote, held against the run: what a text leaves to the run is
 * reckoned again from the lesson in its own notation, lines of arithmetic are read as a person
 * reads them, and every other number is one that the run has, or said_besides says why not. */

#include "engine/place.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "engine/script_number.h"
#include "step/filled_equation.h"
#include "tell/script/told_number.h"
#include "view_fixture.h"
#include "words_reader.h"
#include "words_whole.h"

enum { MOST_POOL = 16384, MOST_FAULTS = 40, MOST_TENSOR = 64, MOST_RECKONED = 256 };

/* What was heard so far. */
struct hearing_counts {
    size_t slots, unknown, under_way, lines[SECOND_COUNT], decimals, wholes;
};

/* One lesson in one notation, and what its numbers are held against. */
struct hearing {
    const char *path;
    struct session *session;
    struct session *own; /* the lesson in its own notation */
    enum language language;
    double *pool; /* numbers that the run has had */
    size_t pool_count;
    double reckoned[MOST_RECKONED]; /* results of the words' own arithmetic */
    size_t reckoned_count;
    struct hearing_counts *counts;
    int target;                 /* of the operation that is under way; -1: none is */
    struct filled_matrix cells; /* as the board has it */
};

static inline void tell_fault(const struct hearing *hearing, const char *what, const char *text) {
    if (test_failures++ < MOST_FAULTS) {
        printf("# %s, %s, step %ld: %s: %s\n", hearing->path,
               session_program(hearing->session)->notation->id, session_step(hearing->session),
               what, text);
    }
}

/* ---- numbers that the run fills in ---- */

/* What a slot comes to, and whether the picture has all of it. */
struct slot_value {
    double value;
    bool is_shown;
};

/* The value of a quantity where the reader is; of what is being written, that of its cell. */
static inline struct slot_value slot_value_of(const struct hearing *hearing,
                                              struct quantity quantity) {
    const struct program *program = session_program(hearing->session);
    size_t row = (size_t)quantity.row, column = (size_t)quantity.column;
    if (quantity.tensor == hearing->target) {
        const struct filled_matrix *cells = &hearing->cells;
        bool is_there = !cells->is_partial || row * cells->value.columns + column < cells->known;
        return (struct slot_value){matrix_at(cells->value, row, column), is_there};
    }
    struct matrix value =
        program_tensor_value(program, quantity.tensor, session_state(hearing->session));
    long done = session_program_place(hearing->session).done;
    return (struct slot_value){matrix_at(value, row, column),
                               program_is_written(program, quantity.tensor, done)};
}

/* The element of the shown program that "A[2](1,1)" means, found by its name; the text goes on
 * behind it. */
static inline bool read_element(const struct hearing *hearing, int layer, const char **at,
                                struct slot_value *ret) {
    const struct program *own = session_program(hearing->own);
    const struct program *shown = session_program(hearing->session);
    char name[32] = "";
    int of_layer = -1;
    long row = 1, column = 1;
    size_t length = strcspn(*at, "[( +-*/)");
    snprintf(name, sizeof name, "%.*s", (int)length, *at);
    const char *c = *at + length;
    if (*c == '[') {
        of_layer = c[1] == 'l'   ? layer + (c[2] == '-' ? -1 : c[2] == '+')
                   : c[1] == 'L' ? (int)own->lesson->network.layer_count
                                 : atoi(c + 1);
        c += strcspn(c, "]") + 1;
    }
    if (*c == '(') {
        row = atoi(c + 1);
        column = atoi(c + strcspn(c, ",") + 1);
        c += strcspn(c, ")") + 1;
    }
    for (int t = 0; t < own->tensor_count; t++) {
        const struct tensor *tensor = &own->tensors[t];
        bool is_it = strcmp(own->notation->symbols[tensor->symbol].name, name) == 0 &&
                     (of_layer < 0 || tensor->layer == of_layer);
        struct quantity there =
            is_it ? quantity_translate(own, shown, (struct quantity){t, row - 1, column - 1})
                  : QUANTITY_NONE;
        if (there.tensor >= 0) {
            *ret = slot_value_of(hearing, there);
            *at = c;
            return true;
        }
    }
    return false;
}

/* The expression with numbers in the place of names, as the second reader reads it. */
static inline bool reckon_slot(struct arena *arena, const struct hearing *hearing, int layer,
                               const char *expression, struct slot_value *ret) {
    struct text_builder line;
    ret->is_shown = true;
    text_begin(&line, arena);
    for (const char *c = expression; *c != '\0';) {
        bool is_name = isalpha((unsigned char)*c) && strncmp(c, "log(", 4) != 0;
        struct slot_value value = {0, true};
        if (is_name && !read_element(hearing, layer, &c, &value)) {
            return false;
        } else if (is_name) {
            text_append_format(&line, value.value < 0 ? "(−%.17f)" : "%.17f", fabs(value.value));
            ret->is_shown = ret->is_shown && value.is_shown;
            continue;
        }
        size_t word = strncmp(c, "log(", 4) == 0 ? 4 : 1;
        const char *sign = *c == '-' ? "−" : *c == '*' ? "·" : NULL;
        if (sign != NULL) {
            text_append_string(&line, sign);
        } else {
            text_append(&line, c, word);
        }
        c += word;
    }
    struct second_reader reader = {.c = line.bytes};
    ret->value = second_sum(&reader).value;
    return !reader.is_lost && *reader.c == '\0';
}

/* How many bytes of a text a number takes, as words or TeX write it. */
static inline size_t number_length(const char *text) {
    static const char *const minus[] = {"−", "{-}", "-"};
    static const char *const exponent[] = {"e+", "e−", "\\mathrm{e}{-}", "\\mathrm{e}+"};
    const char *c = text;
    for (size_t i = 0; i < TEST_COUNT(minus); i++) {
        c += c == text && strncmp(c, minus[i], strlen(minus[i])) == 0 ? strlen(minus[i]) : 0;
    }
    c += strspn(c, "0123456789");
    c += *c == '.' && isdigit((unsigned char)c[1]) ? 1 + strspn(c + 1, "0123456789") : 0;
    for (size_t i = 0; i < TEST_COUNT(exponent); i++) {
        size_t length = strlen(exponent[i]);
        if (strncmp(c, exponent[i], length) == 0 && isdigit((unsigned char)c[length])) {
            return (size_t)(c - text) + length + strspn(c + length, "0123456789");
        }
    }
    return (size_t)(c - text);
}

/* Each slot of a text beside what stands in its place. */
static inline void hold_slots(struct arena *arena, const struct hearing *hearing,
                              const struct script_stop *stop, const char *text, const char *told) {
    int layer = stop->operation != NULL ? stop->operation->layer : 1;
    size_t at = 0;
    struct script_number slot;
    for (; script_number_find(arena, text, at, &slot); at = slot.end) {
        if (strncmp(told, text + at, slot.begin - at) != 0) {
            tell_fault(hearing, "words got lost", text + at);
            return;
        }
        told += slot.begin - at;
        size_t length = number_length(told);
        const char *number = words_plain(arena, arena_copy_text(arena, told, length));
        struct slot_value value = {0, true};
        hearing->counts->slots++;
        bool is_asked = *told == '?'; /* what is not known yet reads as a question does */
        length += is_asked;
        if (!reckon_slot(arena, hearing, layer, slot.expression, &value)) {
            tell_fault(hearing, "not reckoned again", slot.expression);
        } else if (is_asked == value.is_shown) {
            tell_fault(hearing, is_asked ? "is shown and reads ?" : "is not there yet and reads",
                       text_format(arena, "%s: %s", slot.expression, number));
        } else if (!is_asked && !second_is_written_as(number, value.value)) {
            tell_fault(hearing,
                       text_format(arena, "%s is %.9g and reads", slot.expression, value.value),
                       number);
        }
        hearing->counts->unknown += is_asked;
        hearing->counts->under_way += !is_asked && hearing->target >= 0;
        told += length;
    }
    if (strcmp(told, text + at) != 0) {
        tell_fault(hearing, "words got lost", text + at);
    }
}

/* ---- numbers that the author wrote ---- */

static inline void add_to_pool(struct hearing *hearing, double value) {
    if (hearing->pool_count < MOST_POOL) {
        hearing->pool[hearing->pool_count++] = value;
    }
}

static inline void add_reckoned(struct hearing *hearing, double value) {
    if (hearing->reckoned_count < MOST_RECKONED) {
        hearing->reckoned[hearing->reckoned_count++] = value;
    }
}

/* How steep an activation is where it gave a. */
static inline double slope_at(enum activation activation, double a) {
    return activation == ACTIVATION_SIGMOID ? a * (1 - a)
           : activation == ACTIVATION_TANH  ? 1 - a * a
                                            : a;
}

static inline void add_values(struct hearing *hearing, const struct program *program, int tensor,
                              const double *state) {
    struct matrix value = program_tensor_value(program, tensor, state);
    const struct tensor *of = &program->tensors[tensor];
    size_t count = value.rows * value.columns;
    for (size_t i = 0; i < count && i < MOST_TENSOR; i++) {
        add_to_pool(hearing, value.values[i]);
        if (of->role == ROLE_ACTIVATION && of->layer > 0) {
            const struct network_layer *layer = &program->lesson->network.layers[of->layer - 1];
            add_to_pool(hearing, slope_at(layer->activation, value.values[i]));
        }
    }
}

/* All that the run has at its beginning, in its first iteration, and from the iteration before
 * this step on. */
static inline void fill_pool(struct hearing *hearing, long step) {
    const struct program *program = session_program(hearing->session);
    long before = step - 2 * program->operation_count;
    hearing->pool_count = 0;
    add_to_pool(hearing, program->learning_rate);
    for (int pass = 0; pass < 2; pass++) {
        long first = pass == 0 ? 0 : before > 0 ? before : 0;
        long last = pass == 0 && program->operation_count < step ? program->operation_count : step;
        for (long at = first; at <= last; at++) {
            session_go_to(hearing->session, at);
            for (int t = 0; t < program->tensor_count; t++) {
                bool is_new =
                    program->tensors[t].first_write == (at - 1) % program->operation_count;
                bool is_given = program->tensors[t].first_write < 0;
                if (is_new || is_given) {
                    add_values(hearing, program, t, session_state(hearing->session));
                }
            }
        }
    }
    session_go_to(hearing->session, step);
}

/* Numbers that no run has, each with why it may be said. */
static const struct {
    const char *path, *number, *why;
} said_besides[] = {
    {"beyond/01-descent", "0.2", "another learning rate"},
    {"beyond/01-descent", "0.4", "another learning rate"},
    {"beyond/01-descent", "2.5", "the cost as a function: its factor"},
    {"beyond/01b-four-rates", "4", "units, in the name of the curve"},
    {"beyond/02-xor", "2", "log 2: half of the samples are each"},
    {"beyond/03-vanishing", "0", "said at the beginning: what will be"},
    {"beyond/03-vanishing", "64", "three slopes of a quarter"},
    {"beyond/03-vanishing", "1/64", "three slopes of a quarter"},
    {"beyond/03-vanishing", "4", "one divided by a slope of a quarter"},
    {"beyond/08-five-notations", "5", "keys"},
    {"beyond/09-iris", "3", "log 3: guessing among three"},
    {"beyond/09-iris", "500", "iterations that are not all"},
    {"beyond/10-weight-decay", "0", "a part of the loss: the distance is 0"},
    {"beyond/11-momentum", "2", "where it would be without momentum"},
    {"beyond/15-digits", "8", "a digit"},
    {"beyond/15-digits", "9", "a digit"},
    {"beyond/15-digits", "10", "log 10: guessing among ten"},
    {"beyond/15-digits", "40", "rows of the table"},
    {"four/05-products", "1/2", "a factor of the loss"},
    {"ladder/03-three-layers", "3", "factors of a chain"},
    {"ladder/03-three-layers", "5", "factors of a chain"},
    {"ladder/03-three-layers", "7", "factors of a chain"},
    {"layer/04-activation", "3", "the shape of the next lesson's network"},
    {"delta/04-last", "2", "e to the logarithm of 2"},
    {"beyond/07-softmax-shortcut", "2", "e to the logarithm of 2"},
    {"beyond/07-softmax-shortcut", "4", "1 + 2 + 1"},
    {"ladder/05-broadcasting", "2", "3 times 2 numbers"},
    {"beyond/05-dead-relu", "0.01", "the slope of leaky ReLU, which is not in the network"},
    {"delta/03-down", "0.6", "said at the beginning: what will be"},
    {"delta/03-down", "0.8", "said at the beginning: what will be"},
    {"delta/03-down", "0.64", "said at the beginning: what will be"},
    {"delta/03-down", "0.36", "said at the beginning: what will be"},
    {"four/03-losses", "1.25", "the difference of two losses: 3, 1.75, 0.5"},
    {"ladder/02-sigmoid-slope", "0.25", "1 - 0.75, and the steepest that a sigmoid gets"},
};

static inline bool is_said_besides(const char *path, const char *number) {
    for (size_t i = 0; i < TEST_COUNT(said_besides); i++) {
        if (strstr(path, said_besides[i].path) != NULL &&
            strcmp(said_besides[i].number, number) == 0) {
            return true;
        }
    }
    return false;
}

/* With or without a minus: "minus 0.5". */
static inline bool is_in_pool(const struct hearing *hearing, const char *number) {
    double value = strtod(number, NULL), half = second_half_digit(number) * (1 + 1e-5);
    for (size_t i = 0; i < hearing->pool_count; i++) {
        if (fabs(fabs(hearing->pool[i]) - fabs(value)) <= half) {
            return true;
        }
    }
    for (size_t i = 0; i < hearing->reckoned_count; i++) {
        if (fabs(fabs(hearing->reckoned[i]) - fabs(value)) <= half) {
            return true;
        }
    }
    return false;
}

/* The text without what the run fills in. */
static inline const char *without_slots(struct arena *arena, const char *text) {
    struct text_builder rest;
    text_begin(&rest, arena);
    size_t at = 0;
    struct script_number slot;
    for (; script_number_find(arena, text, at, &slot); at = slot.end) {
        text_append(&rest, text + at, slot.begin - at);
        text_append_string(&rest, "…");
    }
    text_append_string(&rest, text + at);
    return rest.bytes;
}

static inline void hold_decimals(struct arena *arena, const struct hearing *hearing,
                                 const char *text) {
    const char *plain = words_plain(arena, without_slots(arena, text));
    const char *at = plain;
    for (const char *number; (number = words_next_decimal(arena, plain, &at)) != NULL;) {
        hearing->counts->decimals++;
        if (!is_in_pool(hearing, number) && !is_said_besides(hearing->path, number)) {
            tell_fault(hearing, text_format(arena, "%s is nowhere in the run", number), plain);
        }
    }
}

/* What a line reckons with: numbers that the run has. */
static inline void hold_operands(struct arena *arena, const struct hearing *hearing,
                                 const char *line) {
    const char *equals = strstr(line, " = ");
    const char *sign = equals != NULL ? equals : strstr(line, " ≈ ");
    size_t until = (size_t)(sign - line);
    for (size_t at = strcspn(line, "0123456789"); at < until;) {
        size_t length = strspn(line + at, "0123456789.");
        const char *number = arena_copy_text(arena, line + at, length);
        if (!is_in_pool(hearing, number) && !is_said_besides(hearing->path, number)) {
            tell_fault(hearing, text_format(arena, "%s is reckoned with and nowhere", number),
                       line);
        }
        at += length;
        at += strcspn(line + at, "0123456789");
    }
}

static inline void hold_lines(struct arena *arena, struct hearing *hearing, const char *plain) {
    struct words_line found;
    for (const char *at = plain; words_next_line(arena, plain, at, &found); at = found.end) {
        enum second_verdict verdict = second_judge(found.line);
        hearing->counts->lines[verdict]++;
        hold_operands(arena, hearing, found.line);
        if (verdict == SECOND_FALSE) {
            tell_fault(hearing, "does not hold", found.line);
        } else {
            /* what was reckoned may be said again */
            const char *sign = strstr(found.line, " = ");
            sign = sign != NULL ? sign : strstr(found.line, " ≈ ");
            struct second_reader reader = {.c = strchr(sign + 1, ' ') + 1};
            add_reckoned(hearing, second_factor(&reader).value);
        }
    }
}

/* ---- whole numbers ---- */

/* How many of a thing there are at most, or some have. */
static inline bool is_count_of(const struct hearing *hearing, const char *of, long number,
                               bool is_exact) {
    const struct lesson *lesson = session_lesson(hearing->session);
    const struct network *network = &lesson->network;
    const struct program *program = session_program(hearing->session);
    long counts[MOST_TENSOR] = {0};
    size_t count = 0;
    if (strcmp(of, "sample") == 0) {
        counts[count++] = (long)lesson->sample_count;
    } else if (strcmp(of, "iteration") == 0) {
        counts[count++] = lesson->iterations;
    } else if (strcmp(of, "layer") == 0) {
        counts[count++] = (long)network->layer_count;
    } else if (strcmp(of, "class") == 0) {
        counts[count++] = (long)network->layers[network->layer_count - 1].units;
    } else if (strcmp(of, "unit") == 0) {
        for (size_t l = 0; l < network->layer_count; l++) {
            counts[count++] = (long)network->layers[l].units;
        }
    } else if (strcmp(of, "equation") == 0) {
        counts[count++] = 4; /* that the notes number */
    } else if (strcmp(of, "parameter") == 0) {
        counts[count++] = (long)program->parameter_count;
    } else {
        for (int t = 0; t < program->tensor_count && count + 2 < MOST_TENSOR; t++) {
            counts[count++] = (long)program->tensors[t].storage.shape.rows;
            counts[count++] = (long)program->tensors[t].storage.shape.columns;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (is_exact ? number == counts[i] : number >= 1 && number <= counts[i]) {
            return true;
        }
    }
    return false;
}

/* Of a tensor as it is, or transposed. */
static inline bool is_shape(const struct program *program, long rows, long columns) {
    for (int t = 0; t < program->tensor_count; t++) {
        const struct shape shape = program->tensors[t].storage.shape;
        if ((long)shape.rows == rows && (long)shape.columns == columns) {
            return true;
        }
        if ((long)shape.rows == columns && (long)shape.columns == rows) {
            return true;
        }
    }
    return false;
}

static inline bool is_value(const struct hearing *hearing, double value, double half) {
    for (size_t i = 0; i < hearing->pool_count; i++) {
        if (fabs(fabs(hearing->pool[i]) - fabs(value)) <= half) {
            return true;
        }
    }
    for (size_t i = 0; i < hearing->reckoned_count; i++) {
        if (fabs(fabs(hearing->reckoned[i]) - fabs(value)) <= half) {
            return true;
        }
    }
    return false;
}

static inline bool is_whole_true(const struct hearing *hearing, const struct words_whole *whole) {
    switch (whole->kind) {
    case WHOLE_SHAPE:
        return is_shape(session_program(hearing->session), whole->number, whole->columns);
    case WHOLE_ORDINAL:
        return is_count_of(hearing, whole->of, whole->number, false);
    case WHOLE_COUNT:
        return is_count_of(hearing, whole->of, whole->number, true);
    case WHOLE_VALUE:
        break;
    }
    return is_value(hearing, whole->value, whole->half);
}

static inline void hold_wholes(struct arena *arena, const struct hearing *hearing,
                               const char *text) {
    const char *plain = words_plain(arena, without_slots(arena, text));
    struct words_whole whole;
    for (const char *at = plain; words_next_whole(plain, at, &whole); at = whole.end) {
        const char *number = arena_copy_text(arena, whole.begin, (size_t)(whole.end - whole.begin));
        hearing->counts->wholes++;
        if (!is_whole_true(hearing, &whole) && !is_said_besides(hearing->path, number)) {
            tell_fault(hearing, text_format(arena, "%s is nowhere", number), plain);
        }
    }
}

#endif
