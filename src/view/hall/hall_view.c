#include "view/hall/hall_view.h"

#include "base/text.h"
#include "session/action.h"
#include "session/strings.h"
#include "view/draw/paragraph/paragraph.h"
#include "view/draw/scene_button.h"
#include "view/hall/hall_card.h"
#include "view/hall/hall_parts.h"

#include <math.h>

/* In units: a mark of a lesson, what a course has for each of its, and between two courses. */
static const float mark_width = 1.75F, mark_room = 2.25F, course_gap = 0.75F;
static const double chosen_ground = 0.2; /* of the accent, in the course that is open */

static void draw_text(const struct canvas *canvas, struct rect rect, enum text_align align,
                      struct text_style style, const char *text) {
    canvas_text_within(canvas, rect, align, style, canvas_least(canvas, style.size), text);
}

/* ---- the header ---- */

static void draw_search(const struct canvas *canvas, const struct hall *hall, struct rect rect) {
    const struct layout *layout = canvas->layout;
    canvas_box(canvas, rect, rect.height / 2, canvas_color(canvas, COLOR_PANEL),
               hall->is_searching ? 2 * layout->line : layout->line,
               canvas_color(canvas, hall->is_searching ? COLOR_TEXT : COLOR_PANEL_EDGE));
    scene_button_add(canvas->scene, rect, hall_target_action(HALL_TARGET_SEARCH, 0));
    rect_cut_left(&rect, LAYOUT_GAP * layout->unit);
    rect_cut_right(&rect, LAYOUT_GAP * layout->unit);
    const char *text = hall->is_searching ? text_format(canvas->arena, "%s▏", hall->query)
                                          : string_get(canvas->language, STRING_HALL_SEARCH);
    draw_text(canvas, rect, ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE, layout->small,
                           hall->is_searching ? COLOR_TEXT : COLOR_TEXT_DIM),
              text);
}

static void draw_header(const struct canvas *canvas, const struct hall *hall,
                        const struct hall_plan *plan) {
    const struct layout *layout = canvas->layout;
    draw_search(canvas, hall, plan->search);
    struct rect name = {LAYOUT_INDENT * layout->unit, plan->search.y,
                        plan->search.x - 2 * LAYOUT_INDENT * layout->unit, plan->search.height};
    draw_text(canvas, name, ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE_BOLD, layout->large, COLOR_TEXT), "Backstep");
    scene_button_add(canvas->scene, plan->language, hall_target_action(HALL_TARGET_LANGUAGE, 0));
    draw_text(canvas, plan->language, ALIGN_RIGHT,
              canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
              string_get(canvas->language, STRING_LANGUAGE_CHIP));
}

/* ---- courses ---- */

static const char *course_title(const struct canvas *canvas, const struct hall_course *course) {
    const char *title = course->title.in[canvas->language];
    return *title != '\0' ? title : string_get(canvas->language, STRING_HALL_OTHERS);
}

static const char *count_text(const struct canvas *canvas, const struct hall_course *course) {
    return text_format(canvas->arena, "%s%zu / %zu", course->done == course->count ? "✓ " : "",
                       course->done, course->count);
}

/* A mark for each lesson: filled where it is finished. */
static void draw_marks(const struct canvas *canvas, const struct hall *hall,
                       const struct hall_course *course, struct rect row) {
    float unit = canvas->layout->unit;
    float width = fminf(mark_width * unit, row.width / (float)course->count - unit / 2);
    float x = row.x + row.width - (width + unit / 2) * (float)course->count + unit / 2;
    for (size_t i = 0; i < course->count && width >= 1; i++) {
        const struct lesson_progress *progress = hall->lessons[course->first + i].progress;
        bool is_done = progress != NULL && progress->is_finished;
        struct rect mark = {x + (float)i * (width + unit / 2), row.y + row.height / 2 - unit / 2,
                            width, unit};
        canvas_box(canvas, mark, unit / 4,
                   canvas_color(canvas, is_done            ? COLOR_GOOD
                                        : progress != NULL ? COLOR_BACKWARD
                                                           : COLOR_PANEL_EDGE),
                   0, 0);
    }
}

