#include "view/timeline_view.h"

#include <math.h>

/* Of its unit. */
static const float mark_height = 1.6F;
static const float current_height = 3;

static color_argb mark_color(const struct canvas *canvas, const struct operation *operation,
                             bool is_done) {
    color_argb color = canvas_color(canvas, theme_pass_color(operation->pass));
    return is_done ? color : theme_mix(canvas_color(canvas, COLOR_BACKGROUND), color, 0.32F);
}

static void draw_marks(const struct canvas *canvas, struct rect rect) {
    const struct program *program = session_program(canvas->session);
    struct program_place place = session_program_place(canvas->session);
    float pitch = rect.width / (float)program->operation_count;
    float gap = fminf(canvas->layout->unit / 2, pitch * 0.25F);
    long current = place.operation != NULL ? place.operation - program->operations : -1;
    for (long i = 0; i < program->operation_count; i++) {
        bool is_current = i == current;
        float left = roundf(rect.x + pitch * (float)i);
        float right = roundf(rect.x + pitch * (float)(i + 1) - gap);
        float height = roundf(canvas->layout->unit * (is_current ? current_height : mark_height));
        struct rect mark = {left, roundf(rect.y + (rect.height - height) / 2),
                            fmaxf(right - left, 1), height};
        canvas_box(canvas, mark, canvas->layout->unit / 2,
                   mark_color(canvas, &program->operations[i], i < place.done || is_current), 0, 0);
    }
}

static void draw_run(const struct canvas *canvas, struct rect rect) {
    const struct program *program = session_program(canvas->session);
    float at = (float)((double)session_step(canvas->session) / (double)program->step_count);
    float aim = (float)((double)session_aim(canvas->session) / (double)program->step_count);
    struct rect track = {rect.x, roundf(rect.y + rect.height / 2), rect.width,
                         fmaxf(roundf(canvas->layout->unit * 0.4F), 2)};
    canvas_box(canvas, track, track.height / 2, canvas_color(canvas, COLOR_PANEL_EDGE), 0, 0);
    struct rect done = track;
    done.width = fmaxf(roundf(track.width * at), track.height);
    canvas_box(canvas, done, track.height / 2, canvas_color(canvas, COLOR_TEXT_DIM), 0, 0);
    if (session_aim(canvas->session) != session_step(canvas->session)) {
        float x = track.x + roundf(track.width * aim);
        canvas_box(canvas, (struct rect){x - track.height, track.y, track.height, track.height}, 0,
                   canvas_color(canvas, COLOR_TEXT), 0, 0);
    }
}

void timeline_view_draw(const struct canvas *canvas, struct rect rect) {
    if (session_program(canvas->session)->iterations > 1) {
        draw_run(canvas, rect_cut_bottom(&rect, 1.4F * canvas->layout->unit));
    }
    draw_marks(canvas, rect);
}
