#include "view/board/board_plan.h"

#include "session/settings.h"
#include "view/board/board_hall.h"
#include "view/board/board_steady.h"

#include <math.h>
#include <string.h>

static const float below_title = 1.5F; /* units */

/* Of the height: the strip. */
static const float strip_share = 0.29F, strip_share_hall = 0.15F;

/* Of what is left free below the numbers: so much goes above them. */
static const float share_above = 0.7F;

struct rect board_plan_page(const struct layout *layout, struct rect panel) {
    struct rect page = rect_inset(panel, LAYOUT_INDENT * layout->unit);
    page.y -= layout->unit;
    page.height += 2 * layout->unit;
    return page;
}

struct rect board_plan_below_title(const struct layout *layout, struct rect panel,
                                   struct rect *ret_title) {
    struct rect place = board_plan_page(layout, panel);
    *ret_title = rect_cut_top(&place, layout->normal * LAYOUT_PROSE);
    rect_cut_top(&place, below_title * layout->unit);
    rect_cut_top(&place, ceilf(place.y) - place.y); /* text stands on whole pixels */
    return place;
}

/* ---- at a scale ---- */

/* Of the scales that the keys have. A plan is made from that at the next one on the way to 100 %;
 * below, all are the smallest of those there. */
static const int scales_above[] = {100, 115, 130, 150, 175, 200, 250, TEXT_SCALE_MOST};
static const int scales_below[] = {100, TEXT_SCALE_LEAST};
static const int scale_before_hall = 130;

/* For a hall all numbers grow from 100 %, so those between are no larger. */
static const float most_before_hall = 1.2F;

static int scale_before(int scale) {
    const bool is_above = scale > scales_above[0];
    const int *scales = is_above ? scales_above : scales_below;
    size_t which = 0;
    while (is_above ? scales[which + 1] < scale : scales[which + 1] > scale) {
        which++;
    }
    return scale == TEXT_SCALE_PROJECTOR ? 100 : scales[which];
}

/* Between 100 % and the hall's ever less. */
static float share_of_strip(const struct layout *layout) {
    const float over = (float)(layout->text_scale - 100) / (TEXT_SCALE_PROJECTOR - 100);
    const float part = layout->is_for_hall ? 1 : fminf(fmaxf(over, 0), 1);
    return strip_share + part * (strip_share_hall - strip_share);
}

/* Begins the planning of a canvas' layout; sets the strip. */
static struct board_planning *begin(const struct canvas *canvas, struct arena *arena, float width,
                                    float height, struct board_plan *plan) {
    const struct layout *layout = canvas->layout;
    struct board_planning *planning = ARENA_NEW(arena, struct board_planning);
    const float strip = roundf(height * share_of_strip(layout));
    *plan = (struct board_plan){.strip = strip, .strip_low = strip};
    board_planning_begin(planning, canvas, arena, width, height - strip - layout->unit);
    return planning;
}

/* A line that can be read has room. */
float board_plan_least_strip(const struct layout *layout) {
    const float least = 2.2F; /* em of the smallest text */
    return roundf(least * layout->legible + 2 * layout->unit);
}

static void take_strip(struct board_planning *planning, struct board_plan *plan, float strip) {
    planning->height += plan->strip - strip;
    *plan = (struct board_plan){.strip = strip, .strip_low = strip};
}

/* From one that was tried to the plan that is taken. */
static void take_strip_of(struct board_planning *planning, const struct board_plan *tried,
                          const struct board_plan *plan) {
    planning->height += tried->strip - plan->strip;
}

/* A lower strip gives way before anything becomes smaller than at the scale before. */
static const float lower[] = {1, 0.8F, 0.65F, 0.55F};
enum { LOWER = sizeof lower / sizeof *lower };

/* The highest strip with which nothing does if all stays as it is there; 0: none. */
static float strip_to_keep(struct board_planning *planning, const struct board_planning *usual,
                           const struct board_plan *before, struct board_growth growth,
                           float strip) {
    struct board_plan tried = {.strip = strip};
    float found = 0;
    for (size_t i = 0; i < LOWER && found == 0; i++) {
        take_strip(planning, &tried, roundf(strip * lower[i]));
        found = board_hall_keeps(planning, usual, before, growth) ? tried.strip : 0;
    }
    take_strip(planning, &tried, strip);
    return found;
}

static void grow_from(struct board_planning *planning, const struct board_planning *usual,
                      const struct board_plan *before, struct board_plan *plan) {
    const struct layout *layout = planning->canvas.layout;
    const struct board_growth growth = {
        .enough = 1,
        .most = layout->text_scale < TEXT_SCALE_PROJECTOR ? most_before_hall : INFINITY};
    const float strip = plan->strip;
    const float kept = strip_to_keep(planning, usual, before, growth, strip);
    if (kept > 0) {
        take_strip(planning, plan, kept);
        board_hall_find(planning, usual, before, growth, plan);
        return;
    }
    struct board_plan tried = *plan;
    float best = 0;
    for (size_t i = 0; i < LOWER && best < growth.enough; i++) {
        take_strip(planning, &tried, roundf(strip * lower[i]));
        float ratio = board_hall_find(planning, usual, before, growth, &tried).ratio;
        if (ratio > best) {
            best = ratio;
            *plan = tried;
        }
    }
    take_strip_of(planning, &tried, plan);
}

