#include "view/draw/paragraph/paragraph_turned.h"

#include "base/utf8.h"
#include "typeset/prose/line_break.h"
#include "typeset/prose/line_order.h"

#include <string.h>

/* A text, up to where a line ends in any case, as characters: spaces for gaps, objects for boxes.
 */
struct turned_text {
    uint32_t *characters;
    signed char *levels; /* line_order.h */
    size_t count;
    size_t
        *begins; /* of each run from `first` on, and behind the last: without the gap before it */
    size_t first;
    bool is_right_to_left;
};

static size_t first_of_text(const struct paragraph *paragraph, size_t run) {
    while (run > 0 && !paragraph->runs[run].must_break) {
        run--;
    }
    return run;
}

static void add_characters(struct turned_text *text, const char *bytes) {
    size_t left = strlen(bytes);
    while (left > 0) {
        uint32_t code_point = 0xFFFD;
        size_t size = utf8_decode(bytes, left, &code_point);
        size = size > 0 ? size : 1;
        text->characters[text->count++] = code_point;
        bytes += size;
        left -= size;
    }
}

static struct turned_text turned_text_at(const struct paragraph *paragraph, size_t run) {
    struct arena *arena = paragraph->canvas->arena;
    struct turned_text text = {.first = first_of_text(paragraph, run)};
    size_t end = paragraph_text_end(paragraph, run);
    size_t most = 1;
    for (size_t i = text.first; i < end; i++) {
        const char *bytes = paragraph->runs[i].text;
        most += 1 + (bytes != NULL ? strlen(bytes) : 1);
    }
    text.characters = ARENA_ARRAY(arena, uint32_t, most);
    text.levels = ARENA_ARRAY(arena, signed char, most);
    text.begins = ARENA_ARRAY(arena, size_t, end - text.first + 1);
    for (size_t i = text.first; i < end; i++) {
        const struct paragraph_run *part = &paragraph->runs[i];
        if (i > text.first && part->gap > 0) {
            text.characters[text.count++] = ' ';
        }
        text.begins[i - text.first] = text.count;
        if (part->text != NULL) {
            add_characters(&text, part->text);
        } else {
            text.characters[text.count++] = LINE_BREAK_OBJECT;
        }
    }
    text.begins[end - text.first] = text.count;
    text.is_right_to_left =
        paragraph->canvas->metrics->levels(text.characters, text.count, text.levels);
    return text;
}

/* A part of a line that runs in one direction, or a gap (run NULL). */
struct turned_part {
    const struct paragraph_run *run;
    const char *text; /* NULL: the run's box */
    float width;
};

struct turned_line {
    const struct paragraph_drawn *line;
    float size;
    struct turned_part *parts; /* as they are read */
    signed char *levels;       /* of each */
    size_t count;
};

static void add_part(struct turned_line *line, struct turned_part part, signed char level) {
    line->levels[line->count] = level;
    line->parts[line->count++] = part;
}

/* Characters [begin, end) of a text as bytes, with a mark before them that says which way they run:
 * signs alone would not know. */
static const char *turned_bytes(struct arena *arena, const struct turned_text *text, size_t begin,
                                size_t end) {
    enum { LEFT_TO_RIGHT_MARK = 0x200E };
    char *bytes = arena_alloc(arena, 4 * (end - begin + 1) + 1, 1);
    size_t length = utf8_encode(LEFT_TO_RIGHT_MARK + (uint32_t)(text->levels[begin] % 2), bytes);
    for (size_t i = begin; i < end; i++) {
        length += utf8_encode(text->characters[i], bytes + length);
    }
    return bytes;
}

static void add_run_parts(struct turned_line *turned, const struct turned_text *text, size_t run) {
    const struct paragraph *paragraph = turned->line->paragraph;
    const struct paragraph_run *of = &paragraph->runs[run];
    size_t end = text->begins[run - text->first + 1];
    end -= end < text->count && paragraph->runs[run + 1].gap > 0;
    for (size_t begin = text->begins[run - text->first], next; begin < end; begin = next) {
        for (next = begin + 1; next < end && text->levels[next] == text->levels[begin];) {
            next++;
        }
        struct turned_part part = {.run = of,
                                   .width = paragraph_run_width(paragraph, of, turned->size)};
        if (of->text != NULL) {
            part.text = turned_bytes(paragraph->canvas->arena, text, begin, next);
            part.width = canvas_text_width(paragraph->canvas, of->face, turned->size, part.text);
        }
        add_part(turned, part, text->levels[begin]);
    }
}

/* The parts of a line, an ellipsis at its end among them. */
static struct turned_line turned_line_of(const struct paragraph_drawn *line,
                                         const struct turned_text *text, float size) {
    struct arena *arena = line->paragraph->canvas->arena;
    size_t most = text->count + 1;
    struct turned_line turned = {.line = line,
                                 .size = size,
                                 .parts = ARENA_ARRAY(arena, struct turned_part, most),
                                 .levels = ARENA_ARRAY(arena, signed char, most)};
    for (size_t i = line->begin; i < line->end; i++) {
        const struct paragraph_run *run = &line->paragraph->runs[i];
        if (i > line->begin && run->gap > 0) {
            add_part(&turned, (struct turned_part){.width = run->gap * size},
                     text->levels[text->begins[i - text->first] - 1]);
        }
        add_run_parts(&turned, text, i);
    }
    if (line->has_ellipsis) {
        const struct paragraph_run *end = &line->ellipsis;
        float width = paragraph_run_width(line->paragraph, end, size);
        add_part(&turned, (struct turned_part){end, end->text, width}, text->is_right_to_left);
    }
    return turned;
}

void paragraph_turned_draw(const struct paragraph_drawn *line, float size, struct rect rect,
                           float y) {
    struct arena *arena = line->paragraph->canvas->arena;
    const struct turned_text text = turned_text_at(line->paragraph, line->begin);
    const struct turned_line turned = turned_line_of(line, &text, size);
    size_t *order = ARENA_ARRAY(arena, size_t, turned.count + 1);
    line_order_by_levels(turned.levels, turned.count, order);
    float width = 0;
    for (size_t i = 0; i < turned.count; i++) {
        width += turned.parts[i].width;
    }
    float x = rect.x + (text.is_right_to_left ? rect.width - width : 0);
    for (size_t i = 0; i < turned.count; i++) {
        const struct turned_part *part = &turned.parts[order[i]];
        if (part->run != NULL) {
            struct paragraph_run run = *part->run;
            run.text = part->text;
            paragraph_run_draw(line->paragraph, &run, size, x, y);
        }
        x += part->width;
    }
}
