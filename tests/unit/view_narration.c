/* What the lessons say, with the real fonts: it fits where it stands, and the reader gets to all of
 * it. */
#include "font_set_fixture.h"
#include "session/key_table.h"
#include "view_fixture.h"

#include "app/font.h"
#include "view/panel/narration_view.h"
#include "view/stage/pointing.h"

static const char *root;
static struct text_metrics metrics;
static struct view_notations notations;

static const char *const narrated[] = {"tests/lessons/four-equations.json",
                                       "tests/lessons/xor.json",
                                       "tests/lessons/mlbook/absolute-value.json"};

struct look {
    struct session *session;
    struct stage_size size;
    enum language language;
};

static size_t own_notation(const struct lesson *lesson) {
    size_t i = 0;
    while (strcmp(notations.items[i]->id, lesson->notation) != 0) {
        i++;
    }
    return i;
}

/* The narration alone. */
struct few_in_row {
    float size; /* of its first text */
    int texts;
    bool has_pages;
    char first[64]; /* words */
};

static struct few_in_row show(const struct look *look) {
    struct arena *arena = arena_create();
    struct scene scene;
    session_set_language(look->session, look->language);
    stage_build(look->session, look->size, &metrics, arena, &scene);
    struct layout layout = stage_layout(look->session, look->size);
    struct rect panel = layout.narration;
    struct few_in_row shown = {0};
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        bool is_here = item->bounds.y >= panel.y && item->bounds.x >= panel.x &&
                       item->bounds.x + item->bounds.width <= panel.x + panel.width + 1 &&
                       item->bounds.y + item->bounds.height <= panel.y + panel.height + 1;
        if (is_here && item->kind == SCENE_TEXT) {
            if (shown.texts++ == 0) {
                shown.size = item->size;
                snprintf(shown.first, sizeof shown.first, "%s", item->text);
            }
            shown.has_pages = shown.has_pages || strstr(item->text, "Shift+↓") != NULL;
        }
    }
    arena_destroy(arena);
    return shown;
}

/* At the two sizes that most rooms have, at 100 %, all that is said stands on one page of three
 * lines, and not much smaller than other texts. */
static int check_fit(const struct lesson *lesson, struct session *session) {
    static const struct stage_size sizes[] = {{1280, 720}, {1920, 1080}};
    const struct script *script = session_script(session);
    int places = 0;
    for (long step = 0; step >= 0; step = script_next(script, step)) {
        places++;
        session_go_to(session, step);
        for (size_t i = 0; i < TEST_COUNT(sizes) * LANGUAGE_COUNT; i++) {
            const struct look look = {session, sizes[i / LANGUAGE_COUNT],
                                      (enum language)(i % LANGUAGE_COUNT)};
            struct layout layout = stage_layout(session, look.size);
            struct few_in_row shown = show(&look);
            EXPECT(shown.texts > 0);
            if (shown.has_pages || shown.size < 0.9F * layout.normal) {
                test_failures++;
                printf("# %s, %s, step %ld, %s, %d wide: %s, %.0f px\n",
                       lesson->title.in[LANGUAGE_ENGLISH], session_program(session)->notation->id,
                       step, language_codes[look.language], look.size.width,
                       shown.has_pages ? "pages" : "one page", (double)shown.size);
            }
        }
    }
    return places;
}

static void test_fit(void) {
    for (size_t i = 0; i < TEST_COUNT(narrated); i++) {
        struct arena *arena = arena_create();
        const struct lesson *lesson = fixture_lesson(arena, root, narrated[i]);
        for (size_t s = 0; s < lesson->stop_count; s++) {
            EXPECT(strcmp(lesson->stops[s].say.in[LANGUAGE_ENGLISH],
                          lesson->stops[s].say.in[LANGUAGE_CHINESE]) != 0);
        }
        for (size_t n = 0; n < notations.count; n++) {
            struct session *session = view_session(arena, lesson, &notations, n);
            int places = check_fit(lesson, session);
            EXPECT(places >= 12 && places <= 20);
            session_destroy(session);
        }
        arena_destroy(arena);
    }
}

