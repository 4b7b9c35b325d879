/* A larger scale leaves formula and title where they are, and in ever fewer pictures makes words,
 * numbers or the formula smaller: every shipped lesson in its own notation, every step of its first
 * iteration.
 *
 *     view_scales SOURCE_ROOT
 */
#include "walked_lessons.h"

#include <math.h>

static const struct stage_size windows[] = {{1280, 720}, {1920, 1080}};

/* ---- scales ---- */

enum size_of { SIZE_WORDS, SIZE_NUMBERS, SIZE_FORMULA, SIZES };
static const char *const size_names[SIZES] = {"words", "numbers", "formula"};

struct sizes {
    float of[SIZES];
};

static void measure(struct sizes *ret, const struct scene_item *item, const struct seen *seen) {
    bool is_on_board = view_is_within(item->bounds, seen->layout.board) &&
                       !view_is_within(item->bounds, seen->strip);
    if (item->kind == SCENE_MATH && is_on_board) {
        for (size_t i = 0; i < item->glyph_count; i++) {
            ret->of[SIZE_FORMULA] = fmaxf(ret->of[SIZE_FORMULA], item->glyphs[i].size);
        }
    } else if (item->kind == SCENE_TEXT && is_on_board && item->quantity.row >= 0) {
        float *number = &ret->of[SIZE_NUMBERS];
        *number = *number == 0 ? item->size : fminf(*number, item->size);
    } else if (item->kind == SCENE_TEXT && view_is_within(item->bounds, seen->layout.narration)) {
        ret->of[SIZE_WORDS] = fmaxf(ret->of[SIZE_WORDS], item->size);
    }
}

static struct sizes sizes_of(const struct seen *seen) {
    struct sizes sizes = {{0}};
    for (size_t i = 0; i < seen->scene.count; i++) {
        measure(&sizes, &seen->scene.items[i], seen);
    }
    return sizes;
}

static struct sizes sizes_at(struct session *session, struct stage_size size, int scale) {
    struct seen seen = walked_look(session, size, scale);
    struct sizes sizes = sizes_of(&seen);
    arena_destroy(seen.arena);
    return sizes;
}

enum { SCALES = 8 };
static const int scales[SCALES] = {75, 100, 125, 150, 175, 200, 250, 300};

/* From the scale before: in how many pictures words, numbers, the formula are smaller. These become
 * fewer. */
static const size_t known[SCALES][SIZES] = {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {2, 0, 6},
                                            {0, 0, 3}, {0, 1, 3}, {0, 0, 0}, {0, 0, 0}};
static size_t smaller[SCALES][SIZES];

/* From each scale to the next. */
static bool grows_with_scale(const char *path, struct session *session, struct stage_size size) {
    static size_t found;
    const float same = 0.99F;
    struct sizes before = {{0}};
    bool grows = true;
    for (size_t i = 0; i < SCALES; i++) {
        struct sizes now = sizes_at(session, size, scales[i]);
        for (enum size_of k = 0; k < SIZES; k++) {
            bool is_smaller = now.of[k] > 0 && now.of[k] < same * before.of[k];
            if (is_smaller) {
                char what[100];
                snprintf(what, sizeof what, "at %d %% %s have %.1f pixels, before %.1f", scales[i],
                         size_names[k], (double)now.of[k], (double)before.of[k]);
                walked_say(++found, path, session, size, what);
            }
            smaller[i][k] += is_smaller;
            grows = grows && !is_smaller;
        }
        before = now;
    }
    return grows;
}

static void test_scales(void) {
    size_t pictures;
    size_t failing = walked_count_failing(grows_with_scale, &pictures);
    printf("# %zu of %zu\n", failing, pictures);
    for (size_t i = 0; i < SCALES; i++) {
        for (enum size_of k = 0; k < SIZES; k++) {
            printf("# at %d %% %s are smaller in %zu pictures\n", scales[i], size_names[k],
                   smaller[i][k]);
            EXPECT(smaller[i][k] <= known[i][k]);
        }
    }
}

/* ---- what stays ---- */

static bool has_title(const struct seen *seen, const struct session *session) {
    const char *title = session_program(session)->lesson->title.in[LANGUAGE_ENGLISH];
    for (size_t i = 0; i < seen->scene.count; i++) {
        const struct scene_item *item = &seen->scene.items[i];
        if (item->kind == SCENE_TEXT && strncmp(item->text, title, 4) == 0 &&
            view_is_within(item->bounds, seen->layout.header)) {
            return true;
        }
    }
    return false;
}

static bool keeps_title_and_formula(const char *path, struct session *session,
                                    struct stage_size size) {
    static size_t found;
    bool keeps = true;
    for (size_t i = 0; i < SCALES; i++) {
        struct seen seen = walked_look(session, size, scales[i]);
        bool is_whole = sizes_of(&seen).of[SIZE_FORMULA] > 0 && has_title(&seen, session);
        if (!is_whole) {
            char what[100];
            snprintf(what, sizeof what, "at %d %% no title or no formula", scales[i]);
            walked_say(++found, path, session, size, what);
        }
        keeps = keeps && is_whole;
        arena_destroy(seen.arena);
    }
    return keeps;
}

static void test_what_stays(void) {
    size_t pictures;
    EXPECT_INT((long)walked_count_failing(keeps_title_and_formula, &pictures), 0);
    printf("# %zu pictures\n", pictures);
    EXPECT(pictures > (FIXTURE_IS_SANITIZED ? 100 : 1000));
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"a larger scale makes words, numbers and formula smaller in few pictures", test_scales},
        {"every scale has the lesson's title and the formula", test_what_stays},
    };
    walked.windows = windows;
    walked.window_count = TEST_COUNT(windows);
    return walked_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
