/* Pictures that are seldom there: while a long way is gone, a covered screen, a line of a proof
 * that is clicked; notations as an author might have them; windows without room. */
#include "ask_fixture.h"
#include "view_link.h"

#include "checks/answer/answer_tex.h"
#include "session/answering/answer_palette.h"
#include "session/session_parts.h"

#include "session/proof/proof.h"
#include "view/draw/scene_button.h"
#include "view/panel/timeline_view.h"
#include "view/stage/motion.h"

static bool says(const struct scene *scene, const char *begin) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && strncmp(item->text, begin, strlen(begin)) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the end of the bar of iterations has a mark of its own, where the way goes. */
static bool is_end_marked(const struct session *session, const struct scene *scene) {
    const struct layout layout = stage_layout(session, usual);
    const struct rect bar = timeline_view_bar(&layout, session_program(session));
    for (size_t i = 0; i < scene->count; i++) {
        const struct rect bounds = scene->items[i].bounds;
        bool is_square = scene->items[i].kind == SCENE_BOX && bounds.width == bounds.height;
        if (is_square && bounds.y >= bar.y && bounds.y < bar.y + bar.height &&
            fabsf(bounds.x + bounds.width - bar.x - bar.width) <= 1) {
            return true;
        }
    }
    return false;
}

/* Who waits is told so, and where it goes is marked behind where it is. */
static void test_working(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("lessons/beyond/02-xor.json", "four");
    session_apply(session, ACTION_LAST);
    session_work(session, 2000);
    EXPECT(session_aim(session) != session_step(session));
    struct scene scene = picture_of(session, usual, arena);
    EXPECT(says(&scene, "working…"));
    EXPECT(is_end_marked(session, &scene));
    while (session_work(session, 100000)) {
    }
    scene = picture_of(session, usual, arena);
    EXPECT(!says(&scene, "working…"));
    session_destroy(session);
    arena_destroy(arena);
}

/* Nothing is on a covered screen but the cover, where a click does nothing, and nothing moves. */
static void test_covered(void) {
    static const enum action covers[] = {ACTION_BLACK, ACTION_WHITE};
    for (size_t i = 0; i < TEST_COUNT(covers); i++) {
        struct arena *arena = arena_create();
        struct session *session = session_on("tests/lessons/xor.json", "four");
        session_go_to(session, 1);
        struct scene scene = picture_of(session, usual, arena);
        EXPECT(scene.count > 0);
        EXPECT(motion_create(session, usual, &view_fake_metrics, arena, &scene).count > 0);
        session_apply(session, covers[i]);
        scene = picture_of(session, usual, arena);
        EXPECT_INT(scene.count, 0);
        EXPECT(scene.button_count == 1 && scene_button_covers(&scene, 640, 360));
        EXPECT_INT(motion_create(session, usual, &view_fake_metrics, arena, &scene).count, 0);
        session_destroy(session);
        arena_destroy(arena);
    }
}

/* Whether a click there means the line, and no quantity in it. */
static bool is_bare_line(const struct session *session, const struct scene *scene,
                         struct scene_point at) {
    return scene_button_line_at(scene, at.x, at.y) > 0 &&
           quantity_is_none(scene_button_quantity_at(scene, at.x, at.y)) &&
           quantity_is_none(pointing_quantity(session, scene, at));
}

