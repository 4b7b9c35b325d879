#include "view/panel/timeline_view.h"

#include "engine/script.h"

#include <math.h>

/* Of its unit. */
static const float mark_height = 1.6F;
static const float current_height = 3;
static const float bookmark_size = 0.6F;
static const float bookmark_place = 0.8F; /* of the way from the row's top down to the marks */
static const float group_gap = 2;
static const float label_gap = 1;
static const float track_height = 0.4F, knob_size = 1.1F;
static const float line_gap = 0.25F;
static const float least_pitch = 1; /* narrower marks leave no room for words */

static const float mark_gap = 0.25F; /* at most, of the pitch of the marks */

/* Operations of one pass that follow each other; more than these have no words. */
enum { MOST_LABELS = 4 };

struct group {
    enum pass pass;
    long first, count;  /* operations */
    float label, marks; /* where they begin */
};

struct timeline {
    const struct canvas *canvas;
    const struct program *program;
    struct group *groups;
    size_t group_count;
    float text; /* size of the words; 0: there are none */
    float pitch;
    struct rect row;
    const struct proof *proof; /* that is open; NULL: none */
};

/* ---- places ---- */

static void find_groups(struct timeline *timeline) {
    const struct program *program = timeline->program;
    timeline->groups =
        ARENA_ARRAY(timeline->canvas->arena, struct group, (size_t)program->operation_count);
    for (long i = 0; i < program->operation_count; i++) {
        enum pass pass = program->operations[i].pass;
        struct group *last = &timeline->groups[timeline->group_count];
        if (timeline->group_count > 0 && last[-1].pass == pass) {
            last[-1].count++;
        } else {
            *last = (struct group){.pass = pass, .first = i, .count = 1};
            timeline->group_count++;
        }
    }
}

static const char *label_of(const struct timeline *timeline, const struct group *group) {
    return string_get(timeline->canvas->language, string_of_pass(group->pass));
}

static float label_width(const struct timeline *timeline, const struct group *group) {
    const struct canvas *canvas = timeline->canvas;
    return timeline->text > 0 ? canvas_text_width(canvas, FACE_REGULAR, timeline->text,
                                                  label_of(timeline, group)) +
                                    label_gap * canvas->layout->unit
                              : 0;
}

static float find_pitch(const struct timeline *timeline) {
    float gaps = group_gap * timeline->canvas->layout->unit * (float)(timeline->group_count - 1);
    float width = timeline->row.width - gaps;
    for (size_t i = 0; i < timeline->group_count; i++) {
        width -= label_width(timeline, &timeline->groups[i]);
    }
    return width / (float)timeline->program->operation_count;
}

static struct timeline timeline_of(const struct canvas *canvas, struct rect rect) {
    struct timeline timeline = {.canvas = canvas, .program = canvas->moment->program};
    rect_cut_bottom(&rect, timeline_view_bar(canvas->layout, canvas->moment->program).height);
    timeline.row = rect;
    find_groups(&timeline);
    timeline.text = canvas->layout->small;
    const float beyond = 1.1F; /* a line is higher than its letters */
    const float line = canvas_line_height(canvas, FACE_REGULAR, timeline.text);
    bool is_low = line > rect.height * beyond;
    timeline.text *= fminf(1, rect.height / line);
    timeline.pitch = find_pitch(&timeline);
    if (timeline.group_count > MOST_LABELS || is_low ||
        timeline.pitch < least_pitch * canvas->layout->unit) {
        timeline.text = 0;
        timeline.pitch = find_pitch(&timeline);
    }
    float x = rect.x;
    for (size_t i = 0; i < timeline.group_count; i++) {
        struct group *group = &timeline.groups[i];
        group->label = x;
        group->marks = x + label_width(&timeline, group);
        x = group->marks + timeline.pitch * (float)group->count + group_gap * canvas->layout->unit;
    }
    return timeline;
}

struct rect timeline_view_bar(const struct layout *layout, const struct program *program) {
    struct rect rect = layout->timeline;
    return rect_cut_bottom(&rect, program->iterations > 1 ? LAYOUT_HANDLE * layout->unit : 0);
}

long timeline_view_operation_at(const struct canvas *canvas, struct rect rect, float x) {
    struct timeline timeline = timeline_of(canvas, rect);
    const struct group *group = &timeline.groups[0];
    for (size_t i = 1; i < timeline.group_count; i++) {
        float gap = group_gap * canvas->layout->unit;
        group = x >= timeline.groups[i].label - gap / 2 ? &timeline.groups[i] : group;
    }
    long within = (long)floorf((x - group->marks) / timeline.pitch);
    within = within < 0 ? 0 : within >= group->count ? group->count - 1 : within;
    return group->first + within;
}

long timeline_view_iteration_at(const struct canvas *canvas, struct rect rect, float x) {
    long count = canvas->moment->program->iterations;
    double part = (double)((x - rect.x) / rect.width);
    double found = 1 + floor(part * (double)count);
    return found < 1 ? 1 : found > (double)count ? count : (long)found;
}

/* ---- drawing ---- */

static color_argb mark_color(const struct canvas *canvas, enum pass pass, bool is_done) {
    color_argb color = canvas_color(canvas, theme_pass_color(pass));
    return is_done
               ? color
               : theme_mix(canvas_color(canvas, COLOR_BACKGROUND), color, (double)THEME_TO_COME);
}

/* The mark of the operation whose derivation is open, cut into its lines: those that are written
 * are as high as it. */