static void draw_course(const struct canvas *canvas, const struct hall *hall, size_t index,
                        struct rect rect) {
    const struct layout *layout = canvas->layout;
    const struct hall_course *course = &hall->courses[index];
    bool is_here = index == hall->course && *hall->query == '\0';
    color_argb link = canvas_color(canvas, COLOR_WEIGHT);
    color_argb panel = canvas_color(canvas, COLOR_PANEL);
    canvas_box(canvas, rect, layout->unit, is_here ? theme_mix(panel, link, chosen_ground) : panel,
               layout->line, is_here ? link : canvas_color(canvas, COLOR_PANEL_EDGE));
    scene_button_add(canvas->scene, rect, hall_target_action(HALL_TARGET_COURSE, index));
    rect_cut_left(&rect, LAYOUT_PAD * layout->unit);
    rect_cut_right(&rect, LAYOUT_PAD * layout->unit);
    struct rect second = rect_cut_bottom(&rect, rect.height / 2);
    const char *count = count_text(canvas, course);
    float width = canvas_text_width(canvas, FACE_PROSE, layout->small, count) + 1;
    draw_text(canvas, rect_cut_right(&second, width), ALIGN_RIGHT,
              canvas_style(canvas, FACE_PROSE, layout->small,
                           course->done == course->count ? COLOR_GOOD : COLOR_TEXT_DIM),
              count);
    rect_cut_right(&second, LAYOUT_GAP * layout->unit);
    second.width = fminf(second.width, mark_room * layout->unit * (float)course->count);
    draw_marks(canvas, hall, course, second);
    draw_text(
        canvas, rect, ALIGN_LEFT,
        canvas_style(canvas, is_here ? FACE_PROSE_BOLD : FACE_PROSE, layout->small, COLOR_TEXT),
        course_title(canvas, course));
}

/* What the course that is shown teaches, where there is room. */
static void draw_course_goal(const struct canvas *canvas, const struct hall *hall,
                             struct rect rect) {
    const char *goal = hall->courses[hall->course].goal.in[canvas->language];
    if (*hall->query != '\0' || *goal == '\0') {
        return;
    }
    rect_cut_top(&rect, fminf(LAYOUT_GAP * canvas->layout->unit, rect.height));
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add(&paragraph, FACE_PROSE, canvas_color(canvas, COLOR_TEXT), goal);
    float size = canvas->layout->small;
    if (paragraph_measure(&paragraph, size, rect.width).height <= rect.height) {
        paragraph_draw(&paragraph, size, rect);
    }
}

static void draw_column(const struct canvas *canvas, const struct hall *hall,
                        const struct hall_plan *plan) {
    const struct layout *layout = canvas->layout;
    struct rect rest = plan->courses;
    draw_text(canvas, rect_cut_top(&rest, plan->heading.height), ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
              string_get(canvas->language, STRING_HALL_COURSES));
    float usual = 2 * hall_plan_line(layout->small) + layout->unit;
    float pitch = fminf(usual + layout->unit, rest.height / (float)(hall->course_count + 1));
    for (size_t i = 0; i < hall->course_count; i++) {
        struct rect row = rect_cut_top(&rest, pitch);
        row.height -= layout->unit * course_gap;
        draw_course(canvas, hall, i, row);
    }
    size_t done = 0;
    for (size_t i = 0; i < hall->course_count; i++) {
        done += hall->courses[i].done;
    }
    struct rect row = rect_cut_top(&rest, fminf(hall_plan_line(layout->small), rest.height));
    draw_text(canvas, row, ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
              STRING_FILL(canvas->arena, canvas->language, STRING_HALL_FINISHED,
                          text_format(canvas->arena, "%zu", done),
                          text_format(canvas->arena, "%zu", hall->lesson_count)));
    draw_course_goal(canvas, hall, rest);
}

/* Where there is no room for the column: the course that is shown, and how to come to others. */
static void draw_row(const struct canvas *canvas, const struct hall *hall,
                     const struct hall_plan *plan) {
    const struct layout *layout = canvas->layout;
    float gap = layout->unit;
    float width =
        (plan->courses.width - gap * (float)(hall->course_count - 1)) / (float)hall->course_count;
    struct rect rest = plan->courses;
    for (size_t i = 0; i < hall->course_count; i++) {
        struct rect chip = rect_cut_left(&rest, width);
        rect_cut_left(&rest, gap);
        bool is_here = i == hall->course && *hall->query == '\0';
        color_argb link = canvas_color(canvas, COLOR_WEIGHT);
        color_argb panel = canvas_color(canvas, COLOR_PANEL);
        canvas_box(canvas, chip, layout->unit,
                   is_here ? theme_mix(panel, link, chosen_ground) : panel, layout->line,
                   is_here ? link : canvas_color(canvas, COLOR_PANEL_EDGE));
        scene_button_add(canvas->scene, chip, hall_target_action(HALL_TARGET_COURSE, i));
        rect_cut_left(&chip, layout->unit / 2);
        rect_cut_right(&chip, layout->unit / 2);
        draw_text(
            canvas, chip, ALIGN_CENTER,
            canvas_style(canvas, is_here ? FACE_PROSE_BOLD : FACE_PROSE, layout->small, COLOR_TEXT),
            course_title(canvas, &hall->courses[i]));
    }
}

/* ---- lessons ---- */