/* A click on a line of a proof goes there. */
static void test_line_of_a_proof(void) {
    struct arena *arena = arena_create();
    struct session *session = session_on("tests/lessons/xor.json", "four");
    for (long step = 1; session_proof(session) == NULL && step < 20; step++) {
        session_go_to(session, step);
        session_apply(session, ACTION_DERIVE);
    }
    for (int i = 0; i < 3; i++) {
        session_apply(session, ACTION_NEXT);
    }
    EXPECT_INT(session_proof(session)->written, 3);
    struct scene scene = picture_of(session, (struct stage_size){1920, 1080}, arena);
    size_t clicked = 0;
    for (size_t i = 0; i < scene.button_count && clicked == 0; i++) {
        const struct rect rect = scene.buttons[i].rect;
        for (float x = rect.x; scene.buttons[i].line > 0 && x < rect.x + rect.width; x += 4) {
            const struct scene_point at = {x, rect.y + rect.height / 2};
            if (clicked == 0 && is_bare_line(session, &scene, at)) {
                clicked = scene_button_line_at(&scene, at.x, at.y);
                pointing_click(session, &scene, at);
            }
        }
    }
    EXPECT(clicked > 0 && clicked < 3);
    EXPECT_INT(session_proof(session)->written, clicked);
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- notations of one's own ---- */

/* The note "four" with something else in it. */
static struct view_notations changed_note(struct arena *arena, const char *from, const char *to) {
    const char *path = text_format(arena, "%s/assets/notations/four.json", root);
    const char *text = fixture_read(arena, path).bytes;
    struct text_builder changed;
    text_begin(&changed, arena);
    for (const char *at; (at = strstr(text, from)) != NULL; text = at + strlen(from)) {
        text_append(&changed, text, (size_t)(at - text));
        text_append_string(&changed, to);
    }
    text_append_string(&changed, text);
    EXPECT(strstr(changed.bytes, to) != NULL);
    return (struct view_notations){
        {fixture_notation_of_text(arena, "four", changed.bytes, strlen(changed.bytes))}, 1};
}

static const char asking_start[] =
    "{\"format\": 1, \"title\": \"asked\", \"notation\": \"four\", \"loss\": \"half_square\", "
    "\"network\": {\"inputs\": 2, \"layers\": [{\"units\": 3, \"activation\": \"sigmoid\"}, "
    "{\"units\": 2, \"activation\": \"sigmoid\"}]}, \"data\": {\"inputs\": [[0.5, -1.2], [1.3, "
    "0.7]], \"targets\": [[0.9, 0.1], [0.2, 0.8]]}, \"script\": [{\"at\": {\"operation\": ";

/* At the error of the hidden layer, or at another operation. */
static struct session *asking(struct arena *arena, const struct view_notations *own, const char *at,
                              const char *question) {
    const char *text = text_format(arena, "%s%s, \"iteration\": 1}, \"ask\": {\"kind\": %s}}]}",
                                   asking_start, at, question);
    const struct lesson *lesson = fixture_lesson_of_text(arena, "asked", text, strlen(text));
    struct session *session =
        ask_session(arena, lesson, own, ask_notation(own, "four"), fixture_mistakes(arena, root));
    session_go_to(session, script_next(session_script(session), 0));
    EXPECT(session_ask_is_open(session));
    return session;
}

/* What a sign of the palette types is read as that sign, whatever its name looks like. */
static void test_signs_can_be_read(void) {
    static const struct {
        const char *from, *to, *typed;
    } names[] = {{"\"text\": \"dZ\"", "\"text\": \"d^{Q}\"", "d^{Q}[2]"},
                 {"\"text\": \"dZ\"", "\"text\": \"Z\"", "dZ[2]"},
                 {"\"text\": \"m\"", "\"text\": \"Y\"", "m"}};
    for (size_t i = 0; i < TEST_COUNT(names); i++) {
        struct arena *arena = arena_create();
        const struct view_notations own = changed_note(arena, names[i].from, names[i].to);
        struct session *session =
            asking(arena, &own, i < 2 ? "\"hidden_error\", \"layer\": 1" : "\"loss_gradient\"",
                   "\"formula\"");
        const struct answer_palette palette = answer_palette_create(arena, session);
        bool is_there = false;
        for (size_t k = 0; k < palette.tensors; k++) {
            struct answer_tex read;
            EXPECT(answer_tex_read(arena, session_ask_recording(session), palette.signs[k].typed,
                                   &read) &&
                   read.pieces[0].tensor == palette.signs[k].quantity.tensor);
            is_there = is_there || strcmp(palette.signs[k].typed, names[i].typed) == 0;
        }
        EXPECT(is_there);
        session_destroy(session);
        arena_destroy(arena);
    }
}

/* A line whose shapes do not fit is said to be one, and there is nothing inside of it. */
static void test_line_that_does_not_fit(void) {
    struct arena *arena = arena_create();
    const struct view_notations own =
        changed_note(arena, "\"= w[l] * A[l-1] + b[l]\"", "\"= A[l-1] * w[l] + b[l]\"");
    struct session *session = view_session(
        arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"), &own, 0);
    session_go_to(session, 1);
    session_apply(session, ACTION_DERIVE);
    const size_t lines = session_proof(session)->derivation->line_count;
    bool is_shown = false;
    for (size_t i = 0; i < lines && session_proof(session) != NULL; i++) {
        session_apply(session, ACTION_NEXT);
        const struct proof *proof = session_proof(session);
        if (proof != NULL && proof->derivation->lines[proof_line(proof, proof->written)].verdict ==
                                 DERIVATION_DOES_NOT_FIT) {
            struct scene scene = picture_of(session, usual, arena);
            is_shown = scene.count > 0;
            session_apply(session, ACTION_FINER);
            EXPECT(session_proof(session)->level == LEVEL_OPERATION);
        }
    }
    EXPECT(is_shown);
    session_destroy(session);
    arena_destroy(arena);
}

/* A name that is wider than the header gives its place up. */
static void test_long_note(void) {
    struct arena *arena = arena_create();
    char title[200];
    memset(title, 'N', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    const struct view_notations own = changed_note(arena, "{\"en\": \"Four equations\"",
                                                   text_format(arena, "{\"en\": \"%s\"", title));
    struct session *session =
        view_session(arena, fixture_lesson(arena, root, "tests/lessons/xor.json"), &own, 0);
    struct scene scene = picture_of(session, usual, arena);
    const struct layout layout = stage_layout(session, usual);
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        EXPECT(item->kind != SCENE_TEXT || !view_is_within(item->bounds, layout.header) ||
               item->text[0] != 'N');
    }
    EXPECT(says(&scene, "EN"));
    session_destroy(session);
    arena_destroy(arena);
}

/* ---- no room ---- */

static const struct {
    struct stage_size size;
    int scale;
} windows[] = {{{320, 320}, 100}, {{360, 640}, 100},  {{640, 360}, 300}, {{900, 320}, 150},
               {{480, 800}, 200}, {{1280, 720}, 300}, {{1024, 400}, 100}};

/* Texts do not leave the window, however little room there is. Under sanitizers windows take turns.
 */
static void look_everywhere(struct session *session) {
    enum { EVERY = FIXTURE_IS_SANITIZED ? 4 : 1 };
    static size_t turn;
    for (size_t i = turn++ % EVERY; i < TEST_COUNT(windows); i += EVERY) {
        struct arena *arena = arena_create();
        session_set_text_scale(session, windows[i].scale);
        struct scene scene = picture_of(session, windows[i].size, arena);
        for (size_t k = 0; k < scene.count; k++) {
            const struct rect at = scene.items[k].bounds;
            EXPECT(scene.items[k].kind != SCENE_TEXT ||
                   (at.x >= -1 && at.x + at.width <= scene.width + 1));
        }
        arena_destroy(arena);
    }
    session_set_text_scale(session, 100);
}

static void test_questions_without_room(void) {
    struct arena *arena = arena_create();
    const char *hidden = "\"hidden_error\", \"layer\": 1";
    struct session *session = asking(arena, &notations, hidden, "\"formula\"");
    session_ask_type(session, "w[2]^T*dZ[2]+w[2]^T*dZ[2]+w[2]^T*dZ[2]+w[2]^T*dZ[2]+w[2]^T*dZ[2]+"
                              "w[2]^T*dZ[2]");
    look_everywhere(session);
    session_destroy(session);
    session =
        asking(arena, &notations, hidden, "\"value\", \"of\": \"dZ[1]\", \"element\": [1, 1]");
    asking_record(session);
    const size_t cell[2] = {1, 1};
    const struct candidates candidates = candidates_create(arena, session_ask_recording(session),
                                                           fixture_mistakes(arena, root), cell);
    for (size_t i = 0; i < candidates.count; i += 5) {
        session_ask_type(session, fixture_typed(arena, candidates.items[i].value));
        session_ask_check(session);
        look_everywhere(session);
        session_ask_enter(session);
    }
    session_ask_hint(session);
    look_everywhere(session);
    session_destroy(session);
    arena_destroy(arena);
}

/* All forms of all operations, and what a lesson says of a line at length. */
static void test_forms_without_room(void) {
    struct arena *arena = arena_create();
    const int units[] = {4, 6, 5};
    struct session *session =
        view_session(arena, view_made_lesson(arena, units, 3, 3), &notations, 0);
    for (long step = 1; step <= session_program(session)->operation_count; step += 3) {
        session_go_to(session, step);
        for (int form = 0; form < 3; form++) {
            session_apply(session, ACTION_FORM);
            look_everywhere(session);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_long_words_of_a_line(void) {
    struct arena *arena = arena_create();
    struct text_builder text;
    text_begin(&text, arena);
    text_append_string(
        &text,
        "{\"format\": 1, \"title\": \"line\", \"notation\": \"four\", \"loss\": \"half_square\", "
        "\"network\": {\"inputs\": 2, \"layers\": [{\"units\": 2, \"activation\": \"sigmoid\"}]}, "
        "\"data\": {\"inputs\": [[1, 2]], \"targets\": [[0, 1]]}, \"script\": [{\"at\": "
        "{\"derivation\": \"linear_step\", \"layer\": 1, \"line\": 2, \"iteration\": 1}, \"say\": "
        "\"");
    for (int i = 0; i < 60; i++) {
        text_append_string(&text, "A neuron adds up. ");
    }
    text_append_string(&text, "\"}]}");
    struct session *session =
        view_session(arena, fixture_lesson_of_text(arena, "line", text.bytes, text.length),
                     &notations, ask_notation(&notations, "four"));
    session_go_to(session, 1);
    session_apply(session, ACTION_DERIVE);
    size_t pages = 0;
    for (int i = 0; i < 4 && session_proof(session) != NULL; i++) {
        session_apply(session, ACTION_NEXT);
        look_everywhere(session);
        struct scene scene = picture_of(session, usual, arena);
        pages = scene.text_pages > pages ? scene.text_pages : pages;
    }
    EXPECT(pages > 1);
    session_destroy(session);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    open_notations(argc, argv);
    static const struct test tests[] = {
        {"a long way is told and marked", test_working},
        {"a covered screen", test_covered},
        {"a click on a line of a proof", test_line_of_a_proof},
        {"what a sign of the palette types can be read", test_signs_can_be_read},
        {"a line that does not fit", test_line_that_does_not_fit},
        {"a notation with a long name", test_long_note},
        {"questions without room", test_questions_without_room},
        {"forms without room", test_forms_without_room},
        {"long words of a line", test_long_words_of_a_line},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
