#include "view/derivation/derivation_strip.h"

#include "base/number.h"
#include "engine/derivation/derivation_way.h"
#include "session/strings.h"
#include "step/derived/derived.h"
#include "tell/derived/derived_told.h"
#include "view/board/strip/term_view.h"
#include "view/draw/paragraph/paragraph_telling.h"

#include <math.h>

static const float numbers_most = 0.75F; /* of the largest numbers of a board */
static const float pad = 1.5F;           /* units, above and below the numbers */
static const float row_height = 1.45F;   /* em */
static const float term_share = 0.3F;    /* of the board: a term and its element */
static const float ways_share = 0.4F;    /* of the board at most: the ways of a sum */
enum { MOST_WAYS = 3, MOST_LINES = 2 };

static float text_size(const struct canvas *canvas) {
    const struct layout *layout = canvas->layout;
    return fmaxf(fmaxf(numbers_most * layout->number, layout->normal), layout->legible);
}

static bool is_inside(const struct derivation_row *row, const struct proof *proof) {
    return row->fits && proof->level > LEVEL_OPERATION &&
           place_term_count(&proof->derivation->lines[row->line].operation) > 0;
}

static struct telling begin(const struct canvas *canvas) {
    return telling_begin(canvas->arena, canvas->language);
}

static struct paragraph paragraph_of(const struct canvas *canvas, const struct telling *telling) {
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add_telling(&paragraph, telling);
    return paragraph;
}

/* ---- inside of a line ---- */

/* The canvas at the term that the reader is at. */
static const struct canvas *canvas_inside(const struct canvas *canvas, const struct proof *proof) {
    struct canvas *inside = ARENA_NEW(canvas->arena, struct canvas);
    struct moment *moment = ARENA_NEW(canvas->arena, struct moment);
    *inside = *canvas;
    *moment = derived_now(canvas->moment, proof);
    inside->moment = moment;
    return inside;
}

static void create_term(struct term_view *ret, struct equation *equation,
                        const struct derivation_row *row, const struct proof *proof,
                        struct rect board) {
    const struct canvas *canvas = canvas_inside(row->canvas, proof);
    *equation =
        equation_create(canvas->moment, canvas->moment->operation, &canvas->moment->focus->node);
    term_view_create(ret, canvas, equation, board);
}

/* ---- numbers ---- */

static struct paragraph numbers_of(const struct derivation_row *row, const struct proof *proof) {
    struct telling telling = begin(row->canvas);
    derived_told_numbers(&telling, row->canvas->moment, proof, row->line);
    return paragraph_of(row->canvas, &telling);
}

static struct paragraph letters_of(const struct derivation_row *row, const struct proof *proof) {
    struct telling telling = begin(row->canvas);
    derived_told_letters(&telling, proof);
    return paragraph_of(row->canvas, &telling);
}

/* The width that the letters take before the numbers; 0: there are none. */
static float letters_width(const struct derivation_row *row, const struct proof *proof) {
    struct paragraph letters = letters_of(row, proof);
    const struct layout *layout = row->canvas->layout;
    return letters.count > 0 ? paragraph_measure(&letters, layout->small, INFINITY).width +
                                   LAYOUT_INDENT * layout->unit
                             : 0;
}

/* Of one way's numbers. */
static float way_height(const struct canvas *canvas) {
    return fmaxf(row_height * text_size(canvas), canvas->layout->small * LAYOUT_PROSE);
}

/* How many of the ways stand below each other, with their sum, while the reader goes through them:
 * as many on all of them, so that nothing moves. */
static size_t seen_ways(const struct canvas *canvas, const struct proof *proof, struct rect board) {
    size_t count = proof_way_count(proof);
    float room = ways_share * board.height - 2 * pad * canvas->layout->unit;
    size_t most = MOST_WAYS;
    while (most > 1 && (float)(most + 1) * way_height(canvas) > room) {
        most--;
    }
    return count < most ? count : most;
}