static const struct lesson *made_lesson(struct arena *arena, const char *script) {
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"T\", \"notation\": \"four\", \"network\": {\"inputs\": 2, "
        "\"layers\": [{\"units\": 3, \"activation\": \"tanh\"}, {\"units\": 1, \"activation\": "
        "\"sigmoid\"}]}, \"data\": {\"inputs\": [[0, 1]], \"targets\": [[1]]}, \"loss\": "
        "\"binary_cross_entropy\", \"iterations\": 20, \"script\": [%s]}",
        script);
    return fixture_lesson_of_text(arena, "made", text, strlen(text));
}

/* A text that is too long is turned in pages, around to the first again. */
static void test_pages(void) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(&text, "{\"at\": {}, \"say\": \"begin");
    for (int i = 0; i < 120; i++) {
        text_append_format(&text, " word%d", i);
    }
    text_append_string(&text, "\"}");
    struct session *session = view_session(arena, made_lesson(arena, text.bytes), &notations, 0);
    struct look look = {session, {1280, 720}, LANGUAGE_ENGLISH};
    struct few_in_row first = show(&look);
    EXPECT(first.has_pages);
    EXPECT_STRING(first.first, "begin");
    EXPECT_INT(session_apply(session, ACTION_MORE_TEXT), SESSION_LOOKS);
    struct few_in_row second = show(&look);
    EXPECT(strncmp(second.first, "word", 4) == 0);
    while (strcmp(show(&look).first, "begin") != 0 && session_text_page(session) < 9) {
        session_apply(session, ACTION_MORE_TEXT);
    }
    EXPECT(session_text_page(session) > 1 && session_text_page(session) < 9);
    /* a step begins at the first page of what is said there */
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_text_page(session), 0);
    session_destroy(session);
    arena_destroy(arena);
}

static unsigned press(struct session *session, enum action action) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, (struct stage_size){1280, 720}, &metrics, arena, &scene);
    unsigned changed = pointing_apply(session, &scene, action);
    arena_destroy(arena);
    return changed;
}

/* With a presentation remote nothing that is said is passed over: first the pages, then the step.
 */
static void test_remote(void) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(&text, "{\"at\": {}, \"say\": \"begin");
    for (int i = 0; i < 120; i++) {
        text_append_format(&text, " word%d", i);
    }
    text_append_string(&text, "\"}");
    struct session *session = view_session(arena, made_lesson(arena, text.bytes), &notations, 0);
    size_t pages = 1;
    while (press(session, ACTION_READ_ON) == SESSION_LOOKS && pages < 20) {
        EXPECT_INT(session_text_page(session), pages);
        pages++;
    }
    EXPECT(pages > 1 && pages < 20);
    EXPECT_INT(session_step(session), 1);
    EXPECT_INT(press(session, ACTION_READ_ON), SESSION_MOVED); /* where there is no more to read */
    EXPECT_INT(press(session, ACTION_READ_BACK), SESSION_MOVED);
    EXPECT_INT(press(session, ACTION_READ_BACK), SESSION_MOVED);
    EXPECT_INT(session_step(session), 0);
    EXPECT_INT(press(session, ACTION_READ_ON), SESSION_LOOKS);
    EXPECT_INT(press(session, ACTION_READ_BACK), SESSION_LOOKS);
    EXPECT_INT(session_text_page(session), 0);
    /* a black screen is uncovered, and nothing is turned behind it */
    press(session, ACTION_BLACK);
    EXPECT_INT(press(session, ACTION_READ_ON), SESSION_LOOKS);
    EXPECT_INT(session_text_page(session), 0);
    EXPECT(session_settings(session)->blank == BLANK_NOTHING);
    session_destroy(session);
    arena_destroy(arena);
}

/* Which page of how many stands in the picture, from its texts alone; 1 of 1 where none does. */
struct page {
    size_t number, count;
};

static struct page page_in(const struct scene *scene, const char *key) {
    struct page page = {1, 1};
    size_t length = strlen(key);
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && strncmp(item->text, key, length) == 0 &&
            sscanf(item->text + length, " %zu/%zu", &page.number, &page.count) == 2) {
            return page;
        }
    }
    return page;
}

