#include "view/stage/motion.h"

#include "step/flow.h"

#include <math.h>
#include <string.h>

static const float token_radius = 0.85F; /* units */
static const float meeting = 0.47F;      /* of the way, where two tokens come to each other */
static const float number_way = 1.8F;    /* em that a number comes along its line */

/* What is needed to find out what moves. */
struct planner {
    const struct canvas *canvas;
    const struct flow *flow;
    const struct program *program;
    int target; /* the tensor that was written */
    struct motion *motion;
};

static void add(const struct planner *planner, struct scene_item item, struct scene_point from,
                struct scene_point to) {
    item.quantity = QUANTITY_NONE;
    planner->motion->travellers[planner->motion->count++] =
        (struct motion_traveller){item, from, to};
}

static struct scene_point between(struct scene_point from, struct scene_point to, float part) {
    return (struct scene_point){from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
}

/* ---- along the edges ---- */

/* The item is an edge that the operation uses. */
static bool is_way(const struct planner *planner, const struct scene_item *item) {
    if (item->kind != SCENE_LINE || item->quantity.tensor < 0) {
        return false;
    }
    const struct tensor *tensor = &planner->program->tensors[item->quantity.tensor];
    long unit = quantity_unit(planner->program, item->quantity);
    long below = quantity_across(planner->program, item->quantity);
    return tensor->layer == (int)planner->flow->layer && unit >= 0 && below >= 0 &&
           flow_has_edge(planner->flow, planner->flow->layer, (size_t)unit, (size_t)below);
}

static void add_tokens(const struct planner *planner, const struct scene_item *edge) {
    const float inside = 0.14F; /* of the way, within the neurons */
    const struct canvas *canvas = planner->canvas;
    struct scene_point ends[2] = {{edge->bounds.x, edge->bounds.y}};
    ends[1] = (struct scene_point){ends[0].x + edge->bounds.width, ends[0].y + edge->bounds.height};
    bool is_right = edge->bounds.width >= 0;
    struct scene_point low = between(ends[!is_right], ends[is_right], inside);
    struct scene_point high = between(ends[is_right], ends[!is_right], inside);
    float radius = token_radius * canvas->layout->unit;
    enum pass pass = canvas->moment->place.operation->pass;
    const struct scene_item token = {
        .kind = SCENE_DISC,
        .bounds = {0, 0, 2 * radius, 2 * radius},
        .color = canvas_color(canvas, theme_pass_color(pass)),
        .stroke = fmaxf(canvas->layout->line, 1),
        .stroke_color = canvas_color(canvas, COLOR_PANEL),
    };
    switch (planner->flow->direction) {
    case FLOW_FORWARD:
        add(planner, token, low, high);
        break;
    case FLOW_BACKWARD:
        add(planner, token, high, low);
        break;
    case FLOW_INTO_EDGES: /* what is below and the error above make the gradient between them */
        add(planner, token, low, between(low, high, meeting));
        add(planner, token, high, between(high, low, meeting));
        break;
    case FLOW_NONE:
        break;
    }
}

static void plan_edges(const struct planner *planner) {
    const struct scene *scene = planner->motion->scene;
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        count += is_way(planner, &scene->items[i]);
    }
    for (size_t i = 0; i < scene->count && count <= MOTION_MOST_EDGES; i++) {
        if (is_way(planner, &scene->items[i])) {
            add_tokens(planner, &scene->items[i]);
        }
    }
}

/* ---- into the cells ---- */

/* A number that the step wrote: of the element, where the reader goes by elements. */
static bool is_written(const struct planner *planner, const struct scene_item *item) {
    const struct flow *flow = planner->flow;
    return item->kind == SCENE_TEXT && item->quantity.tensor == planner->target &&
           item->quantity.row >= 0 &&
           (!flow->is_by_element || quantity_equal(item->quantity, flow->result));
}

static bool is_on_board(const struct planner *planner, const struct scene_item *item) {
    return item->bounds.x >= planner->canvas->layout->board.x &&
           item->bounds.y >= planner->canvas->layout->board.y &&
           item->bounds.y <
               planner->canvas->layout->board.y + planner->canvas->layout->board.height;
}