static float ways_height(const struct canvas *canvas, size_t count) {
    return (float)(count + 1) * way_height(canvas) + 2 * pad * canvas->layout->unit;
}

float derivation_strip_height(const struct derivation_row *row, const struct proof *proof,
                              struct rect board) {
    const struct canvas *canvas = row->canvas;
    if (!row->fits) {
        return 0;
    }
    if (proof_is_on_way(proof)) {
        return ways_height(canvas, seen_ways(canvas, proof, board));
    }
    if (is_inside(row, proof)) {
        return term_share * board.height;
    }
    float pads = 2 * pad * canvas->layout->unit;
    struct rect room = {0, 0, board.width - pads - letters_width(row, proof), INFINITY};
    struct paragraph numbers = numbers_of(row, proof);
    if (numbers.count == 0) {
        return 0; /* nobody reckons a matrix of derivatives from numbers */
    }
    float size = paragraph_fit(&numbers, text_size(canvas), canvas->layout->legible, 1, room);
    size = size * row_height > 0 ? size : canvas->layout->legible;
    return paragraph_measure(&numbers, size, room.width).height + pads;
}

static size_t way_count(const struct derivation_row *row, const struct proof *proof) {
    size_t count = row->fits ? derivation_way_count(proof->derivation, row->line) : 0;
    struct matrix value =
        row->fits ? derivation_value(proof->derivation, row->line) : (struct matrix){0};
    const struct expression *root =
        proof->derivation->lines[row->line].definition->statement->value;
    bool is_sum = count > 0 && derivation_way_sum(proof->derivation, row->line) == root;
    bool is_number = value.rows * value.columns == 1;
    return is_sum && is_number && count <= MOST_WAYS && proof->level == LEVEL_OPERATION ? count : 0;
}

float derivation_strip_ways_height(const struct derivation_row *row, const struct proof *proof) {
    size_t count = way_count(row, proof);
    return count > 0 ? ways_height(row->canvas, count) : 0;
}

/* ---- drawing ---- */

static void draw_frame(const struct canvas *canvas, struct rect rect) {
    canvas_box(canvas, rect, canvas->layout->unit, canvas_color(canvas, COLOR_BACKGROUND),
               canvas->layout->line, canvas_color(canvas, COLOR_PANEL_EDGE));
}

static struct rect inner_of(const struct canvas *canvas, struct rect rect) {
    return rect_inset(rect, pad * canvas->layout->unit);
}

static void draw_in_middle(const struct paragraph *paragraph, float size, struct rect rect) {
    float height = paragraph_measure(paragraph, size, rect.width).height;
    if (height < rect.height) {
        rect_cut_top(&rect, (rect.height - height) / 2);
    }
    paragraph_draw(paragraph, size, rect);
}

/* Rows of the strip for the ways `first` to `last`, with room for `slots` of them, and below a rule
 * what all up to the last one add up to. */
struct way_rows {
    size_t first, last, slots;
    const char *total_label; /* NULL: "=" before the total says it */
};

static void draw_label(const struct canvas *canvas, struct rect label, const char *text) {
    canvas_text_within(canvas, label, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE, canvas->layout->small, COLOR_TEXT_DIM),
                       CANVAS_LEAST, text);
}

/* "way k = 1" */
static const char *way_name(const struct derivation_row *row, const struct proof *proof,
                            size_t way) {
    const struct canvas *canvas = row->canvas;
    const char *name = derived_way_name(canvas->arena, proof->derivation, row->line, way);
    return STRING_FILL(canvas->arena, canvas->language, STRING_DERIVATION_WAY, name);
}

/* Returns how wide the numbers are. */
static float draw_numbers(const struct canvas *canvas, const struct telling *numbers,
                          struct rect place) {
    struct paragraph paragraph = paragraph_of(canvas, numbers);
    float size = paragraph_fit(&paragraph, text_size(canvas), canvas->layout->legible, 1, place);
    draw_in_middle(&paragraph, size, place);
    return paragraph_measure(&paragraph, size, place.width).width;
}

