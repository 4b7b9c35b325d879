#include "step/few.h"

static void add(struct board_axis *axis, long index) {
    axis->index[axis->count++] = index;
}

static void add_run(struct board_axis *axis, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++) {
        add(axis, (long)i);
    }
}

/* The first ones, dots, and the last. */
static void add_ends(struct board_axis *axis, size_t total, size_t most) {
    add_run(axis, 0, most > 1 ? most - 2 : 0);
    add(axis, -1);
    add_run(axis, most > 1 ? total - 1 : total, total);
}

/* As many around the center as there is room for beside the dots at both ends. */
static void add_window(struct board_axis *axis, size_t total, size_t most, size_t center) {
    size_t room = most - 2;
    if (center + 1 <= most - 1) {
        add_run(axis, 0, most - 1);
        add(axis, -1);
        return;
    }
    if (center + most - 1 >= total) {
        add(axis, -1);
        add_run(axis, total - (most - 1), total);
        return;
    }
    size_t begin = center - room / 2;
    add(axis, -1);
    add_run(axis, begin, begin + room);
    add(axis, -1);
}

struct board_axis board_axis_create(size_t total, size_t most, const size_t *center) {
    enum { LEAST_FOR_WINDOW = 3 };
    struct board_axis axis = {0};
    most = most < 1 ? 1 : most < BOARD_AXIS_MOST ? most : BOARD_AXIS_MOST;
    if (total <= most) {
        add_run(&axis, 0, total);
    } else if (center != NULL && most >= LEAST_FOR_WINDOW && *center < total) {
        add_window(&axis, total, most, *center);
    } else {
        add_ends(&axis, total, most);
    }
    return axis;
}

bool board_axis_is_dots(const struct board_axis *axis, size_t place) {
    return axis->index[place] < 0;
}

struct board_span board_axis_span(const struct board_axis *axis, size_t place, size_t total) {
    if (!board_axis_is_dots(axis, place)) {
        return (struct board_span){(size_t)axis->index[place], (size_t)axis->index[place] + 1};
    }
    return (struct board_span){place > 0 ? (size_t)axis->index[place - 1] + 1 : 0,
                               place + 1 < axis->count ? (size_t)axis->index[place + 1] : total};
}
