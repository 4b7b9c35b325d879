#include "view/stage/card.h"

#include "tell/quantity_told.h"
#include "view/draw/paragraph/paragraph_telling.h"
#include "view/draw/scene_button.h"

#include <math.h>

static const float card_pad = 1.25F; /* units, beside its words */
static const float pad_above = 0.7F; /* of that, above and below them */
static const float head_size = 1.1F; /* of the running text */
static const float corner_cost = 4;  /* in cards: of a place in a corner, far from what is lit */

/* ---- the card ---- */

struct card {
    struct paragraph head, words;
    float head_size, words_size;
    float width, height, head_height;
    float pad;
};

static void write_card(const struct canvas *canvas, struct quantity quantity, struct card *card) {
    struct telling head = telling_begin(canvas->arena, canvas->language);
    quantity_told_add(&head, canvas->moment, quantity);
    struct telling words = telling_begin(canvas->arena, canvas->language);
    telling_quiet(&words,
                  quantity_told_words(canvas->arena, canvas->moment, canvas->language, quantity));
    paragraph_begin(&card->head, canvas);
    paragraph_add_telling(&card->head, &head);
    paragraph_begin(&card->words, canvas);
    paragraph_add_telling(&card->words, &words);
}

/* Sizes it, smaller where the window is narrow. */
static void measure_card(const struct canvas *canvas, struct card *card) {
    const float widest = 0.8F; /* of the window */
    const struct layout *layout = canvas->layout;
    card->pad = card_pad * layout->unit;
    card->head_size = layout->normal * head_size;
    card->words_size = layout->small;
    float width = fmaxf(paragraph_measure(&card->head, card->head_size, INFINITY).width,
                        paragraph_measure(&card->words, card->words_size, INFINITY).width);
    float by = fminf(1, (layout->width * widest - 2 * card->pad) / width);
    card->head_size *= by;
    card->words_size *= by;
    card->width = ceilf(width * by + 2 * card->pad + 2);
    card->head_height = paragraph_measure(&card->head, card->head_size, INFINITY).height;
    card->height =
        ceilf(card->head_height + card->words_size * PARAGRAPH_LINE + 2 * card->pad * pad_above);
}

static void draw_card(const struct canvas *canvas, const struct card *card, struct rect rect) {
    canvas_box(canvas, rect, canvas->layout->unit, canvas_color(canvas, COLOR_BACKGROUND),
               fmaxf(canvas->layout->line, 1), canvas_color(canvas, COLOR_LINK));
    struct rect rest = rect;
    rect_cut_left(&rest, card->pad);
    rect_cut_right(&rest, card->pad);
    rect_cut_top(&rest, pad_above * card->pad);
    struct rect head = rect_cut_top(&rest, card->head_height);
    head.width = INFINITY; /* it was measured: rounding must not break it */
    paragraph_draw(&card->head, card->head_size, head);
    rest.height = card->words_size * PARAGRAPH_LINE + 1;
    rest.width = INFINITY;
    paragraph_draw(&card->words, card->words_size, rest);
}

/* ---- where it stands ---- */

static float overlap(struct rect a, struct rect b) {
    float width = fminf(a.x + a.width, b.x + b.width) - fmaxf(a.x, b.x);
    float height = fminf(a.y + a.height, b.y + b.height) - fmaxf(a.y, b.y);
    return width > 0 && height > 0 ? width * height : 0;
}

static struct scene_point middle_of(struct rect rect) {
    return (struct scene_point){rect.x + rect.width / 2, rect.y + rect.height / 2};
}

/* A part of a line: from 0, the left end of its bounds, to 1. */
static struct rect line_part(const struct canvas *canvas, const struct scene_item *line, float at) {
    float side = LAYOUT_GAP * canvas->layout->unit;
    return (struct rect){line->bounds.x + at * line->bounds.width - side / 2,
                         line->bounds.y + at * line->bounds.height - side / 2, side, side};
}

/* A curve has its points and no bounds. */
static struct rect bounds_of(const struct scene_item *item) {
    return item->kind == SCENE_CURVE ? scene_item_extent(item) : item->bounds;
}

/* What the card stands beside. */
static struct rect middle_part(const struct canvas *canvas, const struct scene_item *item) {
    return item->kind == SCENE_LINE ? line_part(canvas, item, 0.5F) : bounds_of(item);
}

static float hidden_part(const struct canvas *canvas, const struct scene_item *item,
                         struct rect rect) {
    enum { PARTS = 16 };
    if (item->kind != SCENE_LINE) {
        return overlap(rect, bounds_of(item));
    }
    float hidden = 0;
    for (int i = 0; i <= PARTS; i++) {
        hidden += overlap(rect, line_part(canvas, item, (float)i / PARTS));
    }
    return hidden;
}

