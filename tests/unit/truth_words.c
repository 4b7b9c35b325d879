/* What a lesson says is true: each number in its words, in both languages, at every stop, in every
 * notation, as the steps of every size come by it: of comments and of questions, with their hints
 * and what they explain. A number that the run fills in is reckoned again from the lesson in its
 * own notation; lines of arithmetic are read as a person reads them; a number that the author wrote
 * is one that the run has. */
#include "hearing.h"
#include "tell/script/narration.h"

enum { MOST_LESSONS = 128, MOST_STOPS = 16, MOST_SMALL_STEPS = 60 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static struct hearing_counts heard;
static size_t shapes, line_stops;

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

/* One text of an author. */
static void hold_text(struct arena *arena, struct hearing *hearing, const struct moment *moment,
                      const struct script_stop *stop, const struct localized_text *texts) {
    const char *text = texts->in[hearing->language];
    const char *told = told_numbers(moment, session_script(hearing->session), stop, text);
    hold_slots(arena, hearing, stop, text, told);
    hold_lines(arena, hearing, words_plain(arena, told));
    hold_decimals(arena, hearing, text);
    hold_wholes(arena, hearing, text);
}

/* What the author says of a question; an option that is wrong has any number. */
static void hold_question(struct arena *arena, struct hearing *hearing, const struct moment *moment,
                          const struct script_stop *stop, const struct question *question) {
    hold_text(arena, hearing, moment, stop, &question->text);
    hold_text(arena, hearing, moment, stop, &question->hint);
    hold_text(arena, hearing, moment, stop, &question->explain);
    for (size_t i = 0; i < question->option_count; i++) {
        hold_text(arena, hearing, moment, stop, &question->options[i].why);
        if (i == question->answer) {
            hold_text(arena, hearing, moment, stop, &question->options[i].text);
        }
    }
}

static void hold_stops(struct arena *arena, struct hearing *hearing, const struct moment *moment,
                       const struct script_stop *stops, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct lesson_stop *stop = stops[i].stop;
        hold_text(arena, hearing, moment, &stops[i],
                  stop != NULL ? &stop->say : &session_lesson(hearing->session)->closing);
        if (stop != NULL && stop->question != NULL) {
            hold_question(arena, hearing, moment, &stops[i], stop->question);
        }
    }
}

/* What the board shows of the operation that is under way. */
static void look_at_cells(struct hearing *hearing, const struct moment *moment) {
    hearing->target = -1;
    if (moment->operation != NULL && moment->at.element > 0) {
        const struct equation equation = equation_create(moment, moment->operation, NULL);
        hearing->target = moment->operation->target;
        hearing->cells = filled_equation_create(&equation).slots[0].matrix;
    }
}

/* The stops of the place that the session is at, also at lines of its derivations, and the last
 * word. */
static void hold_place(struct hearing *hearing) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(hearing->session, arena);
    look_at_cells(hearing, &moment);
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
                                  .pool = pool,
                                  .counts = &heard};
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            hearing.language = (enum language)language;
            check_language(&hearing);
        }
        session_destroy(hearing.session);
        session_destroy(hearing.own);
        arena_destroy(arena);
    }
    printf("# %zu numbers filled in, %zu of them not known yet, %zu while cells are filled, %zu "
           "lines hold, %zu say ≈, %zu "
           "numbers with a point and %zu whole ones of the author's, %zu shapes\n",
           heard.slots, heard.unknown, heard.under_way, heard.lines[SECOND_TRUE],
           heard.lines[SECOND_ABOUT], heard.decimals, heard.wholes, shapes);
    EXPECT(heard.slots > 25000 && heard.unknown > 5000 && heard.under_way > 1000);
    EXPECT(heard.lines[SECOND_TRUE] > 500);
    EXPECT(line_stops > 8 && heard.decimals > 500 && shapes > 10000);
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
