/* What a lesson says is true: each number in its words, in both languages, at every stop, in every
 * notation, as the steps of every size come by it. A number that the run fills in is reckoned again
 * from the lesson in its own notation; lines of arithmetic are read as a person reads them; a
 * number that the author wrote is one that the run has. */
#include "base/number.h"
#include "engine/place.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "engine/script_number.h"
#include "tell/script/narration.h"
#include "tell/script/told_number.h"
#include "view_fixture.h"
#include "words_reader.h"

enum {
    MOST_LESSONS = 128,
    MOST_STOPS = 16,
    MOST_POOL = 16384,
    MOST_FAULTS = 40,
    MOST_TENSOR = 64,
    MOST_RECKONED = 256,
    MOST_SMALL_STEPS = 60
};

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static size_t slots, lines[SECOND_COUNT], decimals, shapes, unknown, line_stops;

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
};

static void tell_fault(const struct hearing *hearing, const char *what, const char *text) {
    if (test_failures++ < MOST_FAULTS) {
        printf("# %s, %s, step %ld: %s: %s\n", hearing->path,
               session_program(hearing->session)->notation->id, session_step(hearing->session),
               what, text);
    }
}

/* ---- numbers that the run fills in ---- */

/* The element of the shown program that "A[2](1,1)" means, found by its name; the text goes on
 * behind it. */
static bool read_element(const struct hearing *hearing, int layer, const char **at, double *ret) {
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
            struct matrix value =
                program_tensor_value(shown, there.tensor, session_state(hearing->session));
            *ret = matrix_at(value, (size_t)there.row, (size_t)there.column);
            *at = c;
            return true;
        }
    }
    return false;
}

