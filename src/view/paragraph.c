#include "view/paragraph.h"

#include <math.h>
#include <string.h>

static const float space = 0.26F; /* em */
static const float script_size = 0.64F;
static const float script_raise = 0.3F;
static const float script_drop = 0.2F;

void paragraph_begin(struct paragraph *paragraph, const struct canvas *canvas) {
    *paragraph = (struct paragraph){.canvas = canvas, .is_after_space = true};
}

static void add_run(struct paragraph *paragraph, struct paragraph_run run) {
    enum { FIRST_CAPACITY = 32 };
    if (paragraph->count == paragraph->capacity) {
        size_t capacity = paragraph->capacity > 0 ? 2 * paragraph->capacity : FIRST_CAPACITY;
        struct paragraph_run *runs =
            ARENA_ARRAY(paragraph->canvas->arena, struct paragraph_run, capacity);
        if (paragraph->count > 0) {
            memcpy(runs, paragraph->runs, paragraph->count * sizeof *runs);
        }
        paragraph->runs = runs;
        paragraph->capacity = capacity;
    }
    paragraph->runs[paragraph->count++] = run;
}

/* A line may begin with a Chinese character, but not with a mark that closes something. */
static bool is_chinese(uint32_t code_point) {
    return code_point >= 0x2E80 && code_point <= 0x9FFF &&
           !(code_point >= 0x3001 && code_point <= 0x3002);
}

static bool is_opening(uint32_t code_point) {
    return code_point == '(' || code_point == 0xFF08 || code_point == 0x201C;
}

/* How many bytes belong to the piece at text that cannot be broken. */
static size_t piece_length(const char *text) {
    size_t length = strlen(text);
    uint32_t before = 0;
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(text + at, length - at, &code_point);
        bool can_break = at > 0 && is_chinese(code_point) && !is_opening(before);
        if (code_point == ' ' || can_break) {
            return at;
        }
        before = code_point;
        at += size > 0 ? size : 1;
    }
    return length;
}

void paragraph_add(struct paragraph *paragraph, enum text_face face, color_argb color,
                   const char *text) {
    while (*text != '\0') {
        if (*text == ' ') {
            paragraph->is_after_space = true;
            text++;
            continue;
        }
        size_t length = piece_length(text);
        uint32_t first = 0;
        utf8_decode(text, length, &first);
        bool is_word = paragraph->is_after_space;
        add_run(paragraph, (struct paragraph_run){
                               .text = arena_copy_text(paragraph->canvas->arena, text, length),
                               .face = face,
                               .color = color,
                               .size = 1,
                               .gap = is_word && paragraph->count > 0 ? space : 0,
                               .can_break = is_word || is_chinese(first),
                           });
        paragraph->is_after_space = false;
        text += length;
    }
}

void paragraph_add_script(struct paragraph *paragraph, enum text_face face, color_argb color,
                          const char *text, bool is_raised) {
    add_run(paragraph, (struct paragraph_run){
                           .text = arena_copy_text(paragraph->canvas->arena, text, strlen(text)),
                           .face = face,
                           .color = color,
                           .size = script_size,
                           .raise = is_raised ? script_raise : -script_drop,
                       });
    paragraph->is_after_space = false;
}

/* ---- lines ---- */

static float run_width(const struct paragraph *paragraph, const struct paragraph_run *run,
                       float size) {
    return canvas_text_width(paragraph->canvas, run->face, run->size * size, run->text);
}

/* The runs [begin, end) of a line. */
struct line {
    size_t begin, end;
    float width;
};

/* The word that begins at run `begin`: its end, and its width without the gap before it. */
static struct line word_at(const struct paragraph *paragraph, size_t begin, float size) {
    struct line word = {.begin = begin, .end = begin};
    do {
        const struct paragraph_run *run = &paragraph->runs[word.end];
        word.width += run_width(paragraph, run, size) + (word.end > begin ? run->gap * size : 0);
        word.end++;
    } while (word.end < paragraph->count && !paragraph->runs[word.end].can_break);
    return word;
}

static struct line line_at(const struct paragraph *paragraph, size_t begin, float size,
                           float width) {
    struct line line = word_at(paragraph, begin, size);
    while (line.end < paragraph->count) {
        struct line word = word_at(paragraph, line.end, size);
        float with_word = line.width + paragraph->runs[word.begin].gap * size + word.width;
        if (with_word > width) {
            break;
        }
        line.width = with_word;
        line.end = word.end;
    }
    return line;
}

struct paragraph_size paragraph_measure(const struct paragraph *paragraph, float size,
                                        float width) {
    struct paragraph_size result = {0};
    for (size_t at = 0; at < paragraph->count;) {
        struct line line = line_at(paragraph, at, size, width);
        result.width = fmaxf(result.width, line.width);
        result.lines++;
        at = line.end;
    }
    return result;
}

float paragraph_fit(const struct paragraph *paragraph, float most, float least, size_t lines,
                    struct rect rect) {
    const float step = 0.93F;
    for (float size = most; size > least; size *= step) {
        struct paragraph_size measured = paragraph_measure(paragraph, size, rect.width);
        float height = (float)measured.lines * PARAGRAPH_LINE * size;
        if (measured.width <= rect.width && measured.lines <= lines && height <= rect.height) {
            return size;
        }
    }
    return least;
}

static float draw_run(const struct paragraph *paragraph, const struct paragraph_run *run,
                      float size, float x, float y) {
    struct text_style style = {run->face, run->size * size, run->color};
    return canvas_text(paragraph->canvas, x, y - run->raise * size, ALIGN_LEFT, style, run->text,
                       QUANTITY_NONE);
}

/* Runs that go beyond the right end, or the first that does with what follows, become "…". */
static void draw_line(const struct paragraph *paragraph, struct line line, float size,
                      struct rect rect, float y, bool is_cut) {
    float x = rect.x;
    float room = rect.width;
    float ellipsis = canvas_text_width(paragraph->canvas, FACE_REGULAR, size, "…");
    is_cut = is_cut || line.width > rect.width;
    room -= is_cut ? ellipsis : 0;
    for (size_t i = line.begin; i < line.end; i++) {
        const struct paragraph_run *run = &paragraph->runs[i];
        float gap = i > line.begin ? run->gap * size : 0;
        if (x - rect.x + gap + run_width(paragraph, run, size) > room + 0.01F) {
            is_cut = true;
            break;
        }
        x += gap;
        x += draw_run(paragraph, run, size, x, y);
    }
    if (is_cut && x - rect.x + ellipsis <= rect.width && x > rect.x) {
        const struct paragraph_run end = {
            .text = "…", .size = 1, .color = paragraph->runs[line.begin].color};
        draw_run(paragraph, &end, size, x, y);
    }
}

float paragraph_draw(const struct paragraph *paragraph, float size, struct rect rect) {
    float height = PARAGRAPH_LINE * size;
    float y = rect.y;
    for (size_t at = 0; at < paragraph->count && y + height <= rect.y + rect.height + 0.5F;) {
        struct line line = line_at(paragraph, at, size, rect.width);
        bool is_last = y + 2 * height > rect.y + rect.height + 0.5F;
        draw_line(paragraph, line, size, rect, y + height / 2,
                  is_last && line.end < paragraph->count);
        y += height;
        at = line.end;
    }
    return y - rect.y;
}
