#include "view/hall/hall_card.h"

#include "base/number.h"
#include "base/text.h"
#include "session/strings.h"
#include "view/draw/paragraph/paragraph.h"
#include "view/draw/scene_button.h"
#include "view/hall/hall_parts.h"
#include "view/hall/hall_search.h"
#include "view/hall/hall_thumbnail.h"

#include <math.h>
#include <string.h>
#include <time.h>

static const float radius = 1, frame = 2; /* units; lines of a frame, of thin ones */
static const float chosen_ground = 0.14F;
static const double button_ground = 0.3; /* of the accent */
static const float longest_bar = 60;     /* units */
static const float most_of_row = 0.7F;   /* for the word beside a bar or at a title */
static const float picture_form = 2.2F;  /* how wide a picture is, of its height */
static const float title_size = 0.87F;   /* of the running text: most titles on a card are whole */

/* A box that one thing in the picture may be: what Enter is for. */
static void draw_frame(const struct canvas *canvas, struct rect rect, bool is_chosen) {
    const struct layout *layout = canvas->layout;
    color_argb accent = canvas_color(canvas, COLOR_BACKWARD);
    color_argb panel = canvas_color(canvas, COLOR_PANEL);
    canvas_box(canvas, rect, radius * layout->unit,
               is_chosen ? theme_mix(panel, accent, (double)chosen_ground) : panel,
               is_chosen ? frame * layout->line : layout->line,
               is_chosen ? accent : canvas_color(canvas, COLOR_PANEL_EDGE));
}

static void draw_text(const struct canvas *canvas, struct rect rect, enum text_align align,
                      struct text_style style, const char *text) {
    canvas_text_within(canvas, rect, align, style, canvas_least(canvas, style.size), text);
}

static const char *step_text(const struct canvas *canvas, const struct lesson_progress *progress) {
    return STRING_FILL(canvas->arena, canvas->language, STRING_HALL_STEP,
                       number_count_text(canvas->arena, progress->step),
                       number_count_text(canvas->arena, progress->steps));
}

static float share_of(const struct lesson_progress *progress) {
    return progress->steps > 0 ? fminf((float)progress->step / (float)progress->steps, 1) : 0;
}

static const char *minutes_text(const struct canvas *canvas, const struct lesson *lesson) {
    return lesson->minutes > 0 ? STRING_FILL(canvas->arena, canvas->language, STRING_HALL_MINUTES,
                                             text_format(canvas->arena, "%d", lesson->minutes))
                               : "";
}

static const char *score_text(const struct canvas *canvas, const struct lesson_progress *progress) {
    return progress->question_count == 0
               ? ""
               : STRING_FILL(canvas->arena, canvas->language, STRING_HALL_SCORE,
                             text_format(canvas->arena, "%zu", progress_right_at_once(progress)),
                             text_format(canvas->arena, "%zu", progress->question_count));
}

/* ---- a card ---- */

/* What was done of it, and how long it takes. */
static void draw_state(const struct canvas *canvas, const struct hall_lesson *item,
                       struct rect row) {
    const struct layout *layout = canvas->layout;
    const struct lesson_progress *progress = item->progress;
    bool is_done = progress != NULL && progress->is_finished;
    bool is_begun = progress != NULL && !is_done && progress->step > 0;
    const char *right = is_done && progress->question_count > 0 ? score_text(canvas, progress)
                        : is_begun                              ? step_text(canvas, progress)
                                   : minutes_text(canvas, item->lesson);
    struct text_style dim = canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM);
    float width = canvas_text_width(canvas, dim.face, dim.size, right) + 1;
    draw_text(canvas, rect_cut_right(&row, fminf(width, row.width * most_of_row)), ALIGN_RIGHT, dim,
              right);
    rect_cut_right(&row, layout->unit);
    if (is_done) {
        draw_text(canvas, row, ALIGN_LEFT,
                  canvas_style(canvas, FACE_PROSE, layout->small, COLOR_GOOD),
                  string_get(canvas->language, STRING_HALL_DONE));
    } else if (is_begun) {
        hall_parts_bar(canvas, row, share_of(progress), COLOR_BACKWARD);
    } else {
        draw_text(
            canvas, row, ALIGN_LEFT, dim,
            string_get(canvas->language, progress != NULL ? STRING_HALL_OPENED : STRING_HALL_NEW));
    }
}