/* The line of a derivation where a session is, 0 outside. */
static size_t line_of(const struct session *session) {
    const struct proof *proof = session_proof(session);
    return proof != NULL ? proof->written + 1 : 0;
}

/* Pages on: the step, and in a derivation the line, stays until the last page has been shown.
 * Returns how many pages there were beyond the first of each text. */
static size_t check_reading(const char *name, const struct look *look, const char *key) {
    size_t turned = 0;
    struct page before = {1, 1};
    long step = -1;
    size_t line = 0;
    session_set_language(look->session, look->language);
    while (step != session_program(look->session)->operation_count) {
        struct arena *arena = arena_create();
        struct scene scene;
        stage_build(look->session, look->size, &metrics, arena, &scene);
        struct page page = page_in(&scene, key);
        bool is_same_text = session_step(look->session) == step && line_of(look->session) == line;
        bool is_next = is_same_text ? page.number == before.number + 1
                                    : before.number == before.count && page.number == 1;
        if (!is_next || (page.count > 1 && scene.text_pages != page.count)) {
            test_failures++;
            printf("# %s, %s, %s, %d x %d, step %ld: page %zu/%zu after %zu/%zu\n", name,
                   session_program(look->session)->notation->id, language_codes[look->language],
                   look->size.width, look->size.height, session_step(look->session), page.number,
                   page.count, before.number, before.count);
        }
        turned += is_same_text;
        before = page;
        step = session_step(look->session);
        line = line_of(look->session);
        pointing_apply(look->session, &scene, ACTION_READ_ON);
        arena_destroy(arena);
    }
    return turned;
}

/* In no lesson, notation, language and size does the remote pass over a page. */
static void test_every_page(void) {
    enum { MOST_LESSONS = 64, EVERY = FIXTURE_IS_SANITIZED ? 4 : 1 };
    static const struct {
        struct stage_size size;
        int scale;
    } rooms[] = {{{1280, 720}, 100}, {{1280, 720}, 150}, {{1920, 1080}, 150}, {{1280, 720}, 200}};
    struct arena *all = arena_create();
    const char *paths[MOST_LESSONS];
    const char *key = key_table_label(all, ACTION_MORE_TEXT);
    size_t count = fixture_shipped_lessons(all, root, paths, MOST_LESSONS);
    size_t turned = 0;
    for (size_t i = 0; i < count; i++) {
        const struct lesson *lesson = fixture_lesson(all, root, paths[i]);
        for (size_t n = i % EVERY; n < notations.count && lesson->stop_count > 0; n += EVERY) {
            for (size_t k = 0; k < TEST_COUNT(rooms) * LANGUAGE_COUNT; k++) {
                struct arena *arena = arena_create();
                const struct look look = {view_session(arena, lesson, &notations, n),
                                          rooms[k / LANGUAGE_COUNT].size,
                                          (enum language)(k % LANGUAGE_COUNT)};
                session_set_text_scale(look.session, rooms[k / LANGUAGE_COUNT].scale);
                turned += check_reading(paths[i], &look, key);
                session_destroy(look.session);
                arena_destroy(arena);
            }
        }
    }
    printf("# %zu pages turned\n", turned);
    EXPECT(turned > (FIXTURE_IS_SANITIZED ? 25 : 100));
    arena_destroy(all);
}

/* The author's wish holds at the stop, until the reader asks for something else, and never changes
 * how far a step goes. */
