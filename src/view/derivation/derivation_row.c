#include "view/derivation/derivation_row.h"

#include "step/derived/derived.h"
#include "view/draw/equation_tags.h"

#include <math.h>

static const float smaller = 0.93F;  /* from one size that is tried to the next */
static const float two_lines = 0.8F; /* of its size, rather than smaller in one */

/* ---- setting ---- */

size_t derivation_row_relation(const struct math_row *row, const char *tex) {
    for (size_t i = 0; i < row->count; i++) {
        if (tex[row->items[i].begin] == '=') {
            return i;
        }
    }
    return row->count;
}

static void set_at(struct derivation_row *row, float size) {
    const struct canvas *canvas = row->canvas;
    struct math_options options = math_view_options(canvas, size);
    options.is_display = true;
    options.grows_fences = true;
    struct board_lines *lines = &row->lines;
    *lines = (struct board_lines){
        .row = math_set_row(canvas->arena, math_view_read(canvas, row->equation.tex), &options),
        .size = size};
    struct board_reach *reaches =
        ARENA_ARRAY(canvas->arena, struct board_reach, lines->row.count + 1);
    for (size_t i = 0; i < lines->row.count; i++) {
        const struct math_box *box = &lines->row.items[i].box;
        reaches[i] = (struct board_reach){box->ascent, box->descent};
    }
    lines->reaches = reaches;
    size_t relation = derivation_row_relation(&lines->row, row->equation.tex);
    bool has_left = relation > 0 && relation < lines->row.count;
    row->left =
        has_left ? board_lines_width(lines, 0, relation) + lines->row.items[relation].gap : 0;
}

bool derivation_row_fit(struct derivation_row *row, float size, float width, size_t most) {
    set_at(row, size);
    bool fits = board_lines_break(&row->lines, 1, row->left + width, most);
    row->right = row->lines.lines[0].width - row->left;
    float behind = 0; /* the lines that follow are indented behind the relation */
    for (size_t i = 1; i < row->lines.count; i++) {
        float right = board_lines_indent(&row->lines, i) + row->lines.lines[i].width;
        behind = fmaxf(behind, right);
    }
    row->shift = fminf(fmaxf(behind - width, 0), row->left);
    row->right = fmaxf(row->right, behind - row->shift);
    return fits && row->right <= fmaxf(width, 0) + 1;
}

void derivation_row_shorten(struct derivation_row *row) {
    if (row->fits) {
        row->equation = equation_create_short(row->equation.moment, row->equation.operation);
    } else {
        row->equation.tex = derivation_print_short(row->canvas->arena, row->derivation, row->line);
    }
}

void derivation_row_squeeze(struct derivation_row *row, float size, float width) {
    bool fits = derivation_row_fit(row, size, width, 1);
    for (int shorter = 0; shorter < 2 && !fits; shorter++) {
        if (shorter > 0) {
            derivation_row_shorten(row);
        }
        for (float less = size; !fits && less > row->canvas->layout->legible; less *= smaller) {
            fits = derivation_row_fit(row, less, width, less > two_lines * size ? 1 : 2);
        }
    }
}

struct derivation_row derivation_row_create(const struct canvas *canvas, const struct proof *proof,
                                            size_t number, float size) {
    struct derivation_row row =
        derivation_row_of_line(canvas, proof, proof_line(proof, number), size);
    row.number = number;
    return row;
}

struct derivation_row derivation_row_of_line(const struct canvas *canvas, const struct proof *proof,
                                             size_t line, float size) {
    const struct derivation *derivation = proof->derivation;
    struct derivation_row row = {.derivation = derivation, .line = line};
    struct canvas *own = ARENA_NEW(canvas->arena, struct canvas);
    *own = *canvas;
    row.canvas = own;
    row.fits = derivation->lines[line].verdict != DERIVATION_DOES_NOT_FIT;
    if (row.fits) {
        struct moment *moment = ARENA_NEW(canvas->arena, struct moment);
        *moment = derived_moment(canvas->moment, derivation, line);
        own->moment = moment;
        row.equation = equation_create(moment, moment->operation, NULL);
    } else {
        row.equation = (struct equation){
            .moment = canvas->moment,
            .tex = derivation_print(canvas->arena, derivation, line, PRINT_TEX, false)};
    }
    derivation_row_fit(&row, size, INFINITY, 1);
    return row;
}

