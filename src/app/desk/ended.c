#include "app/desk/ended.h"

#include "session/session_look.h"
#include "session/way/leap.h"
#include "view/draw/scene_button.h"

void ended_open(struct ended *ended, const struct session *session,
                const struct hall_lesson *next) {
    ended_close(ended);
    ended->arena = arena_create();
    ended->page.lesson = session_lesson(session);
    ended->page.outcomes = session_ask_outcomes(session, ended->arena, &ended->page.count);
    ended->page.next = next;
    ended->page.has_leapt = leap_origin(session) >= 0;
    ended->is_open = true;
}

void ended_close(struct ended *ended) {
    arena_destroy(ended->arena);
    *ended = (struct ended){.is_open = false};
}

void ended_draw(const struct ended *ended, const struct session_settings *settings,
                const struct cover_sight *sight, struct arena *arena, struct scene *ret) {
    const struct theme *theme = theme_get(settings->theme);
    struct layout layout =
        layout_create((float)sight->size.width, (float)sight->size.height, settings->text_scale);
    scene_begin(ret, arena, layout.width, layout.height, theme->colors[COLOR_BACKGROUND]);
    const struct canvas canvas = {.scene = ret,
                                  .arena = arena,
                                  .metrics = sight->metrics,
                                  .layout = &layout,
                                  .theme = theme,
                                  .language = settings->language};
    end_page_draw(&canvas, &ended->page);
}

enum end_request ended_click(const struct ended *ended, const struct scene *scene,
                             struct scene_point at, long *ret_step) {
    size_t which;
    enum end_request request = end_page_request(scene_button_at(scene, at.x, at.y), &which);
    if (request == END_STEP) {
        *ret_step = ended->page.outcomes[which].step;
    }
    return request;
}
