#include "view/draw/width_shelf.h"

#include <stdint.h>
#include <string.h>

struct kept_width {
    const char *text;
    float size, width;
    enum text_face face;
    struct kept_width *next;
};

enum { SHELF_ROWS = 256 }; /* a picture has some hundred texts */

struct width_shelf {
    struct arena *arena;
    struct kept_width *rows[SHELF_ROWS];
};

struct width_shelf *width_shelf_create(struct arena *arena) {
    struct width_shelf *shelf = ARENA_NEW(arena, struct width_shelf);
    *shelf = (struct width_shelf){.arena = arena};
    return shelf;
}

static struct kept_width **row_of(struct width_shelf *shelf, const char *text) {
    uint32_t hash = 5381;
    for (const char *c = text; *c != '\0'; c++) {
        hash = hash * 33 + (unsigned char)*c;
    }
    return &shelf->rows[hash % SHELF_ROWS];
}

/* Sizes are the same where they were reckoned in the same way: nothing is rounded here. */
static bool is_same_size(float a, float b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

float width_shelf_measure(struct width_shelf *shelf, const struct text_metrics *metrics,
                          enum text_face face, float size, const char *text) {
    struct kept_width **row = row_of(shelf, text);
    for (const struct kept_width *kept = *row; kept != NULL; kept = kept->next) {
        if (kept->face == face && is_same_size(kept->size, size) && strcmp(kept->text, text) == 0) {
            return kept->width;
        }
    }
    struct kept_width *kept = ARENA_NEW(shelf->arena, struct kept_width);
    *kept = (struct kept_width){
        .text = arena_copy_text(shelf->arena, text, strlen(text)),
        .size = size,
        .width = metrics->width(metrics->context, face, size, text),
        .face = face,
        .next = *row,
    };
    *row = kept;
    return kept->width;
}
