#include "view/board/board_plan.h"

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

/* Begins the planning of a canvas' layout; sets the strip. */
static struct board_planning *begin(const struct canvas *canvas, struct arena *arena, float width,
                                    float height, struct board_plan *plan) {
    const struct layout *layout = canvas->layout;
    struct board_planning *planning = ARENA_NEW(arena, struct board_planning);
    float share = layout->is_for_hall ? strip_share_hall : strip_share;
    const float strip = roundf(height * share);
    *plan = (struct board_plan){.strip = strip, .strip_low = strip};
    board_planning_begin(planning, canvas, arena, width, height - strip - layout->unit);
    return planning;
}

static void find_usual(struct board_planning *planning, struct board_plan *plan) {
    board_planning_find(planning, plan);
    board_steady_lower_axis(planning, plan, share_above);
}

static void find_for_hall(struct board_planning *hall, struct board_plan *plan) {
    const struct layout usual_layout = layout_at_usual_size(hall->canvas.layout);
    struct rect title;
    const struct rect place = board_plan_below_title(&usual_layout, usual_layout.board, &title);
    struct canvas canvas = hall->canvas;
    canvas.layout = &usual_layout;
    struct board_plan usual_plan;
    struct board_planning *usual =
        begin(&canvas, hall->moment.arena, place.width, place.height, &usual_plan);
    find_usual(usual, &usual_plan);
    board_hall_find(hall, usual, &usual_plan, plan);
}

static void create(struct board_plan *ret, const struct canvas *canvas, float width, float height) {
    struct arena *arena = arena_create();
    struct board_planning *planning = begin(canvas, arena, width, height, ret);
    if (canvas->layout->is_for_hall) {
        find_for_hall(planning, ret);
    } else {
        find_usual(planning, ret);
        board_steady_raise_strip(planning, ret);
    }
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
