#include "app/window.h"

#include <SDL.h>

#include <stdio.h>
#include <string.h>

enum { FRAME_MILLISECONDS = 16 /* of a motion; what takes longer leaves frames out */ };

/* ---- painting ---- */

void window_lose_picture(struct window *window) {
    frames_clear(&window->frames);
    window->is_stale = true;
}

static struct raster_area whole(const struct window *window) {
    return (struct raster_area){0, 0, window->screen.raster.width, window->screen.raster.height};
}

/* Paints the session as it is now, or the beginning of the motion to it. */
static size_t paint(struct window *window, struct raster_area ret_areas[PAINTER_AREAS]) {
    const struct frames_subject subject = {window->session, &window->cover, window->wants_motion};
    size_t count =
        frames_paint(&window->frames, window->fonts, &window->screen.raster, &subject, ret_areas);
    window->is_stale = false;
    window->wants_motion = false;
    window->painted_at = SDL_GetTicks();
    window->moving_since = window->painted_at;
    return count;
}

/* Paints where the motion is by the clock: it takes its time, however few frames that gives. */
static size_t move(struct window *window, struct raster_area ret_areas[PAINTER_AREAS]) {
    Uint32 now = SDL_GetTicks();
    float part = (float)(now - window->moving_since) / MOTION_MILLISECONDS;
    window->painted_at = now;
    return frames_move(&window->frames, window->fonts, &window->screen.raster, part, ret_areas);
}

void window_end_motion(struct window *window) {
    window->moving_since = SDL_GetTicks() - MOTION_MILLISECONDS;
}

int window_until_next_frame(const struct window *window) {
    Uint32 now = SDL_GetTicks();
    bool is_over = now - window->moving_since >= MOTION_MILLISECONDS;
    Uint32 since = now - window->painted_at;
    bool is_due = is_over || since >= FRAME_MILLISECONDS;
    return frames_are_moving(&window->frames) && !is_due ? FRAME_MILLISECONDS - (int)since : 0;
}

bool window_refresh(struct window *window) {
    bool is_new = false;
    if (!screen_fit(&window->screen, &is_new)) {
        return false;
    }
    if (is_new) {
        window_lose_picture(window);
    }
    struct raster_area areas[PAINTER_AREAS];
    size_t count = window->is_stale                     ? paint(window, areas)
                   : frames_are_moving(&window->frames) ? move(window, areas)
                                                        : 0;
    if (window->is_lost) {
        areas[0] = whole(window);
        count = 1;
    }
    window->is_lost = false;
    return screen_show(&window->screen, areas, count);
}

const struct scene *window_scene(struct window *window) {
    if (window->is_stale) {
        window_refresh(window); /* when it fails, the next turn of the loop says so */
    }
    return &window->frames.goal.scene;
}

struct stage_size window_picture_size(const struct window *window) {
    return (struct stage_size){window->screen.raster.width, window->screen.raster.height};
}

/* ---- beginning and end ---- */

static struct font_set *open_fonts(const struct font_files *files, char *reterr_message,
                                   size_t message_size) {
    struct font_set *fonts = font_open(files, reterr_message, message_size);
    if (fonts != NULL) {
        font_use_system(fonts);
    }
    return fonts;
}

bool window_open(struct window *ret, struct session *session, const struct window_options *options,
                 char *reterr_message, size_t message_size) {
    *ret = (struct window){
        .session = session, .cover = options->cover, .is_stale = true, .is_lost = true};
    ret->fonts = open_fonts(options->fonts, reterr_message, message_size);
    if (ret->fonts == NULL) {
        return false;
    }
    ret->metrics = font_metrics(ret->fonts);
    if (!window_system_open(ret, options)) {
        snprintf(reterr_message, message_size, "%s", SDL_GetError());
        return false;
    }
    return true;
}

bool window_change_fonts(struct window *window, const struct font_files *fonts,
                         char *reterr_message, size_t message_size) {
    struct font_set *next = open_fonts(fonts, reterr_message, message_size);
    if (next == NULL) {
        return false;
    }
    font_close(window->fonts);
    window->fonts = next;
    window->metrics = font_metrics(next);
    return true;
}

void window_close(struct window *window) {
    frames_clear(&window->frames);
    window_system_close(window);
    font_close(window->fonts);
    *window = (struct window){0};
}
