/* Every line of every proof of every operation, in every notation, in a small window, there with
 * large words too, and in a hall: its value and the mark of a misprint lie on no formula, what is
 * one number stands over no matrix, and nothing leaves the board. */
#include "session/strings.h"
#include "view_fixture.h"

enum { MOST_LESSONS = 64, EVERY = FIXTURE_IS_SANITIZED ? 5 : 1 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static long seen, of_matrices, without_numbers, with_above;

static void complain(const struct session *session, const char *what) {
    if (test_failures++ < 20) {
        const struct proof *proof = session_proof(session);
        printf("# %s, %s, step %ld, %s, line %zu: %s\n",
               session_lesson(session)->title.in[LANGUAGE_ENGLISH],
               session_program(session)->notation->id, session_step(session),
               proof->derivation->choice.definition->id, proof->written, what);
    }
}

static bool is_sign(const struct scene_item *item) {
    static const char *const signs[] = {"✓", "✗", "⚠"};
    bool is_found = false;
    for (size_t i = 0; i < TEST_COUNT(signs) && item->kind == SCENE_TEXT; i++) {
        is_found = is_found || strncmp(item->text, signs[i], strlen(signs[i])) == 0;
    }
    return is_found;
}

/* Whether words beside a check mark say that of a line. */
static bool says(const struct scene_item *item, enum string_id words) {
    return item->kind == SCENE_TEXT &&
           strstr(item->text, string_get(LANGUAGE_ENGLISH, words)) != NULL;
}

/* A line of text is higher than its signs. */
static struct rect ink_of(const struct scene_item *text) {
    const float leading = 0.15F;
    struct rect ink = text->bounds;
    ink.y += leading * ink.height;
    ink.height -= 2 * leading * text->bounds.height;
    return ink;
}

static bool overlap(struct rect a, struct rect b) {
    const float hair = 0.1F;
    return a.x + hair < b.x + b.width && b.x + hair < a.x + a.width &&
           a.y + hair < b.y + b.height && b.y + hair < a.y + a.height;
}

static bool is_beyond(struct rect inner, struct rect outer) {
    const float hair = 1.5F;
    return inner.x < outer.x - hair || inner.x + inner.width > outer.x + outer.width + hair ||
           inner.y < outer.y - hair || inner.y + inner.height > outer.y + outer.height + hair;
}

static bool begins_in(struct rect inner, struct rect outer) {
    float x = inner.x + inner.width / 2, y = inner.y + inner.height / 2;
    return x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height;
}

/* What stands in the middle of the board stands in it as a whole. */
static void check_board(const struct session *session, struct stage_size size,
                        const struct scene *scene) {
    const struct rect board = stage_layout(session, size).board;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_said = item->kind == SCENE_TEXT || item->kind == SCENE_MATH;
        if (is_said && begins_in(item->bounds, board) && is_beyond(item->bounds, board)) {
            complain(session, text_format(scene->arena, "\"%s\" leaves the board at %d x %d, %d %%",
                                          item->kind == SCENE_TEXT ? item->text : "a formula",
                                          (int)size.width, (int)size.height,
                                          session_settings(session)->text_scale));
        }
    }
}

/* ---- arithmetic ---- */

/* Words of the board that follow each other on a line, with one space between them. */
static const char *said_line(struct arena *arena, const struct scene *scene, size_t *at) {
    struct text_builder line;
    text_begin(&line, arena);
    const struct scene_item *first = &scene->items[*at];
    for (; *at < scene->count; ++*at) {
        const struct scene_item *item = &scene->items[*at];
        float middle = item->bounds.y + item->bounds.height / 2;
        bool is_on_line = item->kind == SCENE_TEXT && middle > first->bounds.y &&
                          middle < first->bounds.y + first->bounds.height;
        if (!is_on_line) {
            break;
        }
        const char *word = item->text;
        size_t length = strlen(word);
        while (length > 0 && word[length - 1] == ' ') {
            length--;
        }
        size_t spaces = strspn(word, " ");
        text_append(&line, word + spaces, length > spaces ? length - spaces : 0);
        text_append_string(&line, " ");
    }
    return line.bytes;
}

/* "· 1 + · 1 = 1": a factor that is not said. */
static void check_factors(const struct session *session, struct rect board,
                          const struct scene *scene) {
    static const char *const holes[] = {"+ · ", "· · ", "· + ", "· = ", "= · ", "· ≈ ", "≈ · "};
    for (size_t at = 0; at < scene->count;) {
        const struct scene_item *item = &scene->items[at];
        if (item->kind != SCENE_TEXT || !begins_in(item->bounds, board)) {
            at++;
            continue;
        }
        const char *line = said_line(scene->arena, scene, &at);
        bool has_hole = strncmp(line, "· ", strlen("· ")) == 0;
        for (size_t i = 0; i < TEST_COUNT(holes); i++) {
            has_hole = has_hole || strstr(line, holes[i]) != NULL;
        }
        if (has_hole) {
            complain(session, text_format(scene->arena, "a factor is not said: %s", line));
        }
    }
}

