#include "view/draw/paragraph/paragraph.h"

#include "base/utf8.h"
#include "typeset/prose/line_break.h"
#include "typeset/prose/line_order.h"

#include <string.h>

void paragraph_begin(struct paragraph *paragraph, const struct canvas *canvas) {
    *paragraph =
        (struct paragraph){.canvas = canvas, .is_after_space = true, .quantity = QUANTITY_NONE};
}

static void add_run(struct paragraph *paragraph, struct paragraph_run run) {
    paragraph->runs = arena_grow(paragraph->canvas->arena, paragraph->runs, paragraph->count,
                                 sizeof *paragraph->runs, &paragraph->capacity);
    paragraph->runs[paragraph->count++] = run;
}

/* Appends a run between the character before it and its own first and last ones. */
static void add_between(struct paragraph *paragraph, struct paragraph_run run, uint32_t first,
                        uint32_t last) {
    bool has_space = paragraph->is_after_space;
    run.gap = line_break_gap(paragraph->last, first, has_space);
    run.can_break = line_break_is_allowed(paragraph->last, first, has_space);
    run.must_break = paragraph->is_after_end;
    add_run(paragraph, run);
    paragraph->is_after_space = false;
    paragraph->is_after_end = false;
    paragraph->last = last;
}

/* The piece at text that no line ends in and that nothing stands apart in. */
struct piece {
    size_t length;
    uint32_t first, last;
    bool has_turn;
};

static struct piece piece_at(const char *text) {
    size_t length = strlen(text);
    struct piece piece = {0};
    while (piece.length < length && text[piece.length] != ' ') {
        uint32_t code_point = 0;
        size_t size = utf8_decode(text + piece.length, length - piece.length, &code_point);
        bool is_apart = piece.length > 0 && (line_break_is_allowed(piece.last, code_point, false) ||
                                             line_break_gap(piece.last, code_point, false) > 0);
        if (is_apart) {
            break;
        }
        piece.first = piece.length == 0 ? code_point : piece.first;
        piece.last = code_point;
        piece.has_turn = piece.has_turn || line_order_turns(code_point);
        piece.length += size > 0 ? size : 1;
    }
    return piece;
}

void paragraph_add(struct paragraph *paragraph, enum text_face face, color_argb color,
                   const char *text) {
    while (*text != '\0') {
        if (*text == ' ') {
            paragraph->is_after_space = true;
            text++;
            continue;
        }
        struct piece piece = piece_at(text);
        const struct paragraph_run run = {
            .text = arena_copy_text(paragraph->canvas->arena, text, piece.length),
            .face = face,
            .color = color,
            .quantity = paragraph->quantity,
        };
        add_between(paragraph, run, piece.first, piece.last);
        paragraph->has_turn = paragraph->has_turn || piece.has_turn;
        text += piece.length;
    }
}

void paragraph_add_box(struct paragraph *paragraph, const struct paragraph_box *box) {
    add_between(paragraph, (struct paragraph_run){.box = *box}, LINE_BREAK_OBJECT,
                LINE_BREAK_OBJECT);
}

void paragraph_end_line(struct paragraph *paragraph) {
    paragraph->is_after_end = paragraph->count > 0;
    paragraph->is_after_space = true;
    paragraph->last = 0;
}
