/* Where a note misprints, the window says so: a mark at the operation, which leads to the printed
 * line, and every misprint is seen in some shipped lesson. */
#include "base/message.h"
#include "session/action.h"
#include "session/strings.h"
#include "view/draw/scene_button.h"
#include "view/draw/theme.h"
#include "view_fixture.h"

enum { MOST_LESSONS = 64, MOST_ERRATA = 100, MOST_IN_A_ROW = 40 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static const struct stage_size size = {1280, 720};

static struct {
    size_t shown[FIXTURE_MOST_NOTATIONS][MOST_ERRATA], failed[FIXTURE_MOST_NOTATIONS][MOST_ERRATA];
    size_t marks, free, shows;
} seen;

static void complain(const struct session *session, const char *what) {
    if (test_failures++ < 20) {
        printf("# %s, %s, step %ld: %s\n", session_lesson(session)->title.in[LANGUAGE_ENGLISH],
               session_program(session)->notation->id, session_step(session), what);
    }
}

static bool says(const struct scene *scene, const char *words) {
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->items[i].kind == SCENE_TEXT && strstr(scene->items[i].text, words) != NULL) {
            return true;
        }
    }
    return false;
}

/* The sign itself, where a click opens it. */
static bool has_mark(const struct scene *scene) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        float x = item->bounds.x + item->bounds.width / 2;
        float y = item->bounds.y + item->bounds.height / 2;
        if (item->kind == SCENE_TEXT && strncmp(item->text, "⚠", strlen("⚠")) == 0) {
            return scene_button_at(scene, x, y) == ACTION_MISPRINT;
        }
    }
    return false;
}

/* ---- a misprint that is shown ---- */

/* What is printed, that it is printed so, and, where it has no value, why: in the language. */
static void look(struct session *session, const struct derivation_line *line) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    enum language language = session_settings(session)->language;
    seen.shows++;
    const struct theme *theme = theme_get(session_settings(session)->theme);
    EXPECT(view_speech_bar(&scene, stage_layout(session, size).narration) ==
           theme->colors[COLOR_BAD]);
    if (!says(&scene, string_get(language, STRING_DERIVATION_PRINTED))) {
        complain(session, "does not say that it is printed so");
    }
    if (line->verdict == DERIVATION_DOES_NOT_FIT ? !says(&scene, "✗ ") : !says(&scene, "✗")) {
        complain(session, "does not show that it is wrong");
    }
    const char *fault = line->verdict == DERIVATION_DOES_NOT_FIT
                            ? message_in(arena, language, line->error.message)
                            : "";
    if (language == LANGUAGE_CHINESE && strstr(fault, " but ") != NULL) {
        complain(session, fault);
    }
    arena_destroy(arena);
}

/* A lesson's own formulas make a notation of their own, with the same names. */
static size_t index_of(size_t notation, const char *name) {
    size_t i = 0;
    while (i + 1 < notations.items[notation]->erratum_count &&
           strcmp(notations.items[notation]->errata[i].name, name) != 0) {
        i++;
    }
    return i;
}

/* Returns the erratum that is shown. */
static size_t note_misprint(struct session *session, size_t notation) {
    const struct proof *proof = session_proof(session);
    size_t at;
    if (proof == NULL || proof->misprint == 0 || !proof_misprint(proof, &at)) {
        complain(session, "shows no misprint");
        return 0;
    }
    const struct derivation_line *line = &proof->derivation->lines[at];
    size_t erratum = index_of(notation, line->definition->erratum->name);
    bool is_wrong = line->verdict != DERIVATION_HOLDS;
    seen.failed[notation][erratum] += is_wrong;
    if (is_wrong && seen.shown[notation][erratum]++ == 0) {
        look(session, line);
        session_apply(session, ACTION_LANGUAGE);
        look(session, line);
        session_apply(session, ACTION_LANGUAGE);
    }
    return erratum;
}

/* From the first of the step by Shift+X to the first again; and x shows each of a line in turn. */
static void look_at_all(struct session *session, size_t notation) {
    session_apply(session, ACTION_MISPRINT);
    const struct proof *proof = session_proof(session);
    size_t first = note_misprint(session, notation);
    const struct proof opened = proof != NULL ? *proof : (struct proof){.derivation = NULL};
    for (size_t i = 0; i < MOST_IN_A_ROW && proof != NULL; i++) {
        session_apply(session, ACTION_NEXT_MISPRINT);
        size_t next = note_misprint(session, notation);
        if (next == first && proof->written == opened.written && proof->which == opened.which &&
            proof->misprint == opened.misprint) {
            break;
        }
        EXPECT(i + 1 < MOST_IN_A_ROW);
    }
    session_apply(session, ACTION_DERIVE);
}

/* ---- at an operation ---- */

static void look_at_step(struct session *session, size_t notation) {
    struct arena *arena = arena_create();
    struct scene scene;
    const struct program *program = session_program(session);
    bool has_one = proof_has_misprint(program, session_program_place(session).operation);
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    seen.marks += has_one;
    seen.free += !has_one;
    if (has_mark(&scene) != has_one) {
        complain(session, has_one ? "has no mark" : "has a mark without a misprint");
    }
    if (has_one) {
        look_at_all(session, notation);
    }
    arena_destroy(arena);
}

static void look_at_lesson(const char *path, size_t index) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    index = view_index_for(lesson, &notations, index);
    struct session *session = view_session(arena, lesson, &notations, index);
    long count = session_program(session)->operation_count;
    for (long step = 1; step < count && !session_is_stuck(session); step++) {
        session_go_to(session, step);
        if (!session_is_stuck(session) && session_place(session).element == 0) {
            look_at_step(session, index);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_marks(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < notations.count; n++) {
            look_at_lesson(paths[i], n);
        }
    }
    printf("# %zu steps with a mark, %zu without, %zu pictures of misprints\n", seen.marks,
           seen.free, seen.shows);
    EXPECT(seen.marks > 100 && seen.free > 100);
}

/* Each is wrong before the reader's eyes in some lesson. */
static void test_all_are_seen(void) {
    for (size_t n = 0; n < notations.count; n++) {
        for (size_t i = 0; i < notations.items[n]->erratum_count; i++) {
            if (seen.failed[n][i] == 0) {
                test_failures++;
                printf("# %s, %s: is wrong in no lesson\n", notations.items[n]->id,
                       notations.items[n]->errata[i].name);
            }
        }
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"an operation that the note misprints is marked", test_marks},
        {"every misprint is seen in some lesson", test_all_are_seen},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
