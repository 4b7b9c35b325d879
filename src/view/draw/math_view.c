#include "view/draw/math_view.h"

#include <math.h>
#include <string.h>

/* ---- reading ---- */

struct shelf_book {
    const char *tex;
    const struct math_list *list;
    struct math_extent *extents; /* of it as a symbol */
    struct shelf_book *next;
};

enum { SHELF_ROWS = 64 };

struct math_shelf {
    struct arena *arena;
    struct shelf_book *rows[SHELF_ROWS];
};

struct math_shelf *math_view_shelf(struct arena *arena) {
    struct math_shelf *shelf = ARENA_NEW(arena, struct math_shelf);
    *shelf = (struct math_shelf){.arena = arena};
    return shelf;
}

static struct shelf_book **row_of(struct math_shelf *shelf, const char *tex) {
    unsigned hash = 5381;
    for (const char *c = tex; *c != '\0'; c++) {
        hash = hash * 33 + (unsigned char)*c;
    }
    return &shelf->rows[hash % SHELF_ROWS];
}

static const struct math_list *read_anew(struct arena *arena, const char *tex) {
    const struct math_list *list = math_parse(arena, tex, strlen(tex), NULL);
    if (list != NULL) {
        return list;
    }
    const char *words = text_format(arena, "\\text{%s}", tex);
    list = math_parse(arena, words, strlen(words), NULL);
    return list != NULL ? list : math_parse(arena, "?", 1, NULL);
}

static struct shelf_book *book_of(struct math_shelf *shelf, const char *tex) {
    struct shelf_book **row = row_of(shelf, tex);
    for (struct shelf_book *book = *row; book != NULL; book = book->next) {
        if (strcmp(book->tex, tex) == 0) {
            return book;
        }
    }
    struct shelf_book *book = ARENA_NEW(shelf->arena, struct shelf_book);
    *book =
        (struct shelf_book){.tex = arena_copy_text(shelf->arena, tex, strlen(tex)), .next = *row};
    *row = book;
    return book;
}

const struct math_list *math_view_read(const struct canvas *canvas, const char *tex) {
    if (canvas->shelf == NULL) {
        return read_anew(canvas->arena, tex);
    }
    struct shelf_book *book = book_of(canvas->shelf, tex);
    if (book->list == NULL) {
        book->list = read_anew(canvas->shelf->arena, book->tex);
    }
    return book->list;
}

struct math_extent *math_view_extent(const struct canvas *canvas, const char *tex, float size,
                                     bool *ret_is_new) {
    struct shelf_book *book = book_of(canvas->shelf, tex);
    struct math_extent *extent = book->extents;
    while (extent != NULL && memcmp(&extent->size, &size, sizeof size) != 0) {
        extent = extent->next;
    }
    *ret_is_new = extent == NULL;
    if (extent == NULL) {
        extent = ARENA_NEW(canvas->shelf->arena, struct math_extent);
        *extent = (struct math_extent){.size = size, .next = book->extents};
        book->extents = extent;
    }
    return extent;
}

/* ---- setting ---- */

static float text_width(const void *context, float size, const char *text) {
    return canvas_text_width(context, FACE_REGULAR, size, text);
}

struct math_options math_view_options(const struct canvas *canvas, float size) {
    return (struct math_options){
        .font = canvas->metrics->math,
        .size = size,
        .text_width = text_width,
        .context = canvas,
    };
}

int math_view_new_formula(const struct canvas *canvas) {
    const struct scene *scene = canvas->scene;
    int last = 0;
    for (size_t i = scene->count; i-- > 0 && last == 0;) {
        last = scene->items[i].formula;
    }
    return last + 1;
}

static struct math_tag plain_tag(const void *context, size_t begin, size_t end) {
    (void)begin;
    (void)end;
    return *(const struct math_tag *)context;
}

struct math_tags math_view_plain(const struct math_tag *tag) {
    return (struct math_tags){tag, plain_tag};
}

