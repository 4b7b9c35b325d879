#include "typing/typed_line_parts.h"

#include <string.h>

/* The array holds the states before the present one, and behind them those that were undone. */
void typed_line_keep_state(struct typed_line *line) {
    if (line->undo_count == TYPED_MOST_UNDO) {
        memmove(line->undo, line->undo + 1, (TYPED_MOST_UNDO - 1) * sizeof *line->undo);
        line->undo_count--;
    }
    line->undo[line->undo_count++] = line->now;
    line->undone_count = 0;
}

static void exchange(struct typed_state *a, struct typed_state *b) {
    struct typed_state kept = *a;
    *a = *b;
    *b = kept;
}

bool typed_line_undo(struct typed_line *line) {
    line->is_typing = false;
    if (line->undo_count == 0) {
        return false;
    }
    exchange(&line->now, &line->undo[--line->undo_count]);
    line->undone_count++;
    return true;
}

bool typed_line_redo(struct typed_line *line) {
    line->is_typing = false;
    if (line->undone_count == 0) {
        return false;
    }
    exchange(&line->now, &line->undo[line->undo_count++]);
    line->undone_count--;
    return true;
}
