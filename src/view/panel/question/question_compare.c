#include "view/panel/question/question_compare.h"

#include "checks/diagnosis/difference.h"
#include "formula/print/print.h"
#include "view/draw/math_view.h"

#include <math.h>
#include <string.h>

/* Units, and em: around the formulas, above them, and the line under what differs. */
static const float pad = 2, title_line = 1.8F, mark_gap = 0.12F, mark_stroke = 0.06F;
static const float formula_row = 1.5F, both_rows = 3.2F; /* em: a formula, the two of them */
static const float share = 0.25F;                        /* of the board's height */

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

/* The line under what differs is the second cue beside the color: one for parts side by side. */
static void underline(const struct canvas *canvas, size_t from, color_argb bad, float size) {
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
            bottom = fmaxf(bottom, item->bounds.y + item->bounds.height);
        } else if (right > left) {
            struct rect line = {left, bottom + mark_gap * size, right - left,
                                fmaxf(roundf(mark_stroke * size), 1)};
            canvas_box(canvas, line, 0, bad, 0, 0);
            left = right = bottom = 0;
        }
    }
}

static void draw_formula(const struct canvas *canvas, const struct marked *marked, struct rect row,
                         float size) {
    const struct math_list *list = math_view_read(canvas, marked->tex);
    struct math_options options = math_view_options(canvas, size);
    struct math_box box = math_set(canvas->arena, list, &options);
    struct math_tags tags = {marked, tag_of};
    size_t from = canvas->scene->count;
    math_view_draw(canvas, &box, row.x, math_view_baseline(row.y + row.height / 2, size), &tags,
                   math_view_new_formula(canvas));
    underline(canvas, from, marked->bad, size);
}

static float width_of(const struct canvas *canvas, const struct marked *marked, float size) {
    struct math_options options = math_view_options(canvas, size);
    return math_set(canvas->arena, math_view_read(canvas, marked->tex), &options).width;
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

static bool compare(const struct canvas *canvas, const struct asked *asked, struct marked ret[2]) {
    const struct diagnosis_finding *finding = finding_of(asked);
    const struct diagnosis_question *question = asked->finding.context;
    struct tree_statement right;
    if (finding == NULL ||
        !difference_right(canvas->arena, question, finding->formula.formula.statement, &right)) {
        return false;
    }
    const struct statement *mistaken = finding->formula.formula.statement;
    ret[0] = marked_of(canvas, question->recording, right.statement);
    ret[1] = marked_of(canvas, question->recording, mistaken);
    const struct difference difference =
        difference_create(canvas->arena, right.statement, mistaken);
    for (size_t i = 0; i < difference.count; i++) {
        const struct difference_column *column = &difference.columns[i];
        mark(&ret[0], right.statement, column->right, column->kind);
        mark(&ret[1], mistaken, column->mistaken, column->kind);
    }
    return true;
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

static void draw_labelled(const struct canvas *canvas, struct rect *rest, enum string_id label,
                          enum theme_color color, const struct marked *marked, float size) {
    const struct layout *layout = canvas->layout;
    struct rect row = rect_cut_top(rest, title_line * layout->small);
    canvas_text_within(canvas, row, ALIGN_LEFT,
                       canvas_style(canvas, FACE_PROSE, layout->small, color), CANVAS_LEAST,
                       string_get(canvas->language, label));
    draw_formula(canvas, marked, rect_cut_top(rest, fminf(rest->height, formula_row * size)), size);
}

void question_compare_draw(const struct canvas *canvas, const struct session *session,
                           struct rect board) {
    const struct layout *layout = canvas->layout;
    const struct asked *asked = session_ask_now(session);
    struct marked marked[2];
    /* where a formula is asked for, the right one is the answer */
    bool is_asked = session_ask_is_open(session) && asked->kind != QUESTION_FORMULA;
    if (!is_asked || asked->verdict != ASKED_WRONG || !compare(canvas, asked, marked)) {
        return;
    }
    struct rect place = free_part(canvas, board);
    float rows = place.height - 2 * title_line * layout->small;
    float size = fminf(layout->formula, rows / both_rows);
    float wide = fmaxf(width_of(canvas, &marked[0], size), width_of(canvas, &marked[1], size));
    size = wide > place.width ? size * place.width / wide : size;
    if (size < layout->legible || !make_room(canvas->scene, place)) {
        return;
    }
    draw_labelled(canvas, &place, STRING_ANSWER_RIGHT_FORMULA, COLOR_TEXT_DIM, &marked[0], size);
    draw_labelled(canvas, &place, STRING_ANSWER_YOUR_FORMULA, COLOR_BAD, &marked[1], size);
}
