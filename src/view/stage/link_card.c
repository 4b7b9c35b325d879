#include "view/stage/link_card.h"

#include "view/draw/symbol.h"
#include "view/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the value ---- */

const char *link_card_value_text(struct arena *arena, double value) {
    enum { SHORT = 15, EXACT = 17 };
    if (!isfinite(value)) {
        return number_text(arena, value, 1);
    }
    char digits[64] = "";
    for (int precision = SHORT; precision <= EXACT; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value) {
            break;
        }
    }
    struct text_builder text;
    text_begin(&text, arena);
    bool is_exponent = false; /* without its zeros: e−7 */
    for (const char *c = digits; *c != '\0'; c++) {
        bool is_sign = *c == '-';
        if (!is_exponent || *c != '0') {
            text_append(&text, is_sign ? "−" : c, is_sign ? strlen("−") : 1);
        }
        is_exponent = *c == 'e' || (is_exponent && (is_sign || *c == '+' || *c == '0'));
    }
    return text.bytes;
}

/* The last term of an operation under way is its target's value, as far as it goes. */
static bool find_partial(const struct moment *moment, struct quantity quantity, double *ret) {
    struct place place = moment->at;
    const struct operation *operation = moment->operation;
    if (place.element == 0 || operation == NULL || operation->target != quantity.tensor ||
        place.term + 1 < place_term_count(operation)) {
        return false;
    }
    struct matrix value = binding_value(&operation->binding, &moment->evaluation);
    size_t at = (size_t)quantity.row * value.columns + (size_t)quantity.column;
    if (at >= place.element || at >= value.rows * value.columns) {
        return false;
    }
    *ret = value.values[at];
    return true;
}

static const char *value_text(const struct canvas *canvas, struct quantity quantity) {
    const struct moment *moment = canvas->moment;
    const struct program *program = moment->program;
    double value = 0;
    if (find_partial(moment, quantity, &value)) {
        return link_card_value_text(canvas->arena, value);
    }
    if (!program_is_written(program, quantity.tensor, moment->place.done)) {
        return "—";
    }
    struct matrix matrix = program_tensor_value(program, quantity.tensor, moment->state);
    return link_card_value_text(canvas->arena,
                                matrix_at(matrix, (size_t)quantity.row, (size_t)quantity.column));
}

/* ---- the words ---- */

static const enum string_id role_strings[] = {
    [ROLE_TARGET] = STRING_ROLE_TARGET,
    [ROLE_WEIGHT] = STRING_ROLE_WEIGHT,
    [ROLE_BIAS] = STRING_ROLE_BIAS,
    [ROLE_PREACTIVATION] = STRING_ROLE_PREACTIVATION,
    [ROLE_ACTIVATION] = STRING_ROLE_ACTIVATION,
    [ROLE_LOSS] = STRING_ROLE_LOSS,
    [ROLE_ACTIVATION_GRADIENT] = STRING_ROLE_ACTIVATION_GRADIENT,
    [ROLE_ERROR] = STRING_ROLE_ERROR,
    [ROLE_WEIGHT_GRADIENT] = STRING_ROLE_WEIGHT_GRADIENT,
    [ROLE_BIAS_GRADIENT] = STRING_ROLE_BIAS_GRADIENT,
    [ROLE_RATE] = STRING_ROLE_RATE,
    [ROLE_SAMPLE_COUNT] = STRING_ROLE_SAMPLE_COUNT,
};
static_assert(sizeof role_strings / sizeof *role_strings == ROLE_COUNT, "a string for each role");

/* What is being put into words. */
struct telling {
    struct arena *arena;
    const struct program *program;
    enum language language;
    const struct tensor *tensor;
    const char *role;
};

static const char *count_of(const struct telling *telling, long number) {
    return number_count_text(telling->arena, number);
}

static const char *whole_words(const struct telling *telling) {
    const struct tensor *tensor = telling->tensor;
    const char *shape = text_format(telling->arena, "%zu × %zu", tensor->place.shape.rows,
                                    tensor->place.shape.columns);
    if (tensor->layer < 0) {
        return STRING_FILL(telling->arena, telling->language, STRING_LINK_WHOLE, telling->role,
                           shape);
    }
    if (tensor->layer == 0 && tensor->role == ROLE_ACTIVATION) {
        return STRING_FILL(telling->arena, telling->language, STRING_LINK_INPUTS, shape);
    }
    return STRING_FILL(telling->arena, telling->language, STRING_LINK_LAYER, telling->role,
                       count_of(telling, tensor->layer), shape);
}