float math_view_baseline(float y, float size) {
    return floorf(y + TEXT_HALF_FIGURE * size + 0.5F);
}

/* ---- drawing ---- */

/* The symbol that is being put together. */
struct pen {
    const struct canvas *canvas;
    float x, baseline;
    int formula;
    struct scene_glyph *glyphs; /* room for all parts that are left */
    size_t count;
    struct math_tag tag;
    float left, top, right, bottom; /* of its ink */
};

static void finish_symbol(struct pen *pen) {
    if (pen->count == 0) {
        return;
    }
    scene_add(pen->canvas->scene,
              (struct scene_item){
                  .kind = SCENE_MATH,
                  .bounds = {pen->left, pen->top, pen->right - pen->left, pen->bottom - pen->top},
                  .color = pen->tag.color,
                  .quantity = pen->tag.quantity,
                  .glyphs = pen->glyphs,
                  .glyph_count = pen->count,
                  .formula = pen->formula,
              });
    pen->glyphs += pen->count;
    pen->count = 0;
}

static void add_ink(struct pen *pen, float left, float top, float right, float bottom) {
    bool is_first = pen->count == 0;
    pen->left = is_first ? left : fminf(pen->left, left);
    pen->top = is_first ? top : fminf(pen->top, top);
    pen->right = is_first ? right : fmaxf(pen->right, right);
    pen->bottom = is_first ? bottom : fmaxf(pen->bottom, bottom);
}

static void add_glyph(struct pen *pen, const struct math_part *part) {
    float x = pen->x + part->x;
    float y = pen->baseline + part->y;
    add_ink(pen, x + part->left, y - part->ascent, x + part->right, y + part->descent);
    pen->glyphs[pen->count++] =
        (struct scene_glyph){.glyph = part->glyph, .x = x, .y = y, .size = part->size};
}

static void add_rule(struct pen *pen, const struct math_part *part) {
    /* On whole pixels: the stem of a bracket is crisp. */
    float x = roundf(pen->x + part->x);
    float width = fmaxf(roundf(pen->x + part->x + part->width) - x, 1);
    float y = pen->baseline + part->y;
    add_ink(pen, x, y, x + width, y + part->height);
    pen->glyphs[pen->count++] =
        (struct scene_glyph){.x = x, .y = y, .width = width, .height = part->height};
}

static void add_words(struct pen *pen, const struct math_part *part) {
    finish_symbol(pen);
    float middle = pen->baseline + part->y - TEXT_HALF_FIGURE * part->size;
    canvas_text(pen->canvas, (struct text_anchor){pen->x + part->x, middle, ALIGN_LEFT},
                (struct text_style){FACE_REGULAR, part->size, pen->tag.color}, part->text,
                pen->tag.quantity);
}

void math_view_draw(const struct canvas *canvas, const struct math_box *box, float x,
                    float baseline, const struct math_tags *tags, int formula) {
    struct pen pen = {
        .canvas = canvas,
        .x = x,
        .baseline = roundf(baseline),
        .formula = formula,
        .glyphs = ARENA_ARRAY(canvas->arena, struct scene_glyph, box->part_count),
    };
    for (size_t i = 0; i < box->part_count; i++) {
        const struct math_part *part = &box->parts[i];
        struct math_tag tag = tags->of(tags->context, part->begin, part->end);
        /* signs stay apart: what stands between them is no part of them */
        bool is_same = tag.symbol == pen.tag.symbol && tag.color == pen.tag.color;
        if (!is_same || tag.quantity.tensor < 0) {
            finish_symbol(&pen);
        }
        pen.tag = tag;
        if (part->kind == MATH_GLYPH) {
            add_glyph(&pen, part);
        } else if (part->kind == MATH_RULE) {
            add_rule(&pen, part);
        } else if (part->kind == MATH_TEXT) {
            add_words(&pen, part);
        }
    }
    finish_symbol(&pen);
}