/* The middle of the numbers on the board that the operation reads; false when there are none. */
static bool find_source(const struct planner *planner, struct scene_point *ret) {
    const struct scene *scene = planner->motion->scene;
    struct scene_point sum = {0, 0};
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && item->quantity.tensor >= 0 && item->quantity.row >= 0 &&
            item->quantity.tensor != planner->target && is_on_board(planner, item) &&
            flow_has(planner->flow, item->quantity)) {
            sum.x += item->bounds.x + item->bounds.width / 2;
            sum.y += item->bounds.y + item->bounds.height / 2;
            count++;
        }
    }
    if (count > 0) {
        *ret = (struct scene_point){sum.x / (float)count, sum.y / (float)count};
    }
    return count > 0;
}

static void plan_cells(const struct planner *planner) {
    const struct scene *scene = planner->motion->scene;
    struct scene_point source = {0, 0};
    bool has_source = find_source(planner, &source);
    size_t count = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (!is_written(planner, item)) {
            continue;
        }
        planner->motion->arrives[i] = true;
        if (has_source && is_on_board(planner, item) && count++ < MOTION_MOST_CELLS) {
            /* a short way along its line, from the side of what it was made of: over other numbers
             * nobody could read either */
            float away = copysignf(number_way * item->size, source.x - item->bounds.x);
            struct scene_point to = {item->bounds.x, item->bounds.y};
            add(planner, *item, (struct scene_point){to.x + away, to.y}, to);
        }
    }
}

/* Room for two tokens an edge, and the numbers. */
enum { MOST_TRAVELLERS = 2 * MOTION_MOST_EDGES + MOTION_MOST_CELLS };

struct motion motion_create(const struct session *session, struct stage_size size,
                            const struct text_metrics *metrics, struct arena *arena,
                            const struct scene *scene) {
    const struct session_settings *settings = session_settings(session);
    struct motion motion = {.scene = scene};
    const struct operation *operation = session_program_place(session).operation;
    if (operation == NULL || session_proof(session) != NULL || settings->blank != BLANK_NOTHING ||
        settings->is_help_open) {
        return motion;
    }
    motion.travellers = ARENA_ARRAY(arena, struct motion_traveller, MOST_TRAVELLERS);
    motion.arrives = ARENA_ARRAY(arena, bool, scene->count + 1);
    memset(motion.arrives, 0, scene->count * sizeof *motion.arrives);
    struct scene nothing;
    struct stage stage;
    stage_begin(&stage, session, size, metrics, &nothing, arena);
    struct touch touch = touch_create(&stage.moment);
    struct flow flow = flow_create(&stage.moment, &touch);
    const struct planner planner = {&stage.canvas, &flow, session_program(session),
                                    operation->target, &motion};
    /* an update takes nothing from the neurons: the gradient is on the edge already */
    if (stage.layout.network.width > 0 && flow.layer > 0 && operation->pass != PASS_UPDATE) {
        plan_edges(&planner);
    }
    plan_cells(&planner);
    return motion;
}

/* ---- frames ---- */

/* Slow at both ends. */
static float eased(float part) {
    part = fmaxf(fminf(part, 1), 0);
    return part * part * (3 - 2 * part);
}

/* A number is written when the one that comes to it is nearly there. */
static float written(float part) {
    const float begin = 0.7F;
    return eased((part - begin) / (1 - begin));
}

static float alpha_of(const struct motion_traveller *traveller, float part) {
    return traveller->item.kind == SCENE_DISC ? fminf(1, 4 * (1 - part))
                                              : eased(2 * part) * (1 - written(part));
}

void motion_frame(const struct motion *motion, float part, struct arena *arena, struct scene *ret) {
    const struct scene *scene = motion->scene;
    *ret = *scene;
    ret->arena = arena;
    scene_empty(ret);
    for (size_t i = 0; i < scene->count; i++) {
        struct scene_item *item = scene_add(ret, scene->items[i]);
        if (motion->arrives[i]) {
            item->color = theme_fade(item->color, written(part));
        }
    }
    for (size_t i = 0; i < motion->count; i++) {
        const struct motion_traveller *traveller = &motion->travellers[i];
        struct scene_item *item = scene_add(ret, traveller->item);
        struct scene_point at = between(traveller->from, traveller->to, eased(part));
        bool is_token = item->kind == SCENE_DISC; /* its middle goes along the way */
        item->bounds.x = at.x - (is_token ? item->bounds.width / 2 : 0);
        item->bounds.y = at.y - (is_token ? item->bounds.height / 2 : 0);
        float alpha = alpha_of(traveller, part);
        item->color = theme_fade(item->color, alpha);
        item->stroke_color = theme_fade(item->stroke_color, alpha);
    }
}
