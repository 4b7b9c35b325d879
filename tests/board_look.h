#ifndef BACKSTEP_TESTS_BOARD_LOOK_H
#define BACKSTEP_TESTS_BOARD_LOOK_H

/* What is measured of a picture's board: sizes, places, and how much of it is covered. */

#include "view_fixture.h"

#include "typeset/math.h"

#include <math.h>

enum { MOST_RELATIONS = 8 };
static uint32_t relation_glyphs[MOST_RELATIONS];
static size_t relation_count;
static const struct math_font *look_font;

struct look {
    float formula, number; /* em, pixels; 0: there is none */
    float axis, relation;  /* from the board's top left */
    float coverage;        /* of the board, by the words above the strip and in it */
    float strip;           /* the words in it: 0 without a strip */
    float strip_size;      /* of these, pixels */
    float strip_height;    /* of its frame, pixels */
    size_t strip_places;   /* of the relations that begin its lines: "=" stands below "=" */
    bool is_strip_empty;   /* its words have neither half of its width nor of its height */
    float above, below;    /* shares of the board: the words above the strip, and those in it */
};

/* Before the first look. */
static inline void find_relations(struct arena *arena, const struct text_metrics *metrics) {
    static const char *const signs[] = {"=", "\\leftarrow", ":", "\\approx"};
    look_font = metrics->math;
    for (size_t i = 0; i < TEST_COUNT(signs); i++) {
        const struct math_list *list = math_parse(arena, signs[i], strlen(signs[i]), NULL);
        const struct math_options options = {.font = metrics->math, .size = 100};
        struct math_box box = math_set(arena, list, &options);
        relation_glyphs[relation_count++] = box.parts[0].glyph;
    }
}

static inline bool is_relation(const struct scene_item *item) {
    for (size_t i = 0; item->kind == SCENE_MATH && i < relation_count; i++) {
        if (item->glyph_count > 0 && item->glyphs[0].glyph == relation_glyphs[i]) {
            return true;
        }
    }
    return false;
}

static inline bool is_word(const struct scene_item *item) {
    return item->kind == SCENE_TEXT || item->kind == SCENE_MATH;
}

/* The rectangle around two. */
static inline struct rect around(struct rect a, struct rect b) {
    if (a.width <= 0) {
        return b;
    }
    float left = fminf(a.x, b.x);
    float top = fminf(a.y, b.y);
    return (struct rect){left, top, fmaxf(a.x + a.width, b.x + b.width) - left,
                         fmaxf(a.y + a.height, b.y + b.height) - top};
}

static inline void measure_formula(const struct scene_item *item, int *formula, struct look *look) {
    *formula = *formula == 0 ? item->formula : *formula;
    for (size_t i = 0; item->formula == *formula && i < item->glyph_count; i++) {
        look->formula = fmaxf(look->formula, item->glyphs[i].size);
    }
}

/* The relation of the formula is painted first; that of the values is lower, and not one of a name
 * above them, as "i = 1". The axis is that of its line: its own middle is as high only where the
 * font has it there. */
static inline void measure_relation(const struct scene_item *item, int formula, struct rect board,
                                    struct look *look) {
    float y = item->glyphs[0].y - math_axis(look_font, item->glyphs[0].size) - board.y;
    float below = 10;
    if (look->relation == 0) {
        look->relation = item->bounds.x + item->bounds.width / 2 - board.x;
        look->axis = -y;
    } else if (look->axis < 0 && y > -look->axis + below && item->formula == formula + 1) {
        look->axis = y;
    }
}

/* Where a left side has the first line of values for itself, that line is its matrix', which is
 * painted first: up to where its first number comes again, as the old value of an update. */
