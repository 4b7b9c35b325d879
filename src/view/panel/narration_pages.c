#include "view/panel/narration_pages.h"

#include "session/key_table.h"
#include "view/draw/scene_button.h"

#include <string.h>

static const float slack = 0.5F;      /* pixels: what is rounded */
static const float key_lift = 0.8F;   /* em: the key that turns the page above the corner */
static const float key_share = 0.25F; /* of the room: a key that is wider is left out */

static bool ends_with(const char *text, size_t length, const char *end) {
    size_t own = strlen(end);
    return length >= own && memcmp(text + length - own, end, own) == 0;
}

/* The last word of a sentence, "it.", "it.)", "它。", or of a part of one, "it,". */
static bool ends_with_one(const struct paragraph_run *run, const char *const *ends, size_t count) {
    static const char *const closing[] = {")", "”", "’", "\"", "）", "」", "》"};
    const char *text = run->text != NULL ? run->text : "";
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
        length -= ends_with(text, length, closing[i]) ? strlen(closing[i]) : 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (ends_with(text, length, ends[i])) {
            return true;
        }
    }
    return false;
}

static bool ends_sentence(const struct paragraph_run *run) {
    static const char *const ends[] = {".", "!", "?", "。", "！", "？", "…"};
    return ends_with_one(run, ends, sizeof ends / sizeof *ends);
}

static bool ends_clause(const struct paragraph_run *run) {
    static const char *const ends[] = {",", ";", ":", "，", "；", "：", "、"};
    return ends_with_one(run, ends, sizeof ends / sizeof *ends);
}

static struct paragraph part_of(const struct paragraph *text, size_t begin, size_t end) {
    struct paragraph part = *text;
    part.runs += begin;
    part.count = end - begin;
    part.capacity = part.count;
    return part;
}

/* How many brackets it opens more than it closes: a comma between them parts no words. */
static int opened_by(const struct paragraph_run *run) {
    static const struct {
        const char *bracket;
        int by;
    } brackets[] = {{"(", 1}, {"（", 1}, {")", -1}, {"）", -1}};
    int opened = 0;
    for (size_t i = 0; run->text != NULL && i < sizeof brackets / sizeof *brackets; i++) {
        const char *at = run->text;
        while ((at = strstr(at, brackets[i].bracket)) != NULL) {
            opened += brackets[i].by;
            at += strlen(brackets[i].bracket);
        }
    }
    return opened;
}

static bool is_sentence_end(const struct paragraph *text, size_t end) {
    return end == text->count || text->runs[end].must_break || ends_sentence(&text->runs[end - 1]);
}

/* Where the page that begins there ends: behind the last sentence that fits, or else behind the
 * last part of one on the last line, or else behind the last word. */
static size_t page_end(const struct paragraph *text, size_t begin, float size, struct rect room,
                       size_t lines) {
    size_t word = begin + 1, clause = begin, sentence = begin;
    int opened = 0;
    for (size_t end = begin + 1; end <= text->count; end++) {
        opened += opened_by(&text->runs[end - 1]);
        bool is_last = end == text->count;
        bool can_end = is_last || text->runs[end].can_break || text->runs[end].must_break;
        if (!can_end) {
            continue;
        }
        struct paragraph part = part_of(text, begin, end);
        struct paragraph_size measured = paragraph_measure(&part, size, room.width);
        if (measured.lines > lines || measured.height > room.height + slack) {
            break;
        }
        word = end;
        bool is_clause =
            measured.lines == lines && opened == 0 && ends_clause(&text->runs[end - 1]);
        clause = is_clause ? end : clause;
        sentence = is_sentence_end(text, end) ? end : sentence;
    }
    return sentence > begin ? sentence : clause > begin ? clause : word;
}

struct narration_pages narration_pages_create(const struct paragraph *text, float size,
                                              struct rect room, size_t lines) {
    struct narration_pages pages = {
        .items = ARENA_ARRAY(text->canvas->arena, struct paragraph, text->count + 1)};
    for (size_t begin = 0; begin < text->count;) {
        size_t end = page_end(text, begin, size, room, lines);
        pages.items[pages.count++] = part_of(text, begin, end);
        pages.is_broken = pages.is_broken || !is_sentence_end(text, end);
        begin = end;
    }
    return pages;
}

/* The key that turns a page and a space; "" where that would take too much of the room. */
static const char *key_of(const struct canvas *canvas, struct text_style style, struct rect room) {
    const char *key =
        text_format(canvas->arena, "%s ", key_table_label(canvas->arena, ACTION_MORE_TEXT));
    float width = canvas_text_width(canvas, style.face, style.size, key);
    return width > key_share * room.width ? "" : key;
}

void narration_pages_draw(const struct paragraph *text, float size, struct rect room, size_t lines,
                          size_t turned) {
    const struct canvas *canvas = text->canvas;
    const struct text_style style =
        canvas_style(canvas, FACE_PROSE, canvas->layout->small, COLOR_TEXT_DIM);
    const char *key = key_of(canvas, style, room);
    float width = canvas_text_width(canvas, style.face, style.size,
                                    text_format(canvas->arena, "%s10/10", key));
    struct rect corner = rect_cut_right(&room, width);
    scene_button_add(canvas->scene, corner, ACTION_MORE_TEXT);
    rect_cut_right(&room, canvas->layout->unit);
    struct narration_pages pages = narration_pages_create(text, size, room, lines);
    if (pages.is_broken) {
        const float legible = canvas->layout->legible;
        const struct narration_pages whole = narration_pages_create(text, legible, room, lines);
        size = whole.is_broken ? size : legible;
        pages = whole.is_broken ? pages : whole;
    }
    size_t page = turned % pages.count;
    canvas->scene->text_page = page;
    canvas->scene->text_pages = pages.count;
    paragraph_draw_from(&pages.items[page], size, room, 0);
    canvas_text(canvas,
                (struct text_anchor){corner.x + corner.width,
                                     corner.y + corner.height - key_lift * style.size, ALIGN_RIGHT},
                style, text_format(canvas->arena, "%s%zu/%zu", key, page + 1, pages.count),
                QUANTITY_NONE);
}
