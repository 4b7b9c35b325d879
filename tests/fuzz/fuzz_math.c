/* A formula is refused with a message and a place inside it, or it can be set: as a line and as a
 * row, at a small and at a large size, with and without slots; all numbers are finite, all parts
 * are of the source, and the row is the line in pieces. */
#include "fuzz_target.h"

#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "typeset/math.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifndef FUZZ_FONT
#error the font to set formulas in
#endif

static void demand(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check_error(const struct math_error *error, size_t length) {
    demand(error->begin <= error->end && error->end <= length);
    size_t bytes = strlen(error->message);
    demand(bytes > 0);
    for (size_t at = 0; at < bytes;) {
        uint32_t code_point;
        size_t size = utf8_decode(error->message + at, bytes - at, &code_point);
        demand(size > 0 && code_point >= 0x20);
        at += size;
    }
}

static void check_box(const struct math_box *box, size_t length) {
    demand(isfinite(box->width) && isfinite(box->ascent) && isfinite(box->descent));
    for (size_t i = 0; i < box->part_count; i++) {
        const struct math_part *part = &box->parts[i];
        demand(part->kind < MATH_PART_KIND_COUNT);
        demand(isfinite(part->x) && isfinite(part->y));
        demand(isfinite(part->width) && isfinite(part->height));
        demand(part->begin <= part->end && part->end <= length);
        demand(part->kind != MATH_TEXT || part->text != NULL);
        demand(part->kind != MATH_SLOT || part->slot < 2);
        demand(part->kind == MATH_SLOT || part->y == floorf(part->y));
    }
}

static void check_row(const struct math_row *row, const struct math_box *line, size_t length) {
    size_t parts = 0;
    for (size_t i = 0; i < row->count; i++) {
        const struct math_item *item = &row->items[i];
        check_box(&item->box, length);
        demand(isfinite(item->gap) && item->break_rank >= 0);
        demand(item->begin <= item->end && item->end <= length);
        parts += item->box.part_count;
    }
    demand(parts == line->part_count);
    demand(row->count == 0 || row->items[0].break_rank == 0);
}

static float text_width(const void *context, float size, const char *text) {
    (void)context;
    return size * (float)strlen(text);
}

static void check_settings(struct arena *arena, const struct math_list *list, size_t length) {
    static struct math_font *font;
    static const struct math_slot slots[] = {{40, 30, 30}, {1000, 500, 700}};
    if (font == NULL) {
        struct file_bytes file;
        demand(file_bytes_open(FUZZ_FONT, &file));
        font = math_font_open(file.bytes, file.length);
        demand(font != NULL);
    }
    for (int i = 0; i < 4; i++) {
        struct math_options options = {.font = font,
                                       .size = i == 0 ? 6 : 60,
                                       .is_display = i != 1,
                                       .grows_fences = i >= 2,
                                       .slots = slots,
                                       .slot_count = i == 3 ? 2 : 0,
                                       .text_width = i == 1 ? text_width : NULL};
        struct math_box line = math_set(arena, list, &options);
        check_box(&line, length);
        struct math_row row = math_set_row(arena, list, &options);
        check_row(&row, &line, length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    const char *source = length > 0 ? (const char *)bytes : "";
    struct arena *arena = arena_create();
    struct math_error error = {.message = ""};
    const struct math_list *list = math_parse(arena, source, length, &error);
    if (list == NULL) {
        check_error(&error, length);
    } else {
        check_settings(arena, list, length);
    }
    arena_destroy(arena);
    return 0;
}
