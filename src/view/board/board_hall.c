#include "view/board/board_hall.h"

#include "view/board/board_steady.h"
#include "view/board/board_try.h"

#include <math.h>
#include <string.h>

/* Of the largest formula; none is smaller than at 100 %. */
static const float formula_shares[] = {1, 0.82F, 0};

/* Of what is left free below the numbers: so much goes above them, the first that takes nothing. */
static const float shares_above[] = {1, 0.9F, 0.8F, 0.7F, 0.6F, 0.5F, 0.3F};

/* em of the numbers: how much higher values reach with names above them. */
static const float names_above = 0.75F;

/* From one size of numbers that is tried to the next, and how many are. */
static const float size_step = 0.94F;
enum { SIZES = 18 };

/* Of the operations: so many have the full size. */
static const float enough_of_all = 0.93F;

/* How values that are too wide for their place may break: each is tried where all before it leave
 * some numbers too small. */
struct manner {
    bool may_stack, knows_hang, is_lower, is_close;
};
static const struct manner manners[] = {{false, false, false, false},
                                        {true, false, false, false},
                                        {false, true, true, false},
                                        {true, false, false, true}};

/* What an operation has at a scale. */
struct sizes {
    float formula, number;
};

/* A plan with what it is worth. */
struct candidate {
    struct board_plan plan;
    float ratio;   /* the least of all operations, up to what is enough */
    float kept;    /* of the sizes at the scale before, up to all: at the first hall of numbers */
    float formula; /* so too, of their formulas */
    size_t placed; /* how many have a size of the plan, the relation where all have it */
    size_t lined;  /* how many have their first line of numbers where all have it */
    size_t whole;  /* how many have no smaller formula than at the scale before */
    size_t steady; /* how many have the full size, at the places of all */
};

struct choosing {
    struct board_planning *hall;
    const struct sizes *usual;  /* of each operation at the scale that it is to grow from */
    const struct sizes *before; /* and at the one before: the same, or one between */
    struct board_growth growth;
    float largest_usual;  /* of these */
    struct manner manner; /* of the plans that are tried */
    struct candidate best;
    size_t *order; /* of the operations: whose numbers were too small for a plan come first */
};

static struct sizes sizes_of(const struct board_planning *usual, size_t which,
                             const struct board_plan *plan) {
    const struct canvas canvas = board_planning_aside(usual);
    const float legible = canvas.layout->legible;
    struct board_fit fit;
    bool fits = board_steady_fit(&fit, &canvas, &usual->operations[which].values, plan,
                                 usual->width, usual->height);
    struct sizes sizes = {fits ? fit.symbols.size : legible, fits ? fit.numbers.size : legible};
    arena_destroy(canvas.arena);
    return sizes;
}

static struct sizes *usual_sizes(const struct board_planning *hall,
                                 const struct board_planning *usual,
                                 const struct board_plan *plan) {
    struct sizes *sizes = ARENA_ARRAY(hall->moment.arena, struct sizes, usual->count);
    for (size_t i = 0; i < usual->count; i++) {
        sizes[i] = sizes_of(usual, i, plan);
    }
    return sizes;
}

/* The sizes that are tried, from the largest on, among them the one that is just enough; 0: too
 * small to be read. */
static float number_at(const struct choosing *choosing, size_t which) {
    const struct layout *layout = choosing->hall->canvas.layout;
    const float just_enough = choosing->growth.enough * choosing->largest_usual;
    const float wanted = fminf(layout->number, choosing->growth.most * choosing->largest_usual);
    const float most = fmaxf(wanted, just_enough);
    float over = floorf(logf(just_enough / most) / logf(size_step));
    float number = just_enough * powf(size_step, (float)which - over);
    return which < SIZES && number >= layout->legible ? number : 0;
}

/* What an operation has by a plan. */
struct rating {
    struct sizes sizes;
    bool is_placed, is_lined;
};

static struct rating rate_one(const struct choosing *choosing, const struct board_plan *plan,
                              size_t which) {
    const struct board_planning *hall = choosing->hall;
    const struct board_planned *planned = &hall->operations[which];
    const struct canvas canvas = board_planning_aside(hall);
    const float legible = canvas.layout->legible;
    const float same = 0.5F; /* pixels */
    struct board_fit fit;
    bool fits = board_steady_try_planned(&fit, &canvas, hall, which, plan);
    struct rating rating = {
        .sizes = fits ? (struct sizes){fit.symbols.size, fit.numbers.size}
                      : (struct sizes){legible, legible},
        .is_placed = fits && board_planning_is_there(&fit, planned->pass, plan),
        .is_lined = fits && fabsf(fit.axis - plan->axis) < same,
    };
    arena_destroy(canvas.arena);
    return rating;
}

