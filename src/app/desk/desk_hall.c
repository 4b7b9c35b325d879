#include "app/desk/desk_hall.h"

#include "library/journal/journal.h"
#include "view/draw/scene_button.h"
#include "view/hall/hall_view.h"

#include <stdio.h>

void desk_hall_open(struct desk_hall *place, const struct library *library,
                    enum language language) {
    desk_hall_look(place, library, language);
    place->is_open = true;
}

void desk_hall_look(struct desk_hall *place, const struct library *library,
                    enum language language) {
    const char *error;
    if (!place->has_shelf) {
        place->shelf = library_lessons(library);
        place->courses = library_courses(library, &error);
        place->has_shelf = true;
    }
    arena_destroy(place->arena);
    place->arena = arena_create();
    struct journal_entries entries =
        journal_read(place->arena, journal_path(place->arena), language, &error);
    if (error != NULL) {
        fputs(error, stderr);
    }
    place->progress = progress_create(place->arena, &entries, &place->courses);
    place->hall = hall_create(place->arena, &place->shelf, &place->courses, &place->progress);
}

void desk_hall_end(struct desk_hall *place) {
    arena_destroy(place->arena);
    *place = (struct desk_hall){.is_open = false};
}

void desk_hall_draw(struct desk_hall *place, const struct session_settings *settings,
                    const struct cover_sight *sight, struct arena *arena, struct scene *ret) {
    const struct theme *theme = theme_get(settings->theme);
    struct layout layout =
        layout_create((float)sight->size.width, (float)sight->size.height, settings->text_scale);
    scene_begin(ret, arena, layout.width, layout.height, theme->colors[COLOR_BACKGROUND]);
    struct canvas canvas = {.scene = ret,
                            .arena = arena,
                            .metrics = sight->metrics,
                            .layout = &layout,
                            .theme = theme,
                            .language = settings->language};
    struct hall_plan plan = hall_view_draw(&canvas, &place->hall, place->has_lesson);
    place->hall.columns = plan.columns;
    place->hall.rows = plan.rows;
}

enum hall_request desk_hall_point(struct desk_hall *place, const struct cover_pointing *pointing) {
    size_t index = 0;
    int action = scene_button_at(pointing->scene, pointing->at.x, pointing->at.y);
    enum hall_target target = hall_target_of(action, &index);
    switch (pointing->touch) {
    case TOUCH_MOVE:
        return hall_hover(&place->hall, target, index);
    case TOUCH_CLICK:
        return hall_click(&place->hall, target, index);
    case TOUCH_WHEEL:
        return hall_scroll(&place->hall, pointing->wheel);
    case TOUCH_OTHER_BUTTON:
        break;
    }
    return HALL_NOT_MINE;
}

bool desk_hall_can_click(const struct scene *scene, struct scene_point at) {
    return scene_button_at(scene, at.x, at.y) != 0;
}