float derivation_row_above(const struct derivation_row *row) {
    return row->lines.lines[0].above;
}

float derivation_row_below(const struct derivation_row *row) {
    return row->lines.height - row->lines.lines[0].above;
}

/* ---- where it stands ---- */

/* Where each item stands that is drawn with its relation at x. */
static struct derivation_item *items_of(const struct derivation_row *row, float x, float baseline) {
    const struct board_lines *lines = &row->lines;
    struct derivation_item *items =
        ARENA_ARRAY(row->canvas->arena, struct derivation_item, lines->row.count + 1);
    float y = baseline;
    for (size_t i = 0; i < lines->count; i++) {
        const struct board_line *line = &lines->lines[i];
        const struct board_line *before = i > 0 ? line - 1 : line;
        y += i > 0 ? before->below + board_lines_skip(lines) + line->above : 0;
        float at = i > 0 ? x + board_lines_indent(lines, i) - row->shift : x - row->left;
        for (size_t k = line->begin; k < line->end; k++) {
            at += board_lines_gap(lines, k, line->begin);
            items[k] = (struct derivation_item){at, roundf(y)};
            at += lines->row.items[k].box.width;
        }
    }
    return items;
}

bool derivation_row_ink_of(const struct math_row *row, const struct derivation_item *items,
                           struct print_piece piece, struct rect *ret) {
    bool is_found = false;
    float left = 0, right = 0, top = 0, bottom = 0;
    float baseline = 0;
    for (size_t i = 0; i < row->count; i++) {
        for (size_t k = 0; k < row->items[i].box.part_count; k++) {
            const struct math_part *part = &row->items[i].box.parts[k];
            if (part->begin < piece.begin || part->end > piece.end) {
                continue;
            }
            bool is_glyph = part->kind == MATH_GLYPH;
            float x = items[i].x + part->x + (is_glyph ? part->left : 0);
            float end = items[i].x + part->x + (is_glyph ? part->right : part->width);
            float y = items[i].baseline + part->y;
            float above = is_glyph || part->kind == MATH_TEXT ? y - part->ascent : y;
            float below = part->kind == MATH_RULE ? y + part->height : y + part->descent;
            if (is_found && items[i].baseline != baseline) {
                return false;
            }
            left = is_found ? fminf(left, x) : x;
            right = is_found ? fmaxf(right, end) : end;
            top = is_found ? fminf(top, above) : above;
            bottom = is_found ? fmaxf(bottom, below) : below;
            baseline = items[i].baseline;
            is_found = true;
        }
    }
    *ret = (struct rect){left, top, right - left, bottom - top};
    return is_found;
}

bool derivation_row_ink(const struct derivation_row *row, float x, float baseline,
                        struct print_piece piece, struct rect *ret) {
    return derivation_row_ink_of(&row->lines.row, items_of(row, x, baseline), piece, ret);
}

/* ---- drawing ---- */

void derivation_row_draw(const struct derivation_row *row, float x, float baseline) {
    const struct canvas *canvas = row->canvas;
    const struct board_lines *lines = &row->lines;
    const struct derivation_item *items = items_of(row, x, baseline);
    const struct equation_tags tags = {canvas, &row->equation};
    const struct math_tag plain = {.color = canvas_color(canvas, COLOR_TEXT),
                                   .quantity = QUANTITY_NONE};
    const struct math_tags of = row->fits ? equation_tags_of(&tags) : math_view_plain(&plain);
    int formula = math_view_new_formula(canvas);
    for (size_t i = 0; i < lines->row.count; i++) {
        math_view_draw(canvas, &lines->row.items[i].box, items[i].x, items[i].baseline, &of,
                       formula);
    }
}