/* A goal in two lines, what was searched for in it bold. */
static void draw_goal(const struct canvas *canvas, const struct hall *hall, const char *goal,
                      struct rect rect) {
    struct paragraph paragraph;
    color_argb color = canvas_color(canvas, COLOR_TEXT_DIM);
    paragraph_begin(&paragraph, canvas);
    const char *hit = hall_search_find(goal, hall->query);
    if (hit != NULL) {
        size_t length = strlen(hall->query), before = (size_t)(hit - goal);
        paragraph_add(&paragraph, FACE_PROSE, color, arena_copy_text(canvas->arena, goal, before));
        paragraph_add(&paragraph, FACE_PROSE_BOLD, canvas_color(canvas, COLOR_TEXT),
                      arena_copy_text(canvas->arena, hit, length));
        goal = hit + length;
    }
    paragraph_add(&paragraph, FACE_PROSE, color, goal);
    paragraph_draw(&paragraph, canvas->layout->small, rect);
}

void hall_card_draw(const struct canvas *canvas, const struct hall *hall,
                    const struct hall_plan *plan, size_t index) {
    const struct layout *layout = canvas->layout;
    const struct hall_lesson *item = hall_shown(hall, index);
    struct rect rect = hall_plan_card(plan, index - hall->top * plan->columns);
    draw_frame(canvas, rect, !hall->is_at_last && index == hall->chosen);
    scene_button_add(canvas->scene, rect, hall_target_action(HALL_TARGET_LESSON, index));
    struct rect inner = rect_inset(rect, LAYOUT_PAD * layout->unit);
    draw_state(canvas, item, rect_cut_bottom(&inner, hall_plan_line(layout->small)));
    if (plan->has_goals) {
        struct rect goal = rect_cut_bottom(&inner, 2 * layout->small * LAYOUT_PROSE);
        rect_cut_bottom(&inner, layout->unit / 2);
        draw_goal(canvas, hall, item->lesson->goal.in[canvas->language], goal);
    }
    draw_text(canvas, rect_cut_bottom(&inner, hall_plan_line(layout->normal)), ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE_BOLD,
                           fmaxf(title_size * layout->normal, layout->small), COLOR_TEXT),
              item->lesson->title.in[canvas->language]);
    if (plan->has_pictures) {
        rect_cut_bottom(&inner, layout->unit);
        hall_thumbnail_draw(canvas, &item->lesson->network, inner);
    }
}

/* ---- to go on with ---- */

/* "2026-11-27 21:40", as the reader's clock had it. */
static const char *local_time(struct arena *arena, int64_t time) {
    const long long first_year = 1900;
    time_t seconds = (time_t)time;
    struct tm parts;
    return localtime_r(&seconds, &parts) != NULL
               ? text_format(arena, "%lld-%02d-%02d %02d:%02d", first_year + parts.tm_year,
                             1 + parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_min)
               : "";
}

static void draw_button(const struct canvas *canvas, struct rect *rest, enum string_id words) {
    const struct layout *layout = canvas->layout;
    const char *text = STRING_FILL(canvas->arena, canvas->language, STRING_HALL_ENTER,
                                   string_get(canvas->language, words));
    float width =
        canvas_text_width(canvas, FACE_PROSE, layout->normal, text) + 2 * LAYOUT_GAP * layout->unit;
    struct rect button = rect_cut_right(rest, fminf(width, rest->width / 2));
    float height = hall_plan_line(layout->normal) + layout->unit;
    button.y += (button.height - height) / 2;
    button.height = height;
    color_argb accent = canvas_color(canvas, COLOR_BACKWARD);
    canvas_box(canvas, button, radius * layout->unit,
               theme_mix(canvas_color(canvas, COLOR_PANEL), accent, button_ground), layout->line,
               accent);
    draw_text(canvas, button, ALIGN_CENTER,
              canvas_style(canvas, FACE_PROSE, layout->normal, COLOR_TEXT), text);
    rect_cut_right(rest, LAYOUT_GAP * layout->unit);
}

