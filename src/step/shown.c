#include "step/shown.h"

struct shown shown_create(size_t count, size_t most) {
    most = most < 1 ? 1 : most < SHOWN_MOST ? most : SHOWN_MOST;
    struct shown shown = {.count = count < most ? count : most};
    shown.has_dots = count > most;
    shown.dots = shown.has_dots && most > 1 ? most - 2 : 0;
    shown.hidden = shown.has_dots ? count - most + 1 : 0;
    for (size_t i = 0; i < shown.count; i++) {
        bool is_behind = shown.has_dots && i > shown.dots;
        shown.index[i] = is_behind ? count - (shown.count - i) : i;
    }
    return shown;
}

void shown_keep(struct shown *shown, size_t index) {
    bool is_hidden = shown->has_dots && index >= shown->dots;
    if (is_hidden && shown->count > 1 && index < shown->index[shown->count - 1]) {
        shown->index[shown->count - 1] = index;
    }
}

bool shown_is_dots(const struct shown *shown, size_t place) {
    return shown->has_dots && shown->dots == place;
}