static void test_show(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = made_lesson(
        arena,
        "{\"at\": {\"operation\": \"activation\", \"layer\": 1}, \"say\": \"x\", \"show\": "
        "\"element\"}, {\"at\": {\"operation\": \"output_error\"}, \"say\": \"x\", \"show\": "
        "\"long\"}");
    struct session *session = view_session(arena, lesson, &notations, own_notation(lesson));
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_shown_level(session), LEVEL_OPERATION);
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_step(session), 2);
    EXPECT_INT(session_shown_level(session), LEVEL_ELEMENT);
    EXPECT_INT(session_settings(session)->level, LEVEL_OPERATION);
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_step(session), 3);
    EXPECT_INT(session_shown_level(session), LEVEL_OPERATION);
    session_apply(session, ACTION_PREVIOUS);
    EXPECT_INT(session_shown_level(session), LEVEL_ELEMENT);
    /* coarser than what is seen */
    session_apply(session, ACTION_COARSER);
    EXPECT_INT(session_shown_level(session), LEVEL_TERM);
    session_apply(session, ACTION_COARSER);
    EXPECT_INT(session_shown_level(session), LEVEL_OPERATION);
    /* the long way, and from there on as the reader likes */
    session_apply(session, ACTION_NEXT_STOP);
    const struct operation *operation = session_shown_operation(session);
    size_t form = session_shown_form(session);
    EXPECT(form > 0 && operation->forms[form - 1].kind == FORM_LONG);
    session_apply(session, ACTION_NEXT);
    EXPECT_INT(session_shown_form(session), 0);
    session_apply(session, ACTION_PREVIOUS);
    EXPECT_INT(session_shown_form(session), form);
    session_apply(session, ACTION_FORM);
    EXPECT(session_shown_form(session) != form);
    session_destroy(session);
    arena_destroy(arena);
}

/* From stop to stop and back; with nothing said, the key does nothing. */
static void test_stops(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson =
        made_lesson(arena, "{\"at\": {}, \"say\": \"x\"},"
                           "{\"at\": {\"operation\": \"loss\"}, \"say\": \"x\"}");
    struct session *session = view_session(arena, lesson, &notations, own_notation(lesson));
    long iteration = session_program(session)->operation_count;
    EXPECT_INT(session_apply(session, ACTION_NEXT_STOP), SESSION_MOVED);
    EXPECT_INT(session_step(session), 5);
    session_apply(session, ACTION_NEXT_STOP);
    EXPECT_INT(session_step(session), iteration + 5);
    session_apply(session, ACTION_PREVIOUS_STOP);
    session_apply(session, ACTION_PREVIOUS_STOP);
    EXPECT_INT(session_step(session), 0);
    view_expect_answer(session, ACTION_PREVIOUS_STOP, STRING_NOTICE_NO_COMMENT_BEFORE);
    session_destroy(session);
    session = view_session(arena, made_lesson(arena, ""), &notations, 0);
    view_expect_answer(session, ACTION_NEXT_STOP, STRING_NOTICE_NO_COMMENTS);
    EXPECT(session_script(session) == NULL);
    session_destroy(session);
    arena_destroy(arena);
}

/* A symbol in the text answers to the pointer as the tensor that it stands for, in any notation. */
static void test_links(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = made_lesson(
        arena, "{\"at\": {\"operation\": \"loss\"}, \"say\": \"the weights $w^{[1]}$\"}");
    for (size_t n = 0; n < notations.count; n++) {
        struct session *session = view_session(arena, lesson, &notations, n);
        session_go_to(session, script_next(session_script(session), 0));
        struct scene scene;
        stage_build(session, (struct stage_size){1280, 720}, &metrics, arena, &scene);
        struct rect panel = stage_layout(session, (struct stage_size){1280, 720}).narration;
        int tensor = program_find_tensor(session_program(session), ROLE_WEIGHT, 1);
        bool is_found = false;
        for (size_t i = 0; i < scene.count; i++) {
            const struct scene_item *item = &scene.items[i];
            if (item->kind == SCENE_MATH && item->bounds.y > panel.y &&
                item->quantity.tensor == tensor) {
                float x = item->bounds.x + item->bounds.width / 2;
                float y = item->bounds.y + item->bounds.height / 2;
                is_found = is_found || scene_hit(&scene, x, y, 2).tensor == tensor;
            }
        }
        EXPECT(is_found);
        session_destroy(session);
    }
    arena_destroy(arena);
}

