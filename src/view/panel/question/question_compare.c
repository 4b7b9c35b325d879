#include "view/panel/question/question_compare.h"

#include "checks/diagnosis/difference.h"
#include "formula/print/print.h"
#include "view/draw/math_view.h"
#include "view/panel/question/question_columns.h"

#include <math.h>
#include <string.h>

/* Units, and em: around the formulas, behind what they are, and the line under what differs. */
static const float pad = 2, label_gap = 2, mark_gap = 0.12F, mark_stroke = 0.06F;
static const float mark_room = 0.25F, between = 0.2F; /* em: for that line, between the two */
static const float missing_height = 0.9F, missing_dash = 0.15F; /* em: of what is left out */
static const float least_missing = 0.25F;                       /* em: how wide at least */
static const float share = 0.25F;                               /* of the board's height */

/* A formula as it is set, and which bytes of its TeX differ. */
struct marked {
    const char *tex;
    struct print_pieces pieces;
    bool *differs;
    color_argb plain, bad;
};

static struct marked marked_of(const struct canvas *canvas, const struct recording *recording,
                               const struct statement *statement) {
    struct arena *arena = canvas->arena;
    struct marked marked = {
        .pieces = {ARENA_ARRAY(arena, struct print_piece, statement->node_count + 1), 0},
        .plain = canvas_color(canvas, COLOR_TEXT),
        .bad = canvas_color(canvas, COLOR_BAD),
    };
    struct printer printer = recording_printer(recording, PRINT_TEX);
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, statement, &text, &marked.pieces);
    marked.tex = text.bytes;
    marked.differs = ARENA_ARRAY(arena, bool, text.length + 1);
    return marked;
}

static const struct print_piece *piece_of(const struct marked *marked, int id) {
    for (size_t i = 0; i < marked->pieces.count; i++) {
        if (marked->pieces.items[i].node == id) {
            return &marked->pieces.items[i];
        }
    }
    return NULL;
}

/* Of a node whose operator alone differs, what its operands wrote stays as it is. */
static void mark(struct marked *marked, const struct statement *statement, int id,
                 enum difference_kind kind) {
    const struct print_piece *whole = id >= 0 ? piece_of(marked, id) : NULL;
    if (whole == NULL || kind == DIFFERENCE_SAME) {
        return;
    }
    memset(marked->differs + whole->begin, true, whole->end - whole->begin);
    const struct expression *node = statement->nodes[id];
    for (size_t i = 0; kind == DIFFERENCE_SIGN && i < node->operand_count; i++) {
        const struct print_piece *part = piece_of(marked, node->operands[i]->id);
        if (part != NULL) {
            memset(marked->differs + part->begin, false, part->end - part->begin);
        }
    }
}

static struct math_tag tag_of(const void *context, size_t begin, size_t end) {
    const struct marked *marked = context;
    (void)end;
    bool differs = marked->differs[begin];
    return (struct math_tag){differs, differs ? marked->bad : marked->plain, QUANTITY_NONE};
}

/* The line under what differs is the second cue beside the color: one for parts side by side. It is
 * below the baseline: under a minus at its height there would be a sign of equality. */
static void underline(const struct canvas *canvas, size_t from, color_argb bad, float size,
                      float baseline) {
    size_t count = canvas->scene->count;
    float left = 0;
    float right = 0;
    float bottom = 0;
    for (size_t i = from; i <= count; i++) {
        struct scene_item *item = &canvas->scene->items[i < count ? i : from];
        bool differs = i < count && item->kind == SCENE_MATH && item->color == bad;
        if (differs) {
            left = right > left ? left : item->bounds.x;
            right = fmaxf(right, item->bounds.x + item->bounds.width);
            bottom = fmaxf(fmaxf(bottom, baseline), item->bounds.y + item->bounds.height);
        } else if (right > left) {
            struct rect line = {left, bottom + mark_gap * size, right - left,
                                fmaxf(roundf(mark_stroke * size), 1)};
            canvas_box(canvas, line, 0, bad, 0, 0);
            left = right = bottom = 0;
        }
    }
}

/* Where a formula begins, on its baseline. */
struct spot {
    float x, y;
};

static void draw_formula(const struct canvas *canvas, const struct marked *marked,
                         const struct math_box *box, struct spot left, float size) {
    struct math_tags tags = {marked, tag_of};
    size_t from = canvas->scene->count;
    math_view_draw(canvas, box, left.x, left.y, &tags, math_view_new_formula(canvas));
    underline(canvas, from, marked->bad, size, left.y);
}