/* Where the frame is as large as it may be, a larger scale has no more room: what a plan has there
 * already, it keeps. */
static bool has_no_more_room(const struct layout *layout, const struct layout *before,
                             const struct board_plan *plan) {
    const struct rect *now = &layout->board, *then = &before->board;
    const float same = 0.5F; /* pixels */
    return fabsf(now->x - then->x) < same && fabsf(now->y - then->y) < same &&
           fabsf(now->width - then->width) < same && fabsf(now->height - then->height) < same &&
           fabsf(layout->small - before->small) < same &&
           fabsf(layout->legible - before->legible) < same && plan->number < before->number - same;
}

/* The same lesson at another scale, with its plan there. */
struct other {
    struct layout layout;
    struct canvas canvas;
    struct board_planning *planning;
    struct board_plan plan;
};

static struct rect begin_other(struct other *ret, const struct board_planning *planning,
                               int scale) {
    ret->layout = layout_at_scale(planning->canvas.layout, scale);
    ret->canvas = planning->canvas;
    ret->canvas.layout = &ret->layout;
    struct rect title;
    return board_plan_below_title(&ret->layout, ret->layout.board, &title);
}

static const struct other *other_with_plan(const struct board_planning *planning, int scale) {
    struct other *other = ARENA_NEW(planning->moment.arena, struct other);
    const struct rect place = begin_other(other, planning, scale);
    struct board_plan none;
    board_plan_create(&other->plan, &other->canvas, place.width, place.height);
    other->planning =
        begin(&other->canvas, planning->moment.arena, place.width, place.height, &none);
    other->planning->height += none.strip_low - other->plan.strip_low;
    return other;
}

/* A lower strip where numbers are too small, or not all on the line of the others. */
static void find_for_hall(struct board_planning *planning, struct board_plan *plan) {
    const struct other *usual = other_with_plan(planning, 100);
    const struct other *between = other_with_plan(planning, scale_before_hall);
    const struct board_growth growth = {BOARD_HALL_ENOUGH, INFINITY, between->planning,
                                        &between->plan};
    enum { FEW = 2 }; /* strips: a key is to be answered soon */
    const float strip = plan->strip;
    const float least = board_plan_least_strip(planning->canvas.layout);
    struct board_plan tried = *plan;
    struct board_worth best = {0, 0};
    for (size_t i = 0; i < FEW && (best.ratio < growth.enough || best.lined < planning->count);
         i++) {
        take_strip(planning, &tried, fmaxf(roundf(strip * lower[i]), fminf(strip, least)));
        struct board_worth worth =
            board_hall_find(planning, usual->planning, &usual->plan, growth, &tried);
        if (worth.ratio > best.ratio || (worth.ratio >= best.ratio && worth.lined > best.lined)) {
            best = worth;
            *plan = tried;
        }
    }
    take_strip_of(planning, &tried, plan);
}

/* From the plan at the scale before. */
static void find_from(struct board_planning *planning, struct board_plan *plan) {
    const struct layout *layout = planning->canvas.layout;
    if (layout->text_scale == TEXT_SCALE_PROJECTOR && layout->is_for_hall) {
        find_for_hall(planning, plan);
        return;
    }
    const struct other *before = other_with_plan(planning, scale_before(layout->text_scale));
    if (layout->text_scale > 100 && has_no_more_room(layout, &before->layout, &before->plan)) {
        planning->height += plan->strip_low - before->plan.strip_low;
        *plan = before->plan;
    } else if (layout->text_scale < 100) {
        board_hall_find_smaller(planning, before->planning, &before->plan, plan);
    } else {
        grow_from(planning, before->planning, &before->plan, plan);
    }
}

static void create(struct board_plan *ret, const struct canvas *canvas, float width, float height) {
    struct arena *arena = arena_create();
    struct board_planning *planning = begin(canvas, arena, width, height, ret);
    if (canvas->layout->text_scale == 100) {
        board_planning_find(planning, ret);
    } else {
        find_from(planning, ret);
    }
    board_planning_take_spacing(planning, ret->is_close);
    if (canvas->layout->text_scale <= 100) {
        board_steady_lower_axis(planning, ret, share_above);
    }
    board_steady_raise_strip(planning, ret);
    arena_destroy(arena);
}

/* ---- what is kept ---- */

/* All that a plan depends on beside the run. */
struct plan_key {
    const void *fonts;
    float width, height, formula, number, legible, small, unit;
    int decimals, is_for_hall;
};

void board_plan_create(struct board_plan *ret, const struct canvas *canvas, float width,
                       float height) {
    const struct layout *layout = canvas->layout;
    struct plan_key key;
    memset(&key, 0, sizeof key);
    key.fonts = canvas->metrics->context;
    key.width = width;
    key.height = height;
    key.formula = layout->formula;
    key.number = layout->number;
    key.legible = layout->legible;
    key.small = layout->small;
    key.unit = layout->unit;
    key.decimals = canvas->moment->decimals;
    key.is_for_hall = layout->is_for_hall;
    const struct board_plan *kept = memo_find(canvas->memo, &key, sizeof key);
    if (kept != NULL) {
        *ret = *kept;
        return;
    }
    create(ret, canvas, width, height);
    memo_keep(canvas->memo, &key, sizeof key, ret, sizeof *ret);
}