/* "(3 × 5)" stands on one line, however narrow the panel is. */
static void test_shapes(void) {
    struct arena *arena = arena_create();
    const struct lesson *lesson =
        fixture_lesson(arena, root, "tests/lessons/mlbook/observations.json");
    struct session *session = view_session(arena, lesson, &notations, own_notation(lesson));
    session_go_to(session, 13);
    session_set_text_scale(session, TEXT_SCALE_PROJECTOR);
    for (int width = 500; width <= 900; width += 10) {
        struct scene scene;
        stage_build(session, (struct stage_size){width, 1280}, &metrics, arena, &scene);
        int shapes = 0;
        for (size_t i = 0; i < scene.count; i++) {
            const struct scene_item *item = &scene.items[i];
            bool is_shape = item->kind == SCENE_TEXT && item->text[0] == '(' &&
                            strstr(item->text, "3\u00A0×\u00A05)") != NULL;
            shapes += is_shape;
        }
        EXPECT_INT(shapes, 1);
    }
    session_destroy(session);
    arena_destroy(arena);
}

/* What an update reads and writes is told apart. */
static void test_old_and_new(void) {
    struct arena *arena = arena_create();
    struct session *session =
        view_session(arena, fixture_lesson(arena, root, "tests/lessons/mazur.json"), &notations, 0);
    const struct program *program = session_program(session);
    for (long step = 1; step <= program->operation_count; step++) {
        session_go_to(session, step);
        struct scene scene;
        stage_build(session, (struct stage_size){1280, 720}, &metrics, arena, &scene);
        int ages = 0;
        for (size_t i = 0; i < scene.count; i++) {
            const char *text = scene.items[i].kind == SCENE_TEXT ? scene.items[i].text : "";
            ages += strcmp(text, "old") == 0 || strcmp(text, "new") == 0;
        }
        EXPECT_INT(ages, place_of_step(program, step).operation->pass == PASS_UPDATE ? 2 : 0);
    }
    session_destroy(session);
    arena_destroy(arena);
}

/* Where the step is, above the picture: its size and x are those of every step. */
static void check_place(const char *path, long step, enum language language, const char *wanted) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct session *session = view_session(arena, lesson, &notations, own_notation(lesson));
    session_set_language(session, language);
    const struct scene_item *places[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        struct scene *scene = ARENA_NEW(arena, struct scene);
        session_go_to(session, i == 0 ? step : 1);
        stage_build(session, (struct stage_size){1280, 720}, &metrics, arena, scene);
        for (size_t k = 0; k < scene->count && places[i] == NULL; k++) {
            const struct scene_item *item = &scene->items[k];
            bool is_place = item->kind == SCENE_TEXT && strstr(item->text, " › ") != NULL;
            places[i] = is_place ? item : NULL;
        }
    }
    EXPECT_STRING(places[0] != NULL ? places[0]->text : "", wanted);
    EXPECT(places[0] != NULL && places[1] != NULL &&
           fabsf(places[0]->size - places[1]->size) < 0.01F &&
           fabsf(places[0]->bounds.x - places[1]->bounds.x) < 0.01F);
    session_destroy(session);
    arena_destroy(arena);
}

static void test_place(void) {
    check_place("tests/lessons/layer/one-sample.json", 6, LANGUAGE_ENGLISH,
                "iteration 1 / 10 › backward › input");
    check_place("tests/lessons/layer/one-sample.json", 6, LANGUAGE_CHINESE,
                "第 1 / 10 次迭代 › 反向传播 › 输入");
    /* beside a long title */
    check_place("tests/lessons/delta/deep.json", 11, LANGUAGE_ENGLISH,
                "iteration 1 / 50 › backward › layer 4");
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"what the shipped lessons say fits into three lines", test_fit},
        {"a long text in pages", test_pages},
        {"with a remote", test_remote},
        {"with a remote, every page of every lesson", test_every_page},
        {"how closely a stop is shown", test_show},
        {"from stop to stop", test_stops},
        {"symbols in the text are links", test_links},
        {"where the step is", test_place},
        {"the shape of a tensor is not broken", test_shapes},
        {"the old and the new parameters of an update", test_old_and_new},
    };
    struct arena *arena = arena_create();
    struct font_set *fonts = fixture_font_set(root);
    metrics = font_metrics(fonts);
    notations = view_notations_read(arena, root);
    int failed = test_run(tests, TEST_COUNT(tests));
    font_close(fonts);
    arena_destroy(arena);
    return failed;
}
