#include "test.h"
#include "view/board_axis.h"

/* "0 1 2 . 9": dots as a point. */
static const char *axis_text(struct board_axis axis) {
    static char text[200];
    size_t length = 0;
    for (size_t i = 0; i < axis.count; i++) {
        const char *space = i > 0 ? " " : "";
        length += (size_t)(board_axis_is_dots(&axis, i)
                               ? snprintf(text + length, sizeof text - length, "%s.", space)
                               : snprintf(text + length, sizeof text - length, "%s%ld", space,
                                          axis.index[i]));
    }
    return text;
}

static const char *around(size_t total, size_t most, size_t center) {
    return axis_text(board_axis_create(total, most, &center));
}

static void without_a_center_the_ends_are_shown(void) {
    EXPECT_STRING(axis_text(board_axis_create(4, 5, NULL)), "0 1 2 3");
    EXPECT_STRING(axis_text(board_axis_create(10, 5, NULL)), "0 1 2 . 9");
    EXPECT_STRING(axis_text(board_axis_create(10, 2, NULL)), ". 9");
    EXPECT_STRING(axis_text(board_axis_create(10, 1, NULL)), ".");
}

static void the_window_follows_the_center(void) {
    EXPECT_STRING(around(784, 5, 0), "0 1 2 3 .");
    EXPECT_STRING(around(784, 5, 3), "0 1 2 3 .");
    EXPECT_STRING(around(784, 5, 4), ". 3 4 5 .");
    EXPECT_STRING(around(784, 5, 400), ". 399 400 401 .");
    EXPECT_STRING(around(784, 5, 779), ". 778 779 780 .");
    EXPECT_STRING(around(784, 5, 780), ". 780 781 782 783");
    EXPECT_STRING(around(784, 5, 783), ". 780 781 782 783");
    EXPECT_STRING(around(4, 3, 2), ". 2 3");
    EXPECT_STRING(around(4, 9, 2), "0 1 2 3");
}

/* Whatever the sizes: the center is shown, the places are in order, and together with the dots
 * they stand for everything once. */
static void every_window_is_whole(void) {
    for (size_t total = 1; total <= 30; total++) {
        for (size_t most = 3; most <= BOARD_AXIS_MOST; most++) {
            for (size_t center = 0; center < total; center++) {
                struct board_axis axis = board_axis_create(total, most, &center);
                bool has_center = false;
                size_t next = 0;
                for (size_t i = 0; i < axis.count; i++) {
                    struct board_span span = board_axis_span(&axis, i, total);
                    EXPECT_INT(span.begin, next);
                    EXPECT(span.end > span.begin);
                    has_center = has_center || axis.index[i] == (long)center;
                    next = span.end;
                }
                EXPECT_INT(next, total);
                EXPECT(has_center);
                EXPECT(axis.count <= most);
            }
        }
    }
}

int main(void) {
    static const struct test tests[] = {
        {"without a center the ends are shown", without_a_center_the_ends_are_shown},
        {"the window follows the center", the_window_follows_the_center},
        {"every window is whole", every_window_is_whole},
    };
    return test_run(tests, TEST_COUNT(tests));
}