/* What of a place is left beside the signs of the formula that stand in it: brackets close up. */
static struct columns_extent free_extent(const struct math_box *box, struct columns_extent extent) {
    for (size_t i = 0; i < box->part_count; i++) {
        const float left = box->parts[i].x, right = left + box->parts[i].width;
        if (left >= extent.right || right <= extent.left) {
            continue;
        }
        if (left + right < extent.left + extent.right) {
            extent.left = right;
        } else {
            extent.right = left;
        }
    }
    return extent;
}

/* What the mistaken one leaves out is a dashed box there, as wide as it would be. */
static void draw_missing(const struct canvas *canvas, struct columns_extent extent,
                         struct spot left_end, float size) {
    const float half = missing_height * size / 2;
    const float middle = left_end.y - math_view_baseline(0, size);
    const float left = left_end.x + extent.left, wide = extent.right - extent.left;
    const struct rect sides[] = {{left, middle - half, wide, 0},
                                 {left, middle + half, wide, 0},
                                 {left, middle - half, 0, 2 * half},
                                 {left + wide, middle - half, 0, 2 * half}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        scene_add(canvas->scene, (struct scene_item){
                                     .kind = SCENE_LINE,
                                     .bounds = sides[i],
                                     .color = canvas_color(canvas, COLOR_BAD),
                                     .stroke = fmaxf(roundf(canvas->layout->line), 1),
                                     .dash = missing_dash * size,
                                     .quantity = QUANTITY_NONE,
                                 });
    }
}

/* ---- what is compared ---- */

static const struct diagnosis_finding *finding_of(const struct asked *asked) {
    const struct asked_finding *finding = &asked->finding;
    const struct diagnosis_finding *first =
        finding->number != NULL && finding->number->count > 0     ? finding->number->findings
        : finding->formula != NULL && finding->formula->count > 0 ? finding->formula->findings
                                                                  : NULL;
    bool has_formula = first != NULL && first->formula.formula.statement != NULL;
    return finding->context != NULL && has_formula ? first : NULL;
}

/* Both formulas, and how they differ. */
struct compared {
    struct marked marked[2];
    struct difference difference;
};

static bool compare(const struct canvas *canvas, const struct asked *asked, struct compared *ret) {
    const struct diagnosis_finding *finding = finding_of(asked);
    const struct diagnosis_question *question = asked->finding.context;
    struct tree_statement right;
    if (finding == NULL ||
        !difference_right(canvas->arena, question, finding->formula.formula.statement, &right)) {
        return false;
    }
    const struct statement *mistaken = finding->formula.formula.statement;
    ret->marked[0] = marked_of(canvas, question->recording, right.statement);
    ret->marked[1] = marked_of(canvas, question->recording, mistaken);
    ret->difference = difference_create(canvas->arena, right.statement, mistaken);
    for (size_t i = 0; i < ret->difference.count; i++) {
        const struct difference_column *column = &ret->difference.columns[i];
        mark(&ret->marked[0], right.statement, column->right, column->kind);
        mark(&ret->marked[1], mistaken, column->mistaken, column->kind);
    }
    return true;
}

static struct columns_bytes bytes_of(const struct marked *marked, int id) {
    const struct print_piece *piece = piece_of(marked, id);
    return piece != NULL ? (struct columns_bytes){piece->begin, piece->end}
                         : (struct columns_bytes){0, 0};
}

static struct columns_set set_in_columns(const struct canvas *canvas,
                                         const struct compared *compared, float size) {
    const struct math_options options = math_view_options(canvas, size);
    const size_t count = compared->difference.count;
    struct columns_side sides[2];
    for (size_t side = 0; side < 2; side++) {
        const struct marked *marked = &compared->marked[side];
        struct columns_bytes *bytes = ARENA_ARRAY(canvas->arena, struct columns_bytes, count + 1);
        for (size_t k = 0; k < count; k++) {
            const struct difference_column *column = &compared->difference.columns[k];
            int id = side == 0 ? column->right : column->mistaken;
            bytes[k] = id >= 0 ? bytes_of(marked, id) : (struct columns_bytes){0, 0};
        }
        sides[side] = (struct columns_side){
            marked->tex, bytes_of(marked, -1).end,
            math_set(canvas->arena, math_view_read(canvas, marked->tex), &options), bytes};
    }
    return question_columns_align(canvas->arena, &compared->difference, sides);
}

/* ---- the place ---- */

static struct rect extent_of(const struct scene_item *item) {
    return item->kind == SCENE_TEXT ? item->bounds : scene_item_extent(item);
}

static bool is_within(const struct scene_item *item, struct rect rect) {
    struct rect extent = extent_of(item);
    return extent.y >= rect.y && extent.x >= rect.x &&
           extent.x + extent.width <= rect.x + rect.width &&
           extent.y + extent.height <= rect.y + rect.height;
}

/* The panel of the board is larger than the place. */
static bool reaches_in(const struct scene_item *item, struct rect place) {
    struct rect extent = extent_of(item);
    return rect_meets(extent, place) && extent.width < place.width && !is_within(item, place);
}

