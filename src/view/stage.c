#include "view/stage.h"

#include "view/board_view.h"
#include "view/header_view.h"
#include "view/help_view.h"
#include "view/hint_view.h"
#include "view/link.h"
#include "view/narration_view.h"
#include "view/network_view.h"
#include "view/timeline_view.h"

static const color_argb blank_colors[] = {
    [BLANK_NOTHING] = 0, [BLANK_BLACK] = 0xFF000000, [BLANK_WHITE] = 0xFFFFFFFF};

void stage_build(const struct session *session, struct stage_size size,
                 const struct text_metrics *metrics, struct arena *arena, struct scene *ret) {
    const struct session_settings *settings = session_settings(session);
    const struct theme *theme = theme_get(settings->theme);
    float width = (float)size.width;
    float height = (float)size.height;
    if (settings->blank != BLANK_NOTHING) {
        scene_begin(ret, arena, width, height, blank_colors[settings->blank]);
        return;
    }
    scene_begin(ret, arena, width, height, theme->colors[COLOR_BACKGROUND]);
    struct layout layout = layout_create(width, height, settings->text_scale);
    struct canvas canvas = {ret, arena, metrics, &layout, session, theme, settings->language};
    if (settings->is_help_open) {
        help_view_draw(&canvas);
        return;
    }
    header_view_draw(&canvas, layout.header);
    if (layout.network.width > 0) {
        network_view_draw(&canvas, layout.network);
    }
    board_view_draw(&canvas, layout.board);
    narration_view_draw(&canvas, layout.narration);
    timeline_view_draw(&canvas, layout.timeline);
    hint_view_draw(&canvas, layout.hints);
    struct link_lights lights = link_lights_of(session);
    link_draw(&canvas, &lights);
}