/* "From one number to the whole matrix · 8 lessons · 110 min" */
static const char *course_words(const struct canvas *canvas, const struct hall *hall,
                                const char *lessons) {
    const struct hall_course *course = &hall->courses[hall->course];
    int minutes = 0;
    for (size_t i = 0; i < course->count; i++) {
        minutes += hall->lessons[course->first + i].lesson->minutes;
    }
    const char *length = minutes > 0
                             ? STRING_FILL(canvas->arena, canvas->language, STRING_HALL_MINUTES,
                                           text_format(canvas->arena, "%d", minutes))
                             : "";
    return text_format(canvas->arena, "%s · %s%s%s", course_title(canvas, course),
                       STRING_FILL(canvas->arena, canvas->language, STRING_HALL_LESSONS, lessons),
                       minutes > 0 ? " · " : "", length);
}

static void draw_heading(const struct canvas *canvas, const struct hall *hall,
                         const struct hall_plan *plan) {
    const struct layout *layout = canvas->layout;
    size_t count = hall_shown_count(hall);
    size_t all = (count + plan->columns - 1) / plan->columns;
    const char *number = text_format(canvas->arena, "%zu", count);
    const char *words = *hall->query != '\0'
                            ? STRING_FILL(canvas->arena, canvas->language, STRING_HALL_HITS, number)
                            : course_words(canvas, hall, number);
    struct rect row = plan->heading;
    if (all > plan->rows) {
        const char *more = STRING_FILL(canvas->arena, canvas->language, STRING_HALL_ROWS,
                                       text_format(canvas->arena, "%zu", hall->top + 1),
                                       text_format(canvas->arena, "%zu", hall->top + plan->rows),
                                       text_format(canvas->arena, "%zu", all));
        float width = canvas_text_width(canvas, FACE_PROSE, layout->small, more) + 1;
        draw_text(canvas, rect_cut_right(&row, width), ALIGN_RIGHT,
                  canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM), more);
        rect_cut_right(&row, LAYOUT_GAP * layout->unit);
    }
    draw_text(canvas, row, ALIGN_LEFT,
              canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM), words);
}

static void draw_lessons(const struct canvas *canvas, const struct hall *hall,
                         const struct hall_plan *plan) {
    size_t first = hall->top * plan->columns, most = plan->rows * plan->columns;
    for (size_t i = first; i < hall_shown_count(hall) && i < first + most; i++) {
        hall_card_draw(canvas, hall, plan, i);
    }
}

/* ---- the row below ---- */

static void draw_hints(const struct canvas *canvas, const struct hall *hall, struct rect rect,
                       bool has_lesson) {
    enum language language = canvas->language;
    int close = hall_target_action(HALL_TARGET_CLOSE, 0);
    const struct hall_hint hints[] = {
        {"← ↑ → ↓", string_get(language, STRING_HALL_HINT_CHOOSE), 0},
        {"Enter", string_get(language, STRING_HALL_HINT_OPEN),
         hall_target_action(HALL_TARGET_OPEN, 0)},
        {"Shift+Enter", string_get(language, STRING_HALL_HINT_FRESH), 0},
        {"/", string_get(language, STRING_HALL_HINT_SEARCH),
         hall_target_action(HALL_TARGET_SEARCH, 0)},
        {"Tab", string_get(language, STRING_HALL_HINT_COURSES), 0},
        {"Esc",
         string_get(language, hall->is_searching ? STRING_HALL_HINT_ALL : STRING_HALL_HINT_BACK),
         close},
    };
    size_t count = sizeof hints / sizeof *hints;
    const char *note = string_get(language, STRING_HALL_JOURNAL);
    float width = canvas_text_width(canvas, FACE_PROSE, canvas->layout->small, note) + 1;
    if (width < rect.width / 3) {
        draw_text(canvas, rect_cut_right(&rect, width), ALIGN_RIGHT,
                  canvas_style(canvas, FACE_PROSE, canvas->layout->small, COLOR_TEXT_DIM), note);
    }
    hall_parts_hints(canvas, rect, hints, has_lesson || hall->is_searching ? count : count - 1);
}

struct hall_plan hall_view_draw(const struct canvas *canvas, const struct hall *hall,
                                bool has_lesson) {
    struct hall_plan plan = hall_plan_create(canvas->layout, hall);
    draw_header(canvas, hall, &plan);
    if (hall->lesson_count > 0) {
        hall_card_draw_last(canvas, hall, &plan);
        if (plan.has_column) {
            draw_column(canvas, hall, &plan);
        } else {
            draw_row(canvas, hall, &plan);
        }
        draw_heading(canvas, hall, &plan);
        draw_lessons(canvas, hall, &plan);
    }
    if (plan.has_foot) {
        hall_card_draw_foot(canvas, hall, &plan);
    }
    draw_hints(canvas, hall, plan.hints, has_lesson);
    return plan;
}
