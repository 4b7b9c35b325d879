#include "view/stage/wheel.h"

#include "view/stage/stage.h"

static bool is_in(struct rect rect, const struct scene_item *item) {
    float x = item->bounds.x + item->bounds.width / 2, y = item->bounds.y + item->bounds.height / 2;
    return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}

/* A matrix of which the board has only some numbers. */
struct part {
    const struct program *program;
    const struct scene *scene;
    struct rect board;
    int tensor;
};

/* Whether the board has a number of that row, or of that column, of the tensor. */
static bool shows(const struct part *part, long index, bool is_row) {
    for (size_t i = 0; i < part->scene->count; i++) {
        const struct scene_item *item = &part->scene->items[i];
        if (item->kind != SCENE_TEXT || item->quantity.tensor < 0 || !is_in(part->board, item)) {
            continue;
        }
        const struct quantity found = quantity_normal(part->program, item->quantity);
        if (found.tensor == part->tensor && (is_row ? found.row : found.column) == index) {
            return true;
        }
    }
    return false;
}

/* The nearest row or column from there on that the board lacks; -1: there is none. */
static long next_hidden(const struct part *part, long from, bool is_row, bool is_forward) {
    const struct shape shape = part->program->tensors[part->tensor].storage.shape;
    long count = (long)(is_row ? shape.rows : shape.columns);
    for (long i = from; i >= 0 && i < count; i += is_forward ? 1 : -1) {
        if (!shows(part, i, is_row)) {
            return i;
        }
    }
    return -1;
}

struct quantity wheel_next(const struct session *session, const struct scene *scene,
                           const struct wheel *wheel) {
    const struct program *program = session_program(session);
    const struct stage_size size = {(int)scene->width, (int)scene->height};
    const struct layout layout = stage_layout(session, size);
    const struct rect spot = {wheel->at.x, wheel->at.y, 0, 0};
    const struct scene_item pointer = {.bounds = spot};
    struct quantity next = wheel->over;
    const struct part part = {program, scene, layout.board, next.tensor};
    if (next.tensor < 0 || next.row < 0 || next.column < 0 || !is_in(layout.board, &pointer)) {
        return QUANTITY_NONE;
    }
    const struct quantity selected = quantity_normal(program, session_selection(session)->selected);
    bool goes_on = selected.tensor == next.tensor && selected.row >= 0 && selected.column >= 0;
    next = goes_on ? selected : next;
    bool is_row = next_hidden(&part, 0, true, true) >= 0;
    long *index = is_row ? &next.row : &next.column;
    *index = next_hidden(&part, *index, is_row, wheel->is_forward);
    return *index < 0 ? QUANTITY_NONE : next;
}