/* The expression with numbers in the place of names, as the second reader reads it. */
static bool reckon_slot(struct arena *arena, const struct hearing *hearing, int layer,
                        const char *expression, double *ret) {
    struct text_builder line;
    text_begin(&line, arena);
    for (const char *c = expression; *c != '\0';) {
        bool is_name = isalpha((unsigned char)*c) && strncmp(c, "log(", 4) != 0;
        double value = 0;
        if (is_name && !read_element(hearing, layer, &c, &value)) {
            return false;
        } else if (is_name) {
            text_append_format(&line, value < 0 ? "(−%.17f)" : "%.17f", fabs(value));
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
    *ret = second_sum(&reader).value;
    return !reader.is_lost && *reader.c == '\0';
}

static bool is_written_as(const char *text, double value) {
    struct second_reader reader = {.c = text};
    double read = second_factor(&reader).value;
    bool is_whole = strpbrk(text, ".e") == NULL;
    double half = is_whole ? 1e-9 : second_half_digit(text);
    return !reader.is_lost && *reader.c == '\0' && fabs(read - value) <= half * (1 + 1e-5);
}

/* How many bytes of a text a number takes, as words or TeX write it. */
static size_t number_length(const char *text) {
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
static void hold_slots(struct arena *arena, const struct hearing *hearing,
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
        double value = 0;
        slots++;
        bool is_under_way = *told == '?' && session_place(hearing->session).element > 0;
        unknown += is_under_way;
        length += is_under_way;
        if (is_under_way) {
            told += length;
            continue; /* what is not known yet reads as a question does */
        }
        if (!reckon_slot(arena, hearing, layer, slot.expression, &value)) {
            tell_fault(hearing, "not reckoned again", slot.expression);
        } else if (!is_written_as(number, value)) {
            tell_fault(hearing, text_format(arena, "%s is %.9g and reads", slot.expression, value),
                       number);
        }
        told += length;
    }
    if (strcmp(told, text + at) != 0) {
        tell_fault(hearing, "words got lost", text + at);
    }
}

/* ---- numbers that the author wrote ---- */

static void add_to_pool(struct hearing *hearing, double value) {
    if (hearing->pool_count < MOST_POOL) {
        hearing->pool[hearing->pool_count++] = value;
    }
}

static void add_reckoned(struct hearing *hearing, double value) {
    if (hearing->reckoned_count < MOST_RECKONED) {
        hearing->reckoned[hearing->reckoned_count++] = value;
    }
}

/* How steep an activation is where it gave a. */
static double slope_at(enum activation activation, double a) {
    return activation == ACTIVATION_SIGMOID ? a * (1 - a)
           : activation == ACTIVATION_TANH  ? 1 - a * a
                                            : a;
}

static void add_values(struct hearing *hearing, const struct program *program, int tensor,
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
static void fill_pool(struct hearing *hearing, long step) {
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
    {"beyond/02-xor", "2", "log 2: half of the samples are each"},
    {"beyond/02-xor", "2.773", "four samples at log 2"},
    {"beyond/05-dead-relu", "0.01", "the slope of leaky ReLU, which is not in the network"},
    {"delta/03-down", "0.6", "said at the beginning: what will be"},
    {"delta/03-down", "0.8", "said at the beginning: what will be"},
    {"delta/03-down", "0.64", "said at the beginning: what will be"},
    {"delta/03-down", "0.36", "said at the beginning: what will be"},
    {"four/03-losses", "1.25", "the difference of two losses: 3, 1.75, 0.5"},
    {"four/08-m-samples", "0.125", "what a mistake would give"},
    {"ladder/01-one-neuron", "0.375", "2 times 0.1875"},
    {"ladder/02-sigmoid-slope", "0.25", "1 - 0.75, and the steepest that a sigmoid gets"},
};

static bool is_said_besides(const char *path, const char *number) {
    for (size_t i = 0; i < TEST_COUNT(said_besides); i++) {
        if (strstr(path, said_besides[i].path) != NULL &&
            strcmp(said_besides[i].number, number) == 0) {
            return true;
        }
    }
    return false;
}

/* With or without a minus: "minus 0.5". */
static bool is_in_pool(const struct hearing *hearing, const char *number) {
    double value = strtod(number, NULL), half = second_half_digit(number) * (1 + 1e-5);
    for (size_t i = 0; i < hearing->pool_count; i++) {
        if (fabs(fabs(hearing->pool[i]) - value) <= half) {
            return true;
        }
    }
    for (size_t i = 0; i < hearing->reckoned_count; i++) {
        if (fabs(fabs(hearing->reckoned[i]) - value) <= half) {
            return true;
        }
    }
    return false;
}

/* The text without what the run fills in. */
static const char *without_slots(struct arena *arena, const char *text) {
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

static void hold_decimals(struct arena *arena, const struct hearing *hearing, const char *text) {
    const char *plain = words_plain(arena, without_slots(arena, text));
    const char *at = plain;
    for (const char *number; (number = words_next_decimal(arena, plain, &at)) != NULL;) {
        decimals++;
        if (!is_in_pool(hearing, number) && !is_said_besides(hearing->path, number)) {
            tell_fault(hearing, text_format(arena, "%s is nowhere in the run", number), plain);
        }
    }
}

/* What a line reckons with: numbers that the run has. */
static void hold_operands(struct arena *arena, const struct hearing *hearing, const char *line) {
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

static void hold_lines(struct arena *arena, struct hearing *hearing, const char *plain) {
    struct words_line found;
    for (const char *at = plain; words_next_line(arena, plain, at, &found); at = found.end) {
        enum second_verdict verdict = second_judge(found.line);
        lines[verdict]++;
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

/* ---- what is said ---- */

static const char *words_of(struct arena *arena, const struct telling *telling) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling->count; i++) {
        text_append_string(&text, telling->parts[i].text != NULL ? telling->parts[i].text : "\n");
    }
    return text.bytes;
}

/* The program's own sentence has one number: the shape of what was computed. */
static void hold_sentence(struct arena *arena, const struct hearing *hearing,
                          const struct moment *moment) {
    struct telling telling = telling_begin(arena, hearing->language);
    narration_tell_step(&telling, moment);
    const char *text = words_of(arena, &telling);
    const char *times = strstr(text, "\u00A0×");
    const char *begin = times;
    while (begin != NULL && begin > text && isdigit((unsigned char)begin[-1])) {
        begin--;
    }
    struct shape shape = {1, 1};
    if (moment->operation != NULL) {
        struct matrix value =
            program_tensor_value(moment->program, moment->operation->target, moment->state);
        shape = (struct shape){value.rows, value.columns};
    }
    bool is_told = times != NULL && (size_t)atoi(begin) == shape.rows &&
                   (size_t)atoi(times + strlen("\u00A0×\u00A0")) == shape.columns;
    shapes += is_told;
    if (shape.rows * shape.columns > 1 ? !is_told : times != NULL) {
        tell_fault(hearing, "another shape", text);
    }
}

static void hold_stops(struct arena *arena, struct hearing *hearing, const struct moment *moment,
                       const struct script_stop *stops, size_t count) {
    const struct script *script = session_script(hearing->session);
    for (size_t i = 0; i < count; i++) {
        const struct localized_text *texts = stops[i].stop != NULL
                                                 ? &stops[i].stop->say
                                                 : &session_lesson(hearing->session)->closing;
        const char *text = texts->in[hearing->language];
        const char *told = told_numbers(moment, script, &stops[i], text);
        hold_slots(arena, hearing, &stops[i], text, told);
        hold_lines(arena, hearing, words_plain(arena, told));
        hold_decimals(arena, hearing, text);
    }
}

/* The stops of the place that the session is at, also at lines of its derivations, and the last
 * word. */
static void hold_place(struct hearing *hearing) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(hearing->session, arena);
    const struct script *script = session_script(hearing->session);
    const struct notation *notation = session_program(hearing->session)->notation;
    struct script_stop stops[MOST_STOPS + 1];
    size_t count = script_stops_at(script, moment.place, stops, MOST_STOPS);
    if (script_is_end(script, moment.place)) {
        stops[count++] = (struct script_stop){NULL, NULL};
    }
    hold_sentence(arena, hearing, &moment);
    hold_stops(arena, hearing, &moment, stops, count);
    struct script_line line = {NULL, 0};
    for (size_t d = 0; d < notation->derivation_count; d++) {
        line.derivation = &notation->derivations[d];
        for (line.line = 1; line.line <= line.derivation->line_count; line.line++) {
            count = script_stops_at_line(script, moment.place, line, stops, MOST_STOPS);
            line_stops += count;
            hold_stops(arena, hearing, &moment, stops, count);
        }
    }
    arena_destroy(arena);
}

/* The ways to a stop by small steps. */
static void approach(struct hearing *hearing, long step) {
    static const enum step_level levels[] = {LEVEL_ELEMENT, LEVEL_TERM};
    for (size_t i = 0; i < TEST_COUNT(levels) && step > 0; i++) {
        session_go_to(hearing->session, step - 1);
        session_set_level(hearing->session, levels[i]);
        for (int k = 0; k < MOST_SMALL_STEPS && session_step(hearing->session) < step; k++) {
            session_apply(hearing->session, ACTION_NEXT);
            hold_place(hearing);
        }
    }
    session_set_level(hearing->session, LEVEL_OPERATION);
    session_go_to(hearing->session, step);
}

/* At each step of the first iteration and at each stop behind it. */
static void check_language(struct hearing *hearing) {
    const struct script *script = session_script(hearing->session);
    long first = session_program(hearing->session)->operation_count;
    for (long step = 0; step >= 0;) {
        session_go_to(hearing->session, step);
        struct script_stop stop;
        struct program_place place = session_program_place(hearing->session);
        if (script != NULL &&
            (script_stops_at(script, place, &stop, 1) > 0 || script_is_end(script, place))) {
            fill_pool(hearing, step);
            approach(hearing, step);
        }
        if (script != NULL) {
            hold_place(hearing);
        }
        step = step < first ? step + 1 : script != NULL ? script_next(script, step) : -1;
    }
}

static void test_words(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    double *pool = ARENA_ARRAY(shared, double, MOST_POOL);
    for (size_t i = 0; i < count * notations.count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i / notations.count]);
        size_t own = 0;
        while (strcmp(notations.items[own]->id, lesson->notation) != 0) {
            own++;
        }
        struct hearing hearing = {.path = paths[i / notations.count],
                                  .session =
                                      view_session(arena, lesson, &notations, i % notations.count),
                                  .own = view_session(arena, lesson, &notations, own),
                                  .pool = pool};
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            hearing.language = (enum language)language;
            check_language(&hearing);
        }
        session_destroy(hearing.session);
        session_destroy(hearing.own);
        arena_destroy(arena);
    }
    printf("# %zu numbers filled in, %zu of them not known yet, %zu lines hold, %zu say ≈, %zu "
           "numbers of the author's, %zu shapes\n",
           slots, unknown, lines[SECOND_TRUE], lines[SECOND_ABOUT], decimals, shapes);
    EXPECT(slots > 10000 && unknown > 1000 && lines[SECOND_TRUE] > 500);
    EXPECT(line_stops > 8 && decimals > 5000 && shapes > 10000);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"each number in a lesson's words is the value that it names", test_words},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