/* A matrix is held against the line above in words below its numbers; beside a formula alone
 * stands its shape and a bare mark. */
static void count_numbers(const struct session *session, const struct scene *scene) {
    const struct proof *proof = session_proof(session);
    size_t line = proof_line(proof, proof->written);
    const struct derivation_line *found = &proof->derivation->lines[line];
    const struct expression *target = found->definition->statement->target;
    bool is_of_one = target != NULL && target->has_element;
    struct matrix value = derivation_value(proof->derivation, line);
    if (is_of_one || value.rows * value.columns == 1) {
        return;
    }
    bool has_words = false;
    long marks = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        marks += is_sign(item);
        has_words = has_words || (is_sign(item) && strchr(item->text, ' ') != NULL &&
                                  strncmp(item->text, "⚠", strlen("⚠")) != 0);
    }
    of_matrices++;
    without_numbers += !has_words;
    with_above += marks > 1;
}

static void check_signs(const struct session *session, struct stage_size size) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    check_board(session, size, &scene);
    check_factors(session, stage_layout(session, size).board, &scene);
    count_numbers(session, &scene);
    for (size_t i = 0; i < scene.count; i++) {
        for (size_t k = 0; k < scene.count && is_sign(&scene.items[i]); k++) {
            if (scene.items[k].kind == SCENE_MATH &&
                overlap(ink_of(&scene.items[i]), scene.items[k].bounds)) {
                complain(session, text_format(arena, "%s lies on a formula", scene.items[i].text));
            }
        }
    }
    const struct proof *proof = session_proof(session);
    const struct derivation_line *line =
        &proof->derivation->lines[proof_line(proof, proof->written)];
    const struct expression *target = line->definition->statement->target;
    bool is_of_one = target != NULL && target->has_element;
    for (size_t i = 0; i < scene.count; i++) {
        const struct scene_item *item = &scene.items[i];
        bool is_as_above = says(item, STRING_DERIVATION_AS_ABOVE);
        bool is_of_sides = says(item, STRING_DERIVATION_BOTH_SIDES);
        if (is_of_one && (is_as_above || is_of_sides)) {
            complain(session, "one element stands over a matrix");
        }
        if (line->has_left ? is_as_above : is_of_sides) {
            complain(session, "held against another line than the one that it says");
        }
    }
    arena_destroy(arena);
}

static const struct {
    struct stage_size size;
    int scale;
} looks[] = {{{1280, 720}, 100}, {{1280, 720}, 150}, {{1920, 1080}, TEXT_SCALE_PROJECTOR}};

static void look_at_derivation(struct session *session, const char *id) {
    size_t lines = 1;
    for (size_t line = 1; line <= lines; line++) {
        if (!session_derive(session, id, line)) {
            test_failures++;
            printf("# %s, line %zu: does not open\n", id, line);
            return;
        }
        lines = proof_line_count(session_proof(session));
        for (size_t i = 0; i < TEST_COUNT(looks); i++) {
            session_set_text_scale(session, looks[i].scale);
            check_signs(session, looks[i].size);
            seen++;
        }
        session_set_text_scale(session, 100);
    }
    session_apply(session, ACTION_DERIVE);
}

static void look_at_lesson(const char *path, size_t notation) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct session *session = view_session(arena, lesson, &notations, notation);
    const struct program *program = session_program(session);
    for (long step = 1; step < program->operation_count && !session_is_stuck(session); step++) {
        session_go_to(session, step);
        struct derivation_choice choices[NOTATION_MOST_DERIVATIONS];
        size_t count = derivation_choices(program, session_program_place(session).operation,
                                          choices, NOTATION_MOST_DERIVATIONS);
        for (size_t i = 0; i < count && !session_is_stuck(session); i++) {
            look_at_derivation(session, choices[i].definition->id);
        }
    }
    session_destroy(session);
    arena_destroy(arena);
}

static void test_lines(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = i % EVERY; n < notations.count; n += EVERY) {
            look_at_lesson(paths[i], n);
        }
    }
    printf("# %ld lines, %ld of matrices, %ld of these without numbers, %ld with the line above\n",
           seen, of_matrices, without_numbers, with_above);
    EXPECT(seen > FIXTURE_FLOOR(6000, EVERY));
    /* numbers stand behind the formula before the line above gives way for them: 11,920 of all */
    EXPECT(EVERY > 1 || with_above > 11800);
    EXPECT(without_numbers == 0 && of_matrices > FIXTURE_FLOOR(3000, EVERY));
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    static const struct test tests[] = {
        {"values and marks lie beside their lines", test_lines},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
