/* What is said of an answer is said whole: every question of every lesson, answered as those do who
 * make the usual mistakes, at all sizes and scales and in both languages. Page by page all words of
 * the verdict are in the frame, and none is cut. */
#include "ask_fixture.h"
#include "font_set_fixture.h"

#include "formula/print/print.h"
#include "session/ask/asking.h"
#include "session/session_parts.h"
#include "tell/answer/question_told.h"
#include "view/draw/layout.h"
#include "view/panel/narration_view.h"

enum { MOST_LESSONS = 64, MOST_ANSWERS = 64, MOST_FAULTS = 12, MOST_PAGES = 60 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct mistakes *mistakes;
static struct font_set *fonts;
static struct text_metrics metrics;
static size_t pictures, verdicts, paged;

struct look {
    struct stage_size size;
    int scale;
};
static const struct look looks[] = {{{1280, 720}, 100},  {{1920, 1080}, 100}, {{1280, 720}, 150},
                                    {{1920, 1080}, 150}, {{900, 600}, 100},   {{700, 900}, 100}};

/* ---- answers ---- */

struct answers {
    const char *texts[MOST_ANSWERS];
    size_t count;
};

static void add(struct answers *answers, const char *text) {
    if (text != NULL && answers->count < MOST_ANSWERS) {
        answers->texts[answers->count++] = text;
    }
}

/* The numbers of all mistakes that can be made here. */
static void add_numbers(struct arena *arena, struct session *session, struct answers *answers) {
    const struct asked *asked = session_ask_now(session);
    asking_record(session);
    session_refresh(session);
    const struct recording *recording = session_ask_recording(session);
    if (recording == NULL) {
        return;
    }
    const size_t cell[2] = {(size_t)asked->subject.quantity.row + 1,
                            (size_t)asked->subject.quantity.column + 1};
    const struct candidates found = candidates_create(arena, recording, mistakes, cell);
    for (size_t i = 0; i < found.count; i++) {
        add(answers, fixture_typed(arena, found.items[i].value));
    }
}

/* What is typed of a formula: the formulas of all mistakes. */
static void add_formulas(struct arena *arena, struct session *session, struct answers *answers) {
    const struct recording *recording = session_ask_recording(session);
    const size_t cell[2] = {1, 1};
    if (recording == NULL) {
        return;
    }
    const struct candidates found = candidates_create(arena, recording, mistakes, cell);
    const struct printer printer = recording_printer(recording, PRINT_TEXT);
    for (size_t i = 0; i < found.count; i++) {
        struct text_builder text;
        text_begin(&text, arena);
        print_statement(&printer, found.items[i].formula.formula.statement, &text, NULL);
        const char *relation = strstr(text.bytes, "= ");
        add(answers, relation != NULL ? relation + strlen("= ") : NULL);
    }
}

static struct answers answers_to(struct arena *arena, struct session *session,
                                 struct session *plain) {
    struct answers answers = {.count = 0};
    const struct asked *asked = session_ask_now(session);
    add(&answers, ask_wrong_text(arena, session, plain));
    add(&answers, "%");
    if (asked->kind == QUESTION_VALUE) {
        add_numbers(arena, session, &answers);
    } else if (asked->kind == QUESTION_FORMULA) {
        add_formulas(arena, session, &answers);
    } else {
        for (size_t i = 0; i < asked->subject.option_count; i++) {
            add(&answers, ask_letter(arena, i));
        }
    }
    return answers;
}

/* ---- pages ---- */

/* Appends what stands in words, without its spaces. */
static void add_letters(struct text_builder *text, const char *words) {
    for (const char *at = words; *at != '\0'; at++) {
        if (*at != ' ') {
            text_append(text, at, 1);
        }
    }
}

static const char *words_of(struct arena *arena, const struct session *session,
                            const struct moment *moment) {
    struct telling telling = telling_begin(arena, session_settings(session)->language);
    question_told_add_verdict(&telling, moment, session_script(session), session_ask_now(session));
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling.count; i++) {
        if (telling.parts[i].kind == TELLING_WORDS) {
            add_letters(&text, telling.parts[i].text);
        }
    }
    return text.bytes != NULL ? text.bytes : "";
}

struct reading {
    const char *path;
    struct session *session;
    const struct look *look;
    const char *typed;
    const char *rest; /* of the verdict's words, not read yet */
    size_t pages;
};

static void complain(const struct reading *reading, const char *what, const char *text) {
    test_failures++;
    printf("# %s, step %ld, %d x %d, %d %%, %s, \"%s\": %s \"%s\"\n", reading->path,
           session_step(reading->session), reading->look->size.width, reading->look->size.height,
           reading->look->scale,
           session_settings(reading->session)->language == LANGUAGE_ENGLISH ? "en" : "zh",
           reading->typed, what, text);
}

static void read_item(struct reading *reading, const struct scene_item *item, struct rect panel,
                      struct arena *arena) {
    struct text_builder text;
    text_begin(&text, arena);
    add_letters(&text, item->text);
    size_t length = strlen(text.bytes != NULL ? text.bytes : "");
    if (length > 0 && strncmp(reading->rest, text.bytes, length) == 0) {
        reading->rest += length;
    }
    const struct rect box = item->bounds;
    if (box.x < panel.x - 1 || box.x + box.width > panel.x + panel.width + 1 ||
        box.y < panel.y - 1 || box.y + box.height > panel.y + panel.height + 1) {
        complain(reading, "sticks out:", item->text);
    }
}