static enum match match_of(const struct canvas *canvas, const struct lights *lights,
                           const struct scene_item *item) {
    return match_quantities(lights->lit, quantity_normal(canvas->moment->program, item->quantity));
}

/* The item that the card belongs to: lit in full rather than softly, and nearest to where the
 * reader points; NULL when none is in the picture. */
static const struct scene_item *find_anchor(const struct canvas *canvas,
                                            const struct lights *lights) {
    const struct scene_item *best = NULL;
    enum match best_match = MATCH_NONE;
    float best_distance = INFINITY;
    for (size_t i = 0; i < canvas->scene->count; i++) {
        const struct scene_item *item = &canvas->scene->items[i];
        enum match match = match_of(canvas, lights, item);
        struct scene_point middle = middle_of(bounds_of(item));
        float distance = lights->has_near
                             ? hypotf(middle.x - lights->near.x, middle.y - lights->near.y)
                             : (float)i;
        if (match > best_match ||
            (match == best_match && match != MATCH_NONE && distance < best_distance)) {
            best = item;
            best_match = match;
            best_distance = distance;
        }
    }
    return best;
}

/* How much it hides: of what is lit in full most of all. */
static float cost_of(const struct canvas *canvas, const struct lights *lights, struct rect rect) {
    static const float weights[] = {[MATCH_NONE] = 1, [MATCH_SOFT] = 4, [MATCH_FULL] = 1000};
    float cost = 0;
    for (size_t i = 0; i < canvas->scene->count; i++) {
        const struct scene_item *item = &canvas->scene->items[i];
        enum match match = match_of(canvas, lights, item);
        bool is_read =
            item->kind == SCENE_TEXT || item->kind == SCENE_MATH || item->kind == SCENE_DISC;
        if (match != MATCH_NONE || is_read) {
            cost += weights[match] * hidden_part(canvas, item, rect);
        }
    }
    return cost;
}

static float held(float value, float least, float most) {
    return fmaxf(fminf(value, most), least);
}

/* The best of the places around the anchor, and of the corners of the window. */
static struct rect card_rect(const struct canvas *canvas, const struct lights *lights,
                             const struct card *card) {
    static const struct scene_point sides[] = {{0, 1}, {0, -1}, {1, 0},  {-1, 0},
                                               {1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
    static const float distances[] = {1.5F, 7, 14}; /* units */
    static const struct scene_point corners[] = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};
    enum {
        DIRECTIONS = sizeof sides / sizeof *sides,
        SIDES = DIRECTIONS * sizeof distances / sizeof *distances,
        CORNERS = sizeof corners / sizeof *corners
    };
    const struct layout *layout = canvas->layout;
    const struct scene_item *anchor = find_anchor(canvas, lights);
    float margin = layout->unit;
    float far_x = fmaxf(layout->width - card->width - margin, 0);
    float far_y = fmaxf(layout->height - card->height - margin, 0);
    struct rect best = {0};
    float best_cost = INFINITY;
    for (size_t i = 0; i < SIDES + CORNERS; i++) {
        struct rect rect = {margin, margin, card->width, card->height};
        if (i < SIDES && anchor == NULL) {
            continue;
        }
        if (i < SIDES) {
            struct rect at = middle_part(canvas, anchor);
            struct scene_point middle = middle_of(at);
            struct scene_point side = sides[i % DIRECTIONS];
            float away = distances[i / DIRECTIONS] * layout->unit;
            rect.x = middle.x - card->width / 2 + side.x * (at.width / 2 + card->width / 2 + away);
            rect.y =
                middle.y - card->height / 2 + side.y * (at.height / 2 + card->height / 2 + away);
        } else {
            rect.x = corners[i - SIDES].x * layout->width;
            rect.y = corners[i - SIDES].y * layout->height;
        }
        rect.x = roundf(held(rect.x, fminf(margin, far_x), far_x));
        rect.y = roundf(held(rect.y, fminf(margin, far_y), far_y));
        float far = i < SIDES ? 0 : corner_cost * card->width * card->height;
        float cost = cost_of(canvas, lights, rect) + (anchor != NULL ? far : 0);
        if (cost < best_cost) {
            best = rect;
            best_cost = cost;
        }
    }
    return best;
}

void card_draw(const struct canvas *canvas, const struct lights *lights) {
    struct lights normal = *lights;
    normal.lit = quantity_normal(canvas->moment->program, lights->lit);
    if (quantity_is_none(normal.lit)) {
        return;
    }
    struct card card;
    write_card(canvas, normal.lit, &card);
    measure_card(canvas, &card);
    const struct rect rect = card_rect(canvas, &normal, &card);
    draw_card(canvas, &card, rect);
    if (!lights->has_near) { /* what is pointed at is clicked, whatever its card lies over */
        scene_button_add_cover(canvas->scene, rect);
    }
}