/* What is too small by one plan mostly is by the next. */
static void move_to_front(size_t *order, size_t which) {
    const size_t moved = order[which];
    memmove(order + 1, order, which * sizeof *order);
    order[0] = moved;
}

/* More than so many with the full size are worth no smaller one. */
static size_t enough_steady(const struct choosing *choosing) {
    return (size_t)ceilf(enough_of_all * (float)choosing->hall->count);
}

/* Gives up when it is worse than the best. */
static void rate(const struct choosing *choosing, struct candidate *candidate) {
    const struct board_plan *plan = &candidate->plan;
    const float same = 0.99F;
    board_planning_take_spacing(choosing->hall, plan->is_close);
    candidate->ratio = choosing->growth.enough;
    candidate->kept = candidate->formula = 1;
    candidate->placed = candidate->lined = candidate->whole = candidate->steady = 0;
    for (size_t k = 0; k < choosing->hall->count; k++) {
        const size_t i = choosing->order[k];
        bool is_steady = board_planning_is_steady(choosing->hall, i, plan);
        struct rating rating = is_steady
                                   ? (struct rating){{plan->formula, plan->number}, true, true}
                                   : rate_one(choosing, plan, i);
        candidate->ratio = fminf(candidate->ratio, rating.sizes.number / choosing->usual[i].number);
        candidate->kept = fminf(candidate->kept, rating.sizes.number / choosing->before[i].number);
        candidate->formula =
            fminf(candidate->formula, rating.sizes.formula / choosing->before[i].formula);
        if (choosing->growth.enough <= 1) {
            candidate->kept = fminf(candidate->kept, candidate->formula);
        }
        candidate->placed += rating.is_placed;
        candidate->lined += rating.is_lined;
        candidate->whole += rating.sizes.formula >= same * choosing->before[i].formula;
        candidate->steady += is_steady;
        if (candidate->ratio < choosing->best.ratio) {
            move_to_front(choosing->order, k);
            return;
        }
    }
    candidate->steady =
        candidate->steady < enough_steady(choosing) ? candidate->steady : enough_steady(choosing);
}

/* How often something is as it is to be: the relation and the first line where all have them, the
 * formula as large as before. */
static size_t count_right(const struct candidate *candidate) {
    return candidate->placed + candidate->lined + candidate->whole;
}

enum { RIGHT = 3 }; /* of an operation, at most */

static bool is_better(const struct candidate *candidate, const struct candidate *best) {
    return candidate->ratio != best->ratio ? candidate->ratio > best->ratio
           : candidate->kept != best->kept ? candidate->kept > best->kept
           : count_right(candidate) != count_right(best)
               ? count_right(candidate) > count_right(best)
           : candidate->steady != best->steady   ? candidate->steady > best->steady
           : candidate->formula != best->formula ? candidate->formula > best->formula
                                                 : candidate->plan.number > best->plan.number;
}

/* Values that break into lines carry names, which those under their symbols do not: they may be
 * large enough where all stand lower. */
static void make_room_for_names(const struct choosing *choosing, struct candidate *candidate) {
    struct candidate lower = *candidate;
    lower.plan.axis += roundf(names_above * lower.plan.number);
    rate(choosing, &lower);
    if (is_better(&lower, candidate)) {
        *candidate = lower;
    }
}

/* With the numbers at one of the sizes. What trying needs is given back. */
static struct candidate try_number(struct choosing *choosing, float formula, size_t which) {
    struct candidate candidate = {.plan = {.strip = choosing->best.plan.strip,
                                           .strip_low = choosing->best.plan.strip_low,
                                           .may_stack = choosing->manner.may_stack,
                                           .knows_hang = choosing->manner.knows_hang,
                                           .is_close = choosing->manner.is_close}};
    struct arena *own = board_planning_begin_try(choosing->hall);
    board_planning_take_spacing(choosing->hall, candidate.plan.is_close);
    board_planning_take_formula(&candidate.plan, formula);
    board_planning_set_number(choosing->hall, &candidate.plan, number_at(choosing, which));
    rate(choosing, &candidate);
    if (choosing->manner.is_lower && candidate.ratio < choosing->growth.enough) {
        make_room_for_names(choosing, &candidate);
    }
    if (is_better(&candidate, &choosing->best)) {
        choosing->best = candidate;
    }
    board_planning_end_try(choosing->hall, own);
    return candidate;
}