/* Takes out what stands there; false where something would be cut. */
static bool make_room(struct scene *scene, struct rect place) {
    for (size_t i = 0; i < scene->count; i++) {
        if (reaches_in(&scene->items[i], place)) {
            return false;
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < scene->count; i++) {
        if (!is_within(&scene->items[i], place)) {
            scene->items[kept++] = scene->items[i];
        }
    }
    scene->count = kept;
    return true;
}

/* The strip of the board, where it has one: what stands in it makes room. */
static struct rect free_part(const struct canvas *canvas, struct rect board) {
    const float wide = 0.8F;
    struct rect inner = rect_inset(board, pad * canvas->layout->unit);
    struct rect place = rect_cut_bottom(&inner, share * board.height);
    for (size_t i = 0; i < canvas->scene->count; i++) {
        const struct scene_item *item = &canvas->scene->items[i];
        bool is_strip = item->kind == SCENE_BOX && quantity_is_none(item->quantity) &&
                        item->bounds.width > wide * place.width &&
                        item->bounds.height < board.height / 2 && rect_meets(item->bounds, place);
        if (is_strip) {
            return rect_inset(item->bounds, LAYOUT_PAD / 2 * canvas->layout->unit);
        }
    }
    return place;
}

/* Beside the formulas: which is which. */
static const enum string_id labels[] = {STRING_ANSWER_RIGHT_FORMULA, STRING_ANSWER_YOUR_FORMULA};

static struct text_style label_style(const struct canvas *canvas, size_t side) {
    return canvas_style(canvas, FACE_PROSE, canvas->layout->small,
                        side == 0 ? COLOR_TEXT_DIM : COLOR_BAD);
}

static float labels_width(const struct canvas *canvas) {
    float width = 0;
    for (size_t side = 0; side < 2; side++) {
        const struct text_style style = label_style(canvas, side);
        width = fmaxf(width, canvas_text_width(canvas, style.face, style.size,
                                               string_get(canvas->language, labels[side])));
    }
    return width + label_gap * canvas->layout->unit;
}

static float height_of(const struct math_box *box, float size) {
    return box->ascent + box->descent + mark_room * size;
}

static float height_of_both(const struct columns_set *set, float size) {
    return height_of(&set->boxes[0], size) + height_of(&set->boxes[1], size) + between * size;
}

static void draw_both(const struct canvas *canvas, const struct compared *compared,
                      const struct columns_set *set, struct rect place, float size) {
    struct rect names = rect_cut_left(&place, labels_width(canvas));
    struct spot left = {place.x, 0};
    float top = place.y + fmaxf((place.height - height_of_both(set, size)) / 2, 0);
    for (size_t side = 0; side < 2; side++) {
        left.y = roundf(top + set->boxes[side].ascent);
        const struct text_anchor anchor = {names.x, left.y - math_view_baseline(0, size),
                                           ALIGN_LEFT};
        canvas_text(canvas, anchor, label_style(canvas, side),
                    string_get(canvas->language, labels[side]), QUANTITY_NONE);
        draw_formula(canvas, &compared->marked[side], &set->boxes[side], left, size);
        top += height_of(&set->boxes[side], size) + between * size;
    }
    for (size_t k = 0; k < compared->difference.count; k++) {
        const struct columns_extent extent = free_extent(&set->boxes[1], set->extents[0][k]);
        bool is_missing = compared->difference.columns[k].kind == DIFFERENCE_MISSING;
        if (is_missing && extent.right - extent.left > least_missing * size) {
            draw_missing(canvas, extent, left, size);
        }
    }
}

void question_compare_draw(const struct canvas *canvas, const struct session *session,
                           struct rect board) {
    const struct layout *layout = canvas->layout;
    const struct asked *asked = session_ask_now(session);
    struct compared compared;
    /* where a formula is asked for, the right one is the answer */
    bool is_asked = session_ask_is_open(session) && asked->kind != QUESTION_FORMULA;
    if (!is_asked || asked->verdict != ASKED_WRONG || !compare(canvas, asked, &compared)) {
        return;
    }
    struct rect place = free_part(canvas, board);
    const float room = place.width - labels_width(canvas);
    float size = layout->formula;
    struct columns_set set = set_in_columns(canvas, &compared, size);
    float wide = fmaxf(set.boxes[0].width, set.boxes[1].width);
    float share_of_size = fminf(room / wide, place.height / height_of_both(&set, size));
    if (share_of_size < 1) {
        size *= share_of_size;
        set = set_in_columns(canvas, &compared, size);
    }
    if (size < layout->legible || !make_room(canvas->scene, place)) {
        return;
    }
    draw_both(canvas, &compared, &set, place, size);
}
