/* What the network's lines look like: every shipped lesson in its own notation, at every step of
 * its first iteration, in a small window and for a hall.
 *
 *     view_lines SOURCE_ROOT
 *
 * prints for how many labels and numbers a rule does not hold yet. */
#include "view_panel.h"

#include <math.h>

enum { MOST_LESSONS = 128, MOST_STEPS = 128, MOST_FAULTS = 12 };
enum { RGB = 0xFFFFFF };

static const struct {
    struct stage_size size;
    int scale;
} windows[] = {{{1280, 720}, 100}, {{1920, 1080}, TEXT_SCALE_PROJECTOR}};

/* A picture that is looked at. */
struct seen {
    const char *lesson;
    long step;
    size_t window;
};

static size_t lines, frames;

static void fail(const struct seen *seen, const char *what) {
    test_failures++;
    printf("# %s, step %ld, %d pixels wide: %s\n", seen->lesson, seen->step,
           windows[seen->window].size.width, what);
}

static bool is_alike(const struct panel *panel, color_argb color, enum role role) {
    return (color & RGB) == (canvas_color(&panel->canvas, theme_role_color(role)) & RGB);
}

static bool is_of_edge(const struct panel *panel, const struct scene_item *item) {
    return item->quantity.tensor >= 0 && item->quantity.row >= 0 &&
           (panel->touch.program->tensors[item->quantity.tensor].role == ROLE_WEIGHT ||
            panel->touch.program->tensors[item->quantity.tensor].role == ROLE_WEIGHT_GRADIENT);
}

/* The hue of its role, whatever its sign: that is the dash, and dots are 0. */
static void look_at_line(const struct seen *seen, const struct panel *panel,
                         const struct scene_item *item) {
    const float dot = 4;
    double value = touch_value(&panel->touch, item->quantity);
    lines++;
    if (!is_alike(panel, item->color, ROLE_WEIGHT)) {
        fail(seen, "a line has not the color of its role");
    }
    if (isfinite(value) && ((value > 0) != (item->dash <= 0) ||
                            (value == 0 && item->dash >= dot * panel->layout.unit))) {
        fail(seen, "a line has not the dash of its sign");
    }
}

/* A frame around a number has the color of that. */
static void look_at_frame(const struct seen *seen, const struct panel *panel, size_t index) {
    const struct scene_item *text = &panel->scene.items[index];
    const struct scene_item *frame = text - 1;
    if (index > 0 && frame->kind == SCENE_BOX && frame->stroke > 0) {
        frames++;
        if (!is_alike(panel, frame->stroke_color,
                      panel->touch.program->tensors[text->quantity.tensor].role)) {
            fail(seen, "the frame of a number has not the color of its role");
        }
    }
}

static void look(const struct seen *seen, const struct session *session) {
    struct panel panel;
    panel_open(&panel, session, windows[seen->window].size);
    for (size_t i = 0; i < panel.scene.count && test_failures < MOST_FAULTS; i++) {
        const struct scene_item *item = &panel.scene.items[i];
        if (item->kind == SCENE_LINE && is_of_edge(&panel, item)) {
            look_at_line(seen, &panel, item);
        } else if (item->kind == SCENE_TEXT && is_of_edge(&panel, item)) {
            look_at_frame(seen, &panel, i);
        }
    }
    panel_close(&panel);
}

static void test_colors(void) {
    struct arena *arena = arena_create();
    const char *lessons[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, lessons, MOST_LESSONS);
    for (size_t i = 0; i < count && test_failures < MOST_FAULTS; i++) {
        struct session *session = open_lesson(arena, lessons[i]);
        long steps = session_program(session)->operation_count;
        for (long step = 0; step <= steps && step < MOST_STEPS; step++) {
            session_go_to(session, step);
            for (size_t window = 0; window < TEST_COUNT(windows); window++) {
                session_set_text_scale(session, windows[window].scale);
                look(&(struct seen){lessons[i], step, window}, session);
            }
        }
        session_destroy(session);
    }
    printf("# %zu lines, %zu numbers on them\n", lines, frames);
    EXPECT(lines > 10000 && frames > 600);
    arena_destroy(arena);
}

int main(int count, char **arguments) {
    static const struct test tests[] = {
        {"lines have the color of their role and the dash of their sign", test_colors},
    };
    return panel_tests_run(count, arguments, tests, TEST_COUNT(tests));
}
