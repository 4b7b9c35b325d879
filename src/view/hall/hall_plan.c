#include "view/hall/hall_plan.h"

#include <math.h>

/* In units: the narrowest card in a row of four or more, the column of courses, a small picture on
 * a card. */
static const float least_card = 40, course_column = 54, picture_height = 13;
static const float least_words = 13.2F; /* of a title, in em */
static const float most_growth = 1.35F; /* of a card, where there is room */

static const float language_width = 5, search_width = 26; /* em of their text */
static const float wide = 130; /* units: room for the courses in a column */

float hall_plan_line(float size) {
    return size * LAYOUT_ROW;
}

static float card_height(const struct layout *layout, const struct hall_plan *plan) {
    float height = 2 * LAYOUT_PAD * layout->unit + hall_plan_line(layout->normal) +
                   hall_plan_line(layout->small);
    height += plan->has_goals ? 2 * layout->small * LAYOUT_PROSE + layout->unit / 2 : 0;
    height += plan->has_pictures ? (picture_height + 1) * layout->unit : 0;
    return ceilf(height);
}

static size_t fitting(float room, float each, float gap) {
    float count = (room + gap) / (each + gap);
    return count >= 1 ? (size_t)count : 1;
}

/* Cards as many a row as are wide enough, and rows as many as there is room for. */
static void set_cards(const struct layout *layout, const struct hall *hall,
                      struct hall_plan *plan) {
    float least = fmaxf(least_card * layout->unit, layout->normal * least_words);
    plan->gap = LAYOUT_PAD * layout->unit;
    plan->columns = fitting(plan->cards.width, least, plan->gap);
    size_t count = hall_shown_count(hall);
    size_t most = count < 4 ? 4 : count;
    plan->columns = plan->columns > most ? most : plan->columns;
    plan->columns = plan->columns > 5 ? 5 : plan->columns;
    float gaps = plan->gap * (float)(plan->columns - 1);
    plan->card.width = floorf((plan->cards.width - gaps) / (float)plan->columns);
    plan->card.height = fminf(card_height(layout, plan), plan->cards.height);
    plan->rows = fitting(plan->cards.height, plan->card.height, plan->gap);
    /* what is left over makes the pictures larger */
    size_t needed = (count + plan->columns - 1) / plan->columns;
    size_t shared = needed < 2 ? 2 : needed < plan->rows ? needed : plan->rows;
    float share = (plan->cards.height + plan->gap) / (float)shared - plan->gap;
    if (plan->has_pictures && plan->rows >= shared) {
        plan->card.height = floorf(fminf(share, plan->card.height * most_growth));
    }
}

/* Above the cards: the header, "go on", the courses, the heading. */
static void cut_frame(const struct layout *layout, struct rect *rest, struct hall_plan *plan) {
    float unit = layout->unit, line = hall_plan_line(layout->normal);
    struct rect header = rect_cut_top(rest, hall_plan_line(layout->large) + LAYOUT_GAP * unit);
    rect_cut_left(&header, LAYOUT_INDENT * unit);
    rect_cut_right(&header, LAYOUT_INDENT * unit);
    plan->language = rect_cut_right(&header, layout->small * language_width);
    float width = fminf(header.width * 0.5F, layout->normal * search_width);
    plan->search = rect_inset(
        (struct rect){header.x + (header.width - width) / 2, header.y, width, header.height},
        unit / 2);
    plan->hints = rect_cut_bottom(rest, hall_plan_line(layout->small) + unit / 2);
    rect_cut_left(rest, LAYOUT_GAP * unit);
    rect_cut_right(rest, LAYOUT_GAP * unit);
    rect_cut_left(&plan->hints, LAYOUT_GAP * unit);
    rect_cut_right(&plan->hints, LAYOUT_GAP * unit);
    rect_cut_top(rest, unit);
    plan->last = rect_cut_top(rest, hall_plan_line(layout->large) + line +
                                        hall_plan_line(layout->small) + LAYOUT_INDENT * unit);
    rect_cut_top(rest, unit);
    if (!plan->has_column) {
        plan->courses = rect_cut_top(rest, line + unit);
    }
}

/* What is left beside the column of courses. */
static void set_rest(const struct layout *layout, struct rect rest, struct hall_plan *plan) {
    float unit = layout->unit;
    if (plan->has_column) {
        plan->courses = rect_cut_left(&rest, course_column * unit);
        rect_cut_left(&rest, LAYOUT_GAP * unit);
    }
    plan->heading = rect_cut_top(&rest, hall_plan_line(layout->small) + unit);
    if (plan->has_foot) {
        plan->foot =
            rect_cut_bottom(&rest, hall_plan_line(layout->normal) +
                                       2 * hall_plan_line(layout->small) + 2 * LAYOUT_PAD * unit);
        rect_cut_bottom(&rest, unit);
    }
    plan->cards = rest;
}

struct hall_plan hall_plan_create(const struct layout *layout, const struct hall *hall) {
    /* What is given up, one after the other, until two rows of lessons are seen. */
    static const struct {
        bool has_goals, has_foot, has_pictures;
    } forms[] = {{true, true, true},
                 {false, true, true},
                 {false, false, true},
                 {false, true, false},
                 {false, false, false}};
    struct hall_plan plan = {.rows = 0};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        plan = (struct hall_plan){.has_goals = forms[i].has_goals,
                                  .has_foot = forms[i].has_foot,
                                  .has_pictures = forms[i].has_pictures};
        plan.has_column = !layout->is_enlarged && layout->width > layout->height &&
                          layout->width > wide * layout->unit;
        struct rect rest = {0, 0, layout->width, layout->height};
        cut_frame(layout, &rest, &plan);
        set_rest(layout, rest, &plan);
        set_cards(layout, hall, &plan);
        bool is_whole = plan.card.height >= card_height(layout, &plan);
        size_t needed = (hall_shown_count(hall) + plan.columns - 1) / plan.columns;
        if (is_whole && plan.rows >= (needed < 2 ? needed : 2)) {
            break;
        }
    }
    return plan;
}

struct rect hall_plan_card(const struct hall_plan *plan, size_t index) {
    size_t row = index / plan->columns, column = index % plan->columns;
    return (struct rect){plan->cards.x + (float)column * (plan->card.width + plan->gap),
                         plan->cards.y + (float)row * (plan->card.height + plan->gap),
                         plan->card.width, plan->card.height};
}