static void draw_total(const struct derivation_row *row, const struct proof *proof,
                       const struct way_rows *ways, struct rect place, float rule) {
    const struct canvas *canvas = row->canvas;
    struct telling numbers = begin(canvas);
    canvas_line(canvas, (struct scene_point){place.x, place.y},
                (struct scene_point){place.x + fmaxf(rule, place.height), place.y},
                canvas->layout->line, canvas_color(canvas, COLOR_TEXT_DIM));
    telling_words(&numbers, ways->total_label == NULL ? "= " : "");
    telling_words(&numbers, derived_told_way_total(canvas->moment, proof, row->line, ways->last));
    draw_numbers(canvas, &numbers, place);
}

static void draw_ways(const struct derivation_row *row, const struct proof *proof,
                      const struct way_rows *ways, struct rect rect) {
    const float label_share = 0.16F;
    const struct canvas *canvas = row->canvas;
    float height = rect.height / (float)(ways->slots + 1);
    float widest = 0;
    for (size_t way = ways->first; way <= ways->last; way++) {
        struct rect place = rect_cut_top(&rect, height);
        struct telling numbers = begin(canvas);
        draw_label(canvas, rect_cut_left(&place, label_share * place.width),
                   way_name(row, proof, way));
        derived_told_way(&numbers, canvas->moment, proof, row->line, way);
        widest = fmaxf(widest, draw_numbers(canvas, &numbers, place));
    }
    rect.height = height;
    struct rect label = rect_cut_left(&rect, label_share * rect.width);
    if (ways->total_label != NULL) {
        draw_label(canvas, label, ways->total_label);
    }
    draw_total(row, proof, ways, rect, widest);
}

/* Those up to the one that the reader is on, the newest last. */
static struct way_rows ways_so_far(const struct canvas *canvas, const struct proof *proof,
                                   size_t slots) {
    size_t last = proof->term + 1;
    bool are_all = last == proof_way_count(proof);
    return (struct way_rows){
        .first = last > slots ? last - slots + 1 : 1,
        .last = last,
        .slots = slots,
        .total_label = string_get(canvas->language,
                                  are_all ? STRING_DERIVATION_ALL_WAYS : STRING_DERIVATION_SO_FAR),
    };
}

/* The rows that there is room for. */
static size_t slots_of(const struct canvas *canvas, struct rect inner) {
    size_t slots = 1;
    while ((float)(slots + 2) * way_height(canvas) <= inner.height + 1) {
        slots++;
    }
    return slots;
}

void derivation_strip_draw(const struct derivation_row *row, const struct proof *proof,
                           struct rect rect, bool has_ways) {
    const struct canvas *canvas = row->canvas;
    if (!row->fits) {
        return;
    }
    if (is_inside(row, proof) && !proof_is_on_way(proof)) {
        struct term_view term;
        struct equation equation;
        create_term(&term, &equation, row, proof, rect);
        term_view_draw(&term, rect);
        return;
    }
    draw_frame(canvas, rect);
    struct rect inner = inner_of(canvas, rect);
    if (proof_is_on_way(proof)) {
        struct way_rows ways = ways_so_far(canvas, proof, slots_of(canvas, inner));
        draw_ways(row, proof, &ways, inner);
        return;
    }
    if (has_ways) {
        size_t count = way_count(row, proof);
        const struct way_rows ways = {1, count, count, NULL};
        draw_ways(row, proof, &ways, inner);
        return;
    }
    struct rect place = rect_cut_left(&inner, letters_width(row, proof));
    struct paragraph letters = letters_of(row, proof);
    struct paragraph numbers = numbers_of(row, proof);
    float size =
        paragraph_fit(&numbers, text_size(canvas), canvas->layout->legible, MOST_LINES, inner);
    draw_in_middle(&letters, canvas->layout->small, place);
    draw_in_middle(&numbers, size, inner);
}