static void read_page(struct reading *reading, bool is_first) {
    struct arena *arena = arena_create();
    struct scene scene;
    const struct session_settings *settings = session_settings(reading->session);
    const struct layout layout = stage_layout(reading->session, reading->look->size);
    scene_begin(&scene, arena, layout.width, layout.height, 0);
    const struct moment moment = moment_create(reading->session, arena);
    const struct canvas canvas = {.scene = &scene,
                                  .arena = arena,
                                  .metrics = &metrics,
                                  .layout = &layout,
                                  .moment = &moment,
                                  .theme = theme_get(THEME_DARK),
                                  .language = settings->language};
    if (is_first) {
        reading->rest = words_of(shared, reading->session, &moment);
    }
    narration_view_draw(&canvas, reading->session, layout.narration);
    reading->pages = scene.text_pages;
    for (size_t i = 0; i < scene.count && test_failures < MOST_FAULTS; i++) {
        if (scene.items[i].kind == SCENE_TEXT) {
            read_item(reading, &scene.items[i], layout.narration, arena);
        }
    }
    pictures++;
    arena_destroy(arena);
}

/* As a reader does: turning the page as long as there is another one. */
static void read(struct reading reading) {
    size_t page = 0;
    reading.session->text_page = 0; /* another size has other pages */
    do {
        read_page(&reading, page == 0);
        page++;
        session_turn_page(reading.session, true);
    } while (page < reading.pages && page < MOST_PAGES);
    verdicts++;
    paged += reading.pages > 1;
    if (*reading.rest != '\0') {
        complain(&reading, "is not read:", reading.rest);
    }
}

static void check(const char *path, struct session *session, struct session *plain) {
    struct arena *arena = arena_create();
    const struct answers answers = answers_to(arena, session, plain);
    for (size_t i = 0; i < answers.count; i++) {
        session_ask_enter(session);
        session_ask_type(session, answers.texts[i]);
        session_ask_check(session);
        for (size_t k = 0; k < TEST_COUNT(looks) * LANGUAGE_COUNT; k++) {
            const struct look *look = &looks[k % TEST_COUNT(looks)];
            session_set_text_scale(session, look->scale);
            session_set_language(session, (enum language)(k / TEST_COUNT(looks)));
            read((struct reading){
                .path = path, .session = session, .look = look, .typed = answers.texts[i]});
        }
    }
    arena_destroy(arena);
}

static void test_verdicts(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i += FIXTURE_IS_SANITIZED ? 8 : 1) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        size_t own = ask_notation(&notations, lesson->notation);
        struct session *session = ask_session(arena, lesson, &notations, own, mistakes);
        struct session *plain = view_session(arena, lesson, &notations, own);
        for (long step = 0; step >= 0; step = script_next(session_script(session), step)) {
            session_go_to(session, step);
            if (session_ask_is_open(session) && test_failures < MOST_FAULTS) {
                check(paths[i], session, plain);
            }
        }
        session_destroy(plain);
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu verdicts on %zu pictures, %zu of them on more than one page\n", verdicts,
           pictures, paged);
    EXPECT(verdicts > (FIXTURE_IS_SANITIZED ? 2000 : 3000) && paged > 100);
}

/* ---- the solution ---- */

/* Where options were asked, what is right is said when it is shown: nothing else in the picture
 * does.
 */
static void check_revealed(const char *path, struct session *session) {
    const struct asked *asked = session_ask_now(session);
    session_ask_enter(session);
    session_ask_reveal(session);
    const struct look *look = &looks[0];
    session_set_text_scale(session, look->scale);
    session_set_language(session, LANGUAGE_ENGLISH);
    struct arena *arena = arena_create();
    const struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    question_told_add_option(&telling, &moment, session_script(session), asked,
                             ask_option(asked, true));
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < telling.count; i++) {
        if (telling.parts[i].kind == TELLING_WORDS) {
            add_letters(&text, telling.parts[i].text);
        }
    }
    struct reading reading = {.path = path,
                              .session = session,
                              .look = look,
                              .typed = "revealed",
                              .rest = text.bytes != NULL ? text.bytes : ""};
    session->text_page = 0;
    for (size_t page = 0; page == 0 || page < reading.pages; page++) {
        read_page(&reading, false);
        session_turn_page(session, true);
    }
    if (*reading.rest != '\0') {
        complain(&reading, "is not said:", reading.rest);
    }
    arena_destroy(arena);
}

static void test_revealed(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS), found = 0;
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(shared, root, paths[i]);
        size_t own = ask_notation(&notations, lesson->notation);
        struct session *session = ask_session(arena, lesson, &notations, own, mistakes);
        for (long step = 0; step >= 0; step = script_next(session_script(session), step)) {
            session_go_to(session, step);
            if (session_ask_is_open(session) && session_ask_now(session)->kind == QUESTION_CHOICE &&
                test_failures < MOST_FAULTS) {
                check_revealed(paths[i], session);
                found++;
            }
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu solutions of choices\n", found);
    EXPECT(found > 20);
}

int main(int argc, char **argv) {
    (void)argc;
    root = argv[1];
    shared = arena_create();
    notations = view_notations_read(shared, root);
    mistakes = fixture_mistakes(shared, root);
    fonts = fixture_font_set(root);
    metrics = font_metrics(fonts);
    static const struct test tests[] = {
        {"nothing of what is said of an answer is cut or out of reach", test_verdicts},
        {"the right one of several options is said when it is shown", test_revealed},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    font_close(fonts);
    arena_destroy(shared);
    return status;
}
