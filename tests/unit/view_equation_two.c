/* Equation 2 of the note `four`, from what the error means, line by line with nothing but the key
 * for the next step: each line says why it holds, shows what it is worth, and has its check mark.
 */
#include "session/strings.h"
#include "tell/derived/derived_told.h"
#include "view_fixture.h"

static const struct stage_size sizes[] = {{1280, 720}, {1920, 1080}};

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static long seen;

static bool is_within(struct rect inner, struct rect outer) {
    float x = inner.x + inner.width / 2, y = inner.y + inner.height / 2;
    return x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height;
}

/* The largest text of a part of the picture that is this one; NULL: there is none. */
static const struct scene_item *find_text(const struct scene *scene, struct rect part,
                                          const char *text) {
    const struct scene_item *found = NULL;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_one = item->kind == SCENE_TEXT && is_within(item->bounds, part) &&
                      strcmp(item->text, text) == 0;
        found = is_one && (found == NULL || item->size > found->size) ? item : found;
    }
    return found;
}

static bool has_beginning(const struct scene *scene, struct rect part, const char *text) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && is_within(item->bounds, part) &&
            strncmp(item->text, text, strlen(text)) == 0) {
            return true;
        }
    }
    return false;
}

static void expect(const struct session *session, bool is_so, const char *what) {
    if (!is_so) {
        test_failures++;
        printf("# step %ld, line %zu: %s\n", session_step(session), session_proof(session)->written,
               what);
    }
}

/* All words of the line's reason are in the narration, as a whole; its formulas stand between. */
static void check_reason(const struct session *session, const struct scene *scene,
                         struct rect narration) {
    const struct proof *proof = session_proof(session);
    size_t line = proof_line(proof, proof->written);
    enum language language = session_settings(session)->language;
    struct telling telling = telling_begin(scene->arena, language);
    derived_told_reason(&telling, proof->derivation, line);
    size_t words = 0;
    for (size_t i = 0; i < telling.count; i++) {
        const char *text = telling.parts[i].text;
        if (telling.parts[i].kind == TELLING_WORDS && text[strspn(text, " ")] != '\0') {
            words++;
        }
    }
    expect(session, words > 0, "no reason");
    expect(session, find_text(scene, narration, "…") == NULL, "its reason is cut");
    for (size_t i = 0; i < telling.count && language == LANGUAGE_ENGLISH; i++) {
        char word[64];
        bool is_word = telling.parts[i].kind == TELLING_WORDS &&
                       sscanf(telling.parts[i].text, "%63s", word) == 1;
        expect(session, !is_word || has_beginning(scene, narration, word),
               "its reason is not told");
    }
}

/* One number with its mark beside it, or matrices with theirs below. */
static void check_value(const struct session *session, const struct scene *scene,
                        struct rect board) {
    const struct proof *proof = session_proof(session);
    size_t line = proof_line(proof, proof->written);
    const struct derivation_line *found = &proof->derivation->lines[line];
    struct matrix value = derivation_value(proof->derivation, line);
    struct moment moment = moment_create(session, scene->arena);
    expect(session, found->verdict == DERIVATION_HOLDS, "does not hold");
    if (value.rows * value.columns > 1) {
        expect(session, has_beginning(scene, board, "✓ "), "no matrices, or no mark below them");
        return;
    }
    const char *text = derived_told_value(&moment, proof->derivation, line);
    const struct scene_item *number = find_text(scene, board, text);
    const struct scene_item *mark = find_text(scene, board, "✓");
    expect(session, number != NULL, "no value");
    bool is_beside = number != NULL && mark != NULL && mark->size >= number->size &&
                     fabsf(mark->bounds.y - number->bounds.y) < number->bounds.height;
    expect(session, is_beside, "no mark beside its value");
}

static void look(const struct session *session, struct stage_size size) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    const struct layout layout = stage_layout(session, size);
    check_reason(session, &scene, layout.narration);
    check_value(session, &scene, layout.board);
    seen++;
    arena_destroy(arena);
}

/* From the first line to the operation behind the proof. */
static void walk(struct session *session, long step) {
    session_go_to(session, step);
    EXPECT(session_derive(session, "hidden_error", 0));
    const size_t count = proof_line_count(session_proof(session));
    for (size_t line = 1; line <= count; line++) {
        session_apply(session, ACTION_NEXT);
        const struct proof *proof = session_proof(session);
        EXPECT(proof != NULL && proof->written == line);
        for (size_t i = 0; i < TEST_COUNT(sizes) && proof != NULL; i++) {
            look(session, sizes[i]);
        }
    }
    session_apply(session, ACTION_NEXT);
    EXPECT(session_proof(session) == NULL);
    EXPECT(session_step(session) == step + 1 || session_place(session).step >= step);
}

static void test_walk(void) {
    static const char *const lessons[] = {"lessons/four/06-four-equations.json",
                                          "lessons/four/07-transpose.json"};
    for (size_t i = 0; i < TEST_COUNT(lessons); i++) {
        for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
            struct arena *arena = arena_create();
            const struct lesson *lesson = fixture_lesson(arena, root, lessons[i]);
            size_t four = 0;
            while (strcmp(notations.items[four]->id, "four") != 0) {
                four++;
            }
            struct session *session = view_session(arena, lesson, &notations, four);
            session_set_language(session, language);
            walk(session, 10);
            walk(session, 11);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    EXPECT(seen == 2L * LANGUAGE_COUNT * 2 * 6 * (long)TEST_COUNT(sizes));
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"each line says why, what it is worth, and that it holds", test_walk},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
