/* The longest texts that a lesson may have: what they cost to draw grows with them, and no faster.
 */
#include "base/utf8.h"
#include "view_fixture.h"

#include "view/draw/canvas.h"

static const char *root;

/* A font that counts the bytes that it is asked to measure. */
static float counted_width(const void *context, enum text_face face, float size, const char *text) {
    size_t *const *count = context;
    **count += strlen(text);
    return view_fake_width(NULL, face, size, text);
}

static const char *repeated(struct arena *arena, const char *word, size_t count) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < count; i++) {
        text_append_string(&text, word);
    }
    return text.bytes;
}

/* A text of a rectangle's width, cut; returns what was drawn. */
static const char *cut(struct arena *arena, float width, const char *text, size_t *ret_measured) {
    size_t *counter = ret_measured;
    *ret_measured = 0;
    struct text_metrics metrics = {
        .context = &counter, .width = counted_width, .line_height = view_fake_line_height};
    struct scene scene;
    scene_begin(&scene, arena, 1000, 1000, 0);
    struct canvas canvas = {.scene = &scene, .arena = arena, .metrics = &metrics};
    struct text_style style = {FACE_REGULAR, 20, 0xFFFFFFFF};
    canvas_text_within(&canvas, (struct rect){0, 0, width, 40}, ALIGN_LEFT, style, 1, text);
    return scene.count > 0 ? scene.items[0].text : "";
}

static void test_cut(void) {
    struct arena *arena = arena_create();
    size_t measured;
    EXPECT_STRING(cut(arena, 400, "short", &measured), "short");
    EXPECT_STRING(cut(arena, 0.56F * 20 * 5 + 0.1F, "abcdefgh", &measured), "abcd…");
    EXPECT_STRING(cut(arena, 20 * 3 + 0.1F, "一二三四五六", &measured), "一二…");
    EXPECT_STRING(cut(arena, 5, "abcdefgh", &measured), "");
    /* every width gives the longest beginning that fits */
    const char *mixed = "aéb一c二dé三";
    for (float width = 1; width < 130; width += 1) {
        const char *drawn = cut(arena, width, mixed, &measured);
        size_t kept = strlen(drawn) >= 3 ? strlen(drawn) - 3 : 0;
        if (*drawn == '\0' || strcmp(drawn, mixed) == 0) {
            continue;
        }
        EXPECT(view_fake_width(NULL, FACE_REGULAR, 20, drawn) <= width);
        uint32_t next;
        kept += utf8_decode(mixed + kept, strlen(mixed) - kept, &next);
        const char *longer = text_format(arena, "%.*s…", (int)kept, mixed);
        EXPECT(kept == strlen(mixed) || view_fake_width(NULL, FACE_REGULAR, 20, longer) > width);
    }
    arena_destroy(arena);
}

static void test_cut_is_quick(void) {
    struct arena *arena = arena_create();
    const char *text = repeated(arena, "a ", 4000);
    size_t measured;
    size_t before = arena_used(arena);
    cut(arena, 200, text, &measured);
    EXPECT(measured < 4 * strlen(text));
    EXPECT(arena_used(arena) - before < 4 * strlen(text));
    arena_destroy(arena);
}

/* The longest title, names, summary and comment that the reader accepts. */
static const struct lesson *longest_lesson(struct arena *arena, const char *letter) {
    const char *label = repeated(arena, letter, LABEL_MOST - 1);
    const char *words = repeated(arena, text_format(arena, "%s%s ", letter, letter),
                                 LESSON_MOST_TEXT / (2 * strlen(letter) + 1));
    const char *text = text_format(
        arena,
        "{\"format\": 1, \"title\": \"%sz\", \"summary\": \"%s\", \"notation\": \"four\","
        "\"network\": {\"inputs\": [\"%s1\", \"%s2\"], \"layers\": ["
        "{\"units\": 2, \"activation\": \"tanh\"}, {\"units\": 1, \"activation\": \"sigmoid\"}]},"
        "\"data\": {\"inputs\": [[0, 1], [1, 0]], \"targets\": [[0], [1]]},"
        "\"loss\": \"half_square\", \"iterations\": 3,"
        "\"script\": [{\"at\": {\"iteration\": 1, \"pass\": \"forward\"}, \"say\": \"%s\"}]}",
        label, words, label, label, words);
    return fixture_lesson_of_text(arena, "longest", text, strlen(text));
}

static void test_longest_stage(void) {
    static const char *const letters[] = {"W", "学"};
    static const struct stage_size sizes[] = {{640, 480}, {1280, 720}, {1920, 1080}};
    struct arena *arena = arena_create();
    struct view_notations notations = view_notations_read(arena, root);
    for (size_t i = 0; i < TEST_COUNT(letters); i++) {
        const struct lesson *lesson = longest_lesson(arena, letters[i]);
        for (size_t notation = 0; notation < notations.count; notation++) {
            struct session *session = view_session(arena, lesson, &notations, notation);
            for (size_t s = 0; s < TEST_COUNT(sizes); s++) {
                struct arena *picture = arena_create();
                struct scene scene;
                stage_build(session, sizes[s], &view_fake_metrics, picture, &scene);
                EXPECT(scene.count > 0);
                EXPECT(arena_used(picture) < 32U << 20);
                arena_destroy(picture);
            }
            session_destroy(session);
        }
    }
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    view_open_font(root);
    static const struct test tests[] = {
        {"a text is cut behind the last character that fits", test_cut},
        {"cutting a text measures a few times its length", test_cut_is_quick},
        {"the longest texts of a lesson are drawn", test_longest_stage},
    };
    return test_run(tests, TEST_COUNT(tests));
}
