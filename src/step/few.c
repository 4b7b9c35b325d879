#include "step/few.h"

static void add(struct few *axis, long index) {
    axis->index[axis->count++] = index;
}

static void add_run(struct few *axis, size_t begin, size_t end) {
    for (size_t i = begin; i < end; i++) {
        add(axis, (long)i);
    }
}

/* The first ones, dots, and the last. */
static void add_ends(struct few *axis, size_t total, size_t most) {
    add_run(axis, 0, most > 1 ? most - 2 : 0);
    add(axis, -1);
    add_run(axis, most > 1 ? total - 1 : total, total);
}

/* As many around the center as there is room for beside the dots at both ends. */
static void add_window(struct few *axis, size_t total, size_t most, size_t center) {
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

struct few few_create(size_t total, size_t most, const size_t *center) {
    enum { LEAST_FOR_WINDOW = 3 };
    struct few axis = {0};
    most = most < 1 ? 1 : most < FEW_MOST ? most : FEW_MOST;
    if (total <= most) {
        add_run(&axis, 0, total);
    } else if (center != NULL && most >= LEAST_FOR_WINDOW && *center < total) {
        add_window(&axis, total, most, *center);
    } else {
        add_ends(&axis, total, most);
    }
    return axis;
}

bool few_is_dots(const struct few *axis, size_t place) {
    return axis->index[place] < 0;
}

struct few_span few_span(const struct few *axis, size_t place, size_t total) {
    if (!few_is_dots(axis, place)) {
        return (struct few_span){(size_t)axis->index[place], (size_t)axis->index[place] + 1};
    }
    return (struct few_span){place > 0 ? (size_t)axis->index[place - 1] + 1 : 0,
                             place + 1 < axis->count ? (size_t)axis->index[place + 1] : total};
}

/* ---- in a row ---- */

struct few_in_row few_in_row_create(size_t count, size_t most) {
    most = most < 1 ? 1 : most < FEW_IN_ROW_MOST ? most : FEW_IN_ROW_MOST;
    struct few_in_row shown = {.count = count < most ? count : most};
    shown.has_dots = count > most;
    shown.dots = shown.has_dots && most > 1 ? most - 2 : 0;
    shown.hidden = shown.has_dots ? count - most + 1 : 0;
    for (size_t i = 0; i < shown.count; i++) {
        bool is_behind = shown.has_dots && i > shown.dots;
        shown.index[i] = is_behind ? count - (shown.count - i) : i;
    }
    return shown;
}

void few_in_row_keep(struct few_in_row *shown, size_t index) {
    bool is_hidden = shown->has_dots && index >= shown->dots;
    if (is_hidden && shown->count > 1 && index < shown->index[shown->count - 1]) {
        shown->index[shown->count - 1] = index;
    }
}

bool few_in_row_is_dots(const struct few_in_row *shown, size_t place) {
    return shown->has_dots && shown->dots == place;
}