/* Where it was left, and when. */
static void draw_place(const struct canvas *canvas, const struct hall_lesson *item,
                       struct rect row) {
    const struct layout *layout = canvas->layout;
    const struct lesson_progress *progress = item->progress;
    struct text_style dim = canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM);
    if (progress == NULL) {
        draw_text(canvas, row, ALIGN_LEFT, dim, item->lesson->goal.in[canvas->language]);
        return;
    }
    const char *text = text_format(canvas->arena, "%s · %s", step_text(canvas, progress),
                                   local_time(canvas->arena, progress->last));
    float width = canvas_text_width(canvas, dim.face, dim.size, text) + 1;
    draw_text(canvas, rect_cut_left(&row, fminf(width, row.width)), ALIGN_LEFT, dim, text);
    rect_cut_left(&row, LAYOUT_GAP * layout->unit);
    if (row.width > LAYOUT_APART * 2 * layout->unit) {
        row.width = fminf(row.width, longest_bar * layout->unit);
        hall_parts_bar(canvas, row, share_of(progress), COLOR_BACKWARD);
    }
}

void hall_card_draw_last(const struct canvas *canvas, const struct hall *hall,
                         const struct hall_plan *plan) {
    const struct layout *layout = canvas->layout;
    const struct hall_lesson *item = hall->last != NULL ? hall->last : hall->lessons;
    struct rect rect = plan->last;
    draw_frame(canvas, rect, hall->is_at_last);
    scene_button_add(canvas->scene, rect, hall_target_action(HALL_TARGET_LAST, 0));
    struct rect inner = rect_inset(rect, LAYOUT_PAD * layout->unit);
    if (plan->has_pictures) {
        hall_thumbnail_draw(canvas, &item->lesson->network,
                            rect_cut_left(&inner, inner.height * picture_form));
        rect_cut_left(&inner, LAYOUT_GAP * layout->unit);
    }
    const bool is_begun = item->progress != NULL, is_next = hall->last != NULL && !is_begun;
    draw_button(canvas, &inner, is_begun ? STRING_HALL_GO_ON : STRING_HALL_BEGIN);
    draw_text(canvas, rect_cut_top(&inner, hall_plan_line(layout->small)), ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE, layout->small, COLOR_BACKWARD),
              string_get(canvas->language, is_next    ? STRING_HALL_FOLLOWS
                                           : is_begun ? STRING_HALL_LAST
                                                      : STRING_HALL_FIRST));
    draw_place(canvas, item, rect_cut_bottom(&inner, hall_plan_line(layout->small)));
    draw_text(canvas, inner, ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE_BOLD, layout->large, COLOR_TEXT),
              item->lesson->title.in[canvas->language]);
}

/* ---- what it is for ---- */

static const char *network_text(const struct canvas *canvas, const struct lesson *lesson) {
    const char *minutes = minutes_text(canvas, lesson);
    return text_format(canvas->arena, "%s%s%s", hall_parts_sizes(canvas->arena, &lesson->network),
                       *minutes != '\0' ? " · " : "", minutes);
}

void hall_card_draw_foot(const struct canvas *canvas, const struct hall *hall,
                         const struct hall_plan *plan) {
    const struct layout *layout = canvas->layout;
    const struct hall_lesson *item = hall_chosen(hall);
    if (item == NULL) {
        return;
    }
    canvas_box(canvas, plan->foot, radius * layout->unit, canvas_color(canvas, COLOR_PANEL),
               layout->line, canvas_color(canvas, COLOR_PANEL_EDGE));
    struct rect inner = rect_inset(plan->foot, LAYOUT_PAD * layout->unit);
    struct rect row = rect_cut_top(&inner, hall_plan_line(layout->normal));
    const char *title = item->lesson->title.in[canvas->language];
    struct text_style bold = canvas_style(canvas, FACE_PROSE_BOLD, layout->normal, COLOR_TEXT);
    float width = canvas_text_width(canvas, bold.face, bold.size, title) + 1;
    draw_text(canvas, rect_cut_left(&row, fminf(width, row.width * most_of_row)), ALIGN_LEFT, bold,
              title);
    rect_cut_left(&row, LAYOUT_GAP * layout->unit);
    draw_text(canvas, row, ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
              network_text(canvas, item->lesson));
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add(&paragraph, FACE_PROSE, canvas_color(canvas, COLOR_TEXT),
                  item->lesson->goal.in[canvas->language]);
    paragraph_draw(&paragraph, layout->small, inner);
}