/* Unit `to` of the layer, unit `from` of the one below, both from 0. */
static const char *edge_words(const struct telling *telling, long from, long to) {
    int layer = telling->tensor->layer;
    if (layer == 1) {
        return STRING_FILL(telling->arena, telling->language, STRING_LINK_EDGE_OF_INPUT,
                           telling->role, count_of(telling, from + 1), count_of(telling, to + 1));
    }
    return STRING_FILL(telling->arena, telling->language, STRING_LINK_EDGE, telling->role,
                       count_of(telling, from + 1), count_of(telling, layer - 1),
                       count_of(telling, to + 1), count_of(telling, layer));
}

static const char *unit_words(const struct telling *telling, long unit) {
    const struct tensor *tensor = telling->tensor;
    const char *number = count_of(telling, unit + 1);
    if (tensor->layer == 0 && tensor->role == ROLE_ACTIVATION) {
        return STRING_FILL(telling->arena, telling->language, STRING_LINK_INPUT, number,
                           telling->program->lesson->network.input_names[unit]);
    }
    if (tensor->layer < 0) {
        return STRING_FILL(telling->arena, telling->language, STRING_LINK_OUTPUT, telling->role,
                           number);
    }
    return STRING_FILL(telling->arena, telling->language, STRING_LINK_UNIT, telling->role, number,
                       count_of(telling, tensor->layer));
}

/* One value for each unit, or for each unit and sample. */
static const char *sample_words(const struct telling *telling, long unit, long sample,
                                size_t samples) {
    const char *words = unit_words(telling, unit);
    return samples > 1 ? STRING_FILL(telling->arena, telling->language, STRING_LINK_SAMPLE, words,
                                     count_of(telling, sample + 1))
                       : words;
}

const char *link_card_words(struct arena *arena, const struct program *program,
                            enum language language, struct quantity quantity) {
    const struct tensor *tensor = &program->tensors[quantity.tensor];
    const struct telling telling = {
        .arena = arena,
        .program = program,
        .language = language,
        .tensor = tensor,
        .role = string_get(language, role_strings[tensor->role]),
    };
    struct shape shape = tensor->place.shape;
    bool is_edge = tensor->role == ROLE_WEIGHT || tensor->role == ROLE_WEIGHT_GRADIENT;
    size_t sample = 0;
    if (quantity.row < 0 || quantity.column < 0) {
        const char *words = whole_words(&telling);
        return quantity_sample(program, quantity, &sample)
                   ? STRING_FILL(arena, language, STRING_LINK_SAMPLE, words,
                                 count_of(&telling, (long)sample + 1))
                   : words;
    }
    if (!role_definition(tensor->role)->is_layered && tensor->role != ROLE_TARGET) {
        return telling.role;
    }
    bool are_rows = program->notation->samples == SAMPLES_AS_ROWS;
    long unit = are_rows ? quantity.column : quantity.row;
    long other = are_rows ? quantity.row : quantity.column;
    return is_edge ? edge_words(&telling, other, unit)
                   : sample_words(&telling, unit, other, are_rows ? shape.rows : shape.columns);
}

/* ---- the card ---- */

struct card {
    struct paragraph head, words;
    float head_size, words_size;
    float width, height, head_height;
    float pad;
};

static void write_card(const struct canvas *canvas, struct quantity quantity, struct card *card) {
    const struct program *program = canvas->moment->program;
    bool is_whole = quantity.row < 0 || quantity.column < 0;
    const struct tensor *tensor = &program->tensors[quantity.tensor];
    const char *name =
        is_whole ? program_tensor_name(canvas->arena, program, quantity.tensor, PRINT_TEX)
                 : program_element_name(canvas->arena, program, quantity.tensor,
                                        (size_t)quantity.row, (size_t)quantity.column, PRINT_TEX);
    paragraph_begin(&card->head, canvas);
    symbol_add_name(&card->head, canvas_color(canvas, theme_role_color(tensor->role)), name);
    if (!is_whole) {
        paragraph_add(&card->head, FACE_REGULAR, canvas_color(canvas, COLOR_TEXT),
                      text_format(canvas->arena, " = %s", value_text(canvas, quantity)));
    }
    paragraph_begin(&card->words, canvas);
    paragraph_add(&card->words, FACE_REGULAR, canvas_color(canvas, COLOR_TEXT_DIM),
                  link_card_words(canvas->arena, program, canvas->language, quantity));
}