/* How many of the sizes are no smaller than a share of the largest that there is at 100 %. */
static size_t count_sizes(const struct choosing *choosing, float share) {
    size_t count = 0;
    float least = fmaxf(share * choosing->largest_usual, 1);
    while (number_at(choosing, count) >= least) {
        count++;
    }
    return count;
}

/* The smallest numbers that are large enough leave the most operations in their places; of the
 * larger ones the largest is looked for that leave as many. Where some operation's are not large
 * enough, each size is tried that could be better. */
static void try_formula(struct choosing *choosing, float formula) {
    size_t low = 0;
    size_t high = count_sizes(choosing, choosing->growth.enough);
    struct candidate smallest = {.ratio = 0};
    if (high > 0) {
        smallest = try_number(choosing, formula, --high);
    }
    if (smallest.ratio < choosing->growth.enough) {
        for (size_t i = 0; i < count_sizes(choosing, choosing->best.ratio); i++) {
            try_number(choosing, formula, i);
        }
        return;
    }
    while (low < high) {
        size_t middle = (low + high) / 2;
        struct candidate tried = try_number(choosing, formula, middle);
        if (tried.ratio >= choosing->growth.enough && tried.steady >= smallest.steady) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
}

static bool take_unless_worse(struct choosing *choosing, struct candidate *changed) {
    struct arena *own = board_planning_begin_try(choosing->hall);
    rate(choosing, changed);
    board_planning_end_try(choosing->hall, own);
    bool is_taken =
        changed->ratio >= choosing->best.ratio && changed->kept >= choosing->best.kept &&
        changed->formula >= choosing->best.formula && changed->placed >= choosing->best.placed &&
        changed->lined >= choosing->best.lined && changed->whole >= choosing->best.whole;
    if (is_taken) {
        choosing->best = *changed;
    }
    return is_taken;
}

/* Numbers as low as they can be without being smaller or elsewhere. */
static void lower_axis(struct choosing *choosing) {
    enum { COUNT = sizeof shares_above / sizeof *shares_above };
    bool is_taken = false;
    for (size_t i = 0; i < COUNT && !is_taken; i++) {
        struct candidate changed = choosing->best;
        board_steady_lower_axis(choosing->hall, &changed.plan, shares_above[i]);
        is_taken = take_unless_worse(choosing, &changed);
    }
}

/* All operations in their places are not enough: their numbers may yet be too small. */
static bool is_to_be_better(const struct choosing *choosing) {
    return choosing->best.steady < enough_steady(choosing) ||
           choosing->best.ratio < choosing->growth.enough;
}

static void try_formulas(struct choosing *choosing, float most, float least) {
    enum { COUNT = sizeof formula_shares / sizeof *formula_shares };
    for (size_t i = 0; i < COUNT && is_to_be_better(choosing); i++) {
        try_formula(choosing, fmaxf(most * formula_shares[i], least));
    }
}

/* As it is at the scale before, in as much of the place: where that still fits, nothing becomes
 * smaller. In more, a line may break elsewhere. */
static void try_usual(struct choosing *choosing, const struct board_planning *usual,
                      const struct board_plan *usual_plan) {
    const struct rect place = board_planning_within(usual_plan, usual->width, usual->height);
    struct candidate candidate = choosing->best;
    candidate.plan = *usual_plan;
    candidate.plan.width = place.width;
    candidate.plan.height = place.height;
    candidate.plan.strip = choosing->best.plan.strip;
    candidate.plan.strip_low = choosing->best.plan.strip_low;
    struct arena *own = board_planning_begin_try(choosing->hall);
    rate(choosing, &candidate);
    board_planning_end_try(choosing->hall, own);
    choosing->best = candidate;
}

/* Where not all have their first line at one place, one higher may be theirs; right below the
 * formula hardly anything has room. */
static const float axes[] = {0.45F, 0.55F, 0.64F,
                             0.73F, 0.82F, 0.91F}; /* of the way down from there */

static void raise_axis(struct choosing *choosing) {
    enum { COUNT = sizeof axes / sizeof *axes };
    const struct board_plan plan = choosing->best.plan;
    for (size_t i = 0; i < COUNT && choosing->best.lined < choosing->hall->count; i++) {
        struct candidate raised = choosing->best;
        raised.plan.axis = roundf(plan.baseline + (plan.axis - plan.baseline) * axes[i]);
        struct arena *own = board_planning_begin_try(choosing->hall);
        rate(choosing, &raised);
        board_planning_end_try(choosing->hall, own);
        if (is_better(&raised, &choosing->best)) {
            choosing->best = raised;
        }
    }
}

static void try_manner(struct choosing *choosing, struct manner manner, float most, float least) {
    choosing->manner = manner;
    try_formulas(choosing, most, least);
    raise_axis(choosing);
}

static void try_manners(struct choosing *choosing, float most, float least) {
    enum { COUNT = sizeof manners / sizeof *manners };
    const struct board_plan *plan = &choosing->best.plan;
    if (choosing->growth.enough <= 1) { /* as the scale before: a key is to be answered soon */
        try_manner(choosing,
                   (struct manner){.may_stack = plan->may_stack,
                                   .knows_hang = plan->knows_hang,
                                   .is_close = plan->is_close},
                   most, least);
        return;
    }
    for (size_t i = 0; i < COUNT; i++) {
        bool is_right = count_right(&choosing->best) == RIGHT * choosing->hall->count;
        if (i == 0 || choosing->best.ratio < choosing->growth.enough ||
            (!manners[i].knows_hang && !is_right)) {
            try_manner(choosing, manners[i], most, least);
        }
    }
}

static struct choosing choosing_begin(struct board_planning *hall,
                                      const struct board_planning *usual,
                                      const struct board_plan *usual_plan,
                                      struct board_growth growth) {
    const struct sizes *sizes = usual_sizes(hall, usual, usual_plan);
    const struct sizes *before =
        growth.between == NULL ? sizes : usual_sizes(hall, growth.between, growth.between_plan);
    struct choosing choosing = {.hall = hall,
                                .usual = sizes,
                                .before = before,
                                .growth = growth,
                                .order = ARENA_ARRAY(hall->moment.arena, size_t, hall->count)};
    for (size_t i = 0; i < hall->count; i++) {
        choosing.largest_usual = fmaxf(choosing.largest_usual, sizes[i].number);
        choosing.order[i] = i;
    }
    return choosing;
}

bool board_hall_keeps(struct board_planning *hall, const struct board_planning *usual,
                      const struct board_plan *usual_plan, struct board_growth growth) {
    struct choosing choosing = choosing_begin(hall, usual, usual_plan, growth);
    try_usual(&choosing, usual, usual_plan);
    return choosing.best.ratio >= growth.enough && choosing.best.formula >= 1;
}

struct board_worth board_hall_find(struct board_planning *hall, const struct board_planning *usual,
                                   const struct board_plan *usual_plan, struct board_growth growth,
                                   struct board_plan *ret) {
    struct choosing choosing = choosing_begin(hall, usual, usual_plan, growth);
    choosing.best.plan = *ret;
    const bool grows = growth.most > BOARD_HALL_ENOUGH;
    const float most = grows ? board_planning_formula(hall) : usual_plan->formula;
    if (growth.enough <= 1) {
        try_usual(&choosing, usual, usual_plan);
    }
    try_manners(&choosing, most, usual_plan->formula);
    struct candidate changed = choosing.best;
    board_planning_take_spacing(hall, changed.plan.is_close);
    board_planning_widen(hall, &changed.plan);
    take_unless_worse(&choosing, &changed);
    lower_axis(&choosing);
    *ret = choosing.best.plan;
    return (struct board_worth){choosing.best.ratio, choosing.best.lined};
}

void board_hall_find_smaller(struct board_planning *planning, const struct board_planning *usual,
                             const struct board_plan *usual_plan, struct board_plan *ret) {
    const struct layout *layout = planning->canvas.layout;
    struct sizes least = {board_planning_formula(planning), layout->number};
    for (size_t i = 0; i < usual->count; i++) {
        struct sizes sizes = sizes_of(usual, i, usual_plan);
        least.formula = fminf(least.formula, sizes.formula);
        least.number = fminf(least.number, sizes.number);
    }
    ret->may_stack = usual_plan->may_stack;
    board_planning_take_formula(ret, least.formula);
    board_planning_set_number(planning, ret, fmaxf(least.number, layout->legible));
    board_planning_widen(planning, ret);
}