static inline void measure_stacked(const struct scene *scene, struct rect board, struct rect strip,
                                   struct look *look) {
    struct rect target = {0};
    struct quantity first = QUANTITY_NONE;
    bool is_over = false;
    for (size_t i = 0; i < scene->count && !is_over; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind != SCENE_TEXT || item->quantity.row < 0 ||
            !view_is_within(item->bounds, board) || view_is_within(item->bounds, strip)) {
            continue;
        }
        is_over = quantity_equal(item->quantity, first);
        first = quantity_is_none(first) ? item->quantity : first;
        if (!is_over && item->quantity.tensor == first.tensor) {
            target = around(target, item->bounds);
        }
    }
    if (target.height > 0 && target.y + target.height - board.y < look->axis) {
        look->axis = target.y + target.height / 2 - board.y;
    }
}

/* ---- the strip ---- */

static inline bool is_relation_of_strip(const struct scene_item *item) {
    static const char *const signs[] = {"=", "≈", "←"};
    bool is_one = false;
    for (size_t i = 0; i < TEST_COUNT(signs); i++) {
        is_one = is_one || (item->kind == SCENE_TEXT && strcmp(item->text, signs[i]) == 0);
    }
    return is_one;
}

/* Whether nothing but a name stands before it in its line. */
static inline bool begins_line(const struct scene *scene, size_t which, struct rect strip) {
    const struct rect *own = &scene->items[which].bounds;
    const float middle = own->y + own->height / 2;
    for (size_t i = 0; i < scene->count; i++) {
        const struct rect *other = &scene->items[i].bounds;
        if (scene->items[i].kind == SCENE_TEXT && view_is_within(*other, strip) &&
            other->x < own->x && other->y < middle && other->y + other->height > middle) {
            return false;
        }
    }
    return true;
}

/* In how many places relations that begin a line of the strip stand. */
static inline size_t count_strip_places(const struct scene *scene, struct rect strip) {
    enum { MOST_PLACES = 16 };
    const float same = 1; /* pixel */
    float places[MOST_PLACES];
    size_t count = 0;
    for (size_t i = 0; i < scene->count && count < MOST_PLACES; i++) {
        const struct rect *own = &scene->items[i].bounds;
        bool is_new = is_relation_of_strip(&scene->items[i]) && view_is_within(*own, strip) &&
                      begins_line(scene, i, strip);
        places[count] = own->x + own->width / 2;
        for (size_t k = 0; k < count; k++) {
            is_new = is_new && fabsf(places[k] - places[count]) > same;
        }
        count += is_new;
    }
    return count;
}

/* ---- all together ---- */

/* A picture whose board is there. */
static inline struct look look_at(const struct scene *scene, struct rect board) {
    struct look look = {0};
    struct rect strip = view_strip(scene, board);
    struct rect above = {0}, within = {0};
    int formula = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (!is_word(item) || !view_is_within(item->bounds, board)) {
            continue;
        }
        if (strip.width > 0 && view_is_within(item->bounds, strip)) {
            within = around(within, item->bounds);
            look.strip_size =
                item->kind == SCENE_TEXT ? fmaxf(look.strip_size, item->size) : look.strip_size;
            continue;
        }
        above = around(above, item->bounds);
        if (item->kind == SCENE_MATH && item->formula != 0) {
            measure_formula(item, &formula, &look);
        }
        if (is_relation(item)) {
            measure_relation(item, formula, board, &look);
        }
        bool is_number = item->kind == SCENE_TEXT && item->quantity.row >= 0;
        look.number = !is_number                                     ? look.number
                      : look.number == 0 || item->size < look.number ? item->size
                                                                     : look.number;
    }
    look.axis = fmaxf(look.axis, 0);
    measure_stacked(scene, board, strip, &look);
    look.strip = within.width;
    look.strip_height = strip.height;
    look.strip_places = count_strip_places(scene, strip);
    look.is_strip_empty =
        within.width < strip.width / 2 && within.height < strip.height / 2 && within.width > 0;
    look.above = above.width * above.height / (board.width * board.height);
    look.below = within.width * within.height / (board.width * board.height);
    look.coverage = look.above + look.below;
    return look;
}

#endif