static void draw_lines(const struct timeline *timeline, const struct proof *proof, struct rect mark,
                       enum pass pass) {
    const struct canvas *canvas = timeline->canvas;
    size_t count = proof_line_count(proof);
    float low = roundf(canvas->layout->unit * mark_height);
    float gap = fmaxf(roundf(canvas->layout->unit * line_gap), 1);
    for (size_t i = 0; i < count; i++) {
        float left = roundf(mark.x + mark.width * (float)i / (float)count);
        float right = roundf(mark.x + mark.width * (float)(i + 1) / (float)count);
        bool is_newest = i + 1 == proof->written;
        float height = is_newest ? mark.height : low;
        struct rect part = {left, roundf(mark.y + (mark.height - height) / 2),
                            fmaxf(right - left - (i + 1 < count ? gap : 0), 1), height};
        canvas_box(canvas, part, fminf(canvas->layout->unit / 2, part.width / 2),
                   mark_color(canvas, pass, i < proof->written), 0, 0);
    }
}

static void draw_mark(const struct timeline *timeline, const struct group *group, long which,
                      const struct program_place *place) {
    const struct canvas *canvas = timeline->canvas;
    float unit = canvas->layout->unit;
    float gap = fminf(unit / 2, timeline->pitch * mark_gap);
    long operation = group->first + which;
    bool is_current = place->operation == &timeline->program->operations[operation];
    float left = roundf(group->marks + timeline->pitch * (float)which);
    float right = roundf(group->marks + timeline->pitch * (float)(which + 1) - gap);
    float height = roundf(unit * (is_current ? current_height : mark_height));
    struct rect mark = {left, roundf(timeline->row.y + (timeline->row.height - height) / 2),
                        fmaxf(right - left, 1), height};
    if (is_current && timeline->proof != NULL) {
        draw_lines(timeline, timeline->proof, mark, group->pass);
        return;
    }
    canvas_box(canvas, mark, unit / 2,
               mark_color(canvas, group->pass, operation < place->done || is_current), 0, 0);
}

/* A dot above the mark of an operation at which the lesson speaks. */
static void draw_bookmark(const struct timeline *timeline, const struct group *group, long which) {
    const struct canvas *canvas = timeline->canvas;
    float side = fmaxf(roundf(bookmark_size * canvas->layout->unit), 3);
    float middle = group->marks + timeline->pitch * ((float)which + 0.5F);
    float above = (timeline->row.height - current_height * canvas->layout->unit) / 2 - side;
    float y = roundf(timeline->row.y + above * bookmark_place);
    canvas_box(canvas, (struct rect){roundf(middle - side / 2), y, side, side}, side / 2,
               canvas_color(canvas, COLOR_TEXT), 0, 0);
}

static bool speaks(const struct script *script, long operation, long iteration) {
    return script != NULL && script_has_stop(script, operation, iteration);
}

static void draw_group(const struct timeline *timeline, const struct group *group,
                       const struct script *script) {
    const struct program_place *place = &timeline->canvas->moment->place;
    const struct canvas *canvas = timeline->canvas;
    bool is_current = place->operation != NULL && place->operation->pass == group->pass;
    if (timeline->text > 0) {
        struct text_style style =
            canvas_style(canvas, FACE_REGULAR, timeline->text,
                         is_current ? theme_pass_color(group->pass) : COLOR_TEXT_DIM);
        canvas_text(canvas,
                    (struct text_anchor){group->label, timeline->row.y + timeline->row.height / 2,
                                         ALIGN_LEFT},
                    style, label_of(timeline, group), QUANTITY_NONE);
    }
    for (long i = 0; i < group->count; i++) {
        draw_mark(timeline, group, i, place);
        if (speaks(script, group->first + i, place->iteration)) {
            draw_bookmark(timeline, group, i);
        }
    }
}

static void draw_bar(const struct canvas *canvas, long aimed_at, struct rect rect) {
    const struct program *program = canvas->moment->program;
    float at = (float)((double)canvas->moment->at.step / (double)program->step_count);
    float aim = (float)((double)aimed_at / (double)program->step_count);
    float thick = fmaxf(roundf(canvas->layout->unit * track_height), 2);
    struct rect track = {rect.x, roundf(rect.y + (rect.height - thick) / 2), rect.width, thick};
    canvas_box(canvas, track, thick / 2, canvas_color(canvas, COLOR_PANEL_EDGE), 0, 0);
    struct rect done = track;
    done.width = fmaxf(roundf(track.width * at), thick);
    canvas_box(canvas, done, thick / 2, canvas_color(canvas, COLOR_TEXT_DIM), 0, 0);
    float side = fmaxf(roundf(canvas->layout->unit * knob_size), thick + 2);
    float knob = roundf(
        fminf(fmaxf(track.x + track.width * at - side / 2, track.x), track.x + track.width - side));
    canvas_box(canvas, (struct rect){knob, roundf(track.y + (thick - side) / 2), side, side},
               side / 2, canvas_color(canvas, COLOR_TEXT), 0, 0);
    if (aimed_at != canvas->moment->at.step) {
        float x = track.x + roundf(track.width * aim);
        canvas_box(canvas, (struct rect){x - thick, track.y, thick, thick}, 0,
                   canvas_color(canvas, COLOR_TEXT), 0, 0);
    }
}

void timeline_view_draw(const struct canvas *canvas, const struct session *session,
                        struct rect rect) {
    struct timeline timeline = timeline_of(canvas, rect);
    timeline.proof = session_proof(session);
    for (size_t i = 0; i < timeline.group_count; i++) {
        draw_group(&timeline, &timeline.groups[i], session_script(session));
    }
    struct rect bar = timeline_view_bar(canvas->layout, canvas->moment->program);
    if (bar.height > 0) {
        draw_bar(canvas, session_aim(session), bar);
    }
}