/* Sizes it, smaller where the window is narrow. */
static void measure_card(const struct canvas *canvas, struct card *card) {
    const float widest = 0.8F; /* of the window */
    const struct layout *layout = canvas->layout;
    card->pad = 1.25F * layout->unit;
    card->head_size = layout->normal * 1.1F;
    card->words_size = layout->small;
    float width = fmaxf(paragraph_measure(&card->head, card->head_size, INFINITY).width,
                        paragraph_measure(&card->words, card->words_size, INFINITY).width);
    float by = fminf(1, (layout->width * widest - 2 * card->pad) / width);
    card->head_size *= by;
    card->words_size *= by;
    card->width = ceilf(width * by + 2 * card->pad + 2);
    card->head_height = paragraph_measure(&card->head, card->head_size, INFINITY).height;
    card->height =
        ceilf(card->head_height + card->words_size * PARAGRAPH_LINE + 2 * card->pad * 0.7F);
}

static void draw_card(const struct canvas *canvas, const struct card *card, struct rect rect) {
    canvas_box(canvas, rect, canvas->layout->unit, canvas_color(canvas, COLOR_BACKGROUND),
               fmaxf(canvas->layout->line, 1), canvas_color(canvas, COLOR_LINK));
    struct rect rest = rect;
    rect_cut_left(&rest, card->pad);
    rect_cut_right(&rest, card->pad);
    rect_cut_top(&rest, 0.7F * card->pad);
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
    float side = 2 * canvas->layout->unit;
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

static enum link_match match_of(const struct canvas *canvas, const struct link_lights *lights,
                                const struct scene_item *item) {
    return link_match(lights->lit, quantity_normal(canvas->moment->program, item->quantity));
}

/* The item that the card belongs to: lit in full rather than softly, and nearest to where the
 * reader points; NULL when none is in the picture. */
static const struct scene_item *find_anchor(const struct canvas *canvas,
                                            const struct link_lights *lights) {
    const struct scene_item *best = NULL;
    enum link_match best_match = LINK_NONE;
    float best_distance = INFINITY;
    for (size_t i = 0; i < canvas->scene->count; i++) {
        const struct scene_item *item = &canvas->scene->items[i];
        enum link_match match = match_of(canvas, lights, item);
        struct scene_point middle = middle_of(bounds_of(item));
        float distance = lights->has_near
                             ? hypotf(middle.x - lights->near.x, middle.y - lights->near.y)
                             : (float)i;
        if (match > best_match ||
            (match == best_match && match != LINK_NONE && distance < best_distance)) {
            best = item;
            best_match = match;
            best_distance = distance;
        }
    }
    return best;
}

/* How much it hides: of what is lit in full most of all. */
static float cost_of(const struct canvas *canvas, const struct link_lights *lights,
                     struct rect rect) {
    static const float weights[] = {[LINK_NONE] = 1, [LINK_SOFT] = 4, [LINK_FULL] = 1000};
    float cost = 0;
    for (size_t i = 0; i < canvas->scene->count; i++) {
        const struct scene_item *item = &canvas->scene->items[i];
        enum link_match match = match_of(canvas, lights, item);
        bool is_read =
            item->kind == SCENE_TEXT || item->kind == SCENE_MATH || item->kind == SCENE_DISC;
        if (match != LINK_NONE || is_read) {
            cost += weights[match] * hidden_part(canvas, item, rect);
        }
    }
    return cost;
}

static float held(float value, float least, float most) {
    return fmaxf(fminf(value, most), least);
}

/* The best of the places around the anchor, and of the corners of the window. */
static struct rect place_card(const struct canvas *canvas, const struct link_lights *lights,
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
        float far = i < SIDES ? 0 : 4 * card->width * card->height;
        float cost = cost_of(canvas, lights, rect) + (anchor != NULL ? far : 0);
        if (cost < best_cost) {
            best = rect;
            best_cost = cost;
        }
    }
    return best;
}

void link_card_draw(const struct canvas *canvas, const struct link_lights *lights) {
    struct card card;
    write_card(canvas, lights->lit, &card);
    measure_card(canvas, &card);
    draw_card(canvas, &card, place_card(canvas, lights, &card));
}
