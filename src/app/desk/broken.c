#include "app/desk/broken.h"

#include "base/file.h"
#include "session/session_look.h"
#include "view/draw/scene_button.h"

#include <SDL.h>

#include <string.h>

void broken_open(struct broken *broken, const char *name, const char *printed) {
    bool is_folded = broken->is_open && broken->is_folded && strcmp(broken->name, name) == 0;
    struct arena *arena = arena_create();
    const struct broken opened = {
        .is_open = true,
        .arena = arena,
        .name = arena_copy_text(arena, name, strlen(name)),
        .errors = broken_errors_read(arena, printed),
        .is_folded = is_folded,
    };
    broken_close(broken); /* the name may be its own */
    *broken = opened;
}

void broken_close(struct broken *broken) {
    arena_destroy(broken->arena);
    *broken = (struct broken){.is_open = false};
}

void broken_draw(const struct broken *broken, const struct session *session, bool has_version,
                 const struct cover_sight *sight, struct arena *arena, struct scene *ret) {
    const struct session_settings *settings = session_settings(session);
    const struct theme *theme = theme_get(settings->theme);
    struct layout layout =
        layout_create((float)sight->size.width, (float)sight->size.height, settings->text_scale);
    if (has_version) {
        stage_build_pointed(session, sight->size, sight->pointer, sight->metrics, arena, ret);
    } else {
        scene_begin(ret, arena, layout.width, layout.height, theme->colors[COLOR_BACKGROUND]);
    }
    const struct canvas canvas = {.scene = ret,
                                  .arena = arena,
                                  .metrics = sight->metrics,
                                  .layout = &layout,
                                  .theme = theme,
                                  .language = settings->language};
    broken_view_draw(&canvas, &(struct broken_sight){.file = file_name(broken->name),
                                                     .errors = &broken->errors,
                                                     .chosen = broken->chosen,
                                                     .is_folded = broken->is_folded,
                                                     .has_version = has_version});
}

/* ---- what the reader does ---- */

/* Editors jump to such a location. */
static void copy_location(const struct broken *broken, struct session *session) {
    const char *location = broken->errors.items[broken->chosen].location;
    if (SDL_SetClipboardText(*location != '\0' ? location : broken->name) == 0) {
        session_notify(session, STRING_NOTICE_PLACE_COPIED, 0);
    }
}

static enum broken_request answer(struct broken *broken, enum broken_request request, size_t which,
                                  struct session *session) {
    switch (request) {
    case BROKEN_CHOOSE:
        broken->chosen = which < broken->errors.count ? which : broken->chosen;
        break;
    case BROKEN_FOLD:
        broken->is_folded = !broken->is_folded;
        break;
    case BROKEN_COPY:
        copy_location(broken, session);
        break;
    case BROKEN_READ:
    case BROKEN_LESSONS:
        return request;
    case BROKEN_NOT_MINE:
        break;
    }
    return BROKEN_NOT_MINE;
}

static void walk(struct broken *broken, bool is_down) {
    size_t last = broken->errors.count - 1;
    broken->chosen = is_down ? (broken->chosen < last ? broken->chosen + 1 : last)
                             : (broken->chosen > 0 ? broken->chosen - 1 : 0);
}

bool broken_take_key(struct broken *broken, struct key key, struct session *session,
                     enum broken_request *ret_request) {
    bool is_typed = key.name == KEY_CHARACTER && !key.has_control && !key.has_shift;
    enum broken_request request = key.name == KEY_ESCAPE             ? BROKEN_FOLD
                                  : is_typed && key.character == 'y' ? BROKEN_COPY
                                  : is_typed && key.character == 'r' ? BROKEN_READ
                                                                     : BROKEN_NOT_MINE;
    bool is_walk =
        (key.name == KEY_UP || key.name == KEY_DOWN) && !key.has_control && !broken->is_folded;
    if (is_walk) {
        walk(broken, key.name == KEY_DOWN);
    }
    *ret_request = answer(broken, request, broken->chosen, session);
    return is_walk || request != BROKEN_NOT_MINE;
}

bool broken_point(struct broken *broken, const struct cover_pointing *pointing,
                  struct session *session, enum broken_request *ret_request) {
    size_t which;
    int action = scene_button_at(pointing->scene, pointing->at.x, pointing->at.y);
    enum broken_request request = broken_view_request(action, &which);
    bool is_here = action >= broken_view_first_action();
    *ret_request = BROKEN_NOT_MINE;
    if (!is_here) {
        return false;
    }
    if (pointing->touch == TOUCH_CLICK) {
        *ret_request = answer(broken, request, which, session);
    } else if (pointing->touch == TOUCH_WHEEL) {
        walk(broken, pointing->wheel > 0);
    }
    return true;
}
